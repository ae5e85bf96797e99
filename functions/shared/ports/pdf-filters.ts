import { constants, inflateRawSync } from 'node:zlib'

/**
 * Undoes one packing of a PDF's stream (ISO 32000-2, 7.4), up to so many bytes; what is broken or longer, as far as it goes.
 * Undefined where the first bytes are none of it.
 */
type Unpacking = (packed: Buffer, most: number) => Buffer | undefined

/** Inflates what zlib packed, without its head; throws a `RangeError` for more. Another is given where its calls are counted. */
export type Inflate = (packed: Buffer, options: { readonly maxOutputLength: number }) => Buffer

/** Readers mind neither a checksum nor an end that was cut off. */
const inflateAll: Inflate = (packed, { maxOutputLength }) =>
  inflateRawSync(packed, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH })

/** Bytes that may still be unpacked; each packing takes what it used, whatever came of it. */
export interface Budget {
  left: number
}

/** Every packing that can hold objects, by its whole name. Each ends by itself, so that other bytes may follow. */
export function unpackings(
  dictionary: string,
  budget: Budget,
  inflate: Inflate = inflateAll,
): Readonly<Record<string, Unpacking>> {
  const early = /\/EarlyChange\s+0/.test(dictionary) ? 0 : 1
  const counted =
    (unpack: Unpacking): Unpacking =>
    (packed, most) => {
      const limit = Math.min(most, budget.left)
      try {
        const unpacked = unpack(packed, limit)
        if (unpacked !== undefined) budget.left -= unpacked.length
        return unpacked
      } catch (error) {
        budget.left -= error instanceof RangeError ? limit : given
        return undefined
      }
    }
  const flate: Unpacking = (packed, most) =>
    isFlate(packed) ? inflate(packed.subarray(2), { maxOutputLength: most }) : undefined
  const lzw: Unpacking = (packed, most) => unLzw(packed, most, early)
  return {
    FlateDecode: counted((packed, most) => unpredicted(flate(packed, most), dictionary)),
    LZWDecode: counted((packed, most) => unpredicted(lzw(packed, most), dictionary)),
    ASCIIHexDecode: counted(unHex),
    ASCII85Decode: counted(unAscii85),
    RunLengthDecode: counted(unRunLength),
  }
}

/** Counted for what could not be unpacked: it may have been undone a good way before that was seen. Bytes. */
const given = 128 * 1024

/** The two bytes with which packed data of zlib begin (RFC 1950). */
function isFlate([first = 0, second = 0]: Buffer): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
}

export const shortNames: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  RL: 'RunLengthDecode',
}

const unHex: Unpacking = (packed, most) => {
  let digits = ''
  for (const byte of packed) {
    const sign = String.fromCharCode(byte)
    if (/[0-9A-Fa-f]/.test(sign)) digits += sign
    else if (byte > 0x20) break
    if (digits.length >= 2 * most) break
  }
  return digits === '' ? undefined : Buffer.from(digits, 'hex')
}

const unAscii85: Unpacking = (packed, most) => {
  const out = Buffer.allocUnsafe(Math.min(most, packed.length * 4) + 8)
  let [length, count, value] = [0, 0, 0]
  for (const byte of packed) {
    if (length >= most) break
    if (byte <= 0x20) continue
    if (byte === 0x7a && count === 0) {
      length = out.writeUInt32BE(0, length)
      continue
    }
    if (byte < 0x21 || byte > 0x75) break
    value = value * 85 + (byte - 0x21)
    count += 1
    if (count < 5) continue
    if (value > 0xff_ff_ff_ff) return out.subarray(0, length)
    length = out.writeUInt32BE(value, length)
    ;[count, value] = [0, 0]
  }
  if (count < 2) return out.subarray(0, length)
  const last = value * 85 ** (5 - count) + (85 ** (5 - count) - 1)
  if (last > 0xff_ff_ff_ff) return out.subarray(0, length)
  out.writeUInt32BE(last, length)
  return out.subarray(0, length + count - 1)
}

