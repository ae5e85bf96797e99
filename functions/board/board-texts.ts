import type { Language } from '#workflows/language.ts'

interface BoardTexts {
  readonly title: string
  readonly open: string
  readonly closed: string
  readonly none: string
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
  readonly older: string
  readonly search: string
  readonly searchHint: string
  readonly stage: string
  readonly all: string
  readonly overdueOnly: string
  readonly find: string
  readonly clear: string
  readonly noMatch: string
  readonly lookedThrough: (count: string) => string
  readonly searchOn: string
  readonly exportThese: string
  readonly pipeline: string
  readonly revenue: string
  readonly exportBound: string
  readonly signOut: string
  readonly erased: string
}

export const boardTexts: Readonly<Record<Language, BoardTexts>> = {
  fa: {
    title: 'پرونده‌ها',
    open: 'باز',
    closed: 'بسته',
    none: 'پرونده‌ای در این فهرست نیست.',
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
    older: 'پرونده‌های پیش‌تر',
    search: 'جست‌وجو',
    searchHint: 'در شماره، عنوان طرح و نام متقاضی جست‌وجو می‌شود.',
    stage: 'مرحله',
    all: 'همه',
    overdueOnly: 'تنها آنچه مهلتش گذشته است',
    find: 'نمایش',
    clear: 'پاک کردن پالایش',
    noMatch: 'پرونده‌ای با این ویژگی‌ها در آنچه جست‌وجو شد نیست.',
    lookedThrough: (count) => `${count} پرونده جست‌وجو شد؛ پرونده‌های پیش‌تر هنوز مانده است.`,
    searchOn: 'ادامهٔ جست‌وجو در پرونده‌های پیش‌تر',
    pipeline: 'گام‌ها و درآمد',
    revenue: 'درآمد قراردادها',
    exportThese: 'دریافت همین فهرست:',
    exportBound: 'هر فایل حدود ۱٬۰۰۰ پرونده دارد و اگر ادامه داشته باشد نشانی آن را در پایان نوشته است.',
    signOut: 'خروج',
    erased: 'حذف شده',
  },
  en: {
    title: 'Cases',
    open: 'Open',
    closed: 'Closed',
    none: 'There is no case in this list.',
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
    older: 'Older cases',
    search: 'Search',
    searchHint: 'Looks in the reference, the title and the applicant’s name.',
    stage: 'Stage',
    all: 'All',
    overdueOnly: 'Only what is overdue',
    find: 'Show',
    clear: 'Clear the filter',
    noMatch: 'No such case among those that were searched.',
    lookedThrough: (count) => `${count} cases were searched; older ones are left.`,
    searchOn: 'Search on in older cases',
    pipeline: 'Steps and revenue',
    revenue: 'Revenue',
    exportThese: 'Download this list:',
    exportBound: 'A file has some 1,000 cases; if there are more, its end says where it goes on.',
    signOut: 'Sign out',
    erased: 'erased',
  },
}
