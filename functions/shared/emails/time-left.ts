import { passedWords } from '#functions/shared/pages/late-notice.ts'
import type { Language } from '#workflows/language.ts'
import { formatTime } from '#workflows/programme/jalali.ts'
import { dayEndedAt, localDayOf } from '#workflows/programme/local-day.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { calendarOf, workingDaysAfter } from '#workflows/programme/working-calendar.ts'
import { lapseOf } from '#workflows/proposal/decide-late.ts'
import { timingOf } from '#workflows/proposal/decide-time.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

const words = {
  fa: {
    today: (time: string) => `امروز تا ساعت ${time}`,
    tomorrow: (time: string) => `فردا تا ساعت ${time}`,
    lastDay: 'امروز آخرین روز است',
    lastIsTomorrow: (left: string) => `${left}؛ فردا آخرین روز است`,
    days: (count: number) => `${formatNumber(count, 'fa')} روز مانده`,
    workingDays: (count: number) => `${formatNumber(count, 'fa')} روز کاری مانده`,
  },
  en: {
    today: (time: string) => `today by ${time}`,
    tomorrow: (time: string) => `tomorrow by ${time}`,
    lastDay: 'today is the last day',
    lastIsTomorrow: (left: string) => `${left}: tomorrow is the last day`,
    days: (count: number) => `${count} ${count === 1 ? 'day' : 'days'} left`,
    workingDays: (count: number) => `${count} working ${count === 1 ? 'day' : 'days'} left`,
  },
} as const satisfies Record<Language, unknown>

/**
 * How long somebody still has, by the days of the programme's place: in working days where the deadline was given in them.
 * Once it is past, that it is, and to whom an answer is `asked` of that theirs still counts, unless silence has ended the case.
 * Null when nothing is due.
 */
export function timeLeft(
  state: ProposalState,
  {
    now,
    programme,
    language,
    asked,
  }: { now: Date; programme: Programme; language: Language; asked: boolean },
): string | null {
  if (!('deadline' in state)) return null
  const at = new Date(state.deadline.at)
  const { timeZone } = programme
  if (at <= now) {
    const counts = asked && lapseOf(state, { now, programme }) === null
    return passedWords({ at: state.deadline.at, timeZone }, language, { counts })
  }
  const say = words[language]
  const isEndOfDay = dayEndedAt(at.getTime(), timeZone) !== undefined
  const last = new Date(at.getTime() - 1)
  const days = localDayOf(last.getTime(), timeZone) - localDayOf(now.getTime(), timeZone)
  const time = formatTime(at, language, timeZone)
  if (days === 0) return isEndOfDay ? say.lastDay : say.today(time)
  if (days === 1 && !isEndOfDay) return say.tomorrow(time)
  const working = workingDaysAfter(now, last, calendarOf(programme))
  const inWorkingTime = 'working' in timingOf(state, { programme }).deadline
  const left = inWorkingTime && working > 0 ? say.workingDays(working) : say.days(days)
  return days === 1 ? say.lastIsTomorrow(left) : left
}
