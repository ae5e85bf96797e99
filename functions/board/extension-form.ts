import { dayInWords } from '#functions/shared/pages/day-in-words.ts'
import { deadlineWords } from '#functions/shared/pages/deadline-words.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { dayField } from '#functions/shared/pages/in-words.ts'
import { faultOf } from '#functions/shared/pages/parts.ts'
import type { Language } from '#workflows/language.ts'
import { localDayOf } from '#workflows/programme/local-day.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { calendarOf, nthWorkingDay } from '#workflows/programme/working-calendar.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { RepairRemarks } from './repair-form.ts'

/** Working days that are offered; whoever needs others writes a day. */
const offered = [3, 5, 10] as const
const DAY = 86_400_000

/** What the choice of another day sends, whose day stands in `day`. */
export const writtenChoice = 'day'

const fa = {
  until: 'مهلت تازه تا پایان چه روزی باشد',
  present: (deadline: string) => `مهلت کنونی: ${deadline}`,
  offer: (days: string, day: string) => `${days} روز کاری دیگر، تا پایان ${day}`,
  another: 'روزی که می‌نویسم',
  day: 'آخرین روز مهلت',
}

const en: typeof fa = {
  until: 'To the end of which day',
  present: (deadline) => `The deadline now: ${deadline}`,
  offer: (days, day) => `${days} more working days, to the end of ${day}`,
  another: 'A day that I write',
  day: 'Last day',
}

export const extensionTexts = { fa, en } as const

interface Extending extends Pick<RepairRemarks, 'values' | 'faults'> {
  readonly state: Extract<ProposalState, { deadline: unknown }>
  readonly programme: Programme
  readonly now: Date
  readonly language: Language
}

/** Until when a deadline is to run: so many working days more, each as the day that it comes to, or another day. */
export function extensionQuestions(extending: Extending): Html {
  const { state, programme, language, values, faults } = extending
  const texts = extensionTexts[language]
  const options = offeredDays(extending).map(({ days, day }) => ({
    value: day,
    label: texts.offer(formatNumber(days, language), dayInWords(day, language)),
  }))
  return html`${field({
    kind: 'radios',
    name: 'until',
    label: texts.until,
    hint: texts.present(deadlineWords(state.deadline.at, language, programme.timeZone)),
    language,
    required: true,
    options: [...options, { value: writtenChoice, label: texts.another }],
    value: values['until'],
    fault: faultOf(faults, 'until', language),
  })}
${dayField({
  name: 'day',
  label: texts.day,
  language,
  required: true,
  value: values['day'],
  fault: faultOf(faults, 'day', language),
  when: { field: 'until', is: writtenChoice },
})}`
}

/** Counted from the last day of the deadline, or from now where it has passed. Days as `YYYY-MM-DD`, so that what is sent is what was read. */
function offeredDays({ state, programme, now }: Extending): { days: number; day: string }[] {
  const from = Math.max(Date.parse(state.deadline.at) - 1, now.getTime())
  return offered.map((days) => {
    const last = nthWorkingDay(localDayOf(from, programme.timeZone), days, calendarOf(programme))
    return { days, day: new Date(last * DAY).toISOString().slice(0, 10) }
  })
}
