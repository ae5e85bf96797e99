import { stageName } from '#functions/pages/names.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Closing, ProposalState, Status } from '#workflows/proposal/state.ts'

type OpenStatus = Exclude<Status, 'closed'>

/** What a list can be narrowed to: a status, or for closed cases how they ended. */
export type CaseStatus = OpenStatus | Closing

export const openStatusWords: Readonly<Record<OpenStatus, Text>> = {
  unconfirmed: { fa: 'در انتظار تأیید نشانی', en: 'Address to be confirmed' },
  'between-stages': { fa: 'آغاز مرحله', en: 'Opening stage' },
  'in-review': { fa: 'در بررسی', en: 'In review' },
  'awaiting-revision': { fa: 'در انتظار اصلاح طرح', en: 'Revision awaited' },
  'drawing-up': { fa: 'تنظیم قرارداد', en: 'Contract being drawn up' },
  signing: { fa: 'در انتظار امضا', en: 'Signatures awaited' },
  'awaiting-correction': { fa: 'نیازمند اصلاح قرارداد', en: 'Contract to be corrected' },
  sealing: { fa: 'مهر کردن قرارداد', en: 'Contract being sealed' },
  sealed: { fa: 'تحویل به امور مالی', en: 'Being delivered to finance' },
  'with-finance': { fa: 'نزد امور مالی', en: 'With finance' },
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

/** The status in words; a stage says which one, and a correction why. */
export function statusWords(state: ProposalState, programme: Programme): Text {
  switch (state.status) {
    case 'between-stages':
    case 'in-review':
    case 'awaiting-revision': {
      const name = stageName(programme, state.stage)
      const words = openStatusWords[state.status]
      return { fa: `${words.fa}: ${name.fa}`, en: `${words.en}: ${name.en}` }
    }
    case 'awaiting-correction':
      return state.because === 'signature-refused'
        ? { fa: 'از امضا خودداری شد؛ نیازمند اصلاح', en: 'Signature refused; to be corrected' }
        : { fa: 'برگشته از امور مالی؛ نیازمند اصلاح', en: 'Returned by finance; to be corrected' }
    case 'closed':
      return closingWords[state.closing]
    default:
      return openStatusWords[state.status]
  }
}
