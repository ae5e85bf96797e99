import type { Language } from '#workflows/language.ts'

interface ListTexts {
  readonly title: string
  readonly open: string
  readonly closed: string
  readonly everywhere: string
  readonly none: string
  readonly older: string
  readonly search: string
  readonly searchHint: string
  readonly filters: string
  readonly stage: string
  readonly all: string
  readonly overdueOnly: string
  readonly find: string
  readonly clear: string
  readonly noMatch: string
  readonly lookedThrough: (count: string) => string
  readonly searchOn: string
  readonly exportThese: string
  readonly exportBound: string
  readonly inStep: (days: string) => string
  readonly orders: Readonly<Record<'change' | 'step' | 'deadline' | 'words', string>>
}

/** What the list of cases says. */
export const listTexts: Readonly<Record<Language, ListTexts>> = {
  fa: {
    title: 'پرونده‌ها',
    open: 'باز',
    closed: 'بسته',
    everywhere: 'همه',
    none: 'پرونده‌ای در این فهرست نیست.',
    older: 'پرونده‌های بعدی',
    search: 'جست‌وجو',
    searchHint: 'شمارهٔ پرونده، یا آغاز واژه‌ای از عنوان طرح، نام سازمان یا نام متقاضی.',
    filters: 'پالایش بر پایهٔ وضعیت، مرحله و مهلت',
    stage: 'مرحله',
    all: 'همه',
    overdueOnly: 'تنها آنچه مهلتش گذشته است',
    find: 'نمایش',
    clear: 'پاک کردن پالایش',
    noMatch: 'پرونده‌ای با این ویژگی‌ها در آنچه جست‌وجو شد نیست.',
    lookedThrough: (count) => `${count} پرونده جست‌وجو شد؛ پرونده‌های دیگری هنوز مانده است.`,
    searchOn: 'ادامهٔ جست‌وجو',
    exportThese: 'دریافت همین فهرست:',
    exportBound: 'هر فایل حدود ۱٬۰۰۰ پرونده دارد و اگر ادامه داشته باشد نشانی آن را در پایان نوشته است.',
    inStep: (days) => `در این گام: ${days}`,
    orders: {
      change: 'تازه‌ترین تغییر در بالا است.',
      step: 'آنچه بیش از همه در گام خود مانده در بالا است.',
      deadline: 'آنچه مهلتش زودتر گذشته در بالا است.',
      words: 'نخست واژهٔ کامل، سپس تازه‌ترین پرونده‌ها.',
    },
  },
  en: {
    title: 'Cases',
    open: 'Open',
    closed: 'Closed',
    everywhere: 'All',
    none: 'There is no case in this list.',
    older: 'Further cases',
    search: 'Search',
    searchHint:
      'A reference, or the beginning of a word of the title, the organisation or the applicant’s name.',
    filters: 'Filter by status, stage and deadline',
    stage: 'Stage',
    all: 'All',
    overdueOnly: 'Only what is overdue',
    find: 'Show',
    clear: 'Clear the filter',
    noMatch: 'No such case among those that were searched.',
    lookedThrough: (count) => `${count} cases were searched; others are left.`,
    searchOn: 'Search on',
    exportThese: 'Download this list:',
    exportBound: 'A file has some 1,000 cases; if there are more, its end says where it goes on.',
    inStep: (days) => `in this step: ${days}`,
    orders: {
      change: 'The newest change comes first.',
      step: 'What has been in its step for longest comes first.',
      deadline: 'What has been overdue for longest comes first.',
      words: 'Whole words first, then the newest cases.',
    },
  },
}