const unRunLength: Unpacking = (packed, most) => {
  const out: Buffer[] = []
  let length = 0
  for (let at = 0; at < packed.length && packed[at] !== 128; ) {
    const said = packed[at] ?? 128
    const run =
      said < 128 ? packed.subarray(at + 1, at + 2 + said) : Buffer.alloc(257 - said, packed[at + 1] ?? 0)
    out.push(run)
    length += run.length
    if (length >= most) break
    at += said < 128 ? said + 2 : 2
  }
  return Buffer.concat(out)
}

/** Codes of 9 to 12 bits; each says an earlier code's bytes with one more. `early` is how much sooner codes get longer. */
function unLzw(packed: Buffer, most: number, early: number): Buffer {
  const out = Buffer.allocUnsafe(most)
  /** Where in what was unpacked the bytes of a code stand, from 258 on. */
  let entries: { readonly at: number; readonly length: number }[] = []
  let [length, bits, held, width] = [0, 0, 0, 9]
  let before: { readonly at: number; readonly length: number } | undefined
  for (const byte of packed) {
    held = ((held << 8) | byte) & 0xff_ff_ff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      ;[entries, width, before] = [[], 9, undefined]
      continue
    }
    const known = code < 256 ? undefined : entries[code - 258]
    const isNext = code - 258 === entries.length && before !== undefined
    if (code > 257 && known === undefined && !isNext) break
    const size = code < 256 ? 1 : (known?.length ?? (before?.length ?? 0) + 1)
    if (length + size > most) break
    const now = { at: length, length: size }
    const from = (known ?? before)?.at ?? 0
    if (code < 256) out[length] = code
    // Byte by byte: what is copied may overlap what is written.
    else for (let index = 0; index < size; index += 1) out[length + index] = out[from + index] ?? 0
    length += size
    if (before !== undefined && entries.length < 4096 - 258)
      entries.push({ at: before.at, length: before.length + 1 })
    before = now
    const next = entries.length + 258 + early
    width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12
  }
  return out.subarray(0, length)
}

/** Undoes a predictor, which mixes bytes of neighbours into each. */
function unpredicted(bytes: Buffer | undefined, dictionary: string): Buffer | undefined {
  const said = (name: string, otherwise: number) =>
    Number(new RegExp(`/${name}\\s+(\\d{1,6})`).exec(dictionary)?.[1] ?? otherwise)
  const predictor = said('Predictor', 1)
  if (bytes === undefined || predictor < 2) return bytes
  const pixel = Math.max(1, Math.ceil((said('Colors', 1) * said('BitsPerComponent', 8)) / 8))
  const row = Math.max(
    1,
    Math.ceil((said('Columns', 1) * said('Colors', 1) * said('BitsPerComponent', 8)) / 8),
  )
  const tagged = predictor >= 10 ? 1 : 0
  const rows = Math.ceil(bytes.length / (row + tagged))
  const out = Buffer.alloc(rows * row)
  for (let line = 0; line < rows; line += 1) {
    const from = line * (row + tagged)
    const how = tagged === 1 ? (bytes[from] ?? 0) : 1
    for (let index = 0; index < row; index += 1) {
      const at = line * row + index
      const left = index < pixel ? 0 : (out[at - pixel] ?? 0)
      const up = line === 0 ? 0 : (out[at - row] ?? 0)
      const corner = index < pixel || line === 0 ? 0 : (out[at - row - pixel] ?? 0)
      out[at] = (bytes[from + tagged + index] ?? 0) + predicted(how, { left, up, corner })
    }
  }
  return out
}

interface Neighbours {
  readonly left: number
  readonly up: number
  readonly corner: number
}

/** What a filter of PNG adds (RFC 2083, 6). */
function predicted(how: number, { left, up, corner }: Neighbours): number {
  if (how === 1) return left
  if (how === 2) return up
  if (how === 3) return Math.floor((left + up) / 2)
  if (how !== 4) return 0
  const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(left + up - corner - one)) as [
    number,
    number,
    number,
  ]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
