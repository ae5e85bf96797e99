import type { Text } from '#workflows/language.ts'

/** One part of the terms under which a proposal is sent. */
export interface TermsSection {
  readonly heading: Text
  readonly text: Text
}

/** For a programme that has none of its own. How long data is kept is told beside, from the programme's numbers. */
export const usualSubmissionTerms: TermsSection[] = [
  {
    heading: { fa: 'محرمانگی', en: 'Confidentiality' },
    text: {
      fa: 'متن پیشنهاد و پیوست‌های آن تنها برای رسیدگی به همین پیشنهاد به کار می‌رود و به کسی جز دست‌اندرکاران آن داده نمی‌شود. آنچه از قرارداد نهایی منتشر می‌شود، داده‌های شخصی کسی را در بر ندارد.',
      en: 'The proposal and its attachments are used to decide on this proposal alone, and are given to nobody but those who take part in that. What is published of a final contract holds nobody’s personal data.',
    },
  },
  {
    heading: { fa: 'مالکیت فکری', en: 'Intellectual property' },
    text: {
      fa: 'فرستادن پیشنهاد هیچ حقی از ایده، نشان یا دانش فنی شما به شهر نمی‌دهد. هر واگذاری یا اجازهٔ بهره‌برداری تنها با قرارداد امضاشده پدید می‌آید.',
      en: 'Sending a proposal gives the city no right in your idea, marks or know-how. Any transfer or licence comes about by a signed contract alone.',
    },
  },
  {
    heading: { fa: 'چه کسی آن را می‌خواند', en: 'Who reads it' },
    text: {
      fa: 'دبیرخانه، داوران مرحله‌های بررسی و، اگر به قرارداد برسد، امضاکنندگان و امور مالی شهر. هر داور پیش از دیدن متن، نبود تعارض منافع را اعلام می‌کند. آنچه دیده و تصمیم گرفته می‌شود در دفتری می‌ماند که تغییر نمی‌پذیرد.',
      en: 'The case office, the reviewers of each stage and, if it comes to a contract, the signatories and the city’s finance office. Each reviewer declares to have no conflict of interest before the text opens. What is decided stays in a ledger that cannot be changed.',
    },
  },
]
