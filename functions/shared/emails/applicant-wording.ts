import { traitsOf } from '#workflows/decision.ts'
import type { ApplicantMessage } from '#workflows/effects/effect.ts'
import type { MailFacts, Wording } from './mail-facts.ts'

const keepFa = 'این پیوند ویژهٔ شماست؛ آن را نگه دارید و به کسی ندهید.'
const keepEn = 'This link is yours alone: keep it, and pass it on to nobody.'

/** Where an approved stage leads. */
const onwardFa = ({ nextStage }: MailFacts): string =>
  nextStage === ''
    ? 'همهٔ مرحله‌های بررسی تصویب شد. شهرداری قرارداد را آماده می‌کند و برای امضا خبرتان می‌کند.'
    : `طرح شما به مرحلهٔ «${nextStage}» رفت.`
const onwardEn = ({ nextStage }: MailFacts): string =>
  nextStage === ''
    ? 'That was the last stage of review. The city now draws up the contract, and we write to you when it is ready to sign.'
    : `Your proposal has moved on to the stage “${nextStage}”.`

/** What came back, and whether somebody asked for it: a mean that was too low is nobody's request. */
const returnedFa = ({ stage, reviews }: MailFacts): string => {
  if (reviews.some(({ decision }) => traitsOf[decision].asksForChanges))
    return `در مرحلهٔ «${stage}» از شما خواسته‌اند طرح را اصلاح کنید. آنچه خواسته‌اند در زیر آمده است.`
  return `طرح شما در مرحلهٔ «${stage}» به این صورت تصویب نشد و برای بهبود به شما بازگشته است.${reviews.length === 0 ? '' : ' نظرها در زیر آمده است.'}`
}
const returnedEn = ({ stage, reviews }: MailFacts): string => {
  if (reviews.some(({ decision }) => traitsOf[decision].asksForChanges))
    return `The stage “${stage}” asks you to change your proposal. What was asked is below.`
  return `At the stage “${stage}” your proposal was not approved as it is, and comes back to you to be improved.${reviews.length === 0 ? '' : ' What was said is below.'}`
}

