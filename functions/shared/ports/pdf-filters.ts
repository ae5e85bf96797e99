import { inflateInto } from './pdf-inflate.ts'

/** Undoes one packing of a PDF's stream (ISO 32000-2, 7.4). Undefined where the first bytes are none of it. */
type Unpacking = (packed: Buffer) => Buffer | undefined

/** How many bytes were written, and about how many were read for them. */
export interface Unpacked {
  readonly length: number
  readonly read: number
  /** Whether there was more than the room took. */
  readonly isShort?: boolean
}

/** Unpacks into the room that there is; what is broken or longer, as far as it goes. */
type Into = (out: Buffer, packed: Buffer) => Unpacked

export interface Budget {
  /** Bytes that may still be read or written, whichever are more in each packing. */
  left: number
  /** Where each packing is undone, so that no attempt needs room of its own: as long as one may get. */
  readonly room: Buffer
  /** Whether something may have been longer than its room. */
  isShort: boolean
  /** Whether something may be packed in another way than was tried. */
  isUnsure: boolean
}

/** Counted for each attempt, whatever came of it. Bytes. */
const attempt = 512

/** Every packing that can hold objects, by its whole name. Each ends by itself, so that other bytes may follow. */
export function unpackings(dictionary: string, budget: Budget): Readonly<Record<string, Unpacking>> {
  const early = /\/EarlyChange\s+0/.test(dictionary) ? 0 : 1
  const layout = layoutOf(dictionary)
  const counted =
    (into: Into): Unpacking =>
    (packed) => {
      const most = Math.max(0, budget.left)
      const { length, read, isShort } = into(budget.room.subarray(0, most), packed.subarray(0, most))
      if (isShort === true || length + 4 > Math.min(most, budget.room.length)) budget.isShort = true
      budget.left -= Math.max(read, length) + attempt
      return length === 0 ? undefined : Buffer.from(budget.room.subarray(0, length))
    }
  const flate = counted((out, packed) =>
    isFlate(packed) ? inflateInto(out, packed.subarray(2), budget.left) : { length: 0, read: 2 },
  )
  const lzw = counted((out, packed) => unLzw(out, packed, early))
  const straight = (bytes: Buffer | undefined): Buffer | undefined => {
    if (bytes === undefined || layout === undefined) return bytes
    budget.left -= 2 * bytes.length
    return unpredicted(bytes, layout)
  }
  return {
    FlateDecode: (packed) => straight(flate(packed)),
    LZWDecode: (packed) => straight(lzw(packed)),
    ASCIIHexDecode: counted(unHex),
    ASCII85Decode: counted(unAscii85),
    RunLengthDecode: counted(unRunLength),
    // Encrypted only in a file that says so, which is said of it.
    Crypt: (packed) => packed,
  }
}

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

/** What each byte is among hexadecimal digits: its value, 16 for a blank, 17 for what ends them. */
const digits = Uint8Array.from({ length: 256 }, (_, byte) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase())
  return digit >= 0 ? digit : byte <= 0x20 ? 16 : 17
})

function unHex(out: Buffer, packed: Buffer): Unpacked {
  let [length, read, half] = [0, 0, -1]
  for (; read < packed.length && length < out.length; read += 1) {
    const digit = digits[packed[read] ?? 0] ?? 17
    if (digit === 17) break
    if (digit === 16) continue
    if (half >= 0) out[length++] = half * 16 + digit
    half = half >= 0 ? -1 : digit
  }
  return { length, read }
}

function unAscii85(out: Buffer, packed: Buffer): Unpacked {
  let [length, read, count, value] = [0, 0, 0, 0]
  for (; read < packed.length && length + 4 <= out.length; read += 1) {
    const byte = packed[read] ?? 0
    if (byte <= 0x20) continue
    if (byte === 0x7a && count === 0) {
      length = out.writeUInt32BE(0, length)
      continue
    }
    if (byte > 0x75) break
    value = value * 85 + (byte - 0x21)
    count += 1
    if (count < 5) continue
    if (value > 0xff_ff_ff_ff) return { length, read }
    length = out.writeUInt32BE(value, length)
    ;[count, value] = [0, 0]
  }
  const last = value * 85 ** (5 - count) + (85 ** (5 - count) - 1)
  if (count < 2 || last > 0xff_ff_ff_ff || length + 4 > out.length) return { length, read }
  out.writeUInt32BE(last, length)
  return { length: length + count - 1, read }
}

