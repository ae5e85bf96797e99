const tag = (font: Buffer, offset: number): string => font.toString('latin1', offset, offset + 4)

const cmapOffset = (font: Buffer): number => {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const record = 12 + index * 16
    if (tag(font, record) === 'cmap') return font.readUInt32BE(record + 8)
  }
  throw new Error('the font has no cmap table')
}

/** Format 12: groups of (first character, last character, first glyph). */
const groupsOf = (font: Buffer, table: number): Set<number> => {
  const covered = new Set<number>()
  for (let index = 0; index < font.readUInt32BE(table + 12); index += 1) {
    const group = table + 16 + index * 12
    for (let point = font.readUInt32BE(group); point <= font.readUInt32BE(group + 4); point += 1)
      covered.add(point)
  }
  return covered
}

/** Format 4: segments of the basic plane, their glyphs by offset or by array. */
const segmentsOf = (font: Buffer, table: number): Set<number> => {
  const covered = new Set<number>()
  const size = font.readUInt16BE(table + 6)
  const starts = table + 16 + size
  for (let at = 0; at < size; at += 2) {
    const start = font.readUInt16BE(starts + at)
    const delta = font.readUInt16BE(starts + size + at)
    const rangeAt = starts + 2 * size + at
    const range = font.readUInt16BE(rangeAt)
    for (let point = start; point <= font.readUInt16BE(table + 14 + at) && point < 0xffff; point += 1) {
      const glyph = range === 0 ? point + delta : font.readUInt16BE(rangeAt + range + 2 * (point - start))
      if (glyph % 0x10000 !== 0) covered.add(point)
    }
  }
  return covered
}

/**
 * The characters in a TrueType font's map (OpenType, `cmap`, formats 4 and 12).
 * @throws {Error} when the bytes are no such font.
 */
export const codePointsOf = (font: Buffer): ReadonlySet<number> => {
  const cmap = cmapOffset(font)
  const covered = new Set<number>()
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
    const format = font.readUInt16BE(table)
    const points = format === 12 ? groupsOf(font, table) : format === 4 ? segmentsOf(font, table) : []
    for (const point of points) covered.add(point)
  }
  return covered
}
