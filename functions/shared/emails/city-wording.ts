import type { FinanceMessage, ReviewerMessage, SignatoryMessage } from '#workflows/effects/effect.ts'
import type { Text } from '#workflows/language.ts'
import { lostWording } from './change-wording.ts'
import type { HolderChange } from './holder-change.ts'
import { changeFacts, type MailFacts, type Wording } from './mail-facts.ts'

const ownFa = 'این پیوند ویژهٔ شماست؛ آن را برای کسی نفرستید.'
const ownEn = 'This link is yours alone: do not forward it.'
const onlyFa = 'از این پس تنها همین پیوند کار می‌کند و پیوندهای پیشین بسته شده‌اند.'
const onlyEn = 'Only this one works from now on; the earlier ones are closed.'
const codeFa = 'برای امضا نام خود را می‌نویسید و کدی را وارد می‌کنید که همان لحظه به همین نشانی فرستاده می‌شود.'
const codeEn = 'To sign, you type your name and a code that is mailed to this address at that moment.'

/** Why a review comes to its reader: a delegate who knows nothing of it must not take the mail for phishing. */
function whyAsked({ change, standsIn, language }: MailFacts): string {
  const because = standsIn ? 'silence' : (change?.because ?? 'other')
  const by = change?.by ?? ''
  const words: Readonly<Record<HolderChange['because'], Text>> = {
    delegation: {
      fa: `${by} بررسی این طرح را به شما واگذار کرده است.`,
      en: `${by} has passed this review on to you.`,
    },
    reassignment: {
      fa: `${by} از دبیرخانه بررسی این طرح را به شما سپرده است.`,
      en: `${by} of the case office has given this review to you.`,
    },
    alternate: {
      fa: 'داور این جایگاه کناره گرفت و بررسی این طرح به شما رسید که جانشین او هستید.',
      en: 'The reviewer of this seat has stepped aside, so this review has come to you as the alternate.',
    },
    silence: {
      fa: 'مهلت پاسخ گذشت و بررسی این طرح به شما رسید که جانشین این جایگاه هستید.',
      en: 'The time for an answer ran out, so this review has come to you as the alternate.',
    },
    unreachable: {
      fa: 'رایانامه به داور این جایگاه نمی‌رسد و بررسی این طرح به شما رسید که جانشین او هستید.',
      en: 'Mail does not reach the reviewer of this seat, so this review has come to you as the alternate.',
    },
    other: { fa: 'این طرح در انتظار نظر شماست.', en: 'This proposal awaits your opinion.' },
  }
  return words[because][language]
}

function whyToSign({ change, standsIn, language }: MailFacts): string {
  if (standsIn) {
    return language === 'fa'
      ? 'مهلت امضا گذشت و امضای این قرارداد به شما رسید که جانشین این جایگاه هستید. '
      : 'The time for signing ran out, so this signature has come to you as the alternate. '
  }
  if (change?.because === 'unreachable') {
    return language === 'fa'
      ? 'رایانامه به امضاکنندهٔ این جایگاه نمی‌رسد و امضای این قرارداد به شما رسید که جانشین او هستید. '
      : 'Mail does not reach the signatory of this place, so this signature has come to you as the alternate. '
  }
  if (change?.because !== 'reassignment') return ''
  return language === 'fa'
    ? `${change.by} از دبیرخانه امضای این قرارداد را به شما سپرده است. `
    : `${change.by} of the case office has given this signature to you. `
}

