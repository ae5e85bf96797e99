import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import { dueBatches } from '#functions/shared/due-batches.ts'
import { type CountDependencies, countCase } from '#functions/shared/effects/count-case.ts'
import { reconcile, type StepDependencies } from '#functions/shared/effects/reconcile.ts'
import {
  failuresIn,
  outstandingTasks,
  type SettleDependencies,
  settleTasks,
} from '#functions/shared/effects/settle.ts'
import type { Task } from '#functions/shared/effects/task.ts'
import type { CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { sideBySide } from '#functions/shared/side-by-side.ts'
import { isMail } from '#workflows/effects/addressee.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import { isUnlisted } from '#workflows/proposal/obligations.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { nextVisit } from './next-visit.ts'
import { listObligations } from './old-contracts.ts'
import { type TellingOfTorn, tellTorn } from './torn-mail.ts'

export interface SweepDependencies
  extends SettleDependencies, StepDependencies, CountDependencies, TellingOfTorn {
  readonly cases: Pick<CaseStore, 'find' | 'due' | 'entries' | 'reschedule'>
  readonly files: Pick<Files, 'read'>
  readonly commit: CommitDependencies
  /** Told of a case whose visit failed; it is visited again. */
  readonly failed: (reference: string, error: unknown) => void
}

/** Cases that are visited side by side. */
const atOnce = 8
/** The function may run for 55 seconds; a batch takes a few. Milliseconds. */
const enough = 40_000

/** What a visit found, and what it left for the end of the sweep. */
interface ClockVisit {
  readonly open: OpenCase
  /** When the case last changed (ISO 8601). */
  readonly changedAt: string
  readonly onTime: boolean
  /** Whether the workflow stands where the ledger does, and all effects but the mails arrived. */
  readonly atRest: boolean
  readonly mails: readonly Task[]
}

/**
 * Visits every case that is due, batch by batch while there is time. One that fails holds up no other. A sweep that dies before
 * the end leaves its cases due, and the mails outstanding and thus to be sent by the next.
 */
export async function sweep(dependencies: SweepDependencies): Promise<{ visited: number }> {
  const { cases, now } = dependencies
  let visited = 0
  for await (const references of dueBatches(cases, { to: 'clock', now, enough })) {
    await sweepBatch(references, dependencies)
    visited += references.length
  }
  return { visited }
}

/**
 * Visits cases, then sends the mails of all of them together, so that whoever has ten cases gets one mail and not ten; then sets
 * when each is visited next.
 */
async function sweepBatch(references: readonly string[], dependencies: SweepDependencies): Promise<void> {
  const { cases, now, failed } = dependencies
  const visits: ClockVisit[] = []
  await withEach(references, failed, async (reference) => {
    try {
      const visit = await visitCase(reference, dependencies)
      if (visit !== undefined) visits.push(visit)
    } catch (error) {
      if (error instanceof TornCase) await tellTorn(error, dependencies)
      throw error
    }
  })
  const unsent = await sendMails(visits, dependencies)
  await withEach(
    visits.map((visit) => visit.open.state.reference),
    failed,
    async (reference) => {
      const visit = visits.find(({ open }) => open.state.reference === reference)
      if (visit === undefined) return
      const { open, changedAt, onTime } = visit
      const atRest = visit.atRest && !unsent.has(reference)
      // A case that moved meanwhile got its next visit from whoever moved it.
      const programme = dependencies.programmeOf(open.state.programme)
      await cases.reschedule(
        open,
        nextVisit(open.state, { now: now(), changedAt, onTime, atRest, programme }),
      )
    },
  )
}

/** Does what is to be done with each case; one that fails holds up no other. */
async function withEach(
  references: readonly string[],
  failed: SweepDependencies['failed'],
  work: (reference: string) => Promise<void>,
): Promise<void> {
  await sideBySide(references, atOnce, (reference) =>
    work(reference).catch((error: unknown) => failed(reference, error)),
  )
}

/** Answers the references of cases of which a mail is still to be sent. */
async function sendMails(
  visits: readonly ClockVisit[],
  dependencies: SweepDependencies,
): Promise<Set<string>> {
  const settled = await settleTasks(
    visits.flatMap(({ mails }) => mails),
    dependencies,
  )
  const unsent = new Map<string, unknown[]>()
  for (const one of settled) {
    const { reference } = one.task.open.state
    if (one.result !== 'done') unsent.set(reference, [...(unsent.get(reference) ?? []), ...failuresIn([one])])
  }
  for (const [reference, failures] of unsent) {
    if (failures.length > 0) dependencies.failed(reference, failureOf(reference, failures))
  }
  return new Set(unsent.keys())
}

function failureOf(reference: string, failures: readonly unknown[]): AggregateError {
  return new AggregateError(failures, `${failures.length} effects of ${reference} failed`)
}

/** Does the work, or tells of its failure and answers otherwise. */
type Attempt = <T>(work: () => Promise<T>, otherwise: T) => Promise<T>

/**
 * Makes what time has made due happen, then sees that all effects of the case but its mails arrived and that its workflow
 * stands where the ledger does. Each of these is tried whatever became of the others. Undefined for a case that is gone.
 */
async function visitCase(
  reference: string,
  dependencies: SweepDependencies,
): Promise<ClockVisit | undefined> {
  const { cases, failed } = dependencies
  const attempt: Attempt = async (work, otherwise) => {
    try {
      return await work()
    } catch (error) {
      failed(reference, error)
      return otherwise
    }
  }
  const onTime = await attempt(() => letTimePass(reference, attempt, dependencies), false)
  const open = await cases.find(reference)
  if (open === undefined) return undefined
  const entries = await cases.entries(reference)
  const tasks = await attempt<readonly Task[] | null>(
    () => outstandingTasks(entries, open, dependencies),
    null,
  )
  const [mails, others] = [true, false].map((mail) =>
    (tasks ?? []).filter(({ effect }) => isMail(effect) === mail),
  )
  const settled = await settleTasks(others ?? [], dependencies)
  const failures = failuresIn(settled)
  if (failures.length > 0) failed(reference, failureOf(reference, failures))
  const inStep = await attempt(() => reconcile(open, dependencies), false)
  const counted = await attempt(async () => {
    await countCase(open, { ...dependencies, cases: { entries: async () => entries } })
    return true
  }, false)
  return {
    open,
    changedAt: entries.at(-1)?.at ?? open.state.submittedAt,
    onTime,
    atRest: tasks !== null && settled.every(({ result }) => result === 'done') && inStep && counted,
    mails: mails ?? [],
  }
}

/**
 * Every command that is due, one after the other: a reminder may be followed by a deadline. First, in a contract of an earlier
 * release, what falls due at all. False when one was refused, since somebody else is at the case just now.
 */
async function letTimePass(
  reference: string,
  attempt: Attempt,
  dependencies: SweepDependencies,
): Promise<boolean> {
  const mostInOneVisit = 20
  for (let count = 0; count < mostInOneVisit; count += 1) {
    const open = await dependencies.cases.find(reference)
    if (open === undefined) return true
    if (count === 0 && isUnlisted(open.state)) {
      await attempt(() => listObligations(open, dependencies), undefined)
      continue
    }
    const programme = dependencies.programmeOf(open.state.programme)
    const [command] = dueCommands(open.state, dependencies.now(), programme)
    if (command === undefined) return true
    measureLateness(open.state, dependencies.now(), programme)
    const result = await commit(dependencies.commit, reference, command)
    if (result === undefined || 'refused' in result) return false
    if (command.type === 'tell-late') measure({ measured: 'step-late', reference, status: open.state.status })
  }
  return true
}

function measureLateness(state: ProposalState, now: Date, programme: Programme): void {
  const due = nextDue(state, programme, now)
  if (due === null) return
  const lag = Math.max(0, now.getTime() - new Date(due).getTime())
  measure({ measured: 'due', reference: state.reference, lag })
}
