import { isDeepStrictEqual } from 'node:util'
import { reconcile, type StepDependencies } from '#functions/shared/effects/reconcile.ts'
import { type SettleDependencies, settleCase } from '#functions/shared/effects/settle.ts'
import type { CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import { type Effects, isSettled } from '#functions/shared/ports/effects.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { effectName } from '#workflows/effects/effect.ts'
import { effectsOf } from '#workflows/effects/effects-of.ts'
import { emptyTip } from '#workflows/ledger/chain.ts'
import { type Fault, verify } from '#workflows/ledger/verify.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { positionOf } from '#workflows/proposal/position.ts'

export interface OperatorDependencies extends SettleDependencies, StepDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly effects: Effects
}

/** What an operator is told. `ok` is false when something is still wrong. */
export interface CommandOutcome {
  readonly ok: boolean
  readonly lines: readonly string[]
}

/** What an operator can do about one case; everything is harmless to repeat. */
export const caseCommands = {
  verify: {
    does: 'checks the chain of a case and that its head is what the ledger says',
    run: verifyCase,
  },
  outstanding: {
    does: 'lists the effects of a case that are outstanding',
    run: listOutstanding,
  },
  replay: {
    does: 'does what is outstanding of a case: mails, events, the next step',
    run: replayCase,
  },
  resume: {
    does: 'brings the workflow of a case to where its ledger is; starts one anew where it has ended',
    run: resumeCase,
  },
} as const satisfies Record<
  string,
  { does: string; run: (open: OpenCase, dependencies: OperatorDependencies) => Promise<CommandOutcome> }
>
export type CaseCommand = keyof typeof caseCommands

/** @throws Error for a case that there is not */
export async function operate(
  command: CaseCommand,
  reference: string,
  dependencies: OperatorDependencies,
): Promise<CommandOutcome> {
  try {
    const open = await dependencies.cases.find(reference)
    if (open === undefined) throw new Error(`There is no case ${reference}`)
    return await caseCommands[command].run(open, dependencies)
  } catch (error) {
    if (error instanceof MissingProgramme) return { ok: false, lines: [error.message, seeRules] }
    if (error instanceof TornCase) return tornTold(reference, dependencies)
    throw error
  }
}

const seeRules = 'Nothing of the case is lost: docs/operations.md, "Rules".'

/** What is left of a case that cannot be read: its ledger says what the head has to be. */
async function tornTold(reference: string, { cases }: OperatorDependencies): Promise<CommandOutcome> {
  const mend =
    'Read its rows in a restored table and put back what differs, head last (docs/operations.md, "Restore").'
  try {
    const entries = await cases.entries(reference)
    const faults = verify(entries, entries.at(-1) ?? emptyTip)
    return {
      ok: false,
      lines: [
        `What is stored of ${reference} beside its ledger cannot be read: its head, or a form.`,
        `${entries.length} entries, the last one ${entries.at(-1)?.digest ?? 'none'}`,
        ...chainTold(faults),
        mend,
      ],
    }
  } catch (error) {
    if (!(error instanceof TornCase)) throw error
    return { ok: false, lines: [`Entries in the ledger of ${reference} cannot be read.`, mend] }
  }
}

function chainTold(faults: readonly Fault[]): string[] {
  return [
    ...faults.map(({ sequence, code }) => `Entry ${sequence}: ${code}`),
    faults.length === 0 ? 'The chain is whole.' : 'The chain is broken: restore the case, and ask who wrote.',
  ]
}

async function verifyCase(
  { state, tip }: OpenCase,
  { cases }: OperatorDependencies,
): Promise<CommandOutcome> {
  const recorded = await cases.entries(state.reference)
  // What was recorded since the head was read belongs to a newer head.
  const entries = recorded.filter(({ sequence }) => sequence <= tip.sequence)
  const faults = verify(entries, tip)
  // Through JSON, as the head went: it has no place for `undefined`.
  const isSame = faults.length > 0 || isDeepStrictEqual(throughJson(replay(entries)), throughJson(state))
  return {
    ok: faults.length === 0 && isSame,
    lines: [
      `${entries.length} entries, tip ${tip.digest ?? 'none'}`,
      ...chainTold(faults),
      ...(isSame ? [] : ['The head is not what the ledger says: restore the head, the ledger is the truth.']),
    ],
  }
}

async function listOutstanding(
  { state }: OpenCase,
  dependencies: OperatorDependencies,
): Promise<CommandOutcome> {
  const { cases, effects, programmeOf } = dependencies
  const entries = await cases.entries(state.reference)
  const rows = await effects.list(state.reference)
  const rowOf = new Map(rows.map((row) => [`${row.sequence} ${row.kind}`, row]))
  const outstanding = effectsOf(entries, state, programmeOf(state.programme)).flatMap(({ entry, effect }) => {
    const row = rowOf.get(`${entry.sequence} ${effectName(effect)}`)
    if (row !== undefined && isSettled(row)) return []
    const tried =
      row === undefined ? 'never tried' : `tried ${row.attempts} times, ${row.lastError ?? 'under way'}`
    return [`Entry ${entry.sequence} (${entry.type}): ${effectName(effect)}, ${tried}`]
  })
  return { ok: outstanding.length === 0, lines: outstanding.length === 0 ? ['All is done.'] : outstanding }
}

async function replayCase(open: OpenCase, dependencies: OperatorDependencies): Promise<CommandOutcome> {
  const { state } = open
  const before = (await listOutstanding(open, dependencies)).lines
  try {
    await settleCase(await dependencies.cases.entries(state.reference), open, dependencies)
  } catch (error) {
    const causes = error instanceof AggregateError ? error.errors : [error]
    const names = causes.map((cause: unknown) => (cause instanceof Error ? cause.name : 'unknown'))
    return { ok: false, lines: [...before, `Failed again: ${names.join(', ')}`] }
  }
  const { ok, lines } = await listOutstanding(open, dependencies)
  return { ok, lines: [...before, 'After this:', ...lines] }
}

async function resumeCase(open: OpenCase, dependencies: OperatorDependencies): Promise<CommandOutcome> {
  const position = positionOf(open.state)
  if (position === null) return { ok: true, lines: ['The address is not confirmed: no workflow runs yet.'] }
  const inStep = await reconcile(open, dependencies)
  return {
    ok: true,
    lines: [
      `The ledger stands at: ${position.step} (${position.key})`,
      inStep
        ? 'The workflow waits there.'
        : 'The workflow was started or told to go there; look again in a minute.',
    ],
  }
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