/** What the city asks of those who review, sign and receive. */
export const cityWording: Readonly<Record<ReviewerMessage | SignatoryMessage | FinanceMessage, Wording>> = {
  ...lostWording,
  'review-requested': {
    fa: (facts) => ({
      subject: `درخواست بررسی طرح: ${facts.stage}`,
      lead: `${whyAsked(facts)} برای بررسی، نام کاربری لازم نیست.`,
      facts: ['title', 'organisation', 'stage', ...changeFacts(facts), 'due'],
      action: 'دیدن طرح و نظر دادن',
      after: [
        facts.endsStage
          ? 'هر چند بار که بخواهید می‌توانید پیوند را باز کنید. نظر شما مرحله را به پایان می‌رساند و پس از ثبت تغییر نمی‌کند.'
          : 'تا پایان مرحله هر چند بار که بخواهید می‌توانید پیوند را باز کنید و نظرتان را تغییر دهید.',
        'اگر ذی‌نفع هستید یا فرصت ندارید، در همان صفحه کناره‌گیری کنید.',
        ownFa,
      ],
    }),
    en: (facts) => ({
      subject: `A proposal for your review: ${facts.stage}`,
      lead: `${whyAsked(facts)} You need no account.`,
      facts: ['title', 'organisation', 'stage', ...changeFacts(facts), 'due'],
      action: 'Read the proposal and decide',
      after: [
        facts.endsStage
          ? 'You can open the link as often as you like. Your opinion ends the stage, and cannot be changed once it is recorded.'
          : 'Until the stage closes you can open the link as often as you like and change your mind.',
        'If you have an interest in it, or no time, step aside on that page.',
        ownEn,
      ],
    }),
  },
  'review-reminder': {
    fa: (facts) => ({
      subject: `یادآوری: بررسی طرح در انتظار شماست (${facts.stage})`,
      lead: 'نظر شما دربارهٔ این طرح هنوز ثبت نشده است.',
      facts: ['title', 'organisation', 'stage', 'due'],
      action: 'دیدن طرح و نظر دادن',
      after: ['اگر نمی‌توانید نظر بدهید، در همان صفحه کناره‌گیری کنید تا پرونده معطل نماند.', ownFa],
    }),
    en: (facts) => ({
      subject: `Reminder: your review is awaited (${facts.stage})`,
      lead: 'Your opinion on this proposal has not been recorded yet.',
      facts: ['title', 'organisation', 'stage', 'due'],
      action: 'Read the proposal and decide',
      after: ['If you cannot give one, step aside on that page, so that the case does not wait.', ownEn],
    }),
  },
  'review-passed-on': {
    fa: (facts) => ({
      subject: `بررسی طرح به جانشین این جایگاه سپرده شد: ${facts.stage}`,
      lead: 'مهلت پاسخ گذشت و برای آنکه پرونده معطل نماند، بررسی این طرح به جانشین این جایگاه رسید. لازم نیست کاری انجام دهید.',
      facts: ['title', 'organisation', 'stage'],
      after: [
        'با پیوندهای پیشین دیگر نظری ثبت نمی‌شود. اگر می‌خواهید خودتان بررسی را ادامه دهید، به همین پیام پاسخ دهید تا دبیرخانه آن را به شما برگرداند.',
      ],
    }),
    en: (facts) => ({
      subject: `This review has passed to the alternate: ${facts.stage}`,
      lead: 'The time for an answer ran out. So that the case does not wait, the review has passed to the alternate, and there is nothing left for you to do.',
      facts: ['title', 'organisation', 'stage'],
      after: [
        'Your earlier links record nothing any more. If you want to take it up again, answer this message, and the case office can give it back to you.',
      ],
    }),
  },
  'signature-passed-on': {
    fa: (facts) => ({
      subject: `امضای قرارداد ${facts.contractNumber} به جانشین این جایگاه سپرده شد`,
      lead: 'مهلت امضا گذشت و برای آنکه قرارداد معطل نماند، امضای آن به جانشین این جایگاه رسید. لازم نیست کاری انجام دهید.',
      facts: ['title', 'organisation', 'contract'],
      after: [
        'با پیوندهای پیشین دیگر امضایی ثبت نمی‌شود. اگر می‌خواهید خودتان امضا کنید، به همین پیام پاسخ دهید تا دبیرخانه آن را به شما برگرداند.',
      ],
    }),
    en: (facts) => ({
      subject: `The signature of contract ${facts.contractNumber} has passed to the alternate`,
      lead: 'The time for signing ran out. So that the contract does not wait, the signature has passed to the alternate, and there is nothing left for you to do.',
      facts: ['title', 'organisation', 'contract'],
      after: [
        'Your earlier links sign nothing any more. If you want to sign it yourself, answer this message, and the case office can give it back to you.',
      ],
    }),
  },
  'signature-requested': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} آمادهٔ امضای شماست`,
      lead: `${whyToSign(facts)}قرارداد را بخوانید و اگر درست است، امضا کنید.`,
      facts: ['title', 'organisation', 'contract', ...changeFacts(facts), 'due'],
      action: 'خواندن و امضای قرارداد',
      after: [
        codeFa,
        'اگر چیزی در آن نادرست است، در همان صفحه با ذکر دلیل امضا را رد کنید تا اصلاح شود.',
        ownFa,
      ],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber} is ready for your signature`,
      lead: `${whyToSign(facts)}Read the contract, and sign it if it is right.`,
      facts: ['title', 'organisation', 'contract', ...changeFacts(facts), 'due'],
      action: 'Read and sign the contract',
      after: [
        codeEn,
        'If something in it is wrong, refuse on that page and say why: it is then corrected.',
        ownEn,
      ],
    }),
  },
  'signature-reminder': {
    fa: (facts) => ({
      subject: `یادآوری: قرارداد ${facts.contractNumber} در انتظار امضای شماست`,
      lead: 'امضای شما هنوز ثبت نشده است و قرارداد برای آن مانده است.',
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'خواندن و امضای قرارداد',
      after: [
        codeFa,
        'اگر چیزی در آن نادرست است، در همان صفحه با ذکر دلیل امضا را رد کنید تا اصلاح شود.',
        ownFa,
      ],
    }),
    en: (facts) => ({
      subject: `Reminder: contract ${facts.contractNumber} awaits your signature`,
      lead: 'Your signature has not been recorded yet, and the contract is waiting for it.',
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'Read and sign the contract',
      after: [
        codeEn,
        'If something in it is wrong, refuse on that page and say why: it is then corrected.',
        ownEn,
      ],
    }),
  },
  'signature-requested-anew': {
    fa: (facts) => ({
      subject: `نسخهٔ تازهٔ قرارداد آمادهٔ امضای شماست: ${facts.contractNumber}`,
      lead: 'مفاد قرارداد تغییر کرده است؛ امضاهای نسخهٔ پیشین دیگر به حساب نمی‌آید. آنچه تغییر کرده در زیر آمده است.',
      facts: ['title', 'organisation', 'contract', 'changed', 'due'],
      action: 'خواندن و امضای قرارداد',
      after: [codeFa, ownFa],
    }),
    en: (facts) => ({
      subject: `A new version of the contract is ready for your signature: ${facts.contractNumber}`,
      lead: 'Its terms have changed, and signatures of the earlier version no longer count. What changed is below.',
      facts: ['title', 'organisation', 'contract', 'changed', 'due'],
      action: 'Read and sign the contract',
      after: [codeEn, ownEn],
    }),
  },
  'contract-delivered': {
    fa: (facts) => ({
      subject: `قرارداد امضاشدهٔ ${facts.contractNumber} برای امور مالی`,
      lead: 'قرارداد امضاشده پیوست است. لطفاً دریافت آن را تأیید کنید، یا با ذکر دلیل برگردانید.',
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'دیدن قرارداد و تأیید دریافت',
      after: ['مبلغ‌ها، جدول پرداخت و دادهٔ ماشین‌خوان در همان صفحه است.', ownFa],
    }),
    en: (facts) => ({
      subject: `Signed contract ${facts.contractNumber} for the finance office`,
      lead: 'The signed contract is attached. Please acknowledge its receipt, or return it with a reason.',
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'See the contract and acknowledge',
      after: ['Amounts, payment schedule and machine-readable data are on that page.', ownEn],
    }),
  },
  'review-link-reissued': {
    fa: (facts) => ({
      subject: `پیوند تازهٔ بررسی طرح: ${facts.stage}`,
      lead: `دبیرخانه پیوند تازه‌ای برای شما فرستاد. ${onlyFa}`,
      facts: ['title', 'organisation', 'stage', 'due'],
      action: 'دیدن طرح و نظر دادن',
      after: [ownFa],
    }),
    en: (facts) => ({
      subject: `A new link for your review: ${facts.stage}`,
      lead: `The case office has sent you a new link. ${onlyEn}`,
      facts: ['title', 'organisation', 'stage', 'due'],
      action: 'Read the proposal and decide',
      after: [ownEn],
    }),
  },
  'signature-link-reissued': {
    fa: (facts) => ({
      subject: `پیوند تازهٔ امضای قرارداد ${facts.contractNumber}`,
      lead: `دبیرخانه پیوند تازه‌ای برای شما فرستاد. ${onlyFa}`,
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'خواندن و امضای قرارداد',
      after: [codeFa, ownFa],
    }),
    en: (facts) => ({
      subject: `A new link to sign contract ${facts.contractNumber}`,
      lead: `The case office has sent you a new link. ${onlyEn}`,
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'Read and sign the contract',
      after: [codeEn, ownEn],
    }),
  },
  'signature-stopped': {
    fa: (facts) => ({
      subject: `امضای قرارداد ${facts.contractNumber} با پیوند شما متوقف شد`,
      lead: 'کد امضای شما بارها نادرست وارد شد و برای حفاظت از امضای شما دیگر هیچ کدی پذیرفته نمی‌شود. چیزی به نام شما امضا نشده است.',
      facts: ['title', 'organisation', 'contract'],
      after: ['اگر شما نبوده‌اید، پیوندتان به دست دیگری افتاده است. دبیرخانه باخبر است؛ با آن تماس بگیرید.'],
    }),
    en: (facts) => ({
      subject: `Signing contract ${facts.contractNumber} by your link has been stopped`,
      lead: 'A wrong signing code was entered so often that, to protect your signature, none is accepted any more. Nothing was signed in your name.',
      facts: ['title', 'organisation', 'contract'],
      after: ['If it was not you, somebody else has your link. The case office knows; please contact it.'],
    }),
  },
  'receipt-link-reissued': {
    fa: (facts) => ({
      subject: `پیوند تازهٔ قرارداد ${facts.contractNumber} برای امور مالی`,
      lead: `دبیرخانه پیوند تازه‌ای به قرارداد امضاشده فرستاد. ${onlyFa}`,
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'دیدن قرارداد',
      after: [ownFa],
    }),
    en: (facts) => ({
      subject: `A new link to contract ${facts.contractNumber} for the finance office`,
      lead: `The case office has sent a new link to the signed contract. ${onlyEn}`,
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'See the contract',
      after: [ownEn],
    }),
  },
  'receipt-reminder': {
    fa: (facts) => ({
      subject: `یادآوری: تأیید دریافت قرارداد ${facts.contractNumber}`,
      lead: 'دریافت این قرارداد هنوز تأیید نشده است. لطفاً آن را تأیید کنید، یا با ذکر دلیل برگردانید.',
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'دیدن قرارداد و تأیید دریافت',
      after: [ownFa],
    }),
    en: (facts) => ({
      subject: `Reminder: acknowledge contract ${facts.contractNumber}`,
      lead: 'The receipt of this contract has not been acknowledged yet. Please acknowledge it, or return it with a reason.',
      facts: ['title', 'organisation', 'contract', 'due'],
      action: 'See the contract and acknowledge',
      after: [ownEn],
    }),
  },
  'review-ended': {
    fa: () => ({
      subject: 'بررسی این طرح پایان یافت؛ دیگر کاری لازم نیست',
      lead: 'پرونده‌ای که برای بررسی نزد شما بود بسته شد: متقاضی آن را پس گرفت، دبیرخانه آن را بست، یا مهلت آن گذشت.',
      facts: ['title', 'organisation', 'note'],
      after: ['پیوندی که داشتید دیگر چیزی نمی‌پذیرد. سپاس از وقتی که گذاشتید.'],
    }),
    en: () => ({
      subject: 'The review is over: there is nothing to do any more',
      lead: 'The case that you had for review is closed: the applicant withdrew it, the case office closed it, or its time ran out.',
      facts: ['title', 'organisation', 'note'],
      after: ['Your link takes no answer any more. Thank you for your time.'],
    }),
  },
  'review-not-needed': {
    fa: (facts) => ({
      subject: `این مرحله پایان یافت و نظر شما دیگر لازم نیست: ${facts.stage}`,
      lead: 'این مرحله با نظرهایی که رسیده بود به نتیجه رسید. لازم نیست کاری انجام دهید.',
      facts: ['title', 'organisation', 'stage'],
      after: [
        'با پیوند پیشین دیگر نظری ثبت نمی‌شود. اگر بار دیگر نظر شما لازم شود، پیوند تازه‌ای برایتان فرستاده می‌شود. از همراهی شما سپاسگزاریم.',
      ],
    }),
    en: (facts) => ({
      subject: `The stage has ended, and your opinion is not needed any more: ${facts.stage}`,
      lead: 'The opinions received were enough to end it. There is nothing left for you to do.',
      facts: ['title', 'organisation', 'stage'],
      after: [
        'No opinion is recorded with your earlier link any more. Should yours be needed again, a new one will be sent to you. Thank you for your time.',
      ],
    }),
  },
  'signature-ended': {
    fa: () => ({
      subject: 'پروندهٔ این قرارداد بسته شد؛ دیگر کاری لازم نیست',
      lead: 'متقاضی طرح را پس گرفت یا دبیرخانه پرونده را بست. از شما امضایی خواسته نمی‌شود.',
      facts: ['title', 'contract', 'note'],
      after: ['پیوندی که داشتید دیگر چیزی نمی‌پذیرد.'],
    }),
    en: () => ({
      subject: 'The case of this contract is closed: there is nothing to do any more',
      lead: 'The applicant withdrew the proposal, or the case office closed the case. No signature is asked of you.',
      facts: ['title', 'contract', 'note'],
      after: ['Your link takes no answer any more.'],
    }),
  },
  'signature-void': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} از نو تنظیم می‌شود؛ امضای شما بی‌اثر شد`,
      lead: 'قراردادی که امضا کردید نویسه‌هایی دارد که چاپ نمی‌شود. به همین سبب مهر نشد و امضاهای آن بی‌اثر است. دبیرخانه آن را از نو تنظیم می‌کند.',
      facts: ['title', 'contract'],
      after: ['اکنون کاری لازم نیست؛ نسخهٔ تازه برای امضا به شما فرستاده می‌شود.'],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber} is drawn up anew: your signature is void`,
      lead: 'The contract that you signed has characters that cannot be printed. So it was not sealed, and its signatures are void. The case office draws it up anew.',
      facts: ['title', 'contract'],
      after: ['There is nothing to do now; the new version is sent to you to sign.'],
    }),
  },
  'version-taken-back': {
    fa: (facts) => ({
      subject: 'این نسخه از قرارداد دیگر اعتباری ندارد',
      lead: `${facts.cause.join(' ')} دیگر هیچ امضایی بر این نسخه اعتبار ندارد.`,
      facts: ['title', 'organisation', 'contract', 'note'],
      after: [
        'اکنون کاری لازم نیست و با پیوند پیشین دیگر چیزی امضا نمی‌شود. اگر نسخهٔ تازه‌ای تنظیم شود و امضای آن با شما باشد، با رسیدن نوبت برایتان فرستاده می‌شود.',
      ],
    }),
    en: (facts) => ({
      subject: 'This version of the contract is void',
      lead: `${facts.cause.join(' ')} No signature of this version counts any more.`,
      facts: ['title', 'organisation', 'contract', 'note'],
      after: [
        'There is nothing to do now, and nothing can be signed with your earlier link. If a new version is drawn up and you are to sign it, it will be sent to you when it is your turn.',
      ],
    }),
  },
  'contract-complete': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} کامل شد؛ نسخهٔ امضاشده`,
      lead: 'همه امضا کردند و قرارداد مهر شد. نسخهٔ کامل پیوست است یا با پیوند زیر باز می‌شود.',
      facts: ['title', 'contract'],
      action: 'دیدن قرارداد امضاشده',
      after: ['این نسخه برای بایگانی شماست و کاری لازم نیست.', ownFa],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber} is complete: your signed copy`,
      lead: 'Everyone has signed, and the contract is sealed. The whole copy is attached, or opens by the link below.',
      facts: ['title', 'contract'],
      action: 'Open the signed contract',
      after: ['It is yours to keep; there is nothing to do.', ownEn],
    }),
  },
  'receipt-ended': {
    fa: (facts) => ({
      subject: `پروندهٔ قرارداد ${facts.contractNumber} بسته شد؛ دیگر کاری لازم نیست`,
      lead: 'دبیرخانه پروندهٔ قراردادی را که برای تأیید دریافت نزد شما بود بست.',
      facts: ['title', 'organisation', 'note'],
      after: ['این قرارداد را در دفترها ثبت نکنید و اگر کرده‌اید به دبیرخانه خبر دهید.'],
    }),
    en: (facts) => ({
      subject: `The case of contract ${facts.contractNumber} is closed: there is nothing to do any more`,
      lead: 'The case office closed the case of a contract whose receipt was awaited from you.',
      facts: ['title', 'organisation', 'note'],
      after: ['Do not book this contract; if you have, tell the case office.'],
    }),
  },
  'payments-overdue': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber}: سررسید گذشته`,
      lead: 'آنچه در زیر آمده تا امروز ثبت نشده است. اگر رسیده، در صفحهٔ قرارداد بنویسید.',
      facts: ['title', 'organisation', 'overdue'],
      action: 'ثبت دریافت‌ها',
      after: ['دبیرخانه هم خبر دارد. هر مورد یک بار خبر داده می‌شود.'],
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber}: overdue`,
      lead: 'What is below has not been recorded by today. If it has come, say so on the page of the contract.',
      facts: ['title', 'organisation', 'overdue'],
      action: 'Record what has come',
      after: ['The case office knows of it too. Each is told once.'],
    }),
  },
}
