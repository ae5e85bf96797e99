const WRITTEN = /^P(\d{1,3})(Y|M|W|D)$/

/** For how long something is kept: whole years, months, weeks or days by the calendar, or for ever. */
export type KeptSpan = { readonly count: number; readonly unit: 'Y' | 'M' | 'W' | 'D' }

/** Longer than any archive's rule; whoever means longer writes `forever`. */
const LONGEST_YEARS = 100

/**
 * Reads `P2Y`, `P6M`, `P4W` or `P30D`. Unlike a deadline's, its length need not be fixed: years are counted by the calendar.
 * @returns undefined when the text is none, is no time at all, or is over a hundred years.
 */
export function parseKeptSpan(text: string): KeptSpan | undefined {
  const [, digits = '', unit] = WRITTEN.exec(text) ?? []
  const count = Number(digits)
  if (unit !== 'Y' && unit !== 'M' && unit !== 'W' && unit !== 'D') return undefined
  if (count < 1 || (unit === 'Y' && count > LONGEST_YEARS)) return undefined
  return { count, unit }
}

/**
 * The end of a span that begins at an instant. A day that its month lacks becomes the month's last: a year after 29 February
 * is 28 February.
 * @throws RangeError when the text is no such span
 */
export function addKeptSpan(start: Date, text: string): Date {
  const span = parseKeptSpan(text)
  if (span === undefined) throw new RangeError(`"${text}" is no span for which something is kept`)
  const end = new Date(start)
  if (span.unit === 'D' || span.unit === 'W') {
    end.setUTCDate(end.getUTCDate() + span.count * (span.unit === 'W' ? 7 : 1))
    return end
  }
  const day = end.getUTCDate()
  end.setUTCDate(1)
  end.setUTCMonth(end.getUTCMonth() + span.count * (span.unit === 'Y' ? 12 : 1))
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  end.setUTCDate(Math.min(day, last))
  return end
}
