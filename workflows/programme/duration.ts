const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** Milliseconds in a day of 24 hours. */
export const DAY = 24 * HOUR

const WEEKS = /^P(\d{1,5})W$/
const DAYS_AND_TIME = /^P(?=\d|T\d)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?$/

/**
 * Milliseconds of an ISO 8601 duration in weeks, or in days, hours, minutes and seconds: `P2W`, `P10D`, `P1DT12H`.
 * Months and years are no fixed length and are refused, as are signs and fractions.
 * @returns undefined when the text is no such duration.
 */
export const parseDuration = (text: string): number | undefined => {
  const weeks = WEEKS.exec(text)
  if (weeks) return Number(weeks[1]) * 7 * DAY
  const parts = DAYS_AND_TIME.exec(text)
  if (!parts) return undefined
  const [, days, hours, minutes, seconds] = parts
  return (
    Number(days ?? 0) * DAY +
    Number(hours ?? 0) * HOUR +
    Number(minutes ?? 0) * MINUTE +
    Number(seconds ?? 0) * SECOND
  )
}

/** How many whole days a duration without a time part is (`P2W` is 14); undefined for one that says hours, which is an instant. */
export const wholeDays = (text: string): number | undefined => {
  const length = parseDuration(text)
  return length === undefined || text.includes('T') ? undefined : length / DAY
}

/**
 * Milliseconds of a duration that was checked before.
 * @throws RangeError when it is none
 */
export const durationMilliseconds = (text: string): number => {
  const length = parseDuration(text)
  if (length === undefined) throw new RangeError(`"${text}" is no ISO 8601 duration of fixed length`)
  return length
}
