import type { Programme } from '#workflows/programme/programme.ts'

/**
 * The weighted score of one review, 0 to 100: each criterion's share of the scale times its weight. Null when a criterion is
 * missing, since a partial score would not compare.
 */
export function weightedScore(
  scores: Readonly<Record<string, number>>,
  rubric: Programme['rubric'],
): number | null {
  const [lowest, highest] = rubric.scale
  let total = 0
  for (const { id, weight } of rubric.criteria) {
    const score = scores[id]
    if (score === undefined) return null
    total += ((score - lowest) / (highest - lowest)) * weight
  }
  return Math.round(total * 100) / 100
}

/** The mean of what the seats gave each criterion, the lowest first; none where nobody scored. */
export function criterionMeans(
  given: readonly Readonly<Record<string, number>>[],
  { criteria }: Programme['rubric'],
): readonly { readonly id: string; readonly mean: number }[] {
  return criteria
    .flatMap(({ id }) => {
      const scores = given.flatMap((one) => one[id] ?? [])
      return scores.length === 0
        ? []
        : [{ id, mean: scores.reduce((sum, score) => sum + score) / scores.length }]
    })
    .toSorted((a, b) => a.mean - b.mean)
}
