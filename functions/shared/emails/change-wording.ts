import type { OfficeMessage, ReviewerMessage, SignatoryMessage } from '#workflows/effects/effect.ts'
import type { Wording } from './mail-facts.ts'

const open = { fa: 'باز کردن پرونده', en: 'Open the case' } as const
const linkFa =
  'با پیوندهای پیشین دیگر چیزی ثبت نمی‌شود. اگر از آن بی‌خبر بودید یا درست نیست، به همین پیام پاسخ دهید.'
const linkEn =
  'Your earlier links record nothing any more. If you knew nothing of it, or it is not right, answer this message.'

type LostMessage = Extract<
  ReviewerMessage | SignatoryMessage,
  'review-handed-on' | 'recusal-recorded' | 'review-taken' | 'signature-taken' | 'signature-to-come'
>
type OfficeChange = Extract<OfficeMessage, 'holder-changed' | 'holder-proposed' | 'holder-declined'>

/** What whoever has lost a place is told: who did it, when and why. */
export const lostWording: Readonly<Record<LostMessage, Wording>> = {
  'review-handed-on': {
    fa: (facts) => ({
      subject: `بررسی طرح را واگذار کردید: ${facts.stage}`,
      lead: 'این بررسی به خواست شما به همکارتان واگذار شد. دیگر کاری با شما نیست.',
      facts: ['title', 'organisation', 'stage', 'change', 'moment', 'note'],
      after: ['اگر شما این کار را نکرده‌اید، بی‌درنگ به همین پیام پاسخ دهید.'],
    }),
    en: (facts) => ({
      subject: `You have passed on a review: ${facts.stage}`,
      lead: 'At your wish this review has gone to your colleague. There is nothing left for you to do.',
      facts: ['title', 'organisation', 'stage', 'change', 'moment', 'note'],
      after: ['If this was not you, answer this message at once.'],
    }),
  },
  'recusal-recorded': {
    fa: (facts) => ({
      subject: `کناره‌گیری شما ثبت شد: ${facts.stage}`,
      lead: 'از بررسی این طرح کناره گرفتید. در هیچ مرحلهٔ دیگری از این پرونده نیز جایگاهی به شما سپرده نمی‌شود.',
      facts: ['title', 'organisation', 'stage', 'moment', 'note'],
      after: ['اگر شما این کار را نکرده‌اید، بی‌درنگ به همین پیام پاسخ دهید.'],
    }),
    en: (facts) => ({
      subject: `Your recusal was recorded: ${facts.stage}`,
      lead: 'You have recused from this proposal. No place in any later stage of this case will be given to you either.',
      facts: ['title', 'organisation', 'stage', 'moment', 'note'],
      after: ['If this was not you, answer this message at once.'],
    }),
  },
  'review-taken': {
    fa: (facts) => ({
      subject: `بررسی طرح به شخص دیگری سپرده شد: ${facts.stage}`,
      lead: 'دبیرخانه این بررسی را به شخص دیگری سپرد. لازم نیست کاری انجام دهید.',
      facts: ['title', 'organisation', 'stage', 'change', 'by', 'moment', 'note'],
      after: [linkFa],
    }),
    en: (facts) => ({
      subject: `This review has been given to somebody else: ${facts.stage}`,
      lead: 'The case office has given this review to somebody else. There is nothing left for you to do.',
      facts: ['title', 'organisation', 'stage', 'change', 'by', 'moment', 'note'],
      after: [linkEn],
    }),
  },
  'signature-to-come': {
    fa: (facts) => ({
      subject: `امضای قرارداد ${facts.contractNumber} به شما سپرده شده است`,
      lead: `${facts.change?.by ?? ''} از دبیرخانه امضای این قرارداد را به شما سپرده است. هنگامی که نوبت شما برسد، پیوند آن فرستاده می‌شود؛ اکنون کاری لازم نیست.`,
      facts: ['title', 'organisation', 'contract', 'change', 'by', 'moment', 'note'],
      after: [],
    }),
    en: (facts) => ({
      subject: `You are to sign contract ${facts.contractNumber}`,
      lead: `${facts.change?.by ?? ''} of the case office has given this signature to you. You are sent the link when it is your turn; there is nothing to do now.`,
      facts: ['title', 'organisation', 'contract', 'change', 'by', 'moment', 'note'],
      after: [],
    }),
  },
  'signature-taken': {
    fa: (facts) => ({
      subject: `امضای قرارداد ${facts.contractNumber} به شخص دیگری سپرده شد`,
      lead: 'دبیرخانه امضای این قرارداد را به شخص دیگری سپرد. لازم نیست کاری انجام دهید.',
      facts: ['title', 'organisation', 'contract', 'change', 'by', 'moment', 'note'],
      after: [linkFa],
    }),
    en: (facts) => ({
      subject: `The signature of contract ${facts.contractNumber} has been given to somebody else`,
      lead: 'The case office has given this signature to somebody else. There is nothing left for you to do.',
      facts: ['title', 'organisation', 'contract', 'change', 'by', 'moment', 'note'],
      after: [linkEn],
    }),
  },
}

/** What the case office is told of who holds a place. */
export const officeChanges: Readonly<Record<OfficeChange, Wording>> = {
  'holder-changed': {
    fa: () => ({
      subject: 'جایگاهی به شخص دیگری سپرده شد',
      lead: 'کسی که این جایگاه را داشت و کسی که اکنون دارد، هر دو باخبر شدند. اگر درست است، کاری لازم نیست.',
      facts: ['title', 'organisation', 'stage', 'change', 'by', 'moment', 'note'],
      action: open.fa,
      after: [],
    }),
    en: () => ({
      subject: 'A place has gone to somebody else',
      lead: 'Whoever held it and whoever holds it now were both told. If it is right, there is nothing to do.',
      facts: ['title', 'organisation', 'stage', 'change', 'by', 'moment', 'note'],
      action: open.en,
      after: [],
    }),
  },
  'holder-proposed': {
    fa: () => ({
      subject: 'شخصی از بیرون پیشنهاد شده است: موافقت همکار دیگری لازم است',
      lead: 'تا همکار دیگری از دبیرخانه موافقت نکند، جایگاه به این شخص سپرده نمی‌شود.',
      facts: ['title', 'organisation', 'stage', 'change', 'by', 'moment', 'note'],
      action: open.fa,
      after: ['در صفحهٔ پرونده موافقت کنید یا آن را رد کنید. با پایان این دور، پیشنهاد نیز پایان می‌یابد.'],
    }),
    en: () => ({
      subject: 'Somebody from outside is proposed: another member has to agree',
      lead: 'They get the place only once another member of the case office agrees.',
      facts: ['title', 'organisation', 'stage', 'change', 'by', 'moment', 'note'],
      action: open.en,
      after: ['Agree or decline on the page of the case. When the round ends, the proposal ends with it.'],
    }),
  },
  'holder-declined': {
    fa: () => ({
      subject: 'با شخص پیشنهادشده موافقت نشد',
      lead: 'جایگاه همان‌گونه که بود می‌ماند.',
      facts: ['title', 'organisation', 'stage', 'by', 'moment', 'note'],
      action: open.fa,
      after: [],
    }),
    en: () => ({
      subject: 'Whoever was proposed has been declined',
      lead: 'The place stays as it was.',
      facts: ['title', 'organisation', 'stage', 'by', 'moment', 'note'],
      action: open.en,
      after: [],
    }),
  },
}
