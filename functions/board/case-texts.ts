import type { Language, Text } from '#workflows/language.ts'
import type { Fault } from '#workflows/ledger/verify.ts'

export const ledgerFaults: Readonly<Record<Fault['code'], Text>> = {
  'sequence-broken': { fa: 'شمارهٔ رویدادها پیوسته نیست', en: 'the numbering is broken' },
  'previous-differs': {
    fa: 'زنجیر به رویداد پیشین گسسته است',
    en: 'the link to the entry before is broken',
  },
  'digest-differs': { fa: 'اثر انگشت با محتوا نمی‌خواند', en: 'the digest does not fit the content' },
  'personal-differs': {
    fa: 'دادهٔ شخصی با اثر انگشت آن نمی‌خواند',
    en: 'the personal data does not fit its digest',
  },
  'tip-differs': {
    fa: 'پایان دفتر با وضعیت پرونده نمی‌خواند',
    en: "the end of the ledger does not fit the case's head",
  },
}

interface CaseTexts {
  readonly submitted: string
  readonly stuck: string
  readonly personal: string
  readonly acceptedTerms: string
  readonly asAccepted: string
  readonly repairs: string
  readonly noRepairs: string
  readonly startupAwaited: string
  readonly settleTerms: string
  readonly proposal: string
  readonly noRevision: string
  readonly mails: string
  readonly onThisPage: string
  readonly workflow: string
  readonly workflowDetail: string
  readonly reason: string
  readonly contract: string
  readonly number: string
  readonly version: string
  readonly digest: string
  readonly sealDigest: string
  readonly voucher: string
  readonly guarantees: string
  readonly files: string
  readonly ledger: string
  readonly whole: (count: string) => string
  readonly broken: string
  readonly evidence: string
  readonly bundle: string
  readonly at: string
  readonly what: string
  readonly by: string
  readonly target: string
  readonly linkOf: string
  readonly proposed: string
  readonly proposedDetail: (by: string) => string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly roleHint: string
  readonly confirm: string
}

export const caseTexts: Readonly<Record<Language, CaseTexts>> = {
  fa: {
    submitted: 'ثبت',
    stuck: 'پرونده نزد کیست',
    personal: 'داده‌های شخصی متقاضی',
    acceptedTerms: 'شرایط پیشنهاد',
    asAccepted: 'متنی که متقاضی پذیرفته است',
    repairs: 'اقدام دبیرخانه',
    noRepairs: 'در این وضعیت اقدامی ممکن نیست.',
    startupAwaited:
      'نمایندهٔ کسب‌وکار جانشین ندارد. اگر امضا نمی‌کند، مهلت را تمدید کنید، قرارداد را پس بگیرید و نمایندهٔ دیگری در مفاد آن نام ببرید، یا پرونده را ببندید.',
    settleTerms: 'بازبینی و نهایی کردن مفاد قرارداد',
    proposal: 'طرح پیشنهادی',
    noRevision: 'متن طرح در دسترس نیست.',
    mails: 'رایانامه‌ها',
    onThisPage: 'بخش‌های این صفحه',
    workflow: 'پرونده کجای گردش کار است',
    workflowDetail: 'راهی که پرونده تا اینجا پیموده است، به گواهی دفتر رویدادها.',
    reason: 'دلیل',
    contract: 'قرارداد',
    number: 'شماره',
    version: 'نسخه',
    digest: 'اثر انگشت سند (SHA-256)',
    sealDigest: 'اثر انگشت مهر (SHA-256)',
    voucher: 'شمارهٔ سند مالی',
    guarantees: 'تضمین‌ها',
    files: 'فایل‌ها',
    ledger: 'دفتر رویدادها',
    whole: (count) => `دفتر راستی‌آزمایی شد: هر ${count} رویداد دست‌نخورده و پیوسته است.`,
    broken: 'دفتر دست خورده است. با مسئول سامانه تماس بگیرید.',
    evidence: 'دریافت دفتر برای راستی‌آزمایی (JSON)',
    bundle: 'دریافت بستهٔ کامل شواهد (ZIP)',
    at: 'زمان',
    what: 'رویداد',
    by: 'کننده',
    target: 'جایگاه',
    linkOf: 'پیوند چه کسی',
    proposed: 'شخصی از بیرون پیشنهاد شده است',
    proposedDetail: (by) =>
      `پیشنهاد از ${by} است و تا همکار دیگری از دبیرخانه موافقت نکند، جایگاه به او سپرده نمی‌شود. با پایان این دور، پیشنهاد نیز پایان می‌یابد.`,
    name: 'نام و نام خانوادگی',
    email: 'رایانامه',
    role: 'سمت',
    roleHint: 'اگر ننویسید، سمت همان جایگاه نوشته می‌شود.',
    confirm: 'می‌دانم که پروندهٔ بسته دیگر باز نمی‌شود.',
  },
  en: {
    submitted: 'Submitted',
    stuck: 'Who has it',
    personal: "The applicant's personal data",
    acceptedTerms: 'Terms of the proposal',
    asAccepted: 'The text that the applicant accepted',
    repairs: 'What the case office can do',
    noRepairs: 'Nothing can be done where the case stands.',
    startupAwaited:
      "The startup's representative has no alternate. If they do not sign, extend the deadline, take the contract back and name another representative in its terms, or close the case.",
    settleTerms: 'Check and settle the terms of the contract',
    proposal: 'The proposal',
    noRevision: 'The text of the proposal is not available.',
    mails: 'Mails',
    onThisPage: 'On this page',
    workflow: 'Where the case is in the workflow',
    workflowDetail: 'The way that the case has taken so far, as its ledger tells it.',
    reason: 'Reason',
    contract: 'The contract',
    number: 'Number',
    version: 'Version',
    digest: 'Digest of the document (SHA-256)',
    sealDigest: 'Digest of the seal (SHA-256)',
    voucher: 'Voucher',
    guarantees: 'Guarantees',
    files: 'Files',
    ledger: 'The ledger',
    whole: (count) => `The ledger was verified: all ${count} entries are whole and in order.`,
    broken: 'The ledger was tampered with. Call whoever operates the system.',
    evidence: 'Download the ledger for verification (JSON)',
    bundle: 'Download the whole evidence bundle (ZIP)',
    at: 'Time',
    what: 'Entry',
    by: 'By',
    target: 'Place',
    linkOf: 'Whose link',
    proposed: 'Somebody from outside is proposed',
    proposedDetail: (by) =>
      `Proposed by ${by}. They get the place only once another member of the case office agrees; when the round ends, the proposal ends with it.`,
    name: 'Full name',
    email: 'Email',
    role: 'Role',
    roleHint: 'The role of the place itself, unless you write one.',
    confirm: 'I know that a closed case cannot be opened again.',
  },
}
