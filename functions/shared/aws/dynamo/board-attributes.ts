import { boardPlaces } from '#functions/shared/ports/board-places.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { shardOf, shards } from './shards.ts'
import { type Row, text } from './table.ts'

export const placeShards = (places: readonly string[]): string[] =>
  places.flatMap((place) => shards.map((shard) => `${place}#${shard}`))
export const deadlineShards = shards.map((shard) => `deadline#${shard}`)
export const attentionShards = shards.map((shard) => `case#${shard}`)
/** Beside the cases, effects that fail; a city that has so many of them has other cares than a partition's speed. */
export const effectsShard = 'effects'

/** What the head has for the board's indexes; an index in which the case has no place is left out. */
export function boardAttributes(state: ProposalState, at: string): Row {
  const shard = shardOf(state.reference)
  const { place, placeSince, deadline, attention } = boardPlaces(state, at)
  return {
    placeShard: text(`${place}#${shard}`),
    placeSince: text(placeSince),
    ...(deadline === null ? {} : { deadlineShard: text(`deadline#${shard}`), deadline: text(deadline) }),
    ...(attention === null ? {} : { attentionShard: text(`case#${shard}`), attention: text(attention) }),
  }
}
