import { asWritten, seatName, signatoryName } from '#functions/shared/pages/names.ts'
import type { Effect, Message, OfficeNews } from '#workflows/effects/effect.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** What each message of a case is, in a few words. */
const messageWords: Readonly<Record<Message | OfficeNews, Text>> = {
  'file-withheld': { fa: 'پیوستی که به کسی داده نمی‌شود', en: 'An attachment is withheld' },
  'confirm-address': { fa: 'درخواست تأیید نشانی', en: 'Asked to confirm the address' },
  'case-begun': { fa: 'آغاز بررسی و پیوند پیگیری', en: 'The review has begun, with the link to follow it' },
  'stage-approved': { fa: 'تصویب در یک مرحله', en: 'Approved at a stage' },
  'changes-requested': { fa: 'درخواست اصلاح طرح', en: 'Asked for a revision' },
  'revision-reminder': { fa: 'یادآوری اصلاح طرح', en: 'Reminder of the revision' },
  rejected: { fa: 'رد طرح', en: 'The proposal was rejected' },
  lapsed: { fa: 'بسته شدن پرونده با پایان مهلت', en: 'The case lapsed' },
  'contract-signed': { fa: 'قرارداد امضاشده', en: 'The signed contract' },
  completed: { fa: 'پایان کار', en: 'The case is complete' },
  'closed-by-office': { fa: 'بسته شدن پرونده به دست دبیرخانه', en: 'The case office closed the case' },
  'track-link-reissued': { fa: 'پیوند تازهٔ پیگیری', en: 'A new link to follow the case' },
  'review-requested': { fa: 'درخواست نظر', en: 'Asked for a decision' },
  'review-reminder': { fa: 'یادآوری نظر', en: 'Reminder of the decision' },
  'review-link-reissued': { fa: 'پیوند تازهٔ داوری', en: 'A new link to review' },
  'review-passed-on': { fa: 'خبر سپردن داوری به جانشین', en: 'Told that the review passed on' },
  'review-handed-on': { fa: 'تأیید واگذاری داوری', en: 'Told that the review was passed on' },
  'recusal-recorded': { fa: 'تأیید کناره‌گیری', en: 'Told that the recusal was recorded' },
  'review-taken': { fa: 'خبر سپردن داوری به دیگری', en: 'Told that the review was given to somebody else' },
  'signature-taken': {
    fa: 'خبر سپردن امضا به دیگری',
    en: 'Told that the signature was given to somebody else',
  },
  'signature-to-come': { fa: 'خبر امضایی که نوبتش می‌رسد', en: 'Told of a signature to come' },
  'holder-changed': { fa: 'خبر تغییر دارندهٔ جایگاه', en: 'Told that a place changed hands' },
  'holder-proposed': { fa: 'پیشنهاد شخصی از بیرون', en: 'Somebody from outside was proposed' },
  'holder-declined': { fa: 'رد شخص پیشنهادشده', en: 'Whoever was proposed was declined' },
  'signature-passed-on': { fa: 'خبر سپردن امضا به جانشین', en: 'Told that the signature passed on' },
  'signature-requested': { fa: 'درخواست امضا', en: 'Asked to sign' },
  'signature-requested-anew': { fa: 'درخواست امضای نسخهٔ تازه', en: 'Asked to sign the new version' },
  'signature-reminder': { fa: 'یادآوری امضا', en: 'Reminder to sign' },
  'signature-link-reissued': { fa: 'پیوند تازهٔ امضا', en: 'A new link to sign' },
  'contract-delivered': { fa: 'تحویل قرارداد', en: 'The contract was delivered' },
  'receipt-reminder': { fa: 'یادآوری تأیید دریافت', en: 'Reminder to acknowledge' },
  'receipt-link-reissued': { fa: 'پیوند تازهٔ دریافت قرارداد', en: 'A new link to the contract' },
  'quorum-endangered': { fa: 'هشدار جایگاه خالی', en: 'Warning of an empty seat' },
  overdue: { fa: 'هشدار پایان مهلت', en: 'Warning that the deadline passed' },
  'passed-on': { fa: 'خبر سپردن کار به جانشین', en: 'No answer in time: passed to alternates' },
  escalated: { fa: 'گزارش دیرکرد', en: 'The delay was escalated' },
  unreachable: { fa: 'هشدار نرسیدن رایانامه', en: 'Warning that mail does not arrive' },
  'terms-to-settle': { fa: 'درخواست تعیین مفاد قرارداد', en: 'Asked to settle the terms' },
  'terms-reminder': { fa: 'یادآوری مفاد قرارداد', en: 'Reminder to settle the terms' },
  'case-lapsed': { fa: 'خبر بسته شدن پرونده با پایان مهلت', en: 'Notice that the case lapsed' },
  withdrawn: { fa: 'خبر انصراف متقاضی', en: 'The applicant withdrew' },
  'signature-refused': { fa: 'خبر خودداری از امضا', en: 'A signature was refused' },
  'signature-stopped': { fa: 'خبر توقف امضا', en: 'Told that signing was stopped' },
  'name-differs': { fa: 'خبر نام دیگر در امضا', en: 'Notice of a signature by another name' },
  'codes-stopped': { fa: 'هشدار کدهای نادرست امضا', en: 'Warning of wrong signing codes' },
  'contract-returned': { fa: 'خبر برگشت قرارداد', en: 'Finance returned the contract' },
  'webhook-given-up': { fa: 'خبر نرسیدن به سامانهٔ امور مالی', en: "Finance's own system was not reached" },
  'withdrawal-confirmed': { fa: 'تأیید انصراف', en: 'The withdrawal was confirmed' },
  'answers-copy': { fa: 'رونوشت پاسخ‌ها به متقاضی', en: 'A copy of the answers to the applicant' },
  'case-waits': { fa: 'خبر هفتگی انتظار به متقاضی', en: 'Weekly notice that the case waits' },
  'review-ended': { fa: 'خبر پایان بررسی', en: 'Told that the review is over' },
  'review-not-needed': { fa: 'خبر بی‌نیازی به نظر', en: 'Told that the opinion is not needed any more' },
  'signature-ended': { fa: 'خبر پایان کار امضا', en: 'Told that no signature is asked any more' },
  'signature-void': { fa: 'خبر بی‌اثر شدن امضا', en: 'Told that a signature is void' },
  'version-taken-back': {
    fa: 'خبر بی‌اثر شدن نسخهٔ قرارداد',
    en: 'Told that this version of the contract is void',
  },
  'contract-taken-back': {
    fa: 'خبر بی‌اثر شدن نسخهٔ قرارداد به متقاضی',
    en: 'Told the applicant that this version of the contract is void',
  },
  'contract-redrawn': {
    fa: 'خبر تنظیم دوبارهٔ قرارداد به متقاضی',
    en: 'Told the applicant that the contract is drawn up anew',
  },
  'contract-complete': { fa: 'نسخهٔ قرارداد کامل', en: 'A copy of the complete contract' },
  'receipt-ended': { fa: 'خبر بسته شدن به امور مالی', en: 'Told that no receipt is asked any more' },
  'payments-overdue': { fa: 'خبر سررسید گذشته به امور مالی', en: 'Told finance what is overdue' },
  'seat-vacated': { fa: 'خبر خالی شدن جایگاه', en: 'Told that a seat is empty' },
  'places-empty': { fa: 'خبر جایگاه خالی', en: 'Told that a place needs somebody' },
  'still-held': { fa: 'خبر هفتگی معطلی', en: 'Weekly notice of what is held' },
  'step-late': { fa: 'خبر دیرکرد سامانه', en: 'Told that the machine is late' },
  'obligations-overdue': { fa: 'خبر سررسید گذشتهٔ قرارداد', en: 'Told what is overdue' },
  'guarantee-changed': { fa: 'خبر تمدید یا آزادی تضمین به متقاضی', en: 'Told the applicant of a guarantee' },
  'guarantee-recorded': { fa: 'خبر تمدید یا آزادی تضمین', en: 'Told of a guarantee' },
  'case-unreadable': { fa: 'خبر پرونده‌ای که خوانده نمی‌شود', en: 'Told that the case cannot be read' },
  'case-completed': { fa: 'خبر پایان پرونده', en: 'The case is complete' },
}

