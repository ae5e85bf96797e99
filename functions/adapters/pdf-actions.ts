import { inflateSync } from 'node:zlib'
import type { PdfAction } from '#workflows/proposal/file-record.ts'

/** Bytes to which a part of a PDF is unpacked at most, and for all of them together. */
const mostOfOne = 8 * 1024 * 1024
const mostOfAll = 32 * 1024 * 1024

const names: readonly (readonly [RegExp, PdfAction])[] = [
  [/\/(?:JavaScript|JS)(?![A-Za-z0-9])/, 'javascript'],
  [/\/Launch(?![A-Za-z0-9])/, 'launch'],
]

/**
 * What a PDF would do by itself when it is opened. Names are looked for where the file keeps its objects, packed ones too, and
 * not in pictures and texts, where the same letters mean nothing. Of an encrypted file nothing is seen that is packed.
 */
export function pdfActions(bytes: Uint8Array): PdfAction[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = new Set<PdfAction>()
  let left = mostOfAll
  for (const part of text.split('endstream')) {
    const begins = /stream\r?\n/.exec(part)
    const objects = begins === null ? part : part.slice(0, begins.index)
    lookFor(objects, found)
    if (begins === null || left <= 0 || !/\/ObjStm(?![A-Za-z])/.test(unescaped(objects.slice(-4096))))
      continue
    const packed = unpacked(part.slice(begins.index + begins[0].length))
    left -= packed.length
    lookFor(packed, found)
  }
  return [...found].sort()
}

function lookFor(objects: string, found: Set<PdfAction>): void {
  const plain = unescaped(objects)
  for (const [pattern, action] of names) if (pattern.test(plain)) found.add(action)
}

/** `/J#53` is the name `/JS`. */
function unescaped(text: string): string {
  return text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function unpacked(latin1: string): string {
  try {
    return inflateSync(Buffer.from(latin1, 'latin1'), { maxOutputLength: mostOfOne }).toString('latin1')
  } catch {
    return ''
  }
}
