import { attentionOf } from '#workflows/board/attention.ts'
import { enteredStepAt, placeOf } from '#workflows/board/step.ts'
import { dueOf } from '#workflows/proposal/obligations.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { shardOf, shards } from './shards.ts'
import { type Row, text } from './table.ts'

export const placeShards = (places: readonly string[]): string[] =>
  places.flatMap((place) => shards.map((shard) => `${place}#${shard}`))
export const deadlineShards = shards.map((shard) => `deadline#${shard}`)
export const attentionShards = shards.map((shard) => `case#${shard}`)
/** Beside the cases, effects that fail; a city that has so many of them has other cares than a partition's speed. */
export const effectsShard = 'effects'

/**
 * What the head has for the board's indexes: `place` has every case by its place and by when it came into its step, `deadline`
 * what has one, and `attention` what needs the case office itself, by its last change; an index in which the case has no place is left out.
 */
export function boardAttributes(state: ProposalState, at: string): Row {
  const { reference } = state
  const shard = shardOf(reference)
  const due = dueOf(state)
  const sorted = (time: string): string => `${new Date(time).toISOString()}#${reference}`
  return {
    placeShard: text(`${placeOf(state)}#${shard}`),
    placeSince: text(sorted(enteredStepAt(state))),
    ...(due === null ? {} : { deadlineShard: text(`deadline#${shard}`), deadline: text(sorted(due)) }),
    ...(attentionOf(state) === null
      ? {}
      : { attentionShard: text(`case#${shard}`), attention: text(sorted(at)) }),
  }
}
