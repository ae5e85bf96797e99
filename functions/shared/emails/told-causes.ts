import { causeWords, criterionLines } from '#functions/shared/pages/cause-words.ts'
import { quoted } from '#functions/shared/pages/isolated.ts'
import { lapseWords } from '#functions/shared/pages/lapse-words.ts'
import { mayApplyAgain, toldReason } from '#functions/shared/pages/told-reason.ts'
import { asToldFirst, traitsOf } from '#workflows/decision.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { opinionsOf } from '#workflows/proposal/rounds.ts'
import { becauseOf } from '#workflows/proposal/stage-closing.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { MailFacts } from './mail-facts.ts'

/** What the reviewers of a closed stage said, those who asked for something first; by role, never by name. */
export function toldReviews(
  entries: readonly Entry[],
  entry: Entry,
  { programme, stage, language }: { programme: Programme; stage: Stage | undefined; language: Language },
): MailFacts['reviews'] {
  if (entry.type !== 'StageClosed' || entry.data.outcome === 'approved' || stage === undefined) return []
  return opinionsOf(entries, entry.data, programme)
    .toSorted(asToldFirst)
    .filter(({ decision }) => !traitsOf[decision].isInFavour)
    .map(({ seat, decision, reasonCode, reason }) => {
      const told = toldReason(reasonCode, programme)
      return {
        role: stage.seats.find(({ id }) => id === seat)?.holder.role ?? stage.name,
        decision,
        coded: [told?.text, told?.forApplicant].flatMap((text) => text?.[language] ?? []),
        reason: quoted(reason),
      }
    })
}

/** Why a stage ended as it did, what a mean that was too low consists of, and whether the way is open to propose anew. */
export function causeOf(
  entries: readonly Entry[],
  entry: Entry,
  { state, programme, language }: { state: ProposalState; programme: Programme; language: Language },
): Pick<MailFacts, 'cause' | 'mayApplyAgain'> {
  if (entry.type === 'DeadlinePassed' && entry.data.consequence === 'lapse') {
    return { cause: [lapseWords(state, programme)[language]], mayApplyAgain: true }
  }
  const taken = whyTakenBack(entry)
  if (taken !== null) return { cause: [taken[language]], mayApplyAgain: true }
  if (entry.type !== 'StageClosed') return { cause: [], mayApplyAgain: true }
  const { round, outcome } = entry.data
  const because = becauseOf(entry.data, state.closedStages, programme)
  const reviews = opinionsOf(entries, entry.data, programme)
  const rejections = reviews.filter(({ decision }) => traitsOf[decision].isRejection)
  return {
    cause:
      because === null
        ? []
        : [
            causeWords({ outcome, round, because }, programme)[language],
            ...criterionLines(because, reviews, programme).map((line) => line[language]),
          ],
    mayApplyAgain: mayApplyAgain(
      rejections.map(({ reasonCode }) => reasonCode),
      programme,
    ),
  }
}

/** Why nobody's signature of a version counts any more; by whom it was refused is for the case office to know. */
function whyTakenBack({ type, data }: Entry): Text | null {
  switch (type) {
    case 'TermsReopened':
      // What cannot be printed nobody took back; it has mails of its own.
      if (data.unprintable === true) return null
      return {
        fa: 'دبیرخانه این نسخه را پس گرفت تا مفاد آن را تغییر دهد.',
        en: 'The case office has taken this version back to change its terms.',
      }
    case 'SignatureRefused':
      return {
        fa: 'یکی از امضاکنندگان از امضای این نسخه خودداری کرد.',
        en: 'One of those who were to sign this version has refused to.',
      }
    case 'ContractReturned':
      return {
        fa: 'امور مالی این نسخه را برای اصلاح برگرداند.',
        en: 'Finance has returned this version to be corrected.',
      }
    default:
      return null
  }
}
