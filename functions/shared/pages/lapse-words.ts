import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { approvalsNeeded } from '#workflows/proposal/quorum.ts'
import { isUndecided } from '#workflows/proposal/seat.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { momentWords } from './deadline-words.ts'
import { stageName } from './names.ts'

/** Whose silence closed a case, or is about to: the applicant's, or that of a stage, with how many of it had answered. */
export function lapseWords(state: ProposalState, programme: Programme): Text {
  const last = state.closedStages.at(-1)
  const round = state.status === 'in-review' ? state : last?.outcome === 'lapsed' ? last : null
  if (round !== null) return stageLapseWords(round, programme)
  return last === undefined
    ? {
        fa: 'نشانی رایانامه تا پایان مهلت تأیید نشد.',
        en: 'The email address was not confirmed by the deadline.',
      }
    : {
        fa: 'نسخهٔ اصلاح‌شدهٔ طرح تا پایان مهلت نرسید.',
        en: 'The revised proposal did not come by the deadline.',
      }
}

/** What becomes of a case whose time is over before silence has closed it, at this instant (ISO 8601). */
export function lapsingWords(
  { status }: Pick<ProposalState, 'status'>,
  at: string,
  { timeZone }: Pick<Programme, 'timeZone'>,
): Text {
  return status === 'in-review'
    ? {
        fa: `مهلت این مرحله گذشته است. اگر دبیرخانه آن را تمدید نکند، ${momentWords(at, 'fa', timeZone)} این مرحله بی‌نتیجه پایان می‌یابد و پرونده بسته می‌شود.`,
        en: `The time of this stage has passed. Unless the case office extends it, the stage ends without an outcome, and the case with it, on ${momentWords(at, 'en', timeZone)}.`,
      }
    : {
        fa: `مهلت شما گذشته است. اگر دبیرخانه آن را تمدید نکند، پرونده ${momentWords(at, 'fa', timeZone)} بسته می‌شود.`,
        en: `Your deadline has passed. Unless the case office extends it, the case closes on ${momentWords(at, 'en', timeZone)}.`,
      }
}

const fa = (count: number): string => formatNumber(count, 'fa')

/** How a stage stood when its time ran out. */
export function stageLapseWords(
  { stage, seats }: Pick<ProposalState['closedStages'][number], 'stage' | 'seats'>,
  programme: Programme,
): Text {
  const quorum = programme.stages.find(({ id }) => id === stage)?.quorum ?? { kind: 'all' }
  const all = seats.length
  const answered = all - seats.filter(isUndecided).length
  const needed = approvalsNeeded(quorum, all)
  const name = stageName(programme, stage)
  return {
    fa: `مهلت مرحلهٔ «${name.fa}» بی‌نتیجه گذشت: از ${fa(all)} داور، ${fa(answered)} نفر پاسخ داده ${answered === 1 ? 'بود' : 'بودند'} و ${fa(needed)} رأی موافق لازم بود.`,
    en: `The time of the stage “${name.en}” ran out without an outcome: ${answered} of its ${all} ${all === 1 ? 'reviewer' : 'reviewers'} had answered, and it takes ${needed} ${needed === 1 ? 'approval' : 'approvals'}.`,
  }
}
