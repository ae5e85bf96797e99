import { type LinkPlace, placeKey } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { sight } from './case-file.ts'
import type { Command, CommandType, Context } from './commands.ts'
import { lapseOf } from './decide-late.ts'
import { sameAs } from './eligibility.ts'
import type { Entry } from './entries.ts'
import { stageOfSeat } from './open-to-finance.ts'
import { type Refusal, refuse } from './refusal.ts'
import { isAwaited } from './seat.ts'
import type { ProposalState } from './state.ts'

/** A seat of the open stage of whose holder an opinion is awaited. */
export type OwnSeat = Extract<LinkPlace, { readonly place: 'seat' }>

/** The seat at which somebody is still to say what they think; null where there is none. */
export function undecidedSeatOf(
  email: string,
  state: ProposalState,
  { programme }: Pick<Context, 'programme'>,
): OwnSeat | null {
  if (state.status !== 'in-review') return null
  const isSame = sameAs(email, programme)
  const own = state.seats.find((seat) => isAwaited(seat) && isSame(seat.holder.email))
  return own === undefined ? null : { place: 'seat', stage: state.stage, seat: own.seat }
}

/** What the case office does about an open stage. An answer to any of it could tell who has decided, or change who will. */
const aboutStage: ReadonlySet<CommandType> = new Set<CommandType>([
  'reassign',
  'agree-holder',
  'decline-holder',
  'extend',
  'resend-link',
  'close',
])

/**
 * Whether that is another member's while the own opinion is awaited. Between the deadline of a stage that lapses and its end no
 * opinion is taken: then more time is what lets anybody's come first.
 */
export function isLeftToOthers(
  type: CommandType,
  state: ProposalState,
  context: Pick<Context, 'now' | 'programme'>,
): boolean {
  return aboutStage.has(type) && !(type === 'extend' && lapseOf(state, context) !== null)
}

/** The refusal of what a member does about a stage in which their own opinion is awaited; null for anything else. */
export function ownOpinionRefusal(
  state: ProposalState,
  command: Command,
  context: Pick<Context, 'now' | 'programme'>,
): Refusal | null {
  if (!('by' in command) || command.by === undefined || !isLeftToOthers(command.type, state, context)) {
    return null
  }
  const own = undecidedSeatOf(command.by, state, context)
  if (own === null || (command.type === 'resend-link' && !isOfOther(command.target, own))) return null
  return refuse('own-opinion-first')
}

function isOfOther(target: LinkPlace, own: OwnSeat): boolean {
  return target.place === 'seat' && placeKey(target) !== placeKey(own)
}

interface Ledger {
  readonly entries: readonly Entry[]
  readonly programme: Programme
}

/** The sequence of the entry that opened the round in which an opinion is awaited. */
export function openingOf(entries: readonly Entry[]): number {
  return entries.findLast(({ type }) => type === 'StageOpened')?.sequence ?? 0
}

/**
 * Whether whoever is still to decide may have an entry: nothing of the open round but what is told of their own seat and of the
 * round as a whole, and of the stages before no more than the case file shows at the seat.
 */
export function isOpenBeforeOpinion(own: OwnSeat, { entries, programme }: Ledger): (entry: Entry) => boolean {
  const stages = sight(own, programme)?.stages
  const opening = openingOf(entries)
  return (entry) => {
    const { sequence, type, data } = entry
    const stage = stageOfSeat(data) ?? (type === 'StageClosed' ? data.stage : null)
    if (stage === null || stages?.has(stage) === true) return true
    if (stage !== own.stage) return false
    return sequence < opening || (type !== 'ReviewDecided' && seatOf(data) === own.seat)
  }
}

function seatOf(data: Entry['data']): string | null {
  if ('target' in data) return 'seat' in data.target ? data.target.seat : null
  return 'seat' in data ? data.seat : null
}

/** The state as whoever is still to decide may have it, by the same rule. */
export function stateBeforeOpinion(state: ProposalState, own: OwnSeat, ledger: Ledger): ProposalState {
  if (state.status !== 'in-review') return state
  const stages = sight(own, ledger.programme)?.stages
  const told = ledger.entries.filter(isOpenBeforeOpinion(own, ledger))
  return {
    ...state,
    seats: state.seats.filter(({ seat }) => seat === own.seat),
    proposals: state.proposals.filter(({ target }) => 'seat' in target && target.seat === own.seat),
    closedStages: state.closedStages.filter(
      ({ stage }) => stage === own.stage || stages?.has(stage) === true,
    ),
    recused: told.flatMap(({ type, actor }) =>
      type === 'ReviewerRecused' && actor.role === 'reviewer' ? [actor.email] : [],
    ),
  }
}
