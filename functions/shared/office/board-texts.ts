import type { Language } from '#workflows/language.ts'

type Place = 'now' | 'cases' | 'contracts' | 'revenue' | 'pipeline'

/** What several pages of the board say. */
interface BoardTexts {
  readonly board: string
  readonly places: Readonly<Record<Place, string>>
  readonly reference: string
  readonly proposal: string
  readonly organisation: string
  readonly status: string
  readonly awaited: string
  readonly due: string
  readonly overdue: string
  readonly nobody: string
  readonly atWork: string
  readonly unreachable: string
  readonly since: string
  readonly insteadOf: string
  readonly signOut: string
  readonly sessions: string
  readonly erased: string
  /** Whole days, in the language's digits. */
  readonly days: (count: string, value: number) => string
}

export const boardTexts: Readonly<Record<Language, BoardTexts>> = {
  fa: {
    board: 'میز پرونده‌ها',
    places: {
      now: 'کارهای امروز',
      cases: 'پرونده‌ها',
      contracts: 'قراردادها',
      revenue: 'درآمدها',
      pipeline: 'گام‌ها و آمار',
    },
    reference: 'شمارهٔ پرونده',
    proposal: 'طرح',
    organisation: 'متقاضی',
    status: 'وضعیت',
    awaited: 'نزد چه کسی، از کی',
    due: 'مهلت',
    overdue: 'دیرکرد',
    nobody: 'جایگاه خالی',
    atWork: 'گردش کار خود در کار است',
    unreachable: 'رایانامه نمی‌رسد',
    since: 'از',
    insteadOf: 'به‌جای',
    signOut: 'خروج',
    sessions: 'نشست‌های من',
    erased: 'حذف شده',
    days: (count, value) => (value === 0 ? 'امروز' : `${count} روز`),
  },
  en: {
    board: 'The board',
    places: {
      now: 'Today',
      cases: 'Cases',
      contracts: 'Contracts',
      revenue: 'Revenue',
      pipeline: 'Steps and figures',
    },
    reference: 'Reference',
    proposal: 'Proposal',
    organisation: 'Applicant',
    status: 'Status',
    awaited: 'Who has it, since when',
    due: 'Due',
    overdue: 'overdue',
    nobody: 'seat vacant',
    atWork: 'the workflow itself is at work',
    unreachable: 'mail does not arrive',
    since: 'since',
    insteadOf: 'in place of',
    signOut: 'Sign out',
    sessions: 'My sessions',
    erased: 'erased',
    days: (count, value) => (value === 0 ? 'today' : value === 1 ? '1 day' : `${count} days`),
  },
}
