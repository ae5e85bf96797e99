import { crc32 } from 'node:zlib'

/** A file to be put into a ZIP: its size is known before its content comes. */
export interface ZipPart {
  /** ASCII. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Its content from the beginning; it is asked for twice. */
  readonly open: () => AsyncIterable<Uint8Array>
}

const localHeader = 30
const centralHeader = 46
const endRecord = 22

/** Bytes that a ZIP of these parts has. */
export function zipSize(parts: readonly Pick<ZipPart, 'name' | 'size'>[]): number {
  const headers = localHeader + centralHeader
  return parts.reduce((sum, { name, size }) => sum + headers + 2 * name.length + size, endRecord)
}

/**
 * A ZIP (PKWARE's APPNOTE 6.3.10) in chunks, one of them in memory at a time. Parts are stored and not compressed, so that the
 * size is known before the first byte, and every file has the same time, so that equal parts give equal bytes. A file's
 * checksum stands before it, so each is gone through twice.
 * @throws RangeError when a part is not of the size that it said, or changed meanwhile
 */
export async function* zip(parts: readonly ZipPart[]): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = []
  let offset = 0
  for (const { name, size, open } of parts) {
    const first = { length: 0, checksum: 0 }
    for await (const chunk of open()) count(chunk, first)
    if (first.length !== size) throw new RangeError(`${name} is not of the size that was said`)
    const common = commonFields(name, first)
    const local = Buffer.concat([uint32(0x04034b50), common, Buffer.from(name)])
    central.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(20),
        common,
        // No comment, first disk, no attributes.
        Buffer.alloc(10),
        uint32(offset),
        Buffer.from(name),
      ]),
    )
    yield local
    const second = { length: 0, checksum: 0 }
    for await (const chunk of open()) {
      count(chunk, second)
      yield chunk
    }
    if (second.checksum !== first.checksum) throw new RangeError(`${name} changed while it was read`)
    offset += local.length + size
  }
  const directory = Buffer.concat(central)
  yield directory
  yield Buffer.concat([
    uint32(0x06054b50),
    uint16(0, 0, parts.length, parts.length),
    uint32(directory.length, offset),
    uint16(0),
  ])
}

/** What is known of a content once all of it went by. */
interface ZipSum {
  length: number
  checksum: number
}

function count(chunk: Uint8Array, so: ZipSum): void {
  so.length += chunk.length
  so.checksum = crc32(chunk, so.checksum)
}

/** What a file's two headers have in common. */
function commonFields(name: string, { length, checksum }: ZipSum): Buffer {
  return Buffer.concat([
    // Needs version 2.0; names are UTF-8; stored; 1980-01-01, which is the first day there is.
    uint16(20, 0x0800, 0, 0, 0x21),
    uint32(checksum, length, length),
    uint16(name.length, 0),
  ])
}

function uint16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index)
  return bytes
}

function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index)
  return bytes
}