function unRunLength(out: Buffer, packed: Buffer): Unpacked {
  let [length, read] = [0, 0]
  while (read < packed.length && length < out.length) {
    const said = packed[read] ?? 128
    if (said === 128) break
    const end = Math.min(out.length, length + (said < 128 ? said + 1 : 257 - said))
    read += 1
    if (said < 128) for (; length < end && read < packed.length; read += 1) out[length++] = packed[read] ?? 0
    else for (const byte = packed[read++] ?? 0; length < end; length += 1) out[length] = byte
  }
  return { length, read }
}

/** Where in what was unpacked the bytes of a code stand, from 258 on, and how many they are. */
const starts = new Uint32Array(4096)
const sizes = new Uint32Array(4096)

/** Codes of 9 to 12 bits; each says an earlier code's bytes with one more. `early` is how much sooner codes get longer. */
function unLzw(out: Buffer, packed: Buffer, early: number): Unpacked {
  let [length, read, bits, held, width] = [0, 0, 0, 0, 9]
  /** The code that comes next, and the bytes of the one before. */
  let [next, start, size] = [258, 0, 0]
  while (read < packed.length) {
    held = ((held << 8) | (packed[read++] ?? 0)) & 0xff_ff_ff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      ;[next, width, size] = [258, 9, 0]
      continue
    }
    if (code > next || (code === next && size === 0)) break
    const now = code < 256 ? 1 : code === next ? size + 1 : (sizes[code] ?? 0)
    const from = code === next ? start : (starts[code] ?? 0)
    if (length + now > out.length) break
    if (code < 256) out[length] = code
    // Byte by byte: what is copied may overlap what is written.
    else for (let index = 0; index < now; index += 1) out[length + index] = out[from + index] ?? 0
    if (size > 0 && next < 4096) {
      starts[next] = start
      sizes[next] = size + 1
      next += 1
    }
    ;[start, size] = [length, now]
    length += now
    width = next + early < 512 ? 9 : next + early < 1024 ? 10 : next + early < 2048 ? 11 : 12
  }
  return { length, read }
}

/** How a predictor's rows lie: how many bytes a pixel and a row have, and whether each row says its filter. */
interface Layout {
  readonly pixel: number
  readonly row: number
  readonly tagged: 0 | 1
}

function layoutOf(dictionary: string): Layout | undefined {
  const said = (name: string, otherwise: number) =>
    Number(new RegExp(`/${name}\\s+(\\d{1,6})`).exec(dictionary)?.[1] ?? otherwise)
  const predictor = said('Predictor', 1)
  if (predictor < 2) return undefined
  const bits = said('Colors', 1) * said('BitsPerComponent', 8)
  return {
    pixel: Math.max(1, Math.ceil(bits / 8)),
    row: Math.max(1, Math.ceil((said('Columns', 1) * bits) / 8)),
    tagged: predictor >= 10 ? 1 : 0,
  }
}

/** Undoes a predictor, which mixes bytes of neighbours into each. What is there of the last row is enough. */
function unpredicted(bytes: Buffer, { pixel, row, tagged }: Layout): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let at = 0
  for (let from = 0, line = 0; from < bytes.length; line += 1) {
    const how = tagged === 1 ? (bytes[from] ?? 0) : 1
    from += tagged
    const end = Math.min(bytes.length, from + row)
    for (let index = 0; from < end; index += 1, from += 1, at += 1) {
      const left = index < pixel ? 0 : (out[at - pixel] ?? 0)
      const up = line === 0 ? 0 : (out[at - row] ?? 0)
      const corner = index < pixel || line === 0 ? 0 : (out[at - row - pixel] ?? 0)
      out[at] = (bytes[from] ?? 0) + predicted(how, left, up, corner)
    }
  }
  return out.subarray(0, at)
}

/** What a filter of PNG adds (RFC 2083, 6). */
function predicted(how: number, left: number, up: number, corner: number): number {
  if (how === 1) return left
  if (how === 2) return up
  if (how === 3) return (left + up) >> 1
  if (how !== 4) return 0
  const toLeft = Math.abs(up - corner)
  const toUp = Math.abs(left - corner)
  const toCorner = Math.abs(left + up - 2 * corner)
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
