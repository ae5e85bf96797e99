import { formatNumber } from '#workflows/programme/format-number.ts'
import type { FinanceMessage, ReviewerMessage, SignatoryMessage } from '../relay/errand.ts'
import { dueLine, type MailFacts, type Wording } from './mail-facts.ts'

const roundFa = ({ round }: MailFacts): string =>
  round > 1 ? ` (نسخهٔ اصلاح‌شده، دور ${formatNumber(round, 'fa')})` : ''
const roundEn = ({ round }: MailFacts): string => (round > 1 ? ` (revised, round ${round})` : '')

/** What the city asks of those who review, sign and receive. */
export const cityWording: Readonly<Record<ReviewerMessage | SignatoryMessage | FinanceMessage, Wording>> = {
  'review-requested': {
    fa: (facts) => ({
      subject: `درخواست بررسی طرح: ${facts.stage}`,
      lines: [
        `${facts.recipient} گرامی، طرح «${facts.title}» از «${facts.organisation}»${roundFa(facts)} برای مرحلهٔ «${facts.stage}» در انتظار نظر شماست.`,
        ...dueLine(facts),
        'برای بررسی به نام کاربری نیاز نیست. می‌توانید تا پایان مرحله هر چند بار که خواستید همین پیوند را باز کنید. این پیوند ویژهٔ شماست؛ آن را برای کسی نفرستید.',
      ],
      action: 'دیدن طرح و نظر دادن',
    }),
    en: (facts) => ({
      subject: `A proposal for your review: ${facts.stage}`,
      lines: [
        `Dear ${facts.recipient}, “${facts.title}” by “${facts.organisation}”${roundEn(facts)} awaits your opinion at the stage “${facts.stage}”.`,
        ...dueLine(facts),
        'You need no account, and you can open this link as often as you like until the stage closes. It is yours alone: do not forward it.',
      ],
      action: 'Read the proposal and decide',
    }),
  },
  'review-reminder': {
    fa: (facts) => ({
      subject: `یادآوری: بررسی طرح در انتظار شماست (${facts.stage})`,
      lines: [
        `${facts.recipient} گرامی، نظر شما دربارهٔ طرح «${facts.title}» هنوز ثبت نشده است.`,
        ...dueLine(facts),
      ],
      action: 'دیدن طرح و نظر دادن',
    }),
    en: (facts) => ({
      subject: `Reminder: your review is awaited (${facts.stage})`,
      lines: [
        `Dear ${facts.recipient}, your opinion on “${facts.title}” has not been recorded yet.`,
        ...dueLine(facts),
      ],
      action: 'Read the proposal and decide',
    }),
  },
  'signature-requested': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} آمادهٔ امضای شماست`,
      lines: [
        `${facts.recipient} گرامی، قرارداد طرح «${facts.title}» آمادهٔ امضای شماست. برای امضا نام خود را می‌نویسید و کدی را که همان لحظه برایتان فرستاده می‌شود وارد می‌کنید.`,
        ...dueLine(facts),
        'این پیوند ویژهٔ شماست؛ آن را برای کسی نفرستید.',
      ],
      action: 'خواندن و امضای قرارداد',
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber} is ready for your signature`,
      lines: [
        `Dear ${facts.recipient}, the contract for “${facts.title}” is ready for your signature. You type your name and enter a code that is mailed to you at that moment.`,
        ...dueLine(facts),
        'This link is yours alone: do not forward it.',
      ],
      action: 'Read and sign the contract',
    }),
  },
  'contract-delivered': {
    fa: (facts) => ({
      subject: `قرارداد امضاشدهٔ ${facts.contractNumber} برای امور مالی`,
      lines: [
        `قرارداد امضاشدهٔ «${facts.title}» با «${facts.organisation}» پیوست است. مبلغ‌ها، جدول پرداخت و دادهٔ ماشین‌خوان در صفحهٔ زیر است. لطفاً دریافت آن را تأیید کنید یا با ذکر دلیل برگردانید.`,
        ...dueLine(facts),
      ],
      action: 'دیدن قرارداد و تأیید دریافت',
    }),
    en: (facts) => ({
      subject: `Signed contract ${facts.contractNumber} for the finance office`,
      lines: [
        `The signed contract “${facts.title}” with “${facts.organisation}” is attached. Amounts, payment schedule and machine-readable data are on the page below. Please acknowledge its receipt, or return it with a reason.`,
        ...dueLine(facts),
      ],
      action: 'See the contract and acknowledge',
    }),
  },
  'review-link-reissued': {
    fa: (facts) => ({
      subject: `پیوند تازهٔ بررسی طرح: ${facts.stage}`,
      lines: [
        `${facts.recipient} گرامی، دبیرخانه برای بررسی طرح «${facts.title}» در مرحلهٔ «${facts.stage}» پیوند تازه‌ای برای شما فرستاد. از این پس تنها همین پیوند کار می‌کند و پیوندهای پیشین بسته شده‌اند.`,
        ...dueLine(facts),
        'این پیوند ویژهٔ شماست؛ آن را برای کسی نفرستید.',
      ],
      action: 'دیدن طرح و نظر دادن',
    }),
    en: (facts) => ({
      subject: `A new link for your review: ${facts.stage}`,
      lines: [
        `Dear ${facts.recipient}, the case office has sent you a new link to review “${facts.title}” at the stage “${facts.stage}”. Only this one works from now on; the earlier ones are closed.`,
        ...dueLine(facts),
        'It is yours alone: do not forward it.',
      ],
      action: 'Read the proposal and decide',
    }),
  },
  'signature-link-reissued': {
    fa: (facts) => ({
      subject: `پیوند تازهٔ امضای قرارداد ${facts.contractNumber}`,
      lines: [
        `${facts.recipient} گرامی، دبیرخانه برای امضای قرارداد طرح «${facts.title}» پیوند تازه‌ای برای شما فرستاد. از این پس تنها همین پیوند کار می‌کند و پیوندهای پیشین بسته شده‌اند.`,
        ...dueLine(facts),
        'این پیوند ویژهٔ شماست؛ آن را برای کسی نفرستید.',
      ],
      action: 'خواندن و امضای قرارداد',
    }),
    en: (facts) => ({
      subject: `A new link to sign contract ${facts.contractNumber}`,
      lines: [
        `Dear ${facts.recipient}, the case office has sent you a new link to sign the contract for “${facts.title}”. Only this one works from now on; the earlier ones are closed.`,
        ...dueLine(facts),
        'It is yours alone: do not forward it.',
      ],
      action: 'Read and sign the contract',
    }),
  },
  'receipt-link-reissued': {
    fa: (facts) => ({
      subject: `پیوند تازهٔ قرارداد ${facts.contractNumber} برای امور مالی`,
      lines: [
        `دبیرخانه برای قرارداد امضاشدهٔ «${facts.title}» پیوند تازه‌ای فرستاد. از این پس تنها همین پیوند کار می‌کند و پیوندهای پیشین بسته شده‌اند.`,
        ...dueLine(facts),
        'این پیوند ویژهٔ شماست؛ آن را برای کسی نفرستید.',
      ],
      action: 'دیدن قرارداد',
    }),
    en: (facts) => ({
      subject: `A new link to contract ${facts.contractNumber} for the finance office`,
      lines: [
        `The case office has sent a new link for the signed contract “${facts.title}”. Only this one works from now on; the earlier ones are closed.`,
        ...dueLine(facts),
        'It is yours alone: do not forward it.',
      ],
      action: 'See the contract',
    }),
  },
  'receipt-reminder': {
    fa: (facts) => ({
      subject: `یادآوری: تأیید دریافت قرارداد ${facts.contractNumber}`,
      lines: [`دریافت قرارداد «${facts.title}» هنوز تأیید نشده است.`, ...dueLine(facts)],
      action: 'دیدن قرارداد و تأیید دریافت',
    }),
    en: (facts) => ({
      subject: `Reminder: acknowledge contract ${facts.contractNumber}`,
      lines: [
        `The receipt of the contract “${facts.title}” has not been acknowledged yet.`,
        ...dueLine(facts),
      ],
      action: 'See the contract and acknowledge',
    }),
  },
}
