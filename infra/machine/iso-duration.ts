/**
 * ISO 8601 durations of fixed length: `P3D`, `PT90M`, `P1DT12H`, `P2W`. Months and years, which have none, are refused.
 * @returns milliseconds, or undefined if the text is no such duration.
 */
export function parseDuration(text: string): number | undefined {
  const weeks = /^P(\d{1,6})W$/.exec(text)?.[1]
  if (weeks !== undefined) return Number(weeks) * 7 * day
  const match = /^P(?!$)(?:(\d{1,6})D)?(?:T(?!$)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/.exec(text)
  if (match === null) return undefined
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match
  return Number(days) * day + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000
}

const day = 86_400_000
