import { DAY } from './duration.ts'

const SECOND = 1000

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** The offset of each UTC day that was asked for; null for a day on which it changes. */
  readonly offsets: Map<number, number | null>
}

const zones = new Map<string, Zone>()

/** So many days of a zone are remembered: enough for all deadlines of a city, and never more than what fits into memory. */
const DAYS_REMEMBERED = 20_000

const zoneOf = (timeZone: string): Zone => {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const zone: Zone = { format, offsets: new Map() }
  zones.set(timeZone, zone)
  return zone
}

/** Whether Intl knows the IANA time zone. */
export const isTimeZone = (timeZone: string): boolean => {
  try {
    zoneOf(timeZone)
    return true
  } catch {
    return false
  }
}

/** How far the wall clocks of a zone are ahead of UTC at an instant, as Intl tells it. Milliseconds. */
const offsetByIntl = (instant: number, { format }: Zone): number => {
  const second = Math.floor(instant / SECOND) * SECOND
  const parts: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(second)) parts[type] = value
  const part = (name: string): number => Number(parts[name])
  const year = parts['era'] === 'BC' ? 1 - part('year') : part('year')
  const shown = new Date(0)
  shown.setUTCFullYear(year, part('month') - 1, part('day'))
  shown.setUTCHours(part('hour'), part('minute'), part('second'))
  return shown.getTime() - second
}

/** Remembered by the day, since Intl takes a thousand times as long to tell it: deadlines are counted at every step of a case. */
const offsetAt = (instant: number, timeZone: string): number => {
  const zone = zoneOf(timeZone)
  const day = Math.floor(instant / DAY)
  let offset = zone.offsets.get(day)
  if (offset === undefined) {
    const first = offsetByIntl(day * DAY, zone)
    offset = first === offsetByIntl((day + 1) * DAY - 1, zone) ? first : null
    if (zone.offsets.size >= DAYS_REMEMBERED) zone.offsets.clear()
    zone.offsets.set(day, offset)
  }
  return offset ?? offsetByIntl(instant, zone)
}

/** What the wall clock of the zone shows at the instant, read as if it were UTC. Epoch milliseconds. */
const wallClock = (instant: number, timeZone: string): number => instant + offsetAt(instant, timeZone)

/** The first instant in (from, to] at which the zone's offset is no longer the one at `from`. */
const offsetChange = (from: number, to: number, timeZone: string): number => {
  const before = offsetAt(from, timeZone)
  let same = from
  let changed = to
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (offsetAt(middle, timeZone) === before) same = middle
    else changed = middle
  }
  return changed
}

/**
 * The first instant of a local day, in epoch milliseconds: its midnight, or the end of the gap where clocks were
 * put forward over midnight (as Tehran did until 2022). Where clocks went back over midnight, the first of the two.
 * @param day days since 1970-01-01 by the local calendar
 */
export const startOfLocalDay = (day: number, timeZone: string): number => localInstant(day, 0, timeZone)

/**
 * When the clocks of the zone show a time of a local day, in epoch milliseconds: the first of the two where they went back
 * over it, the end of the gap where they were put forward over it.
 * @param time milliseconds from midnight by the wall clock
 */
export const localInstant = (day: number, time: number, timeZone: string): number => {
  const { first } = instantsAt(day * DAY + time, timeZone)
  return first
}

/** When a wall clock that is read as UTC shows a time: first and last, which differ where clocks went back over it. */
const instantsAt = (shown: number, timeZone: string): { first: number; last: number } => {
  // Offsets lie between -16 and +16 hours, so the instant lies in this window.
  const from = shown - 16 * 60 * 60 * SECOND
  const to = shown + 16 * 60 * 60 * SECOND
  const before = offsetAt(from, timeZone)
  const after = offsetAt(to, timeZone)
  if (before === after) return { first: shown - before, last: shown - before }
  const change = offsetChange(from, to, timeZone)
  const first = shown - before < change ? shown - before : Math.max(change, shown - after)
  return { first, last: shown - after >= change ? Math.max(first, shown - after) : first }
}

/**
 * The first instant after a local day, in epoch milliseconds, from which on no clock of the zone shows that day again: where
 * clocks went back over its midnight, the second of the two.
 */
export const endOfLocalDay = (day: number, timeZone: string): number =>
  instantsAt((day + 1) * DAY, timeZone).last

const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/**
 * The ISO date of the local day with which an instant ends, where it is the end of one (or the millisecond before, as ends of
 * days were once recorded); undefined for any other time of day.
 */
export const dayEndedAt = (instant: number, timeZone: string): string | undefined => {
  const about = localDayOf(instant, timeZone)
  const day = [about, about - 1].find((candidate) => {
    const end = endOfLocalDay(candidate, timeZone)
    return end === instant || end - 1 === instant
  })
  return day === undefined ? undefined : isoDay(day)
}

/** The ISO date (`YYYY-MM-DD`) that an instant (epoch milliseconds) falls on in the zone. */
export const localDateOf = (instant: number, timeZone: string): string =>
  isoDay(localDayOf(instant, timeZone))

/** The local day of an instant: days since 1970-01-01. A day that clocks went back over stays begun. */
export const localDayOf = (instant: number, timeZone: string): number => {
  const shown = Math.floor(wallClock(instant, timeZone) / DAY)
  return startOfLocalDay(shown + 1, timeZone) <= instant ? shown + 1 : shown
}
