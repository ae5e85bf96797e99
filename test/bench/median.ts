/** The middle one; of an even number the upper of the two. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** The smallest number below which so many of a hundred lie. */
export function percentile(numbers: readonly number[], percent: number): number {
  const place = Math.ceil((numbers.length * percent) / 100) - 1
  return [...numbers].sort((a, b) => a - b)[Math.max(0, place)] ?? Number.NaN
}
