import type { Language } from '#workflows/language.ts'

interface PipelineTexts {
  readonly title: string
  readonly total: string
  readonly lately: string
  readonly present: string
  readonly step: string
  readonly cases: string
  readonly mean: string
  readonly oldest: string
  readonly revenue: string
  readonly revenueDrawn: string
  readonly funnel: string
  readonly funnelDetail: string
  readonly reached: string
  readonly ofAll: string
  readonly signedOff: string
  readonly time: string
  readonly timeDetail: string
  readonly left: string
  readonly took: string
  readonly decisions: string
  readonly decisionsDetail: string
  readonly asTable: string
  readonly month: string
  readonly submitted: string
  readonly approved: string
  readonly changesRequested: string
  readonly rejected: string
  readonly completed: string
  readonly ended: string
  readonly underADay: string
}

export const pipelineTexts: Readonly<Record<Language, PipelineTexts>> = {
  fa: {
    title: 'گام‌ها و آمار',
    total: 'درآمد سه‌سالهٔ مورد انتظار از پرونده‌های باز:',
    lately: 'آمار زیر از دوازده ماه گذشته است.',
    present: 'اکنون در هر گام',
    step: 'گام',
    cases: 'پرونده‌ها',
    mean: 'میانگین ماندن تا امروز',
    oldest: 'قدیمی‌ترین',
    revenue: 'درآمد سه‌سالهٔ مورد انتظار',
    revenueDrawn: 'درآمد مورد انتظار در هر گام',
    funnel: 'از ثبت طرح تا پایان',
    funnelDetail: 'پرونده‌هایی که نخستین بار به هر گام رسیده‌اند.',
    reached: 'رسیده‌اند',
    ofAll: 'از ثبت‌شده‌ها',
    signedOff: 'دریافت قرارداد را امور مالی تأیید کرد',
    time: 'هر گام چقدر طول می‌کشد',
    timeDetail: 'میانگین زمان پرونده‌هایی که از گام گذشته‌اند، با زمانی که متقاضی طرح را اصلاح می‌کرده است.',
    left: 'از آن گذشته‌اند',
    took: 'میانگین زمان',
    decisions: 'تصمیم‌ها در هر ماه',
    decisionsDetail: 'نتیجهٔ مرحله‌های بررسی.',
    asTable: 'همین ارقام در جدول، ماه به ماه',
    month: 'ماه',
    submitted: 'ثبت طرح',
    approved: 'تصویب مرحله',
    changesRequested: 'درخواست اصلاح',
    rejected: 'رد',
    completed: 'قرارداد پایان‌یافته',
    ended: 'پایان مهلت، انصراف یا بستن',
    underADay: 'کمتر از یک روز',
  },
  en: {
    title: 'Steps and figures',
    total: 'Expected revenue over three years of the open cases:',
    lately: 'The figures below are of the last twelve Jalali months.',
    present: 'In each step now',
    step: 'Step',
    cases: 'Cases',
    mean: 'Mean stay so far',
    oldest: 'Oldest',
    revenue: 'Expected revenue over three years',
    revenueDrawn: 'Expected revenue in each step',
    funnel: 'From proposal to the end',
    funnelDetail: 'Cases that came to each step for the first time.',
    reached: 'Reached it',
    ofAll: 'Of those submitted',
    signedOff: 'Finance acknowledged the contract',
    time: 'How long each step takes',
    timeDetail: 'On average, of the cases that left it, with the time in which the applicant revised.',
    left: 'Left it',
    took: 'Mean time',
    decisions: 'Decisions in each month',
    decisionsDetail: 'The outcomes of review stages.',
    asTable: 'The same as a table, month by month',
    month: 'Month',
    submitted: 'Submitted',
    approved: 'Stage approved',
    changesRequested: 'Changes requested',
    rejected: 'Rejected',
    completed: 'Contract completed',
    ended: 'Lapsed, withdrawn or closed',
    underADay: 'under a day',
  },
}
