import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** A reason from the programme's list as an applicant is told it. */
export interface ToldReason {
  readonly code: string
  readonly text: Text
  /** What the programme says to applicants beside it; null where it says nothing. */
  readonly forApplicant: Text | null
}

/** What has to go to a public call cannot be proposed anew, whether the programme says so or not. */
const publicCall: { readonly code: string; readonly text: Text } = {
  code: 'TENDER',
  text: {
    fa: 'این موضوع باید به فراخوان یا مزایدهٔ عمومی گذاشته شود؛ راه ادامهٔ کار، شرکت در همان فراخوان است.',
    en: 'The subject has to go to a public call or auction; the way forward is to take part in it.',
  },
}

/** What an applicant is told of a reason code; undefined where none was given, or the programme has none such. */
export function toldReason(
  code: string | null,
  { reasons, forApplicants }: Pick<Programme, 'reasons' | 'forApplicants'>,
): ToldReason | undefined {
  const reason = reasons.find((candidate) => candidate.code === code)
  if (reason === undefined) return undefined
  const otherwise = reason.code === publicCall.code ? publicCall.text : null
  return {
    code: reason.code,
    text: reason.text,
    forApplicant: forApplicants?.[reason.code]?.text ?? otherwise,
  }
}

/** Whether the city invites a new proposal after a rejection for these codes. */
export function mayApplyAgain(
  codes: readonly (string | null)[],
  { forApplicants }: Pick<Programme, 'forApplicants'>,
): boolean {
  return codes.every(
    (code) => code === null || (forApplicants?.[code]?.mayApplyAgain ?? code !== publicCall.code),
  )
}
