import type { CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import { type Effects, isSettled } from '#functions/shared/ports/effects.ts'
import type { Sent } from '#functions/shared/ports/mailer.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { sideBySide } from '#functions/shared/side-by-side.ts'
import { isMail } from '#workflows/effects/addressee.ts'
import type { Effect } from '#workflows/effects/effect.ts'
import { allEffectsOf, type JudgedEffect } from '#workflows/effects/effects-of.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { effectKey, type Task, together } from './task.ts'

export interface SettleDependencies {
  readonly cases: Pick<CaseStore, 'entries'>
  readonly effects: Effects
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
  /** Does one task, or mails to one person as one; answers what the mail service took. */
  readonly run: (tasks: readonly [Task, ...Task[]]) => Promise<Sent | undefined>
  readonly now: () => Date
}

/** What became of a task: `in-hand` when it was done already, or somebody else has it. */
export interface SettledTask {
  readonly task: Task
  readonly result: 'done' | 'in-hand' | { readonly failed: unknown }
}

/**
 * Does the outstanding effects of an entry, each once: an effect that is done, or that somebody else has in hand, is
 * passed over. What the clock recorded it also tells, together with what else it has for the same person; so its mails are
 * left to it. Errors are kept with their effect and thrown together at the end, so that one failing mail holds up no other.
 */
export async function settle(entry: Entry, open: OpenCase, dependencies: SettleDependencies): Promise<void> {
  const { reference } = open.state
  const entries = await dependencies.cases.entries(reference)
  if (!entries.some(({ sequence }) => sequence === entry.sequence)) {
    throw new Error(`The ledger of ${reference} has no entry ${entry.sequence}`)
  }
  const tasks = judgedTasks(entries, open, dependencies).filter(
    ({ entry: { sequence }, effect, dropped }) =>
      sequence === entry.sequence && dropped === null && !isLeftToClock(effect, entry),
  )
  await settleAll(tasks, reference, dependencies)
}

/** An effect that this release does not know would hold up the stream however often it came again; the clock tells of it. */
function isLeftToClock(effect: Effect, { actor }: Entry): boolean {
  return effect.kind === 'unknown' || (actor.role === 'clock' && isMail(effect))
}

/** Does whatever effects of a case are outstanding. Throws like `settle`. */
export async function settleCase(
  entries: readonly Entry[],
  open: OpenCase,
  dependencies: SettleDependencies,
): Promise<void> {
  await settleAll(await outstandingTasks(entries, open, dependencies), open.state.reference, dependencies)
}

async function settleAll(
  tasks: readonly Task[],
  reference: string,
  dependencies: SettleDependencies,
): Promise<void> {
  const failures = failuresIn(await settleTasks(tasks, dependencies))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} effects of ${reference} failed`)
}

/**
 * Whatever effects of a case are outstanding: needed, and not marked as done. Marks those that are not needed any more as dropped,
 * so that the board can tell why they never went out; of entries without a list only those that were begun.
 */
export async function outstandingTasks(
  entries: readonly Entry[],
  open: OpenCase,
  dependencies: SettleDependencies,
): Promise<Task[]> {
  const { effects, now } = dependencies
  const rows = new Map(
    (await effects.list(open.state.reference)).map((row) => [`${row.sequence} ${row.kind}`, row]),
  )
  const outstanding: Task[] = []
  for (const { dropped, ...task } of judgedTasks(entries, open, dependencies)) {
    const key = effectKey(task)
    const row = rows.get(`${key.sequence} ${key.kind}`)
    if (row !== undefined && isSettled(row)) continue
    if (dropped === null) outstanding.push(task)
    else if (task.entry.effects !== undefined || row !== undefined) await effects.dropped(key, dropped, now())
  }
  return outstanding
}

/** Effects that are done side by side. */
const atOnce = 8

/** Does tasks, of one case or of many, some side by side; mails to one person as one. Throws for none of them. */
export async function settleTasks(
  tasks: readonly Task[],
  dependencies: SettleDependencies,
): Promise<SettledTask[]> {
  const groups = together(tasks, dependencies.programmeOf)
  return (await sideBySide(groups, atOnce, (group) => settleGroup(group, dependencies))).flat()
}

export function failuresIn(settled: readonly SettledTask[]): unknown[] {
  return settled.flatMap(({ result }) => (typeof result === 'object' ? [result.failed] : []))
}

function judgedTasks(
  entries: readonly Entry[],
  open: OpenCase,
  { programmeOf }: SettleDependencies,
): (Task & Pick<JudgedEffect, 'dropped'>)[] {
  return allEffectsOf(entries, open.state, programmeOf(open.state.programme)).map((one) => ({ ...one, open }))
}

/**
 * Each task is claimed and marked for itself, whatever it is done together with: after a crash between doing and marking the
 * group comes again, as a whole or in other company.
 */
async function settleGroup(
  group: readonly [Task, ...Task[]],
  dependencies: SettleDependencies,
): Promise<SettledTask[]> {
  const { effects, now } = dependencies
  const [only] = group
  // Moving the workflow on is harmless to repeat: it needs no claim before the mark that it was done.
  if (only.effect.kind === 'workflow') return runClaimed(group, dependencies)
  const settled: SettledTask[] = []
  const isClaimed = await Promise.all(
    group.map(async (task): Promise<boolean> => {
      try {
        const claimed = await effects.claim(effectKey(task), now())
        if (!claimed) settled.push({ task, result: 'in-hand' })
        return claimed
      } catch (failed) {
        settled.push({ task, result: { failed } })
        return false
      }
    }),
  )
  const [first, ...others] = group.filter((_, index) => isClaimed[index])
  return first === undefined ? settled : [...settled, ...(await runClaimed([first, ...others], dependencies))]
}

async function runClaimed(
  tasks: readonly [Task, ...Task[]],
  dependencies: SettleDependencies,
): Promise<SettledTask[]> {
  const { effects, run, now } = dependencies
  let sent: Sent | undefined
  try {
    sent = await run(tasks)
  } catch (failed) {
    // One that cannot be told may not hold up those that it would have stood beside.
    if (tasks.length > 1 && !(failed instanceof Unavailable)) {
      const alone: SettledTask[] = []
      for (const task of tasks) alone.push(...(await runClaimed([task], dependencies)))
      return alone
    }
    // The name alone: messages of mail services quote addresses.
    const name = failed instanceof Error ? failed.name : 'unknown'
    for (const { effect, open } of tasks) {
      const { reference } = open.state
      measure({ measured: 'effect-failed', reference, effect: isMail(effect) ? 'mail' : 'other' })
    }
    return noteEach(
      tasks,
      async (task) => {
        if (task.effect.kind === 'workflow') await effects.claim(effectKey(task), now())
        await effects.failed(effectKey(task), name, now())
      },
      { failed },
    )
  }
  return noteEach(tasks, (task) => effects.done(effectKey(task), now(), sent?.messageId), 'done')
}

/** Marks each task with what became of it; one that cannot be marked comes again. */
async function noteEach(
  tasks: readonly Task[],
  note: (task: Task) => Promise<void>,
  result: SettledTask['result'],
): Promise<SettledTask[]> {
  return Promise.all(
    tasks.map(async (task) => {
      try {
        await note(task)
        return { task, result }
      } catch (failed) {
        return { task, result: { failed } }
      }
    }),
  )
}
