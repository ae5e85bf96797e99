import type { OfficeMessage } from '../relay/errand.ts'
import type { Wording } from './mail-facts.ts'

/** What the case office is told. */
export const officeWording: Readonly<Record<OfficeMessage, Wording>> = {
  'quorum-endangered': {
    fa: (facts) => ({
      subject: 'کرسی خالی: حد نصاب دست‌یافتنی نیست',
      lines: [
        `در مرحلهٔ «${facts.stage}» طرح «${facts.title}» کرسی‌ای خالی مانده و حد نصاب دست‌یافتنی نیست. برای آن کرسی داوری برگزینید.`,
      ],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: 'An empty seat: the quorum cannot be reached',
      lines: [
        `At the stage “${facts.stage}” of “${facts.title}” a seat is empty and the quorum cannot be reached. Name a reviewer for it.`,
      ],
      action: 'Open the case',
    }),
  },
  overdue: {
    fa: (facts) => ({
      subject: 'مهلت گذشت',
      lines: [`مهلت گام کنونی طرح «${facts.title}» گذشت و هنوز پاسخی نرسیده است.`],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: 'A deadline has passed',
      lines: [`The present step of “${facts.title}” is past its deadline and still unanswered.`],
      action: 'Open the case',
    }),
  },
  escalated: {
    fa: (facts) => ({
      subject: 'پروندهٔ معطل: نیاز به اقدام شما',
      lines: [`طرح «${facts.title}» مدتی پس از پایان مهلت همچنان معطل است. لطفاً اقدام کنید.`],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: 'A case is stuck and needs you',
      lines: [`“${facts.title}” is still waiting well after its deadline. Please act.`],
      action: 'Open the case',
    }),
  },
  unreachable: {
    fa: (facts) => ({
      subject: 'رایانامه به گیرنده نرسید',
      lines: [
        `پیام پروندهٔ «${facts.title}» به نشانی ${facts.note} نرسید. لطفاً جایگزینی برگزینید یا نشانی را پیگیری کنید.`,
      ],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: 'An email did not arrive',
      lines: [
        `A message of the case “${facts.title}” did not reach ${facts.note}. Please name a substitute or follow up.`,
      ],
      action: 'Open the case',
    }),
  },
  withdrawn: {
    fa: (facts) => ({
      subject: 'متقاضی طرح را پس گرفت',
      lines: [`متقاضی طرح «${facts.title}» را پس گرفت.${facts.note === '' ? '' : ` دلیل: ${facts.note}`}`],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: 'The applicant withdrew the proposal',
      lines: [`The applicant withdrew “${facts.title}”.${facts.note === '' ? '' : ` Reason: ${facts.note}`}`],
      action: 'Open the case',
    }),
  },
  'signature-refused': {
    fa: (facts) => ({
      subject: `امضای قرارداد ${facts.contractNumber} رد شد`,
      lines: [
        `یکی از امضاکنندگان قرارداد «${facts.title}» را امضا نکرد. دلیل: ${facts.note}`,
        'قرارداد را اصلاح کنید یا پرونده را ببندید.',
      ],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: `Contract ${facts.contractNumber}: a signature was refused`,
      lines: [
        `A signatory refused to sign the contract “${facts.title}”. Reason: ${facts.note}`,
        'Correct the contract or close the case.',
      ],
      action: 'Open the case',
    }),
  },
  'contract-returned': {
    fa: (facts) => ({
      subject: `امور مالی قرارداد ${facts.contractNumber} را برگرداند`,
      lines: [
        `امور مالی قرارداد «${facts.title}» را برگرداند. دلیل: ${facts.note}`,
        'قرارداد را اصلاح کنید یا پرونده را ببندید.',
      ],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: `Finance returned contract ${facts.contractNumber}`,
      lines: [
        `Finance returned the contract “${facts.title}”. Reason: ${facts.note}`,
        'Correct the contract or close the case.',
      ],
      action: 'Open the case',
    }),
  },
  'case-completed': {
    fa: (facts) => ({
      subject: `قرارداد ${facts.contractNumber} را امور مالی دریافت کرد`,
      lines: [`امور مالی دریافت قرارداد «${facts.title}» را تأیید کرد و پرونده پایان یافت.`],
      action: 'باز کردن پرونده',
    }),
    en: (facts) => ({
      subject: `Finance has received contract ${facts.contractNumber}`,
      lines: [`Finance acknowledged the contract “${facts.title}” and the case is complete.`],
      action: 'Open the case',
    }),
  },
}
