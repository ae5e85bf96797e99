import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterByLetter } from '#functions/shared/contract/contract-template/letter-by-letter.ts'
import { createTypesetter, typesetterAssets } from '#functions/shared/contract/contract-typesetter.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument } from '#workflows/contract/document.ts'

/** A Python that has the readers of `pdf-readers.txt`. */
const python = process.env['PDF_READERS'] ?? 'python3'

/** What each reader finds in the file that is named behind it, as text in UTF-8. */
const readers = {
  pdftotext: ['pdftotext', '-enc', 'UTF-8'],
  pypdf: [
    python,
    '-c',
    'import sys, pypdf; print("\\n".join(p.extract_text() for p in pypdf.PdfReader(sys.argv[1]).pages))',
  ],
  PDFium: [
    python,
    '-c',
    'import sys, pypdfium2\nd = pypdfium2.PdfDocument(sys.argv[1])\nprint("\\n".join(d[i].get_textpage().get_text_range() for i in range(len(d))))',
  ],
  MuPDF: [
    python,
    '-c',
    'import sys, pymupdf; print("\\n".join(p.get_text() for p in pymupdf.open(sys.argv[1])))',
  ],
} as const
type Reader = keyof typeof readers

const isThere: Readonly<Record<Reader, readonly string[]>> = {
  pdftotext: ['pdftotext', '-v'],
  pypdf: [python, '-c', 'import pypdf'],
  PDFium: [python, '-c', 'import pypdfium2'],
  MuPDF: [python, '-c', 'import pymupdf'],
}

const run = ([name = '', ...given]: readonly string[]) =>
  spawnSync(name, given, { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })

function isMissing(reader: Reader): boolean {
  if (run(isThere[reader]).status === 0) return false
  console.warn(`${reader} is not installed: what it reads in contracts is not tested here`)
  return true
}

/** Marks that readers add where the direction of a line changes. */
const DIRECTIONS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const folder = mkdtempSync(join(tmpdir(), 'text-layer-'))
const file = join(folder, 'contract.pdf')

const terms = exampleTerms({
  orgName: 'Công ty Đổi Mới',
  contactName: 'Nguyễn Thị Ánh Tuyết',
  solution: 'کاهش CO₂ و NO₂ → هوای پاک • ▪ ✓ Ωμέγα Чехов Łódź ≤ ₽ x⁻¹ برای همهٔ شهر',
})
const document = contractDocument(terms, {
  city: { fa: 'کرمان', en: 'Kerman' },
  timeZone: 'Asia/Tehran',
  termsDigest: 'c0ffee'.repeat(11).slice(0, 64),
  drawnUpAt: '2025-11-06T10:00:00Z',
})

function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : []
}

/** Every Persian word of the articles, joiners and all; those with a mark above a letter are another matter (docs/next.md). */
const persianWords = [
  ...new Set(
    textsIn([document.preamble, document.articles])
      .join(' ')
      .split(/[^\p{L}\p{M}\u200c]+/u)
      .filter((word) => /^[\p{Script=Arabic}\u200c]{3,}$/u.test(word) && !/\p{M}/u.test(word)),
  ),
]

beforeAll(async () => {
  writeFileSync(file, await createTypesetter().typeset(document))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(Object.keys(readers) as Reader[])('what %s reads in a contract', (reader) => {
  const missing = isMissing(reader)
  const read = (): string => {
    const { stdout, status, stderr } = run([
      ...readers[reader],
      file,
      ...(reader === 'pdftotext' ? ['-'] : []),
    ])
    if (status !== 0) throw new Error(`${reader} ended with ${status}: ${stderr}`)
    return stdout.replaceAll(DIRECTIONS, '')
  }

  it.skipIf(missing)('has every Persian word whole, its joiners and «لا» in their order', () => {
    expect(persianWords.filter((word) => /لا|\u200c/.test(word)).length).toBeGreaterThan(50)
    const text = read()
    expect(persianWords.filter((word) => !text.includes(word))).toEqual([])
  })

  it.skipIf(missing)('has the letters of the other font once, and no sign of a loss', () => {
    const text = read().normalize('NFC')
    expect(text).not.toContain('\ufffd')
    for (const words of ['Nguyễn', 'Tuyết', 'Đổi', 'Łódź', 'Ωμέγα', 'Чехов', '→', '▪', '₽', '≤'])
      expect(text).toContain(words)
  })
})

describe('a font that has a drawing for each letter', () => {
  it('is refused where it is built in another way', () => {
    expect(() => letterByLetter(Buffer.alloc(64))).toThrow('GSUB')
  })

  it('differs in its rules alone', () => {
    for (const path of typesetterAssets().filter((asset) => asset.includes('Vazirmatn'))) {
      const font = readFileSync(path)
      const patched = letterByLetter(font)
      const directory = 12 + font.readUInt16BE(4) * 16
      expect(Buffer.compare(patched.subarray(directory, font.length), font.subarray(directory))).toBe(0)
    }
  })
})