/** What the startup is told. */
export const applicantWording: Readonly<Record<ApplicantMessage, Wording>> = {
  'confirm-address': {
    fa: () => ({
      subject: 'نشانی رایانامهٔ خود را تأیید کنید',
      lead: 'طرح شما رسید. همین‌که این نشانی را تأیید کنید، بررسی آن آغاز می‌شود.',
      facts: ['title', 'due'],
      action: 'تأیید نشانی و آغاز بررسی',
      after: [
        'پس از تأیید، پیوندی برایتان می‌فرستیم که همیشه نشان می‌دهد پرونده کجاست.',
        'اگر شما این طرح را نفرستاده‌اید، کاری لازم نیست؛ بدون تأیید شما چیزی آغاز نمی‌شود.',
      ],
    }),
    en: () => ({
      subject: 'Confirm your email address',
      lead: 'Your proposal has arrived. Its review begins as soon as you confirm this address.',
      facts: ['title', 'due'],
      action: 'Confirm and start the review',
      after: [
        'Once you have confirmed, we send you a link that always shows where your case stands.',
        'If you did not send this proposal, there is nothing to do: nothing begins without your confirmation.',
      ],
    }),
  },
  'case-begun': {
    fa: () => ({
      subject: 'بررسی طرح شما آغاز شد',
      lead: 'نشانی شما تأیید شد و طرح برای بررسی رفت. فعلاً کاری لازم نیست.',
      facts: ['title'],
      action: 'پیگیری پرونده',
      after: [
        'با این پیوند هر زمان که بخواهید می‌بینید پرونده کجاست و نزد کیست. هرگاه کاری از شما بخواهیم، خبرتان می‌کنیم.',
        keepFa,
      ],
    }),
    en: () => ({
      subject: 'The review of your proposal has begun',
      lead: 'Your address is confirmed and your proposal is under review. There is nothing for you to do now.',
      facts: ['title'],
      action: 'Follow your case',
      after: [
        'This link always shows where your case stands and who has it. When we need something from you, we write.',
        keepEn,
      ],
    }),
  },
  'answers-copy': {
    fa: () => ({
      subject: 'رونوشت پاسخ‌های شما',
      lead: 'این رونوشت پیشنهادی است که فرستادید. کاری لازم نیست؛ آن را نگه دارید.',
      facts: ['title'],
      action: 'پیگیری پرونده',
      after: [
        'برای حفظ حریم شما، کد ملی و کد پستی در این نامه نیامده و شمارهٔ تلفن کامل نوشته نشده است. از پیوست‌ها تنها نام آن‌ها آمده است.',
        keepFa,
      ],
    }),
    en: () => ({
      subject: 'A copy of your answers',
      lead: 'This is a copy of the proposal that you sent. There is nothing to do; please keep it.',
      facts: ['title'],
      action: 'Follow your case',
      after: [
        'To protect you, this mail leaves out the national code and the postal code, and most of the mobile number. Of attachments it has the names alone.',
        keepEn,
      ],
    }),
  },
  'stage-approved': {
    fa: (facts) => ({
      subject: `مرحلهٔ «${facts.stage}» تصویب شد`,
      lead: `${onwardFa(facts)} فعلاً کاری لازم نیست.`,
      facts: ['title', 'cause'],
      action: 'پیگیری پرونده',
      after: [],
    }),
    en: (facts) => ({
      subject: `Approved at the stage “${facts.stage}”`,
      lead: `${onwardEn(facts)} There is nothing for you to do now.`,
      facts: ['title', 'cause'],
      action: 'Follow your case',
      after: [],
    }),
  },
  'changes-requested': {
    fa: (facts) => ({
      subject: 'طرح شما نیاز به اصلاح دارد',
      lead: returnedFa(facts),
      facts: ['title', 'cause', 'due'],
      action: 'دیدن پرونده و اصلاح طرح',
      after: [
        'همهٔ آنچه نوشته بودید در فرم هست. نسخهٔ اصلاح‌شده را همان بررسی‌کنندگان دوباره می‌خوانند.',
        'اگر تا پایان مهلت نرسد، پرونده بسته می‌شود.',
      ],
    }),
    en: (facts) => ({
      subject: 'Your proposal needs changes',
      lead: returnedEn(facts),
      facts: ['title', 'cause', 'due'],
      action: 'See the case and revise',
      after: [
        'All that you wrote is already in the form. The same reviewers read the revised proposal again.',
        'Without a revision by the deadline the case closes.',
      ],
    }),
  },
  'revision-reminder': {
    fa: () => ({
      subject: 'یادآوری: اصلاح طرح در انتظار شماست',
      lead: 'نسخهٔ اصلاح‌شدهٔ طرح هنوز نرسیده است. اگر تا پایان مهلت نرسد، پرونده بسته می‌شود.',
      facts: ['title', 'due'],
      action: 'اصلاح طرح',
      after: ['همهٔ آنچه نوشته بودید و آنچه خواسته‌اند، در همان صفحه هست.'],
    }),
    en: () => ({
      subject: 'Reminder: your revision is awaited',
      lead: 'Your revised proposal has not arrived yet. Without it the case closes at the deadline.',
      facts: ['title', 'due'],
      action: 'Revise the proposal',
      after: ['All that you wrote, and what was asked, is on that page.'],
    }),
  },
  rejected: {
    fa: (facts) => ({
      subject: 'نتیجهٔ بررسی طرح شما',
      lead: `از طرح شما سپاسگزاریم. این طرح در مرحلهٔ «${facts.stage}» پذیرفته نشد${facts.reviews.length === 0 ? '.' : '؛ دلیل‌ها در زیر آمده است.'}`,
      facts: ['title', 'cause'],
      action: 'دیدن پرونده',
      after: [
        facts.mayApplyAgain
          ? 'پرونده بسته شد. اگر بخواهید، می‌توانید با درنظرگرفتن آنچه گفته شد طرح تازه‌ای بفرستید.'
          : 'پرونده بسته شد. دلیل بالا می‌گوید راه ادامهٔ کار چیست.',
      ],
    }),
    en: (facts) => ({
      subject: 'The outcome of your proposal',
      lead: `Thank you for your proposal. It was not accepted at the stage “${facts.stage}”${facts.reviews.length === 0 ? '.' : '; the reasons are below.'}`,
      facts: ['title', 'cause'],
      action: 'See the case',
      after: [
        facts.mayApplyAgain
          ? 'The case is closed. You are welcome to send a new proposal that takes up what was said.'
          : 'The case is closed. The reason above says which way is open.',
      ],
    }),
  },
  lapsed: {
    fa: ({ cause }) => ({
      subject: 'مهلت پرونده گذشت و پرونده بسته شد',
      lead: [...cause, 'پرونده بسته شد.'].join(' '),
      facts: ['title'],
      after: ['هر زمان بخواهید، می‌توانید طرح را دوباره بفرستید.'],
    }),
    en: ({ cause }) => ({
      subject: 'The time ran out and the case was closed',
      lead: [...cause, 'The case was closed.'].join(' '),
      facts: ['title'],
      after: ['You can send the proposal again at any time.'],
    }),
  },
  'contract-signed': {
    fa: (facts) => ({
      subject: `همه قرارداد ${facts.contractNumber} را امضا کردند`,
      lead: 'قرارداد کامل است و برای امور مالی فرستاده می‌شود. فعلاً کاری لازم نیست.',
      facts: ['title', 'contract'],
      action: 'دیدن قرارداد',
      after: ['وقتی امور مالی دریافت آن را تأیید کند، خبرتان می‌کنیم.'],
    }),
    en: (facts) => ({
      subject: `Everyone has signed contract ${facts.contractNumber}`,
      lead: 'The contract is complete and on its way to the finance office. There is nothing for you to do now.',
      facts: ['title', 'contract'],
      action: 'See the contract',
      after: ['We write to you when the finance office has acknowledged it.'],
    }),
  },
  completed: {
    fa: () => ({
      subject: 'امور مالی دریافت قرارداد را تأیید کرد',
      lead: 'کار پرونده به پایان رسید. همکاری‌مان فرخنده باد.',
      facts: ['title', 'contract'],
      action: 'دیدن پرونده و قرارداد',
      after: ['قرارداد امضاشده و رسیدها همچنان در همین صفحه می‌مانند.'],
    }),
    en: () => ({
      subject: 'Finance has acknowledged the contract',
      lead: 'Your case is complete. To a good partnership.',
      facts: ['title', 'contract'],
      action: 'See the case and the contract',
      after: ['The signed contract and the receipts stay on that page.'],
    }),
  },
  'track-link-reissued': {
    fa: () => ({
      subject: 'پیوند تازهٔ پیگیری پروندهٔ شما',
      lead: 'دبیرخانه پیوند تازه‌ای برای شما فرستاد. از این پس تنها همین پیوند کار می‌کند و پیوندهای پیشین بسته شده‌اند.',
      facts: ['title', 'due'],
      action: 'پیگیری پرونده',
      after: [keepFa],
    }),
    en: () => ({
      subject: 'A new link to your case',
      lead: 'The case office has sent you a new link. Only this one works from now on; the earlier ones are closed.',
      facts: ['title', 'due'],
      action: 'Follow your case',
      after: [keepEn],
    }),
  },
  'withdrawal-confirmed': {
    fa: () => ({
      subject: 'انصراف شما ثبت شد',
      lead: 'طرح خود را پس گرفتید و پرونده بسته شد. به کسانی که در حال بررسی آن بودند خبر دادیم.',
      facts: ['title', 'note'],
      action: 'دیدن پرونده',
      after: ['اگر شما این کار را نکرده‌اید، همین امروز به این پیام پاسخ دهید.'],
    }),
    en: () => ({
      subject: 'Your withdrawal is recorded',
      lead: 'You withdrew your proposal, and the case is closed. Those who were reading it have been told.',
      facts: ['title', 'note'],
      action: 'See the case',
      after: ['If it was not you, answer this message today.'],
    }),
  },
  'case-waits': {
    fa: ({ awaitsStartup, stage }) => ({
      subject: awaitsStartup
        ? 'قرارداد همچنان در انتظار امضای شماست'
        : 'پروندهٔ شما از مهلت خود گذشته و همچنان باز است',
      lead: awaitsStartup
        ? 'مهلت امضا گذشته و قرارداد بدون امضای شما پیش نمی‌رود. اگر پیوند امضا را ندارید، به همین پیام پاسخ دهید.'
        : `${stage === '' ? 'کار پرونده' : `مرحلهٔ «${stage}»`} تا پایان مهلت به انجام نرسید. دبیرخانه از آن خبر دارد و پیگیری می‌کند.`,
      facts: ['title', 'due'],
      action: 'پیگیری پرونده',
      after: [
        ...(awaitsStartup ? [] : ['لازم نیست کاری بکنید.']),
        'تا وقتی پرونده پیش نرود، هفته‌ای یک بار خبرتان می‌کنیم.',
      ],
    }),
    en: ({ awaitsStartup, stage }) => ({
      subject: awaitsStartup
        ? 'The contract still waits for your signature'
        : 'Your case is past its time and still open',
      lead: awaitsStartup
        ? 'The time to sign has passed, and the contract does not go on without you. If you do not have the link to sign, answer this message.'
        : `${stage === '' ? 'Your case' : `The stage “${stage}”`} was not finished in time. The case office knows and is following it up.`,
      facts: ['title', 'due'],
      action: 'Follow your case',
      after: [
        ...(awaitsStartup ? [] : ['There is nothing for you to do.']),
        'Until it moves on, we write once a week.',
      ],
    }),
  },
  'contract-redrawn': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} از نو تنظیم می‌شود؛ امضاها بی‌اثر شد`,
      lead: 'قراردادی که امضا شد نویسه‌هایی دارد که چاپ نمی‌شود. به همین سبب مهر نشد و امضاهای آن، از جمله امضای شما، بی‌اثر است. دبیرخانه آن را از نو تنظیم می‌کند.',
      facts: ['title', 'contract'],
      action: 'دیدن پرونده',
      after: ['اکنون کاری لازم نیست؛ نسخهٔ تازه برای امضا به شما فرستاده می‌شود.'],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber} is drawn up anew: its signatures are void`,
      lead: 'The contract that was signed has characters that cannot be printed. So it was not sealed, and its signatures, yours among them, are void. The case office draws it up anew.',
      facts: ['title', 'contract'],
      action: 'See the case',
      after: ['There is nothing to do now; the new version is sent to you to sign.'],
    }),
  },
  'contract-taken-back': {
    fa: (facts) => ({
      subject: 'این نسخه از قرارداد دیگر اعتباری ندارد',
      lead: `${facts.cause.join(' ')} دیگر هیچ امضایی بر این نسخه اعتبار ندارد.`,
      facts: ['title', 'contract', 'note'],
      action: 'دیدن پرونده',
      after: [
        'اکنون کاری لازم نیست. دبیرخانه قرارداد را بازبینی می‌کند؛ اگر نسخهٔ تازه‌ای تنظیم شود، با رسیدن نوبت امضا برایتان فرستاده می‌شود.',
      ],
    }),
    en: (facts) => ({
      subject: 'This version of the contract is void',
      lead: `${facts.cause.join(' ')} No signature of this version counts any more.`,
      facts: ['title', 'contract', 'note'],
      action: 'See the case',
      after: [
        'There is nothing to do now. The case office is looking into it; if a new version is drawn up, it will be sent to you when it is your turn to sign.',
      ],
    }),
  },
  'guarantee-changed': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber}: وضعیت تضمین شما ثبت شد`,
      lead: 'امور مالی دربارهٔ تضمین این قرارداد آنچه را در زیر آمده ثبت کرد. لازم نیست کاری بکنید.',
      facts: ['title', 'contract', 'guarantee'],
      action: 'دیدن پرونده و قرارداد',
      after: ['اگر با سند شما نمی‌خواند، به همین پیام پاسخ دهید.'],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber}: your guarantee`,
      lead: 'Finance has recorded what is below of a guarantee of this contract. There is nothing for you to do.',
      facts: ['title', 'contract', 'guarantee'],
      action: 'See the case and the contract',
      after: ['If it does not agree with your documents, answer this message.'],
    }),
  },
  'closed-by-office': {
    fa: () => ({
      subject: 'پرونده بسته شد',
      lead: 'دبیرخانه پروندهٔ شما را بست.',
      facts: ['title', 'note'],
      action: 'دیدن پرونده',
      after: ['اگر دلیل آن برایتان روشن نیست، به همین پیام پاسخ دهید.'],
    }),
    en: () => ({
      subject: 'The case was closed',
      lead: 'The case office closed your case.',
      facts: ['title', 'note'],
      action: 'See the case',
      after: ['If the reason is not clear to you, answer this message.'],
    }),
  },
}
