import type { Language, Text } from '#workflows/language.ts'
import type { Paper } from '#workflows/proposal/papers.ts'
import type { HolderChange } from '#workflows/proposal/rounds.ts'

interface CaseFileTexts {
  readonly title: string
  readonly nothing: string
  readonly conditions: string
  readonly noConditions: string
  readonly round: (stage: string, round: string) => string
  readonly running: string
  readonly ended: string
  readonly cause: string
  readonly opened: string
  readonly due: string
  readonly closed: string
  readonly revision: string
  readonly answers: string
  readonly count: (count: string, decision: string) => string
  readonly vacant: string
  readonly declared: string
  readonly undecided: string
  readonly noDecision: string
  readonly inSeat: (seat: string) => string
  readonly late: string
  readonly onCondition: string
  readonly scores: string
  readonly criterion: string
  readonly mean: string
  readonly spread: string
  readonly total: string
  readonly meanTotal: (mean: string) => string
  readonly span: (lowest: string, highest: string) => string
  readonly changes: string
  readonly from: string
  readonly to: string
  readonly by: string
  readonly proposals: string
  readonly proposedBy: string
  readonly declined: string
  readonly recusals: string
  readonly extensions: string
  readonly reply: string
  readonly replied: (revision: string) => string
  readonly changed: string
  readonly unchanged: string
  readonly files: string
  readonly papers: string
  readonly version: (version: string) => string
}

export const caseFileTexts: Readonly<Record<Language, CaseFileTexts>> = {
  fa: {
    title: 'تا اینجا',
    nothing: 'تا اینجا نظری ثبت نشده است.',
    conditions: 'شرط‌هایی که تا اینجا گذاشته شده است',
    noConditions: 'تا اینجا شرطی گذاشته نشده است.',
    round: (stage, round) => `${stage}، دور ${round}`,
    running: 'در جریان',
    ended: 'با پایان پرونده بسته شد',
    cause: 'چرا',
    opened: 'آغاز',
    due: 'مهلت',
    closed: 'پایان',
    revision: 'نسخهٔ بررسی‌شده',
    answers: 'نظرها',
    count: (count, decision) => `${count} ${decision}`,
    vacant: 'خالی',
    declared: 'نبود تعارض اعلام شده',
    undecided: 'در انتظار نظر',
    noDecision: 'نظر نداد',
    inSeat: (seat) => `به‌جای ${seat}`,
    late: 'پس از پایان مهلت',
    onCondition: 'به شرط آنکه:',
    scores: 'امتیازها',
    criterion: 'معیار',
    mean: 'میانگین',
    spread: 'کمترین و بیشترین',
    total: 'امتیاز کل از ۱۰۰',
    meanTotal: (mean) => `میانگین امتیاز ${mean}`,
    span: (lowest, highest) => (lowest === highest ? lowest : `${lowest} تا ${highest}`),
    changes: 'جابه‌جایی داوران',
    from: 'از',
    to: 'به',
    by: 'به دست',
    proposals: 'پیشنهاد از بیرون',
    proposedBy: 'به پیشنهاد',
    declined: 'رد شد',
    recusals: 'کناره‌گیری‌ها',
    extensions: 'تمدید مهلت',
    reply: 'پاسخ متقاضی به اصلاحی که خواسته شد',
    replied: (revision) => `نسخهٔ ${revision} طرح را فرستاد،`,
    changed: 'پاسخ این پرسش‌ها را تغییر داد:',
    unchanged: 'هیچ پاسخی را تغییر نداد.',
    files: 'پیوست‌های این نسخه',
    papers: 'قرارداد',
    version: (version) => `نسخهٔ ${version}`,
  },
  en: {
    title: 'So far',
    nothing: 'No opinion has been recorded so far.',
    conditions: 'Conditions so far',
    noConditions: 'No condition has been made so far.',
    round: (stage, round) => `${stage}, round ${round}`,
    running: 'running',
    ended: 'closed with the case',
    cause: 'Why',
    opened: 'Opened',
    due: 'Due',
    closed: 'Closed',
    revision: 'Revision reviewed',
    answers: 'Opinions',
    count: (count, decision) => `${count} × ${decision}`,
    vacant: 'vacant',
    declared: 'no conflict declared',
    undecided: 'awaited',
    noDecision: 'did not decide',
    inSeat: (seat) => `in place of: ${seat}`,
    late: 'after the deadline',
    onCondition: 'On condition that:',
    scores: 'Scores',
    criterion: 'Criterion',
    mean: 'Mean',
    spread: 'Lowest and highest',
    total: 'Total of 100',
    meanTotal: (mean) => `mean score ${mean}`,
    span: (lowest, highest) => (lowest === highest ? lowest : `${lowest} to ${highest}`),
    changes: 'Changes of reviewer',
    from: 'from',
    to: 'to',
    by: 'by',
    proposals: 'Proposed from outside',
    proposedBy: 'proposed by',
    declined: 'Declined',
    recusals: 'Recusals',
    extensions: 'Deadline extended',
    reply: 'The applicant’s answer to the changes asked for',
    replied: (revision) => `Sent revision ${revision}`,
    changed: 'with other answers to:',
    unchanged: 'No answer was changed.',
    files: 'Attachments of this revision',
    papers: 'The contract',
    version: (version) => `Version ${version}`,
  },
}

export const holderChangeWords: Readonly<Record<HolderChange['because'], Text>> = {
  alternate: { fa: 'جانشین، پس از کناره‌گیری', en: 'the alternate, after a recusal' },
  delegation: { fa: 'با واگذاری', en: 'by delegation' },
  reassignment: { fa: 'به تعیین دبیرخانه', en: 'by the case office' },
  unreachable: { fa: 'جانشین، چون رایانامه نرسید', en: 'the alternate, since mail did not arrive' },
  silence: { fa: 'جانشین، چون تا پایان مهلت پاسخی نرسید', en: 'the alternate, since no answer came in time' },
}

/** What became of the contract; who signs is told beside it. */
export const paperWords: Readonly<Record<Paper['what'], Text>> = {
  TermsReleased: { fa: 'مفاد نهایی شد', en: 'Terms settled' },
  TermsReopened: {
    fa: 'مفاد برای تغییر به دبیرخانه بازگشت',
    en: 'Terms back with the case office to be changed',
  },
  ContractDrawnUp: { fa: 'قرارداد تنظیم شد', en: 'Contract drawn up' },
  ContractSigned: { fa: 'امضا شد', en: 'Signed' },
  SignatoryReplaced: { fa: 'امضا به دیگری سپرده شد', en: 'Signature passed to another' },
  HolderProposed: { fa: 'فردی از بیرون برای امضا پیشنهاد شد', en: 'Somebody from outside proposed to sign' },
  HolderDeclined: { fa: 'پیشنهاد رد شد', en: 'Proposal declined' },
  SignatureRefused: { fa: 'از امضا خودداری شد', en: 'Signature refused' },
  ContractReturned: { fa: 'امور مالی برگرداند', en: 'Returned by finance' },
}
