import type { DecisionKind } from '#workflows/decision.ts'
import type { Text } from '#workflows/language.ts'
import { identityOf } from '#workflows/programme/identity-of.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Actor, DataOf, Entry, EntryOf } from './entries.ts'
import { type Person, type StageOutcome, samePerson } from './state.ts'

/** Somebody as others are told of them: where mail reaches them is left out. */
export interface Named {
  readonly name: Text
  readonly role: Text
}

/** What a seat answered, as it counts in the end. */
export interface Opinion {
  readonly decision: DecisionKind
  readonly reasonCode: string | null
  readonly reason: string
  readonly conditions: readonly string[]
  /** By criterion; none where the stage does not score. */
  readonly scores: Readonly<Record<string, number>>
  /** Weighted, 0 to 100. */
  readonly total: number | null
  readonly at: string
  /** After the announced last day, while the stage was held. */
  readonly late: boolean
}

export interface SeatInRound {
  readonly seat: string
  /** Who holds it, or held it at the round's end; whoever answered. Null where it is empty. */
  readonly holder: Named | null
  readonly declared: boolean
  readonly opinion: Opinion | null
}

interface Recusal {
  readonly seat: string
  readonly who: Named | null
  readonly reason: string
  readonly at: string
}

/** A seat that went to somebody else. */
export interface SeatChange {
  readonly seat: string
  readonly from: Named | null
  readonly to: Named
  readonly because: DataOf<'SeatAssigned'>['because']
  /** Null where time or the programme did it. */
  readonly by: Named | null
  /** The other member of the office, where somebody came from outside and `by` agreed to it. */
  readonly proposedBy: Named | null
  /** Empty where nobody wrote one. */
  readonly reason: string
  readonly at: string
}

/** Somebody from outside who was proposed for a seat and did not get it, or not yet. */
interface HolderWish {
  readonly seat: string
  readonly to: Named
  readonly by: Named | null
  readonly reason: string
  readonly at: string
  readonly declined: { readonly by: Named | null; readonly reason: string; readonly at: string } | null
}

interface Extension {
  readonly until: string
  readonly by: Named | null
  readonly reason: string
  readonly at: string
}

/** One round of a stage, as the ledger tells it. */
export interface Round {
  readonly stage: string
  readonly round: number
  /** Of the proposal that was reviewed. */
  readonly revision: number
  readonly openedAt: string
  readonly dueAt: string
  /** Null while it is open. */
  readonly closedAt: string | null
  /** Null while it is open, and where the case ended before it had one. */
  readonly outcome: StageOutcome | null
  /** What closed the stage; null where time did, or the case ended, or it is open. */
  readonly closing: DataOf<'StageClosed'> | null
  readonly seats: readonly SeatInRound[]
  readonly recusals: readonly Recusal[]
  readonly changes: readonly SeatChange[]
  readonly proposals: readonly HolderWish[]
  readonly extensions: readonly Extension[]
  /** The revision by which the applicant answered what was asked for; null where none was sent. */
  readonly answer: { readonly revision: number; readonly at: string } | null
}

type People = Pick<Programme, 'caseOffice'>

/** Every round of every stage, in the order in which they opened. */
export function roundsOf(entries: readonly Entry[], programme: People): readonly Round[] {
  let revision = 0
  return entries.flatMap((entry, index) => {
    if (entry.type === 'ProposalSubmitted' || entry.type === 'ProposalRevised') revision = entry.data.revision
    if (entry.type !== 'StageOpened') return []
    const rest = entries.slice(index + 1)
    const end = rest.findIndex(endsRound)
    const during = end < 0 ? rest : rest.slice(0, end + 1)
    const declared = declarationsIn(entries.slice(0, index), entry.data.stage)
    return [
      { ...roundOf(entry, { during, declared, programme }), revision, answer: answerTo(entry.data, rest) },
    ]
  })
}

/** The last word of each seat in a round that counts towards its outcome. */
export function opinionsIn({ seats }: Pick<Round, 'seats'>): readonly (SeatInRound & { opinion: Opinion })[] {
  return seats.flatMap(({ opinion, ...seat }) => (opinion === null ? [] : [{ ...seat, opinion }]))
}

/** The same of one round; nothing where it never opened. */
export function opinionsOf(
  entries: readonly Entry[],
  at: Pick<Round, 'stage' | 'round'>,
  programme: People,
): readonly (Opinion & Pick<SeatInRound, 'seat' | 'holder'>)[] {
  const round = roundsOf(entries, programme).find(
    ({ stage, round: number }) => stage === at.stage && number === at.round,
  )
  return round === undefined
    ? []
    : opinionsIn(round).map(({ seat, holder, opinion }) => ({ seat, holder, ...opinion }))
}

function endsRound({ type, data }: Entry): boolean {
  switch (type) {
    case 'StageClosed':
    case 'ProposalWithdrawn':
    case 'CaseClosed':
      return true
    case 'DeadlinePassed':
      return data.consequence === 'lapse'
    default:
      return false
  }
}

function answerTo({ stage, round }: DataOf<'StageOpened'>, rest: readonly Entry[]): Round['answer'] {
  const revised = rest.find(
    (entry): entry is EntryOf<'ProposalRevised'> & Entry =>
      entry.type === 'ProposalRevised' && entry.data.stage === stage && entry.data.round === round,
  )
  return revised === undefined ? null : { revision: revised.data.revision, at: revised.at }
}

/** Whoever declared in an earlier round of the stage need not do so again. */
function declarationsIn(entries: readonly Entry[], stage: string): readonly string[] {
  return entries.flatMap(({ type, data, actor }) =>
    type === 'NoConflictDeclared' && data.stage === stage && 'email' in actor ? [actor.email] : [],
  )
}

