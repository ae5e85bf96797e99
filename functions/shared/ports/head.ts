import * as z from 'zod'
import { digestSchema } from '#workflows/ledger/digest.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { type ProposalState, stateSchema } from '#workflows/proposal/state.ts'
import type { OpenCase } from './case-store.ts'
import { TornCase } from './torn-case.ts'

/* What both homes read of a case's head; only where it stands differs. */

const headSchema = z.object({
  state: stateSchema,
  tip: z.object({ sequence: z.int().positive(), digest: digestSchema }),
})

export function readHead(kept: unknown): OpenCase {
  return headSchema.parse(kept)
}

/** A head as it was kept. */
export interface KeptHead {
  readonly open: OpenCase
  /**
   * Whether a release wrote it that folded otherwise than is folded today: `formerMarks` came later, and a decision left the
   * proposals for its seat.
   */
  readonly isFoldedBefore: boolean
}

/** @throws ZodError when it is none */
export function keptHead(kept: unknown): KeptHead {
  const open = readHead(kept)
  const { state } = kept as { readonly state: object }
  return { open, isFoldedBefore: !('formerMarks' in state) || hasIdleProposal(open.state) }
}

/** Whether somebody is proposed still for a seat that has decided. */
function hasIdleProposal(state: ProposalState): boolean {
  if (state.status !== 'in-review') return false
  const decided = new Set(state.seats.filter(({ decision }) => decision !== null).map(({ seat }) => seat))
  return state.proposals.some(({ target }) => 'seat' in target && decided.has(target.seat))
}

/** The head as today's code folds it: one of an earlier release is folded anew until the next append writes it. */
export async function headNow(
  { open, isFoldedBefore }: KeptHead,
  entriesOf: () => Promise<readonly Entry[]>,
): Promise<OpenCase> {
  if (!isFoldedBefore) return open
  const entries = await entriesOf()
  const state = replay(entries.filter(({ sequence }) => sequence <= open.tip.sequence))
  return { ...open, state: state ?? open.state }
}

/** @throws TornCase for what does not parse; whatever else goes wrong is thrown as it is */
export async function unlessTorn<T>(reference: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const isTorn = error instanceof SyntaxError || error instanceof z.ZodError
    throw isTorn ? new TornCase(reference, { cause: error }) : error
  }
}
