import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { letterByLetter } from '#functions/shared/contract/contract-template/letter-by-letter.ts'
import { printable } from '#functions/shared/contract/contract-template/printable.ts'
import type { SheetDocument } from '#workflows/contract/document.ts'
import { lettersOfFonts } from '#workflows/text/letters-of-fonts.ts'
import { unprintableIn } from '#workflows/text/printability.ts'

/** A file carried inside the PDF. */
export interface ContractAttachment {
  /** ASCII letters, digits, dots and hyphens. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly mime: string
}

export interface ContractTypesetter {
  /**
   * Sets a contract, or what is put behind one, as tagged PDF/A: A-2a, or A-3a when it carries an attachment. Equal input gives equal bytes.
   * @throws {UnprintableText} when a text has letters that no font here has: what cannot be printed is no contract.
   * @throws {Error} when the compiler refuses the template; no other content of `document` can make it.
   */
  typeset(document: SheetDocument, attachment?: ContractAttachment): Promise<Uint8Array>
}

export interface TypesetterOptions {
  /** A directory that holds `contract.typ` and the fonts; where bundling has moved them. */
  readonly assets?: string
}

const TEMPLATE = 'contract.typ'
/** In the order in which the template looks for a letter; `workflows/text/letters-of-fonts.ts` says which they have. */
const FONTS = [
  { from: 'vazirmatn', folder: 'fonts/ttf', files: ['Vazirmatn-Regular.ttf', 'Vazirmatn-Bold.ttf'] },
  { from: 'dejavu-fonts-ttf', folder: 'ttf', files: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'] },
] as const
const ATTACHMENT_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/

/** Every file of the typesetter's own, for whoever bundles it; put them side by side in one `assets` directory. */
export const typesetterAssets = (): readonly string[] => {
  const { resolve } = createRequire(import.meta.url)
  return [
    fileURLToPath(new URL(`contract-template/${TEMPLATE}`, import.meta.url)),
    ...FONTS.flatMap(({ from, folder, files }) =>
      files.map((file) => join(dirname(resolve(`${from}/package.json`)), folder, file)),
    ),
  ]
}

const filesIn = (assets: string | undefined): readonly string[] =>
  assets === undefined
    ? typesetterAssets()
    : [TEMPLATE, ...FONTS.flatMap(({ files }) => files)].map((name) => join(assets, name))

/** The first font's letters as a class of a pattern: without it, it would put together what it lacks, and readers see that doubled. */
const covered = `[${lettersOfFonts.vazirmatn.replaceAll(/[0-9a-f]+/g, (point) => `\\x{${point}}`).replaceAll(' ', '')}\\x{2066}-\\x{2069}]`

/** A contract that was not set, since some of its letters would be missing. The message has no text of the contract. */
export class UnprintableText extends Error {
  readonly letters: readonly string[]

  constructor(letters: readonly string[]) {
    const points = new Set(letters.map((letter) => `U+${letter.codePointAt(0)?.toString(16)}`))
    super(`no font has ${[...points].slice(0, 20).join(', ')}`)
    this.name = 'UnprintableText'
    this.letters = [...new Set(letters)]
  }
}

/** Compilations after which an unused part of the compiler's cache is dropped: the next one uses what contracts share, and no more. */
const CACHE_AGE = 1

/** Reads the template and the fonts at once; the compiler itself starts with the first contract. */
export const createTypesetter = ({ assets }: TypesetterOptions = {}): ContractTypesetter => {
  const [template = '', ...fontFiles] = filesIn(assets)
  const source = readFileSync(template, 'utf8')
  const fonts = fontFiles.map((file) => {
    const font = readFileSync(file)
    return basename(file).startsWith('Vazirmatn') ? letterByLetter(font) : font
  })
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

  const pdf = (document: SheetDocument, attachment: ContractAttachment | undefined): Uint8Array => {
    const unprintable = unprintableIn(document)
    if (unprintable.length > 0) throw new UnprintableText(unprintable.flatMap(({ letters }) => letters))
    const inputs = { document: JSON.stringify(printable(document)), covered }
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
