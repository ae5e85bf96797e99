import type { Attention } from '#workflows/board/attention.ts'
import type { Language } from '#workflows/language.ts'

interface NowTexts {
  readonly title: string
  readonly quiet: string
  readonly holidays: string
  readonly why: string
  readonly toDo: string
  readonly case: string
  readonly late: string
  readonly attention: string
  readonly attentionReasons: Readonly<Record<Attention, string>>
  readonly overdue: string
  readonly holders: string
  readonly soon: string
  readonly undelivered: string
  readonly undeliveredDetail: string
  readonly message: string
  readonly address: string
  readonly recent: string
  readonly more: (count: string) => string
  readonly allOverdue: string
  readonly openCases: string
  readonly inReview: string
  readonly atContract: string
  readonly expected: string
  readonly mend: Readonly<Record<'reassign' | 'reissue' | 'extend' | 'settle' | 'operator', string>>
  readonly over: (count: string) => string
}

/** What the first page of the board says. */
export const nowTexts: Readonly<Record<Language, NowTexts>> = {
  fa: {
    title: 'کارهای امروز',
    quiet: 'هیچ پرونده‌ای منتظر دبیرخانه نیست و هیچ مهلت، قسط یا تضمینی نگذشته است.',
    holidays: 'تعطیلات سال‌های بعد را ثبت کنید',
    why: 'چه شده است',
    toDo: 'چه باید کرد',
    case: 'پرونده',
    late: 'چند روز دیر شده',
    attention: 'منتظر دبیرخانه',
    attentionReasons: {
      late: 'گام خودکار سامانه بیش از یک ساعت دیر کرده است',
      terms: 'مفاد قرارداد باید نهایی شود',
      vacant: 'جایگاهی خالی است',
      unreachable: 'رایانامه به کسی که کار نزد اوست نمی‌رسد',
    },
    overdue: 'مهلت گذشته',
    holders: 'نزد این افراد مانده است:',
    soon: 'تا سه روز دیگر',
    undelivered: 'آنچه فرستاده نشده است',
    undeliveredDetail: 'سامانه خود دوباره می‌کوشد. اگر ساعت‌ها مانده است، به مسئول سامانه خبر دهید.',
    message: 'پیام یا گام',
    address: 'نشانی',
    recent: 'آخرین تغییرها',
    more: (count) => `تنها ${count} پروندهٔ نخست نشان داده شده است.`,
    allOverdue: 'همهٔ پرونده‌های دیرکرده',
    openCases: 'پروندهٔ باز',
    inReview: 'در بررسی',
    atContract: 'در قرارداد و مالی',
    expected: 'درآمد سه‌سالهٔ مورد انتظار',
    mend: {
      reassign: 'سپردن به شخص دیگر',
      reissue: 'فرستادن پیوند تازه',
      extend: 'تمدید مهلت',
      settle: 'بازبینی مفاد قرارداد',
      operator: 'به مسئول سامانه خبر دهید',
    },
    over: (count) => `بیش از ${count}`,
  },
  en: {
    title: 'Today',
    quiet: 'No case waits for the case office, and nothing is overdue.',
    holidays: 'Enter the holidays of the coming years',
    why: 'What happened',
    toDo: 'What to do',
    case: 'Case',
    late: 'Days late',
    attention: 'Waits for the case office',
    attentionReasons: {
      late: 'a step that the system takes by itself is more than an hour late',
      terms: 'the terms of its contract have to be settled',
      vacant: 'a seat is vacant',
      unreachable: 'mail does not reach whoever has it',
    },
    overdue: 'Overdue',
    holders: 'It is with:',
    soon: 'Due within three days',
    undelivered: 'Not sent yet',
    undeliveredDetail:
      'The system tries again by itself. If it has been so for hours, tell whoever runs the system.',
    message: 'Message or step',
    address: 'Address',
    recent: 'Last changes',
    more: (count) => `Only the first ${count} cases are shown.`,
    allOverdue: 'All cases that are overdue',
    openCases: 'open cases',
    inReview: 'in review',
    atContract: 'at contract and finance',
    expected: 'expected revenue over three years',
    mend: {
      reassign: 'Give it to somebody else',
      reissue: 'Send a link anew',
      extend: 'Extend the deadline',
      settle: 'Check the terms',
      operator: 'Tell whoever runs the system',
    },
    over: (count) => `over ${count}`,
  },
}