/** A thing that an entry caused, as the case office calls it. */
export interface EffectWords {
  readonly what: Text
  /** To whom a mail goes: place and name; null for what is no mail. */
  readonly to: Text | null
  /** Null for what is no mail, and once an applicant's data is erased. */
  readonly email: string | null
}

export function effectWords(effect: Effect, state: ProposalState, programme: Programme): EffectWords {
  switch (effect.kind) {
    case 'workflow':
      return { what: { fa: 'پیش بردن گردش کار', en: 'Move the workflow on' }, to: null, email: null }
    case 'event':
      return { what: { fa: 'خبر به سامانه‌های دیگر', en: 'Tell other systems' }, to: null, email: null }
    case 'webhook':
      return {
        what: { fa: 'سپردن به صف سامانهٔ امور مالی', en: "Queue the call of finance's own system" },
        to: null,
        email: null,
      }
    case 'unknown':
      return {
        what: {
          fa: `کاری که این نسخه نمی‌شناسد: ${effect.name}`,
          en: `Unknown to this release: ${effect.name}`,
        },
        to: null,
        email: null,
      }
    case 'mail-applicant': {
      const { applicant } = state
      const to = applicant === null ? { fa: 'متقاضی', en: 'Applicant' } : asWritten(applicant.name)
      return { what: messageWords[effect.message], to, email: applicant?.email ?? null }
    }
    case 'mail-office': {
      const { name, email } = programme.caseOffice
      return { what: messageWords[effect.message], to: name, email }
    }
    case 'mail-finance': {
      const { name, email } = effect.person
      return { what: messageWords[effect.message], to: name, email }
    }
    case 'mail-reviewer': {
      const now = 'stage' in state ? state.stage : null
      return toHolder(effect, seatName(programme, stageOfSeat(effect.seat, now, programme), effect.seat))
    }
    case 'mail-signatory':
      return toHolder(effect, signatoryName(programme, effect.signatory))
  }
}

type ToHolder = Extract<Effect, { kind: 'mail-reviewer' | 'mail-signatory' }>

function toHolder({ message, person: { name, email } }: ToHolder, place: Text): EffectWords {
  const to = { fa: `${name.fa} (${place.fa})`, en: `${name.en} (${place.en})` }
  return { what: messageWords[message], to, email }
}

/** The present stage where it has such a seat, else the one to whose reviewers the mail went before. */
function stageOfSeat(seat: string, now: string | null, { stages }: Programme): string {
  const having = stages.filter(({ seats }) => seats.some(({ id }) => id === seat))
  return (having.find(({ id }) => id === now) ?? having[0])?.id ?? ''
}
