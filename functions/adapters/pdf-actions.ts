import { inflateSync } from 'node:zlib'
import type { PdfAction } from '#workflows/proposal/file-record.ts'

/** Bytes to which a part of a PDF is unpacked at most, and for all of them together. */
const mostOfOne = 8 * 1024 * 1024
const mostOfAll = 32 * 1024 * 1024

/** Packed parts that are looked at; a writer puts hundreds of objects into each. */
const mostParts = 1_000

/** Throws for more than `maxOutputLength` bytes. */
type Unpack = (packed: Buffer, options: { readonly maxOutputLength: number }) => Buffer

const names: readonly (readonly [RegExp, PdfAction])[] = [
  [/\/(?:JavaScript|JS)(?![A-Za-z0-9])/, 'javascript'],
  [/\/Launch(?![A-Za-z0-9])/, 'launch'],
]

/**
 * What a PDF would do by itself when it is opened. Names are looked for where the file keeps its objects, packed ones too, and
 * not in pictures and texts, where the same letters mean nothing. Of an encrypted file nothing is seen that is packed.
 */
export function pdfActions(bytes: Uint8Array, unpack: Unpack = inflateSync): PdfAction[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = new Set<PdfAction>()
  let left = mostOfAll
  let parts = 0
  for (const part of text.split('endstream')) {
    const begins = /stream\r?\n/.exec(part)
    const objects = begins === null ? part : part.slice(0, begins.index)
    lookFor(objects, found)
    if (begins === null || left <= 0 || parts >= mostParts) continue
    if (!/\/ObjStm(?![A-Za-z])/.test(unescaped(objects.slice(-4096)))) continue
    parts += 1
    const packed = unpacked(part.slice(begins.index + begins[0].length), unpack)
    // One that was given up may have been unpacked as far as the limit.
    left -= packed?.length ?? mostOfOne
    if (packed !== undefined) lookFor(packed, found)
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

function unpacked(latin1: string, unpack: Unpack): string | undefined {
  try {
    return unpack(Buffer.from(latin1, 'latin1'), { maxOutputLength: mostOfOne }).toString('latin1')
  } catch {
    return undefined
  }
}
