import { inflateSync } from 'node:zlib'
import type { PdfAction } from '#workflows/form/file-record.ts'

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

/** An action as such, which no picture's bytes happen to be: looked for everywhere, as a reader may be led into any bytes. */
const wholeActions: typeof names = [
  [/\/S[\s\0]*\/JavaScript(?![A-Za-z0-9])/, 'javascript'],
  [/\/S[\s\0]*\/Launch(?![A-Za-z0-9])/, 'launch'],
]

/**
 * What a PDF would do by itself when it is opened. Single names are looked for where the file keeps its objects, packed ones
 * too, and not in pictures and texts, where the same letters mean nothing. Of an encrypted file nothing is seen that is packed.
 */
export function pdfActions(bytes: Uint8Array, unpack: Unpack = inflateSync): PdfAction[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = new Set<PdfAction>()
  lookFor(text, found, wholeActions)
  let left = mostOfAll
  let parts = 0
  const all = text.split('endstream')
  for (const [index, part] of all.entries()) {
    const begins = index === all.length - 1 ? -1 : part.search(/>>\s*stream\r?\n/)
    lookFor(begins < 0 ? part : part.slice(0, begins), found)
    if (!/\/ObjStm(?![A-Za-z])/.test(unescaped(part))) continue
    for (const { index: at, 0: word } of part.matchAll(/stream\r?\n/g)) {
      if (left <= 0 || parts >= mostParts) break
      parts += 1
      const packed = part.slice(at + word.length)
      lookFor(packed, found)
      const digits = /^[0-9A-Fa-f\s]+/.exec(packed)?.[0].replaceAll(/\s/g, '') ?? ''
      const plain = digits === '' ? packed : Buffer.from(digits, 'hex').toString('latin1')
      lookFor(plain, found)
      const objects = unpacked(plain, unpack)
      // One that was given up may have been unpacked as far as the limit.
      left -= packed.length + (objects?.length ?? mostOfOne)
      if (objects !== undefined) lookFor(objects, found)
    }
  }
  return [...found].sort()
}

function lookFor(objects: string, found: Set<PdfAction>, patterns = names): void {
  const plain = unescaped(objects)
  for (const [pattern, action] of patterns) if (pattern.test(plain)) found.add(action)
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
