import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { ContractDocument } from '#workflows/contract/document.ts'
import { coverageOf } from './contract-template/font-coverage.ts'
import { printable } from './contract-template/printable.ts'

/** A file carried inside the PDF. */
interface ContractAttachment {
  /** ASCII letters, digits, dots and hyphens. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly mime: string
}

export interface ContractTypesetter {
  /**
   * Sets a contract as tagged PDF/A: A-2a, or A-3a when it carries an attachment. Equal input gives equal bytes.
   * @throws {Error} when the compiler refuses the template; no content of `document` can make it.
   */
  typeset(document: ContractDocument, attachment?: ContractAttachment): Promise<Uint8Array>
}

export interface TypesetterOptions {
  /** A directory that holds `contract.typ` and both fonts; where bundling has moved them. */
  readonly assets?: string
}

const TEMPLATE = 'contract.typ'
const FONTS = ['Vazirmatn-Regular.ttf', 'Vazirmatn-Bold.ttf'] as const
const ATTACHMENT_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/

/** Every file of the typesetter's own, for whoever bundles it; put them side by side in one `assets` directory. */
export const typesetterAssets = (): readonly string[] => {
  const vazirmatn = dirname(createRequire(import.meta.url).resolve('vazirmatn/package.json'))
  return [
    fileURLToPath(new URL(`contract-template/${TEMPLATE}`, import.meta.url)),
    ...FONTS.map((font) => join(vazirmatn, 'fonts', 'ttf', font)),
  ]
}

const filesIn = (assets: string | undefined): readonly string[] =>
  assets === undefined ? typesetterAssets() : [TEMPLATE, ...FONTS].map((name) => join(assets, name))

/** Compilations after which an unused part of the compiler's cache is dropped. */
const CACHE_AGE = 10

/** Reads the template and the fonts at once; the compiler itself starts with the first contract. */
export const createTypesetter = ({ assets }: TypesetterOptions = {}): ContractTypesetter => {
  const [template = '', ...fontFiles] = filesIn(assets)
  const source = readFileSync(template, 'utf8')
  const fonts = fontFiles.map((file) => readFileSync(file))
  const coverages = fonts.map(coverageOf)
  const covers = (point: number): boolean => coverages.every((coverage) => coverage(point))
  const root = dirname(template)
  const attached = join(root, 'attachment')
  const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts }] })

  const compile = (inputs: Record<string, string>): NodeTypstDocument => {
    const outcome = compiler.compile({ mainFileContent: source, inputs })
    const { result } = outcome
    if (result !== null && !outcome.hasError()) return result
    const error = outcome.takeError()
    throw new Error(`typesetting failed: ${JSON.stringify(error?.shortDiagnostics ?? [])}`)
  }

  const pdf = (document: ContractDocument, attachment: ContractAttachment | undefined): Uint8Array => {
    const inputs = { document: JSON.stringify(printable(document, covers)) }
    if (attachment === undefined) return compiler.pdf(compile(inputs), { pdfStandard: 'a-2a' })
    const { name, mime, bytes } = attachment
    if (!ATTACHMENT_NAME.test(name)) throw new Error(`not an attachment's name: ${name}`)
    compiler.mapShadow(attached, Buffer.from(bytes))
    try {
      const withAttachment = { ...inputs, attachment: JSON.stringify({ name, mime }) }
      return compiler.pdf(compile(withAttachment), { pdfStandard: 'a-3a' })
    } finally {
      compiler.unmapShadow(attached)
    }
  }

  return {
    // The compiler is synchronous, so contracts never share its shadow file.
    typeset: async (document, attachment) => {
      const bytes = pdf(document, attachment)
      compiler.evictCache(CACHE_AGE)
      return bytes
    },
  }
}
