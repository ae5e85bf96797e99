import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { typesetterAssets } from '#functions/shared/contract/contract-typesetter.ts'
import { lettersOfFonts } from '#workflows/text/letters-of-fonts.ts'
import { codePointsOf } from './font-coverage.ts'

const [, regular = '', bold = '', otherRegular = '', otherBold = ''] = typesetterAssets()

const hex = (point: number | undefined): string => (point ?? 0).toString(16)

/** What both weights have, as the table writes it. */
const rangesOf = (weights: readonly string[]): string => {
  const [first = new Set<number>(), ...others] = weights.map((file) => codePointsOf(readFileSync(file)))
  const points = [...first]
    .filter((point) => others.every((other) => other.has(point)))
    .toSorted((a, b) => a - b)
  const starts = points.filter((_, index) => points[index - 1] !== (points[index] ?? 0) - 1)
  const ends = points.filter((_, index) => points[index + 1] !== (points[index] ?? 0) + 1)
  return starts
    .map((start, index) => (start === ends[index] ? hex(start) : `${hex(start)}-${hex(ends[index])}`))
    .join(' ')
}

it('has the letters of the fonts that set contracts, as they say themselves', async () => {
  const table = { vazirmatn: rangesOf([regular, bold]), dejavuSans: rangesOf([otherRegular, otherBold]) }
  expect(lettersOfFonts).toEqual(table)
})
