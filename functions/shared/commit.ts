import { setTimeout as sleep } from 'node:timers/promises'
import type { CaseStore, CompanionRow, OpenCase } from '#functions/shared/ports/case-store.ts'
import { measureEntries } from '#functions/shared/ports/measure.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { withEffects } from '#workflows/effects/effects-of-entry.ts'
import { chain, emptyTip } from '#workflows/ledger/chain.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { nextDue } from '#workflows/proposal/decide-time.ts'
import { decide } from '#workflows/proposal/decide.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { Refusal } from '#workflows/proposal/refusal.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { contractMarks } from './contract-marks.ts'

export interface CommitDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'append'>
  readonly random: Random
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
  readonly now: () => Date
}

/** The case after a command. `entries` are the new ones; none when the ledger already said so. */
export interface Committed {
  readonly state: ProposalState
  readonly entries: readonly Entry[]
}

/**
 * Nobody could write in time because others wrote; the caller answers 503 and the user tries again. It keeps the name
 * `Unavailable`, by which the state machine knows what to retry.
 */
export class TooBusy extends Unavailable {}

const attempts = 12
/** The clock looks at a case this long after its last change, to see that its effects arrived. Milliseconds. */
export const settleAfter = 60_000

/**
 * Decides a command against the newest state and records what it means, in one transaction. When somebody else wrote first it
 * reads again and decides again: two reviewers who cross the quorum together make one outcome. It is decided by the time at which
 * it came, however long that takes: whoever answered in time is not too late for others. A command that depends on what the
 * ledger says is made of each state that is read. Undefined for an unknown case.
 */
export async function commit(
  dependencies: CommitDependencies,
  reference: string,
  command: Command | ((open: OpenCase) => Promise<Command>),
  companions: readonly CompanionRow[] = [],
): Promise<Committed | Refusal | undefined> {
  const came = dependencies.now()
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const open = await dependencies.cases.find(reference)
    if (open === undefined) return undefined
    const told = typeof command === 'function' ? await command(open) : command
    const result = await attemptCommit({ ...dependencies, now: () => came }, open, told, companions)
    if (result !== 'moved') return result
    await sleep(Math.random() * Math.min(400, 10 * 2 ** attempt))
  }
  throw new TooBusy(`Case ${reference} kept moving`)
}

/** One try, on a case as it was read (null for a new one); `moved` when it was no longer so. */
export async function attemptCommit(
  dependencies: CommitDependencies & { readonly programme?: Programme; readonly rules?: Digest },
  before: OpenCase | null,
  command: Command,
  companions: readonly CompanionRow[],
): Promise<Committed | Refusal | 'moved'> {
  const { cases, random, programmeOf } = dependencies
  const now = dependencies.now()
  const programme = before === null ? dependencies.programme : programmeOf(before.state.programme)
  if (programme === undefined) throw new Error('A new case needs its programme')
  const decided = decide(before?.state ?? null, command, {
    now,
    programme,
    rules: dependencies.rules,
    salt: random.id(),
  })
  if ('refused' in decided) return decided

  const salted = decided.facts.map((fact) => ({ ...fact, salt: random.id() }))
  const chained = chain(before?.tip ?? emptyTip, salted, now.toISOString()) as Entry[]
  const [first, ...rest] = withEffects(chained, before?.state ?? null, programme)
  if (first === undefined) {
    if (before === null) throw new Error('A new case records at least one entry')
    return { state: before.state, entries: [] }
  }
  const entries: [Entry, ...Entry[]] = [first, ...rest]
  const after = entries.reduce<ProposalState | null>(evolve, before?.state ?? null)
  if (after === null) throw new Error('An entry leaves a state')
  const due = dueAfter(after, now, programme)
  const marks = contractMarks(after.reference, entries, { before: before?.state, programme })
  const rows = [...companions, ...marks]
  const appended = await cases.append({ before, entries, after, due, companions: rows })
  if (appended === 'moved') return 'moved'
  measureEntries(after.reference, entries)
  return { state: after, entries }
}

/** When the clock has to look next: soon, to see that the effects of this change arrived, or sooner if something is due. */
function dueAfter(state: ProposalState, now: Date, programme: Programme): string {
  const settle = new Date(now.getTime() + settleAfter).toISOString()
  const due = nextDue(state, programme, now)
  return due !== null && due < settle ? due : settle
}
