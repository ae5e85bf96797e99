import { spawnSync } from 'node:child_process'

/** Poppler gives hamzas before the letter that has them, and breaks lines. */
const OUT_OF_ORDER = /[^\p{L}\p{N}]/gu

/** What is left of a text when all that poppler cannot put into order is left out; both sides of a comparison need it. */
export function skeleton(text: string): string {
  return text.normalize('NFC').replaceAll('هٔ', 'ه').replaceAll('ۀ', 'ه').replaceAll(OUT_OF_ORDER, '')
}

/** The {@link skeleton} of what a reader finds printed on a PDF's pages, without their headers and footers; needs pdftotext. */
export function printedText(pdf: Uint8Array): string {
  // A4 in points, less the margins.
  const page = ['-x', '0', '-y', '72', '-W', '596', '-H', '704', '-nopgbrk']
  const { stdout, status, stderr } = spawnSync('pdftotext', [...page, '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  if (status !== 0) throw new Error(`pdftotext ended with ${status}: ${stderr}`)
  return skeleton(stdout)
}