interface Course {
  /** What was recorded while the round was open, and what ended it. */
  readonly during: readonly Entry[]
  /** Addresses of those who had declared before. */
  readonly declared: readonly string[]
  readonly programme: People
}

function roundOf({ data, at }: EntryOf<'StageOpened'>, course: Course): Omit<Round, 'revision' | 'answer'> {
  const { during, programme } = course
  const last = during.at(-1)
  const end = last !== undefined && endsRound(last) ? last : null
  const extensions = during.flatMap((entry) => extensionIn(entry, programme))
  return {
    stage: data.stage,
    round: data.round,
    openedAt: at,
    dueAt: extensions.at(-1)?.until ?? data.deadline.at,
    closedAt: end?.at ?? null,
    outcome: outcomeIn(end),
    closing: end?.type === 'StageClosed' ? end.data : null,
    extensions,
    ...seatsIn(data.seats, course),
  }
}

function outcomeIn(end: Entry | null): StageOutcome | null {
  if (end?.type === 'StageClosed') return end.data.outcome
  return end?.type === 'DeadlinePassed' ? 'lapsed' : null
}

function extensionIn(entry: Entry, programme: People): Extension[] {
  const { type, data, at, actor } = entry
  if (type === 'DeadlineExtended') {
    return [{ until: data.deadline.at, by: doer(actor, [], programme), reason: data.reason, at }]
  }
  if (type === 'DeadlinePassed' && data.deadline !== undefined) {
    return [{ until: data.deadline.at, by: null, reason: '', at }]
  }
  return []
}

interface HeldSeat {
  holder: Person | null
  /** Who had it last, where it is empty now. */
  before: Person | null
  declared: boolean
  opinion: Opinion | null
}

function seatsIn(
  opened: DataOf<'StageOpened'>['seats'],
  { during, declared, programme }: Course,
): Pick<Round, 'seats' | 'recusals' | 'changes' | 'proposals'> {
  const hasDeclared = (holder: Person | null): boolean =>
    holder !== null && declared.some((email) => samePerson(email, holder.email))
  const seats = new Map<string, HeldSeat>(
    opened.map(({ seat, holder }) => [
      seat,
      { holder, before: holder, declared: hasDeclared(holder), opinion: null },
    ]),
  )
  const recusals: Recusal[] = []
  const changes: SeatChange[] = []
  const proposals = new Map<number, HolderWish>()
  for (const entry of during) {
    const { type, data, at, actor } = entry
    if (type === 'HolderProposed' && 'seat' in data.target) {
      const { target, holder, reason } = data
      const by = doer(actor, [], programme)
      proposals.set(entry.sequence, { seat: target.seat, to: toldOf(holder), by, reason, at, declined: null })
    }
    if (type === 'HolderDeclined') {
      const proposed = proposals.get(data.proposal)
      const declined = { by: doer(actor, [], programme), reason: data.reason, at }
      if (proposed !== undefined) proposals.set(data.proposal, { ...proposed, declined })
    }
    const held = 'seat' in data ? seats.get(data.seat) : undefined
    if (held === undefined) continue
    switch (type) {
      case 'NoConflictDeclared':
        held.declared = true
        break
      case 'ReviewDecided':
        Object.assign(held, { declared: true, opinion: opinionOf(data, at) })
        break
      case 'ReviewerRecused':
        recusals.push({ seat: data.seat, who: named(held.holder), reason: data.reason, at })
        Object.assign(held, { holder: null, declared: false, opinion: null })
        break
      case 'SeatAssigned': {
        const { seat, holder: to, because, reason, proposed } = data
        const proposedBy = proposerOf(proposed, programme)
        if (proposed !== undefined) proposals.delete(proposed.sequence)
        const by = doer(actor, [held.holder ?? held.before], programme)
        changes.push({ seat, from: named(held.before), to: toldOf(to), because, by, proposedBy, reason, at })
        Object.assign(held, { holder: to, before: to, declared: false, opinion: null })
        break
      }
      default:
    }
  }
  return {
    recusals,
    changes,
    proposals: [...proposals.values()],
    seats: [...seats].map(([seat, { holder, declared, opinion }]) => ({
      seat,
      holder: named(holder),
      declared,
      opinion,
    })),
  }
}

function opinionOf(data: DataOf<'ReviewDecided'>, at: string): Opinion {
  const { decision, reason, reasonCode, scores, score, conditions = [] } = data
  const late = 'late' in data && data.late === true
  return { decision, reasonCode, reason, conditions, scores, total: score, at, late }
}

function toldOf({ name, role }: Named): Named {
  return { name, role }
}

function named(person: Named | null): Named | null {
  return person === null ? null : toldOf(person)
}

/** Who of the city did it, by name; the office as a whole where it is no member any more. */
export function doer(actor: Actor, others: readonly (Person | null)[], { caseOffice }: People): Named | null {
  if (!('email' in actor)) return null
  const known = [...others, ...caseOffice.members].find(
    (person) => person !== null && samePerson(identityOf(person), actor.email),
  )
  if (known !== undefined) return named(known)
  return actor.role === 'office' ? { name: caseOffice.name, role: caseOffice.name } : null
}

/** Whoever proposed somebody from outside to whom another member agreed; null where nobody had to. */
export function proposerOf(proposed: DataOf<'SeatAssigned'>['proposed'], programme: People): Named | null {
  return proposed === undefined ? null : doer({ role: 'office', email: proposed.by }, [], programme)
}
