import { DAY } from './duration.ts'
import { localDateOf } from './local-day.ts'
import type { Programme } from './programme.ts'

type Rule = Pick<Programme, 'board' | 'timeZone'>

/** Whether the board asks every member for a second factor at a time, by the days of the programme's place. */
export function isFactorRequired({ board, timeZone }: Rule, now: Date): boolean {
  const { secondFactor, secondFactorFrom: from } = board
  return secondFactor === 'required' && (from === undefined || localDateOf(now.getTime(), timeZone) >= from)
}

/** The day (ISO date) from which it will be; null where it is already, or never. */
export function factorRequiredFrom(programme: Rule, now: Date): string | null {
  const { secondFactor, secondFactorFrom: from } = programme.board
  return secondFactor === 'required' && from !== undefined && !isFactorRequired(programme, now) ? from : null
}

/** Days ahead on which members are told by mail, the last first. */
const warnings = [1, 7, 14] as const

/** Which of the warnings is due; null while the day is far. */
export function factorWarning(programme: Rule, now: Date): (typeof warnings)[number] | null {
  const from = factorRequiredFrom(programme, now)
  if (from === null) return null
  const today = localDateOf(now.getTime(), programme.timeZone)
  const left = Math.round((Date.parse(from) - Date.parse(today)) / DAY)
  return warnings.find((days) => left <= days) ?? null
}
