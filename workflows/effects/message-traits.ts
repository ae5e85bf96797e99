import type { Message } from './effect.ts'

interface MessageTraits {
  /** Where its address leads: a link of the addressee's own, or a page of the board. */
  readonly opens: 'link' | 'case' | 'terms' | 'nothing'
  /**
   * How long it is worth sending. What asks for something, or is only so while the case stays where it was, lasts `while-here`,
   * some of it no longer than the step is held or late; who has lost a place, or is told of what is over, hears of it in any case.
   */
  readonly lasts: 'for-good' | 'while-here' | 'while-held' | 'while-late'
  /** Whether it may stand beside others in one mail: short, without a file, and of a case that has begun. */
  readonly gathered: boolean
}

/** What has to be known of each message besides its words. */
export const messageTraits: Readonly<Record<Message, MessageTraits>> = {
  // To the applicant.
  'confirm-address': { opens: 'link', lasts: 'while-here', gathered: false },
  'case-begun': { opens: 'link', lasts: 'for-good', gathered: false },
  'stage-approved': { opens: 'link', lasts: 'for-good', gathered: false },
  'changes-requested': { opens: 'link', lasts: 'while-here', gathered: false },
  'revision-reminder': { opens: 'link', lasts: 'while-here', gathered: true },
  rejected: { opens: 'link', lasts: 'for-good', gathered: false },
  lapsed: { opens: 'nothing', lasts: 'for-good', gathered: true },
  'contract-signed': { opens: 'link', lasts: 'for-good', gathered: false },
  completed: { opens: 'link', lasts: 'for-good', gathered: false },
  'closed-by-office': { opens: 'link', lasts: 'for-good', gathered: false },
  'track-link-reissued': { opens: 'link', lasts: 'for-good', gathered: false },
  'withdrawal-confirmed': { opens: 'link', lasts: 'for-good', gathered: false },
  'guarantee-changed': { opens: 'link', lasts: 'for-good', gathered: false },
  'answers-copy': { opens: 'link', lasts: 'for-good', gathered: false },
  'contract-taken-back': { opens: 'link', lasts: 'while-here', gathered: false },
  'contract-redrawn': { opens: 'link', lasts: 'for-good', gathered: false },
  'case-waits': { opens: 'link', lasts: 'while-held', gathered: true },
  // To whoever holds a seat.
  'review-requested': { opens: 'link', lasts: 'while-here', gathered: true },
  'review-reminder': { opens: 'link', lasts: 'while-here', gathered: true },
  'review-link-reissued': { opens: 'link', lasts: 'while-here', gathered: false },
  'review-passed-on': { opens: 'nothing', lasts: 'while-here', gathered: true },
  'review-ended': { opens: 'nothing', lasts: 'for-good', gathered: true },
  'review-not-needed': { opens: 'nothing', lasts: 'for-good', gathered: true },
  'review-handed-on': { opens: 'nothing', lasts: 'for-good', gathered: false },
  'recusal-recorded': { opens: 'nothing', lasts: 'for-good', gathered: false },
  'review-taken': { opens: 'nothing', lasts: 'for-good', gathered: false },
  // To whoever signs at a place.
  'signature-requested': { opens: 'link', lasts: 'while-here', gathered: true },
  'signature-requested-anew': { opens: 'link', lasts: 'while-here', gathered: false },
  'signature-reminder': { opens: 'link', lasts: 'while-here', gathered: true },
  'signature-link-reissued': { opens: 'link', lasts: 'while-here', gathered: false },
  'signature-passed-on': { opens: 'nothing', lasts: 'while-here', gathered: true },
  'signature-ended': { opens: 'nothing', lasts: 'for-good', gathered: true },
  'signature-taken': { opens: 'nothing', lasts: 'for-good', gathered: false },
  'signature-void': { opens: 'nothing', lasts: 'for-good', gathered: false },
  'version-taken-back': { opens: 'nothing', lasts: 'for-good', gathered: false },
  'signature-to-come': { opens: 'nothing', lasts: 'for-good', gathered: false },
  'contract-complete': { opens: 'link', lasts: 'for-good', gathered: false },
  'signature-stopped': { opens: 'nothing', lasts: 'while-here', gathered: false },
  // To finance.
  'contract-delivered': { opens: 'link', lasts: 'while-here', gathered: false },
  'receipt-reminder': { opens: 'link', lasts: 'while-here', gathered: true },
  'receipt-link-reissued': { opens: 'link', lasts: 'while-here', gathered: false },
  'receipt-ended': { opens: 'nothing', lasts: 'while-here', gathered: false },
  'payments-overdue': { opens: 'link', lasts: 'for-good', gathered: true },
  // To the case office.
  'quorum-endangered': { opens: 'case', lasts: 'while-here', gathered: true },
  overdue: { opens: 'case', lasts: 'while-here', gathered: true },
  'passed-on': { opens: 'case', lasts: 'while-here', gathered: true },
  escalated: { opens: 'case', lasts: 'while-here', gathered: true },
  unreachable: { opens: 'case', lasts: 'for-good', gathered: true },
  withdrawn: { opens: 'case', lasts: 'for-good', gathered: false },
  'case-lapsed': { opens: 'case', lasts: 'for-good', gathered: true },
  'terms-to-settle': { opens: 'terms', lasts: 'while-here', gathered: true },
  'terms-reminder': { opens: 'terms', lasts: 'while-here', gathered: true },
  'signature-refused': { opens: 'terms', lasts: 'while-here', gathered: false },
  'contract-returned': { opens: 'terms', lasts: 'while-here', gathered: false },
  'codes-stopped': { opens: 'case', lasts: 'while-here', gathered: false },
  'name-differs': { opens: 'case', lasts: 'for-good', gathered: false },
  'case-completed': { opens: 'case', lasts: 'for-good', gathered: false },
  'webhook-given-up': { opens: 'case', lasts: 'for-good', gathered: false },
  'seat-vacated': { opens: 'case', lasts: 'for-good', gathered: true },
  'places-empty': { opens: 'case', lasts: 'while-here', gathered: true },
  'still-held': { opens: 'case', lasts: 'while-held', gathered: true },
  'step-late': { opens: 'case', lasts: 'while-late', gathered: true },
  'guarantee-recorded': { opens: 'case', lasts: 'for-good', gathered: false },
  'obligations-overdue': { opens: 'case', lasts: 'for-good', gathered: true },
  'file-withheld': { opens: 'case', lasts: 'for-good', gathered: true },
  'holder-changed': { opens: 'case', lasts: 'for-good', gathered: false },
  'holder-proposed': { opens: 'case', lasts: 'while-here', gathered: false },
  'holder-declined': { opens: 'case', lasts: 'for-good', gathered: false },
}
