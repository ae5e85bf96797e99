import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Text } from '#workflows/language.ts'
import { holidaysEnd, latestNewDeadline } from '#workflows/programme/dated-holidays.ts'
import { formatBothCalendars } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** Later than any deadline. */
const never = '9999-12-31T23:59:59.999Z'

/**
 * What is wrong where the programme's dated holidays end before the deadline of an open case, or before one that would be made
 * now; null while they reach further. They can be added under the same version, for deadlines made from then on.
 */
export async function holidayFault(
  { cases, programme }: { cases: Pick<CaseStore, 'list'>; programme: Programme },
  now: Date,
): Promise<Text | null> {
  const end = holidaysEnd(programme)
  if (end === undefined) return null
  const reaches = latestNewDeadline(now, programme) > end || (await isOpenAfter(end, cases))
  return reaches ? holidayWarning(programme, end) : null
}

/** Whether an open case has a deadline after `end`; by their next instalment the same list also has completed cases. */
async function isOpenAfter(end: Date, cases: Pick<CaseStore, 'list'>): Promise<boolean> {
  const deadline = { from: end.toISOString(), until: never }
  let cursor: string | undefined
  do {
    const page = await cases.list({ deadline, limit: 100, cursor })
    if (page.cases.some(({ state }) => 'deadline' in state && new Date(state.deadline.at) > end)) return true
    ;({ cursor } = page)
  } while (cursor !== undefined)
  return false
}

/** The same without a look at open cases. */
export function newHolidayFault(programme: Programme, now: Date): Text | null {
  const end = holidaysEnd(programme)
  return end === undefined || latestNewDeadline(now, programme) <= end ? null : holidayWarning(programme, end)
}

function holidayWarning({ timeZone }: Programme, end: Date): Text {
  const last = new Date(end.getTime() - 1)
  const day = { fa: formatBothCalendars(last, 'fa', timeZone), en: formatBothCalendars(last, 'en', timeZone) }
  return {
    fa: `تعطیلات تاریخ‌دار برنامه (مانند مناسبت‌های قمری) تنها تا ${day.fa} ثبت شده است و مهلت‌هایی از آن می‌گذرد. تعطیلات سال‌های بعد را به برنامه بیفزایید؛ نسخهٔ برنامه همان می‌ماند.`,
    en: `The programme's dated holidays (such as lunar ones) end on ${day.en}, and deadlines reach beyond. Add those of the coming years to the programme; its version stays.`,
  }
}
