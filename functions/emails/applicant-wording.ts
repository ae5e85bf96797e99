import type { ApplicantMessage } from '../relay/errand.ts'
import { dueLine, type Wording } from './mail-facts.ts'

/** What the startup is told. */
export const applicantWording: Readonly<Record<ApplicantMessage, Wording>> = {
  'confirm-address': {
    fa: (facts) => ({
      subject: 'نشانی رایانامهٔ خود را تأیید کنید',
      lines: [
        `طرح «${facts.title}» به شهرداری ${facts.city} رسید. برای آغاز بررسی، نشانی رایانامهٔ خود را تأیید کنید.`,
        ...dueLine(facts),
        'اگر شما این طرح را نفرستاده‌اید، این پیام را نادیده بگیرید؛ بدون تأیید شما هیچ کاری انجام نمی‌شود.',
      ],
      action: 'تأیید نشانی و آغاز بررسی',
    }),
    en: (facts) => ({
      subject: 'Confirm your email address',
      lines: [
        `Your proposal “${facts.title}” has reached the municipality of ${facts.city}. Confirm your address to start its review.`,
        ...dueLine(facts),
        'If you did not send this proposal, ignore this message: nothing happens without your confirmation.',
      ],
      action: 'Confirm and start the review',
    }),
  },
  'case-begun': {
    fa: (facts) => ({
      subject: 'بررسی طرح شما آغاز شد',
      lines: [
        `نشانی شما تأیید شد و بررسی طرح «${facts.title}» آغاز شد.`,
        'با پیوند زیر هر زمان می‌توانید ببینید پرونده کجاست و نزد کیست. این پیوند ویژهٔ شماست؛ آن را نگه دارید و به دیگران ندهید.',
      ],
      action: 'پیگیری پرونده',
    }),
    en: (facts) => ({
      subject: 'The review of your proposal has begun',
      lines: [
        `Your address is confirmed and the review of “${facts.title}” has begun.`,
        'The link below always shows where your case stands and who has it. It is yours alone: keep it, and do not pass it on.',
      ],
      action: 'Follow your case',
    }),
  },
  'stage-approved': {
    fa: (facts) => ({
      subject: `مرحلهٔ «${facts.stage}» تصویب شد`,
      lines: [`طرح «${facts.title}» در مرحلهٔ «${facts.stage}» تصویب شد و به گام بعد رفت.`],
      action: 'پیگیری پرونده',
    }),
    en: (facts) => ({
      subject: `Approved at the stage “${facts.stage}”`,
      lines: [`“${facts.title}” was approved at the stage “${facts.stage}” and has moved on.`],
      action: 'Follow your case',
    }),
  },
  'changes-requested': {
    fa: (facts) => ({
      subject: 'طرح شما نیاز به اصلاح دارد',
      lines: [
        `در مرحلهٔ «${facts.stage}» اصلاح طرح «${facts.title}» خواسته شد. آنچه خواسته شده در زیر آمده است. طرح خود را با پیوند زیر اصلاح کنید؛ همهٔ آنچه نوشته بودید در فرم هست.`,
        ...dueLine(facts),
      ],
      action: 'دیدن خواسته‌ها و اصلاح طرح',
    }),
    en: (facts) => ({
      subject: 'Your proposal needs changes',
      lines: [
        `The stage “${facts.stage}” asks for changes to “${facts.title}”. What was asked is below. Revise your proposal by the link; all that you wrote is already in the form.`,
        ...dueLine(facts),
      ],
      action: 'See what was asked and revise',
    }),
  },
  'revision-reminder': {
    fa: (facts) => ({
      subject: 'یادآوری: اصلاح طرح در انتظار شماست',
      lines: [
        `اصلاح طرح «${facts.title}» هنوز نرسیده است. اگر تا مهلت نرسد، پرونده بسته می‌شود.`,
        ...dueLine(facts),
      ],
      action: 'اصلاح طرح',
    }),
    en: (facts) => ({
      subject: 'Reminder: your revision is awaited',
      lines: [
        `The revision of “${facts.title}” has not arrived yet. Without it the case closes at the deadline.`,
        ...dueLine(facts),
      ],
      action: 'Revise the proposal',
    }),
  },
  rejected: {
    fa: (facts) => ({
      subject: 'نتیجهٔ بررسی طرح شما',
      lines: [
        `با سپاس از طرح «${facts.title}»؛ این طرح در مرحلهٔ «${facts.stage}» پذیرفته نشد. دلیل‌ها در زیر آمده است. می‌توانید با درنظرگرفتن آن‌ها طرح تازه‌ای بفرستید.`,
      ],
      action: 'دیدن پرونده',
    }),
    en: (facts) => ({
      subject: 'The outcome of your proposal',
      lines: [
        `Thank you for “${facts.title}”. It was not accepted at the stage “${facts.stage}”. The reasons are below; you are welcome to send a new proposal that takes them up.`,
      ],
      action: 'See the case',
    }),
  },
  lapsed: {
    fa: (facts) => ({
      subject: 'مهلت پرونده گذشت و پرونده بسته شد',
      lines: [
        `مهلت طرح «${facts.title}» گذشت و پرونده بسته شد. هر زمان بخواهید می‌توانید طرح را دوباره بفرستید.`,
      ],
    }),
    en: (facts) => ({
      subject: 'The time ran out and the case was closed',
      lines: [
        `The time for “${facts.title}” ran out and the case was closed. You can send the proposal again at any time.`,
      ],
    }),
  },
  'contract-signed': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} را همه امضا کردند`,
      lines: [`قرارداد طرح «${facts.title}» را همهٔ امضاکنندگان امضا کردند و برای امور مالی فرستاده شد.`],
      action: 'دیدن قرارداد',
    }),
    en: (facts) => ({
      subject: `Everyone has signed contract ${facts.contractNumber}`,
      lines: [
        `All signatories have signed the contract for “${facts.title}”. It is on its way to the finance office.`,
      ],
      action: 'See the contract',
    }),
  },
  completed: {
    fa: (facts) => ({
      subject: 'امور مالی دریافت قرارداد را تأیید کرد',
      lines: [
        `امور مالی دریافت قرارداد ${facts.contractNumber} را تأیید کرد و کار پرونده به پایان رسید. همکاری‌مان فرخنده باد.`,
      ],
      action: 'دیدن پرونده',
    }),
    en: (facts) => ({
      subject: 'Finance has acknowledged the contract',
      lines: [
        `The finance office has acknowledged contract ${facts.contractNumber} and the case is complete. To a good partnership.`,
      ],
      action: 'See the case',
    }),
  },
  'track-link-reissued': {
    fa: (facts) => ({
      subject: 'پیوند تازهٔ پیگیری پروندهٔ شما',
      lines: [
        `دبیرخانه برای طرح «${facts.title}» پیوند تازه‌ای برای شما فرستاد. از این پس تنها همین پیوند کار می‌کند و پیوندهای پیشین بسته شده‌اند.`,
        ...dueLine(facts),
        'این پیوند ویژهٔ شماست؛ آن را نگه دارید و به دیگران ندهید.',
      ],
      action: 'پیگیری پرونده',
    }),
    en: (facts) => ({
      subject: 'A new link to your case',
      lines: [
        `The case office has sent you a new link for “${facts.title}”. Only this one works from now on; the earlier ones are closed.`,
        ...dueLine(facts),
        'It is yours alone: keep it, and do not pass it on.',
      ],
      action: 'Follow your case',
    }),
  },
  'closed-by-office': {
    fa: (facts) => ({
      subject: 'پرونده بسته شد',
      lines: [`دبیرخانه پروندهٔ «${facts.title}» را بست. دلیل: ${facts.note}`],
      action: 'دیدن پرونده',
    }),
    en: (facts) => ({
      subject: 'The case was closed',
      lines: [`The case office closed the case “${facts.title}”. Reason: ${facts.note}`],
      action: 'See the case',
    }),
  },
}
