/**
 * A PDF says of each drawing which letters it stands for, and most readers turn the drawings of a Persian line round one by one:
 * two letters of one drawing come out in the wrong order. So the font gets a drawing for each letter (OpenType, `GSUB`): «لا» is
 * drawn by its lam, with an empty drawing for the alef, and the joiner that parts letters (ZWNJ) has an empty one of its own instead of
 * being put to its neighbour. Nothing looks different.
 */
export const letterByLetter = (font: Buffer): Buffer => {
  const patched = Buffer.concat([font, Buffer.alloc((4 - (font.length % 4)) % 4)])
  const rules = withRules(Buffer.from(table(font, 'GSUB')), lookupFor(font))
  const record = recordOf(font, 'GSUB')
  patched.writeUInt32BE(patched.length, record + 8)
  patched.writeUInt32BE(rules.length, record + 12)
  return Buffer.concat([patched, rules])
}

const recordOf = (font: Buffer, tag: string): number => {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16)
    if (font.toString('latin1', at, at + 4) === tag) return at
  throw new Error(`the font has no table ${tag}`)
}

const table = (font: Buffer, tag: string): Buffer => {
  const record = recordOf(font, tag)
  const start = font.readUInt32BE(record + 8)
  return font.subarray(start, start + font.readUInt32BE(record + 12))
}

/** The drawing of a character of the basic plane (`cmap`, format 4). */
const glyphOf = (font: Buffer, point: number): number => {
  const map = table(font, 'cmap')
  for (let at = 4; at < 4 + map.readUInt16BE(2) * 8; at += 8) {
    const segments = map.subarray(map.readUInt32BE(at + 4))
    if (segments.readUInt16BE(0) !== 4) continue
    const size = segments.readUInt16BE(6)
    for (let end = 14; end < 14 + size; end += 2) {
      const start = end + 2 + size
      if (segments.readUInt16BE(end) < point || segments.readUInt16BE(start) > point) continue
      const delta = segments.readUInt16BE(start + size)
      const range = segments.readUInt16BE(start + 2 * size)
      const offset = start + 2 * size + range + 2 * (point - segments.readUInt16BE(start))
      const glyph = range === 0 ? point + delta : segments.readUInt16BE(offset)
      if (glyph % 0x1_0000 !== 0) return glyph % 0x1_0000
    }
  }
  throw new Error(`the font has no drawing of U+${point.toString(16)}`)
}

const MARK = 3

/** The drawings of marks (`GDEF`, format 2 of a class definition). */
const marksOf = (font: Buffer): readonly number[] => {
  const definitions = table(font, 'GDEF')
  const classes = definitions.subarray(definitions.readUInt16BE(4))
  if (classes.readUInt16BE(0) !== 2) throw new Error('the font tells its marks in another way')
  return Array.from({ length: classes.readUInt16BE(2) }, (_, index) => 4 + index * 6).flatMap((at) => {
    const first = classes.readUInt16BE(at)
    const count = classes.readUInt16BE(at + 2) - first + 1
    return classes.readUInt16BE(at + 4) === MARK
      ? Array.from({ length: count }, (__, index) => first + index)
      : []
  })
}

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2)
  for (const [index, number] of numbers.entries()) bytes.writeUInt16BE(number, index * 2)
  return bytes
}

type Drawings = readonly number[]

/** One rule: each drawing becomes another where one of `before` precedes it and one of `after` follows; empty for anything. */
const rule = (pairs: readonly (readonly [number, number])[], before: Drawings, after: Drawings): Buffer => {
  const sorted = pairs.toSorted(([a], [b]) => a - b)
  const covers = (drawings: Drawings): Buffer =>
    words(1, drawings.length, ...drawings.toSorted((a, b) => a - b))
  const coverages = [sorted.map(([from]) => from), before, after].map(covers)
  const contexts = [before, after].map((drawings) => (drawings.length === 0 ? 0 : 1))
  const [back = 0, ahead = 0] = contexts
  let next = 2 * (5 + back + ahead + sorted.length)
  const offsets = coverages.map((coverage, index) => {
    const offset = next
    if (index === 0 || contexts[index - 1] === 1) next += coverage.length
    return offset
  })
  const [own = 0, preceding = 0, following = 0] = offsets
  const head = words(
    1,
    own,
    ...(back === 1 ? [1, preceding] : [0]),
    ...(ahead === 1 ? [1, following] : [0]),
    sorted.length,
    ...sorted.map(([, to]) => to),
  )
  return Buffer.concat([head, ...coverages.filter((_, index) => index === 0 || contexts[index - 1] === 1)])
}

/** Type 8 goes from the end of a line to its start, so the alef is looked at before its lam. */
const lookupFor = (font: Buffer): Buffer => {
  const glyph = (point: number): number => glyphOf(font, point)
  const [joiner, alef] = [glyph(0x200c), glyph(0xfe8e)]
  const lams = [glyph(0xfedf), glyph(0xfee0)]
  const [initial = 0, medial = 0] = lams
  // Drawings without ink or width that nothing else uses: of marks of direction, which are never drawn.
  const empty = { joiner: glyph(0x202a), alef: glyph(0x202b), markedAlef: glyph(0x202c) }
  const rules = [
    rule([[joiner, empty.joiner]], [], []),
    rule([[alef, empty.markedAlef]], lams, marksOf(font)),
    rule([[alef, empty.alef]], lams, []),
    rule(
      [
        [initial, glyph(0xfefb)],
        [medial, glyph(0xfefc)],
      ],
      [],
      [empty.alef, empty.markedAlef],
    ),
  ]
  let next = 2 * (3 + rules.length)
  const offsets = rules.map(({ length }) => {
    next += length
    return next - length
  })
  const RIGHT_TO_LEFT = 1
  return Buffer.concat([words(8, RIGHT_TO_LEFT, rules.length, ...offsets), ...rules])
}

/**
 * The table with the new lookup where the required ligatures were, and these in the place of a stylistic set that nobody asks for;
 * they still draw what has marks between lam and alef.
 */
const withRules = (gsub: Buffer, lookup: Buffer): Buffer => {
  const [features, lookups] = [gsub.readUInt16BE(6), gsub.readUInt16BE(8)]
  const featureOf = (tag: string): number => {
    for (let at = features + 2; at < features + 2 + gsub.readUInt16BE(features) * 6; at += 6)
      if (gsub.toString('latin1', at, at + 4) === tag) return at + 4
    throw new Error(`the font has no feature ${tag}`)
  }
  const lookupOf = (feature: number): number => gsub.readUInt16BE(features + gsub.readUInt16BE(feature) + 4)
  const required = featureOf('rlig')
  const [ligatures, spare] = [lookupOf(required), lookupOf(featureOf('ss01'))]
  const placeOf = (index: number): number => lookups + 2 + index * 2
  gsub.writeUInt16BE(gsub.readUInt16BE(placeOf(ligatures)), placeOf(spare))
  gsub.writeUInt16BE(gsub.length - lookups, placeOf(ligatures))
  gsub.writeUInt16BE(gsub.length + lookup.length - features, required)
  return Buffer.concat([gsub, lookup, words(0, 2, ligatures, spare)])
}
