import type { Due, DueTo, OpenCase } from '#functions/shared/ports/case-store.ts'
import { readHead } from '#functions/shared/ports/head.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { boardAttributes } from './board-attributes.ts'
import { keys } from './keys.ts'
import { shardOf, shards } from './shards.ts'
import { body, bodyOf, number, type Row, text } from './table.ts'

/** The due index has two lists, so that neither reads what the other waits for. */
const duePartition = { clock: 'due', retention: 'retention' } as const satisfies Record<DueTo, string>

export function dueShards(who: DueTo): string[] {
  return shards.map((shard) => `${duePartition[who]}#${shard}`)
}

export function statusShards(open: boolean): string[] {
  return shards.map((shard) => `${open ? 'open' : 'closed'}#${shard}`)
}

export interface HeadSpec extends OpenCase {
  /** When the last entry was recorded. */
  readonly at: string
  readonly due: string | null
}

/** The head as it is written: `version` is the sequence of the last entry, on which the next write depends. */
export function headRow({ state, tip, at, due }: HeadSpec): Row {
  const { reference } = state
  return {
    ...keys.head(reference),
    version: number(tip.sequence),
    statusShard: text(`${state.status === 'closed' ? 'closed' : 'open'}#${shardOf(reference)}`),
    updated: text(`${at}#${reference}`),
    ...dueAttributes(state, due === null ? null : { at: due, to: 'clock' }),
    ...boardAttributes(state, at),
    ...body({ state, tip }),
  }
}

/** Both or none, so that a case for which nothing is due is not in the index at all. */
export function dueAttributes({ reference }: Pick<ProposalState, 'reference'>, due: Due | null): Row {
  if (due === null) return {}
  // The index compares text, so every time is written in the one form that sorts.
  return {
    dueShard: text(`${duePartition[due.to]}#${shardOf(reference)}`),
    due: text(new Date(due.at).toISOString()),
  }
}

export function openCase(row: Row): OpenCase {
  return readHead(bodyOf(row))
}

export function updatedIn(row: Row): string {
  return row['updated']?.S ?? ''
}
