import type { Unpacked } from './pdf-filters.ts'

const codeBits = 15
const lengthCodes = codesOf(3, 28, 4).concat({ base: 258, extra: 0 })
const distanceCodes = codesOf(1, 30, 2)
/** In which order a block tells the lengths of the codes for lengths. */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

interface Code {
  readonly base: number
  readonly extra: number
}

/** Each so many codes stand for twice as many values as those before. */
function codesOf(first: number, count: number, each: number): Code[] {
  let base = first
  return Array.from({ length: count }, (_, index) => {
    const code = { base, extra: Math.max(0, Math.floor(index / each) - 1) }
    base += 2 ** code.extra
    return code
  })
}

interface Table {
  /** By the next bits of the data: the symbol times 16 and how many of the bits are its; 0 for none. */
  readonly symbols: Uint16Array
  readonly bits: number
}

/** Undefined where there are more codes than can be told apart. */
function tableOf(lengths: readonly number[]): Table | undefined {
  const bits = Math.max(1, ...lengths)
  if (lengths.reduce((sum, length) => sum + (length === 0 ? 0 : 2 ** (codeBits - length)), 0) > 2 ** codeBits)
    return undefined
  const symbols = new Uint16Array(1 << bits)
  let code = 0
  for (let length = 1; length <= bits; length += 1, code <<= 1)
    for (const [symbol, one] of lengths.entries()) {
      if (one !== length) continue
      let reversed = 0
      for (let bit = 0; bit < length; bit += 1) reversed |= ((code >> bit) & 1) << (length - 1 - bit)
      for (let at = reversed; at < symbols.length; at += 1 << length) symbols[at] = (symbol << 4) | length
      code += 1
    }
  return { symbols, bits }
}

const fixedSymbols = tableOf([
  ...Array.from({ length: 144 }, () => 8),
  ...Array.from({ length: 112 }, () => 9),
  ...Array.from({ length: 24 }, () => 7),
  ...Array.from({ length: 8 }, () => 8),
])
const fixedDistances = tableOf(Array.from({ length: 30 }, () => 5))

/**
 * Inflates (RFC 1951) as far as the data are whole and the room suffices: zlib gives nothing of what is broken or longer, and
 * does not say how much of it was read.
 */
export function inflateInto(out: Buffer, packed: Buffer): Unpacked {
  let [at, held, bits, length, tables] = [0, 0, 0, 0, 0]
  const peek = (count: number): number => {
    for (; bits < count; bits += 8) held |= (packed[at++] ?? 0) << bits
    return held & ((1 << count) - 1)
  }
  const take = (count: number): number => {
    const value = peek(count)
    held >>>= count
    bits -= count
    return value
  }
  const symbolOf = (table: Table): number => {
    const entry = table.symbols[peek(table.bits)] ?? 0
    if (entry === 0) return -1
    held >>>= entry & 15
    bits -= entry & 15
    return entry >> 4
  }
  const isOver = () => at > packed.length + 4
  const counted = (lengths: readonly number[]): Table | undefined => {
    const table = tableOf(lengths)
    tables += 512 + ((table?.symbols.length ?? 0) >> 3)
    return table
  }
  const stored = (): boolean => {
    take(bits & 7)
    const size = take(16)
    if ((take(16) ^ size) !== 0xff_ff) return false
    at -= bits >> 3
    ;[held, bits] = [0, 0]
    const copied = packed.copy(out, length, Math.min(at, packed.length), at + size)
    at += size
    length += copied
    return copied === size
  }
  const told = (): readonly [Table | undefined, Table | undefined] => {
    const [symbols, distances, own] = [take(5) + 257, take(5) + 1, take(4) + 4]
    const first = Array.from({ length: 19 }, () => 0)
    for (const place of order.slice(0, own)) first[place] = take(3)
    const table = counted(first)
    const lengths: number[] = []
    if (table === undefined) return [undefined, undefined]
    while (lengths.length < symbols + distances && !isOver()) {
      const symbol = symbolOf(table)
      if (symbol < 0) return [undefined, undefined]
      const one = symbol === 16 ? (lengths.at(-1) ?? 0) : symbol < 16 ? symbol : 0
      const again = symbol < 16 ? 1 : symbol === 16 ? take(2) + 3 : symbol === 17 ? take(3) + 3 : take(7) + 11
      for (let index = 0; index < again; index += 1) lengths.push(one)
    }
    return [counted(lengths.slice(0, symbols)), counted(lengths.slice(symbols, symbols + distances))]
  }
  const block = (symbols: Table, distances: Table): boolean => {
    while (length < out.length && !isOver()) {
      const symbol = symbolOf(symbols)
      if (symbol === 256) return true
      if (symbol < 0) return false
      if (symbol < 256) {
        out[length++] = symbol
        continue
      }
      const size = lengthCodes[symbol - 257]
      if (size === undefined) return false
      const end = Math.min(out.length, length + size.base + take(size.extra))
      const distance = distanceCodes[symbolOf(distances)]
      if (distance === undefined) return false
      const back = distance.base + take(distance.extra)
      if (back > length) return false
      for (; length < end; length += 1) out[length] = out[length - back] ?? 0
    }
    return false
  }
  for (let isLast = false; !isLast && length < out.length && !isOver(); ) {
    isLast = take(1) === 1
    const kind = take(2)
    if (kind === 3) break
    if (kind === 0) {
      if (!stored()) break
      continue
    }
    const [symbols, distances] = kind === 1 ? [fixedSymbols, fixedDistances] : told()
    if (symbols === undefined || distances === undefined || !block(symbols, distances)) break
  }
  return { length, read: Math.min(at, packed.length) + tables }
}
