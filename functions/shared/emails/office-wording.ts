import type { OfficeMessage } from '#workflows/effects/effect.ts'
import { officeChanges } from './change-wording.ts'
import type { Wording } from './mail-facts.ts'

const open = { fa: 'باز کردن پرونده', en: 'Open the case' } as const
const settle = { fa: 'بازبینی مفاد قرارداد', en: 'Check the terms' } as const
/** Nobody but the startup's own representative can sign for it. */
const startup = {
  fa: 'نمایندهٔ کسب‌وکار امضا نکرده است و جانشینی ندارد. می‌توانید پیگیری کنید، مهلت بدهید، قرارداد را پس بگیرید و نمایندهٔ دیگری در مفاد آن نام ببرید، یا پرونده را ببندید.',
  en: "The startup's representative has not signed and has no alternate. You can follow up, give more time, take the contract back and name another representative in its terms, or close the case.",
} as const
const correct = {
  fa: 'مفاد را اصلاح و نهایی کنید تا قرارداد دوباره تنظیم شود، یا پرونده را ببندید.',
  en: 'Correct and release the terms, so that the contract is drawn up again, or close the case.',
} as const

/** What the case office is told. */
export const officeWording: Readonly<Record<OfficeMessage, Wording>> = {
  ...officeChanges,
  'quorum-endangered': {
    fa: () => ({
      subject: 'جایگاه خالی: برای ادامهٔ بررسی کسی را برگزینید',
      lead: 'جایگاهی خالی مانده و حد نصاب این مرحله دست‌یافتنی نیست.',
      facts: ['title', 'organisation', 'stage', 'places', 'who', 'note', 'due'],
      action: open.fa,
      after: ['تا کسی برای آن جایگاه برگزیده نشود، مرحله بسته نمی‌شود.'],
    }),
    en: () => ({
      subject: 'An empty seat: name somebody, so that the review can go on',
      lead: 'A seat is empty, and the quorum of this stage cannot be reached.',
      facts: ['title', 'organisation', 'stage', 'places', 'who', 'note', 'due'],
      action: open.en,
      after: ['The stage cannot close until somebody is named for that seat.'],
    }),
  },
  overdue: {
    fa: ({ awaitsStartup }) => ({
      subject: 'مهلت گذشت و هنوز پاسخی نرسیده است',
      lead: awaitsStartup
        ? startup.fa
        : 'پرونده باز می‌ماند. می‌توانید پیگیری کنید، جایگزین برگزینید یا مهلت بدهید.',
      facts: ['title', 'stage', 'awaited', 'due'],
      action: open.fa,
      after: [],
    }),
    en: ({ awaitsStartup }) => ({
      subject: 'A deadline has passed without an answer',
      lead: awaitsStartup
        ? startup.en
        : 'The case stays open. You can follow up, name a substitute, or give more time.',
      facts: ['title', 'stage', 'awaited', 'due'],
      action: open.en,
      after: [],
    }),
  },
  'passed-on': {
    fa: () => ({
      subject: 'مهلت گذشت و کار به جانشین سپرده شد',
      lead: 'تا پایان مهلت پاسخی نرسید. جایگاه‌های زیر به جانشین رسید و مهلت تازه‌ای آغاز شد.',
      facts: ['title', 'stage', 'passed', 'awaited', 'due'],
      action: open.fa,
      after: ['اکنون کاری لازم نیست. اگر این مهلت هم بی‌پاسخ بگذرد، پرونده باز می‌ماند و باخبر می‌شوید.'],
    }),
    en: () => ({
      subject: 'No answer in time: passed to alternates',
      lead: 'The deadline passed without an answer. The places below have passed to their alternates, and a new deadline runs.',
      facts: ['title', 'stage', 'passed', 'awaited', 'due'],
      action: open.en,
      after: ['There is nothing to do now. Should this one pass too, the case is held and you are told.'],
    }),
  },
  escalated: {
    fa: ({ awaitsStartup }) => ({
      subject: 'پروندهٔ معطل: نیاز به اقدام شما',
      lead: 'مدتی از پایان مهلت گذشته و این پرونده همچنان متوقف است.',
      facts: ['title', 'stage', 'awaited', 'due'],
      action: open.fa,
      after: [awaitsStartup ? startup.fa : 'جایگزین برگزینید، مهلت بدهید یا پرونده را ببندید.'],
    }),
    en: ({ awaitsStartup }) => ({
      subject: 'A case is stuck and needs you',
      lead: 'Its deadline is well past, and this case is still waiting.',
      facts: ['title', 'stage', 'awaited', 'due'],
      action: open.en,
      after: [awaitsStartup ? startup.en : 'Name a substitute, give more time, or close the case.'],
    }),
  },
  'name-differs': {
    fa: () => ({
      subject: 'قرارداد با نام دیگری امضا شد',
      lead: 'در جایگاه زیر نامی جز نام ثبت‌شده به‌جای امضا نوشته شد و امضاکننده، پس از دیدن هر دو نام، همان را خواست. اگر این شخص نباید امضا می‌کرد، پیش از ادامه اقدام کنید.',
      facts: ['title', 'organisation', 'contract', 'who', 'note'],
      action: open.fa,
      after: ['هر دو نام در پرونده و بر برگ امضای قرارداد می‌ماند.'],
    }),
    en: () => ({
      subject: 'The contract was signed by another name',
      lead: 'At the place below, a name other than the one on record was typed as the signature; having seen both, the signatory kept it. If this person should not have signed, act before the case goes on.',
      facts: ['title', 'organisation', 'contract', 'who', 'note'],
      action: open.en,
      after: ['Both names stay in the case and on the sheet of signatures.'],
    }),
  },
  'codes-stopped': {
    fa: () => ({
      subject: 'امضا متوقف شد: کد بارها نادرست وارد شده است',
      lead: 'در جایگاه زیر کد امضا بارها نادرست وارد شد و دیگر هیچ کدی پذیرفته نمی‌شود. شاید پیوند به دست دیگری افتاده باشد؛ از امضاکننده بپرسید.',
      facts: ['title', 'organisation', 'contract', 'who', 'due'],
      action: open.fa,
      after: [
        'برای ادامه، امضا را به شخص دیگری بسپارید، یا قرارداد را پس بگیرید و دوباره نهایی کنید تا همه نسخهٔ تازه را امضا کنند.',
      ],
    }),
    en: () => ({
      subject: 'Signing stopped: wrong codes were entered again and again',
      lead: 'At the place below, wrong signing codes were entered so often that none is accepted any more. The link may be in other hands; ask the signatory.',
      facts: ['title', 'organisation', 'contract', 'who', 'due'],
      action: open.en,
      after: [
        'To go on, give the signature to somebody else, or take the contract back and release it again, so that everyone signs a new version.',
      ],
    }),
  },
  'seat-vacated': {
    fa: ({ due }) => ({
      subject: 'داوری کناره گرفت و جانشینی ندارد',
      lead:
        due === null
          ? 'یک جایگاه خالی شد و مرحله بدون این نظر به پایان رسید.'
          : 'یک جایگاه خالی شد. حد نصاب هنوز دست‌یافتنی است، ولی این نظر دیگر داده نمی‌شود.',
      facts: ['title', 'organisation', 'stage', 'who', 'note', 'due'],
      action: open.fa,
      after: [
        due === null
          ? 'کاری لازم نیست.'
          : 'کسی را برای این جایگاه برگزینید، مگر آن‌که بخواهید مرحله بدون آن پیش برود.',
      ],
    }),
    en: ({ due }) => ({
      subject: 'A reviewer stepped aside and has no alternate',
      lead:
        due === null
          ? 'A seat is empty, and the stage has ended without this opinion.'
          : 'A seat is empty. The quorum can still be reached, but this opinion will not come.',
      facts: ['title', 'organisation', 'stage', 'who', 'note', 'due'],
      action: open.en,
      after: [
        due === null
          ? 'There is nothing to do.'
          : 'Name somebody for the seat, unless the stage is to go on without it.',
      ],
    }),
  },
  'places-empty': {
    fa: () => ({
      subject: 'جایگاهی بدون پاسخ‌دهنده مانده است',
      lead: 'کار آغاز شد، ولی در جایگاه‌های زیر کسی نیست که پاسخ دهد.',
      facts: ['title', 'organisation', 'stage', 'places', 'due'],
      action: open.fa,
      after: ['برای هر یک کسی را برگزینید، یا نشانی درست او را پیدا کنید.'],
    }),
    en: () => ({
      subject: 'A place needs somebody',
      lead: 'It has begun, but at the places below there is nobody to answer.',
      facts: ['title', 'organisation', 'stage', 'places', 'due'],
      action: open.en,
      after: ['Name somebody for each of them, or find out the right address.'],
    }),
  },
  'file-withheld': {
    fa: () => ({
      subject: 'یک پیوست به کسی داده نمی‌شود: بدافزار یا بررسی‌ناپذیر',
      lead: 'در پیوست زیر بدافزار پیدا شد، یا مانند پروندهٔ رمزدار بررسی آن ممکن نبود. تا زمانی که سالم شناخته نشود، نه داوران آن را باز می‌کنند و نه دیگران.',
      facts: ['title', 'organisation', 'files'],
      action: open.fa,
      after: [
        'از متقاضی بخواهید نسخهٔ سالم و بدون رمز آن را بفرستد، و داوران را باخبر کنید که این پیوست باز نمی‌شود. خود پرونده متوقف نشده است. مسئول فنی سامانه هم خبر دارد.',
      ],
    }),
    en: () => ({
      subject: 'An attachment is withheld: malware, or it could not be checked',
      lead: 'In the attachment below malware was found, or it could not be checked, as one with a password. Until it is found clean, neither reviewers nor anybody else can open it.',
      facts: ['title', 'organisation', 'files'],
      action: open.en,
      after: [
        'Ask the applicant for a clean copy without a password, and tell the reviewers that this one does not open. The case itself goes on. Whoever runs the system knows of it too.',
      ],
    }),
  },
  'still-held': {
    fa: ({ awaitsStartup }) => ({
      subject: 'پرونده همچنان متوقف است: یادآوری هفتگی',
      lead: awaitsStartup ? startup.fa : 'مهلت گذشته و این پرونده هنوز پیش نرفته است.',
      facts: ['title', 'stage', 'awaited', 'due'],
      action: open.fa,
      after: ['تا وقتی پیش نرود، هفته‌ای یک بار خبر می‌دهیم؛ به متقاضی هم.'],
    }),
    en: ({ awaitsStartup }) => ({
      subject: 'Still held: the weekly notice',
      lead: awaitsStartup ? startup.en : 'The deadline has passed, and this case has not moved.',
      facts: ['title', 'stage', 'awaited', 'due'],
      action: open.en,
      after: ['Until it moves, you are told once a week, and so is the applicant.'],
    }),
  },
  'step-late': {
    fa: () => ({
      subject: 'یک گام خودکار سامانه انجام نشده است',
      lead: 'این پرونده بیش از یک ساعت است که در انتظار کاری است که سامانه خود باید انجام دهد.',
      facts: ['title', 'step'],
      action: open.fa,
      after: ['به مسئول سامانه خبر دهید. کسی در شهرداری کاری عقب ندارد و چیزی از پرونده گم نشده است.'],
    }),
    en: () => ({
      subject: 'A step that the system takes by itself is late',
      lead: 'For more than an hour this case has waited for something that the system itself has to do.',
      facts: ['title', 'step'],
      action: open.en,
      after: ['Tell whoever runs the system. Nobody in the city is behind, and nothing of the case is lost.'],
    }),
  },
  'obligations-overdue': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber}: سررسید گذشته`,
      lead: 'آنچه در زیر آمده بر پایهٔ این قرارداد تا امروز باید انجام می‌شد. امور مالی هم خبر دارد.',
      facts: ['title', 'organisation', 'overdue'],
      action: open.fa,
      after: [
        'با شریک قرارداد پیگیری کنید. هر مورد یک بار خبر داده می‌شود و تا انجام نشود در صفحهٔ کارهای امروز می‌ماند.',
      ],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber}: overdue`,
      lead: 'Under this contract what is below should have been done by now. Finance knows of it too.',
      facts: ['title', 'organisation', 'overdue'],
      action: open.en,
      after: [
        'Follow it up with the partner. Each is told once, and stays on the page of today until it is done.',
      ],
    }),
  },
  'guarantee-recorded': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber}: تمدید یا آزادی تضمین ثبت شد`,
      lead: 'امور مالی دربارهٔ تضمین این قرارداد آنچه را در زیر آمده ثبت کرد. متقاضی هم خبر دارد.',
      facts: ['title', 'organisation', 'guarantee', 'note'],
      action: open.fa,
      after: ['اگر درست است، کاری لازم نیست.'],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber}: a guarantee was extended or released`,
      lead: 'Finance has recorded what is below of a guarantee of this contract. The applicant knows of it too.',
      facts: ['title', 'organisation', 'guarantee', 'note'],
      action: open.en,
      after: ['If it is right, there is nothing to do.'],
    }),
  },
  unreachable: {
    fa: ({ passedOn }) => ({
      subject: 'رایانامه به گیرنده نرسید',
      lead: 'پیامی از این پرونده به نشانی زیر نرسید، یا گیرنده آن را هرزنامه گزارش کرد؛ فرستادن دوبارهٔ آن سودی ندارد.',
      facts: ['title', 'address', 'stage', 'passed'],
      action: open.fa,
      after: [
        passedOn.length > 0
          ? 'کار به جانشین رسید و اکنون کاری لازم نیست.'
          : 'اگر کاری نزد اوست، پرونده منتظر شماست: نشانی را پیگیری کنید یا جایگزین برگزینید.',
      ],
    }),
    en: ({ passedOn }) => ({
      subject: 'An email did not arrive',
      lead: 'A message of this case did not reach the address below, or its reader called it unwanted; sending it again would not help.',
      facts: ['title', 'address', 'stage', 'passed'],
      action: open.en,
      after: [
        passedOn.length > 0
          ? 'It has passed to the alternate, and there is nothing to do now.'
          : 'If they have something to do, the case needs you: find out the right address, or name a substitute.',
      ],
    }),
  },
  'case-lapsed': {
    fa: ({ cause }) => ({
      subject: 'مهلت گذشت و پرونده بسته شد',
      lead: [...cause, 'پرونده بسته شد. کاری لازم نیست.'].join(' '),
      facts: ['title', 'organisation'],
      action: open.fa,
      after: [],
    }),
    en: ({ cause }) => ({
      subject: 'The time ran out and the case was closed',
      lead: [...cause, 'The case is closed. There is nothing to do.'].join(' '),
      facts: ['title', 'organisation'],
      action: open.en,
      after: [],
    }),
  },
  withdrawn: {
    fa: () => ({
      subject: 'متقاضی طرح را پس گرفت',
      lead: 'پرونده بسته شد. کاری لازم نیست.',
      facts: ['title', 'organisation', 'note'],
      action: open.fa,
      after: [],
    }),
    en: () => ({
      subject: 'The applicant withdrew the proposal',
      lead: 'The case is closed. There is nothing to do.',
      facts: ['title', 'organisation', 'note'],
      action: open.en,
      after: [],
    }),
  },
  'terms-to-settle': {
    fa: () => ({
      subject: 'طرح تصویب شد: مفاد قرارداد را تعیین کنید',
      lead: 'این طرح همهٔ مراحل را گذراند. مفاد قرارداد از پیشنهاد و شرط‌های داوران پر شده است.',
      facts: ['title', 'organisation', 'cause', 'due'],
      action: settle.fa,
      after: ['مفاد را بازبینی، کامل و نهایی کنید تا قرارداد تنظیم و برای امضا فرستاده شود.'],
    }),
    en: () => ({
      subject: 'Approved: settle the terms of the contract',
      lead: "This proposal has passed all its stages. The terms are filled in from it and from the reviewers' conditions.",
      facts: ['title', 'organisation', 'cause', 'due'],
      action: settle.en,
      after: ['Check, complete and release them, so that the contract is drawn up and sent for signature.'],
    }),
  },
  'terms-reminder': {
    fa: () => ({
      subject: 'یادآوری: مفاد قرارداد هنوز نهایی نشده است',
      lead: 'قرارداد این طرح در انتظار مفادی است که شما نهایی می‌کنید.',
      facts: ['title', 'organisation', 'due'],
      action: settle.fa,
      after: [],
    }),
    en: () => ({
      subject: 'Reminder: the terms of a contract are not settled yet',
      lead: 'The contract of this proposal waits for the terms, which you settle.',
      facts: ['title', 'organisation', 'due'],
      action: settle.en,
      after: [],
    }),
  },
  'signature-refused': {
    fa: (facts) => ({
      subject: `امضای قرارداد ${facts.contractNumber} رد شد`,
      lead: 'یکی از امضاکنندگان قرارداد را امضا نکرد.',
      facts: ['title', 'organisation', 'who', 'note', 'due'],
      action: settle.fa,
      after: [correct.fa],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber}: a signature was refused`,
      lead: 'A signatory refused to sign the contract.',
      facts: ['title', 'organisation', 'who', 'note', 'due'],
      action: settle.en,
      after: [correct.en],
    }),
  },
  'contract-returned': {
    fa: (facts) => ({
      subject: `امور مالی قرارداد ${facts.contractNumber} را برگرداند`,
      lead: 'قرارداد تا اصلاح آن نزد شما می‌ماند.',
      facts: ['title', 'organisation', 'note', 'due'],
      action: settle.fa,
      after: [correct.fa],
    }),
    en: (facts) => ({
      subject: `Finance returned contract ${facts.contractNumber}`,
      lead: 'It stays with you until it is corrected.',
      facts: ['title', 'organisation', 'note', 'due'],
      action: settle.en,
      after: [correct.en],
    }),
  },
  'case-completed': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} را امور مالی دریافت کرد`,
      lead: 'امور مالی دریافت قرارداد را تأیید کرد و پرونده پایان یافت. کاری لازم نیست.',
      facts: ['title', 'organisation'],
      action: open.fa,
      after: [],
    }),
    en: (facts) => ({
      subject: `Finance has received contract ${facts.contractNumber}`,
      lead: 'Finance acknowledged the contract and the case is complete. There is nothing to do.',
      facts: ['title', 'organisation'],
      action: open.en,
      after: [],
    }),
  },
  'webhook-given-up': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} به سامانهٔ امور مالی نرسید`,
      lead: 'رایانامه و صفحهٔ امور مالی جداگانه فرستاده شده‌اند؛ تنها سامانهٔ خود امور مالی آگاه نشده است.',
      facts: ['title', 'organisation', 'note'],
      action: open.fa,
      after: ['پس از آماده شدن آن سامانه، از صفحهٔ پرونده بخواهید دوباره فرستاده شود.'],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber} did not reach finance's own system`,
      lead: "The email and the page of finance went out all the same; only finance's own system was not told.",
      facts: ['title', 'organisation', 'note'],
      action: open.en,
      after: ['Once that system is ready, have the contract sent again from the page of the case.'],
    }),
  },
}
