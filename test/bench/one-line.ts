import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { typesetterAssets } from '#functions/shared/contract/contract-typesetter.ts'

/** A measure for the typesetter: sets one line, another for each number, as PDF with the same compiler and fonts. */
export function oneLine(): (number: number) => Uint8Array {
  const fonts = typesetterAssets()
    .filter((file) => file.endsWith('.ttf'))
    .map((file) => readFileSync(file))
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] })
  return (number) =>
    compiler.pdf({ mainFileContent: `#set text(font: "Vazirmatn", lang: "fa", dir: rtl)\nتصویب ${number}` })
}
