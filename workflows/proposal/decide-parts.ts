import { localDateOf } from '#workflows/programme/local-day.ts'
import { hasWords, lengthOf, normaliseProse } from '#workflows/text/normalise.ts'
import type { Context } from './commands.ts'
import type { Actor, ProposalFact } from './entries.ts'
import { type Refusal, refuse, refuseBefore } from './refusal.ts'
import type { ProposalState } from './state.ts'

/** Facts to record, in order; none when the command repeats what the ledger already says. */
export type Decided = { readonly facts: readonly ProposalFact[] } | Refusal

export const alreadySo: Decided = { facts: [] }

export function record(...facts: readonly ProposalFact[]): Decided {
  return { facts }
}

export const byApplicant: Actor = { role: 'applicant' }
export const byClock: Actor = { role: 'clock' }
export const byWorkflow: Actor = { role: 'workflow' }
export const byOffice = (email: string): Actor => ({ role: 'office', email })

/** A written reason says at least this many characters. */
const shortestReason = 3

export function isWritten(reason: string): boolean {
  return hasWords(reason) && lengthOf(normaliseProse(reason)) >= shortestReason
}

type OwnStage = Context['programme']['stages'][number]

/** A stage of the case's own programme. Throws when there is none: the case runs under another programme. */
export function stageOf(context: Pick<Context, 'programme'>, id: string): OwnStage {
  const stage = context.programme.stages.find((candidate) => candidate.id === id)
  if (stage === undefined) throw new Error(`Programme ${context.programme.id} has no stage ${id}`)
  return stage
}

/** The stage after one; undefined after the last. */
export function stageAfter(context: Pick<Context, 'programme'>, id: string): OwnStage | undefined {
  const index = context.programme.stages.indexOf(stageOf(context, id))
  return context.programme.stages[index + 1]
}

/** How much older than its proposal what is told of a case may be: a letter, a payment. */
const yearsBefore = 1

/** The fault of a day that is so many years before the proposal, or after today; null where there is none. */
export function dayFault(
  state: ProposalState,
  { day, field, years }: { readonly day: string; readonly field: string; readonly years?: number },
  { now, programme }: Pick<Context, 'now' | 'programme'>,
): Refusal | null {
  if (day > localDateOf(now.getTime(), programme.timeZone)) return refuse('date-to-come', field)
  return pastFault(state, { day, field, years }, programme)
}

/** The fault of a day that is too long ago; one to come is none. */
export function pastFault(
  { submittedAt }: ProposalState,
  {
    day,
    field,
    years = yearsBefore,
  }: { readonly day: string; readonly field: string; readonly years?: number | undefined },
  { timeZone }: Pick<Context['programme'], 'timeZone'>,
): Refusal | null {
  const submitted = localDateOf(Date.parse(submittedAt), timeZone)
  const [year, rest] = [Number(submitted.slice(0, 4)), submitted.slice(4)]
  const from = `${year - years}${rest === '-02-29' ? '-02-28' : rest}`
  return day < from ? refuseBefore(from, field) : null
}
