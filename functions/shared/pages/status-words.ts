import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Closing, ProposalState, SettlingCause, Status } from '#workflows/proposal/state.ts'
import { stageName } from './names.ts'
import { owedWords } from './owed-words.ts'

type OpenStatus = Exclude<Status, 'closed'>

/** What a list can be narrowed to: a status, or for closed cases how they ended. */
export type CaseStatus = OpenStatus | Closing

export const openStatusWords: Readonly<Record<OpenStatus, Text>> = {
  unconfirmed: { fa: 'در انتظار تأیید نشانی', en: 'Address to be confirmed' },
  'in-review': { fa: 'در بررسی', en: 'In review' },
  'awaiting-revision': { fa: 'در انتظار اصلاح طرح', en: 'Revision awaited' },
  'settling-terms': { fa: 'تعیین مفاد قرارداد', en: 'Terms to be settled' },
  signing: { fa: 'در انتظار امضا', en: 'Signatures awaited' },
  ...owedWords,
  'with-finance': { fa: 'نزد امور مالی', en: 'With finance' },
}

const settlingWords: Readonly<Record<SettlingCause, Text>> = {
  approved: { fa: 'تصویب شد؛ مفاد قرارداد تعیین شود', en: 'Approved; terms to be settled' },
  'signature-refused': { fa: 'از امضا خودداری شد؛ نیازمند اصلاح', en: 'Signature refused; to be corrected' },
  'returned-by-finance': {
    fa: 'برگشته از امور مالی؛ نیازمند اصلاح',
    en: 'Returned by finance; to be corrected',
  },
  reopened: { fa: 'پس‌گرفته از امضا؛ مفاد در حال تغییر', en: 'Taken back from signing; terms being changed' },
}

export const closingWords: Readonly<Record<Closing, Text>> = {
  completed: { fa: 'پایان‌یافته', en: 'Completed' },
  rejected: { fa: 'رد شده', en: 'Rejected' },
  lapsed: { fa: 'پایان مهلت', en: 'Lapsed' },
  withdrawn: { fa: 'انصراف متقاضی', en: 'Withdrawn' },
  'closed-by-office': { fa: 'بسته‌شده به دست دبیرخانه', en: 'Closed by the case office' },
}

export function caseStatusOf(state: ProposalState): CaseStatus {
  return state.status === 'closed' ? state.closing : state.status
}

/** The status in words; a stage says which one, and the settling of terms why. */
export function statusWords(state: ProposalState, programme: Programme): Text {
  switch (state.status) {
    case 'between-stages':
    case 'in-review':
    case 'awaiting-revision': {
      const name = stageName(programme, state.stage)
      const words = openStatusWords[state.status]
      return { fa: `${words.fa}: ${name.fa}`, en: `${words.en}: ${name.en}` }
    }
    case 'settling-terms':
      return settlingWords[state.because]
    case 'closed':
      return closingWords[state.closing]
    default:
      return openStatusWords[state.status]
  }
}
