import { revisionsOf, type ToldFile, toldFile } from '#functions/shared/case-file.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Standing, standingOf } from '#functions/shared/office/standing.ts'
import type { EffectRow } from '#functions/shared/ports/effects.ts'
import { filesIn, type Withheld, withheldOf } from '#functions/shared/ports/withheld-files.ts'
import { type Fault, verify } from '#workflows/ledger/verify.ts'
import { sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { CommandType } from '#workflows/proposal/commands.ts'
import { placesWithLinks } from '#workflows/proposal/decide-link.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { isLeftToOthers } from '#workflows/proposal/own-opinion.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { admitted } from '#workflows/proposal/transitions.ts'
import { type SeenCase, seenBy } from './access.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'

/** What the case office can repair, and the command behind it. */
const commandOf = {
  legalRoute: 'record-legal-route',
  reassignment: 'reassign',
  agreement: 'agree-holder',
  declining: 'decline-holder',
  reissue: 'resend-link',
  extension: 'extend',
  redelivery: 'repeat-delivery',
  reopening: 'reopen-terms',
  closing: 'close',
  hold: 'hold-erasure',
  lift: 'release-erasure',
} as const satisfies Record<string, CommandType>

export type Repair = keyof typeof commandOf
export const repairs = Object.keys(commandOf) as Repair[]

/** All that a member of the case office sees of one case. */
export interface OpenedCase extends Pick<SeenCase, 'own' | 'state'> {
  readonly programme: Programme
  readonly now: Date
  readonly standing: Standing
  readonly entries: readonly Entry[]
  /** Those that the member may have. */
  readonly seen: readonly Entry[]
  /** How many entries they are told that there are; before the own opinion those alone that they may have. */
  readonly length: number
  /** What is wrong with the ledger; nothing when it is whole. */
  readonly faults: readonly Fault[]
  readonly effects: readonly EffectRow[]
  /** What those that the member may have caused outside. */
  readonly deliveries: readonly Delivery[]
  readonly revision: Revision | undefined
  /** Null for whoever does not see the review. */
  readonly file: ToldFile | null
  readonly withheld: Withheld
  /** Whether it is the case of whoever looks, who then only reads. */
  readonly onApplicantsSide: boolean
  /** What may be repaired where the case stands. */
  readonly repairs: readonly Repair[]
}

/** Undefined for an unknown reference. What may be repaired depends on who looks: only the case office repairs. */
export async function openCase(
  reference: string,
  { cases, effects, commit, files }: BoardDependencies,
  { member }: Pick<Desk, 'member'>,
): Promise<OpenedCase | undefined> {
  const open = await cases.find(reference)
  if (open === undefined) return undefined
  const { tip } = open
  const [recorded, sent, revisions] = await Promise.all([
    cases.entries(reference),
    effects.list(reference),
    revisionsOf(open.state, cases),
  ])
  // What was recorded since the head was read belongs to a newer head.
  const entries = recorded.filter(({ sequence }) => sequence <= tip.sequence)
  const programme = commit.programmeOf(open.state.programme)
  const now = commit.now()
  const onApplicantsSide = isApplicantsSide(member.email, open.state, { programme })
  const { own, state, reader, isSeen, isCauseSeen } = seenBy(member, {
    state: open.state,
    entries,
    programme,
  })
  const seen = entries.filter(isSeen)
  const causing = new Set(entries.filter(isCauseSeen).map(({ sequence }) => sequence))
  const updated = entries.at(-1)?.at ?? state.submittedAt
  const revision = revisions.find(({ revision }) => revision === state.revision)
  const file = toldFile({ state, entries, programme, revisions }, reader)
  const decision = state.legalRoute?.decision
  const records = [...filesIn(revision, file), ...(decision ? [decision] : [])]
  return {
    own,
    state,
    programme,
    now,
    standing: standingOf(state, { programme, now, updated, entries }),
    entries,
    seen,
    length: own === null ? entries.length : seen.length,
    faults: verify(entries, tip),
    effects: sent,
    deliveries: deliveriesOf({ state: open.state, programme, entries, effects: sent }).filter(
      ({ sequence }) => causing.has(sequence),
    ),
    revision,
    file,
    withheld: await withheldOf(reference, records, files),
    onApplicantsSide,
    repairs:
      member.access === 'case-office' && !onApplicantsSide
        ? repairs
            .filter((repair) => own === null || isOwn(repair, open.state, { programme, now }))
            .filter((repair) => isPossible(repair, state, { programme, by: member.email }))
        : [],
  }
}

/** What is not left to others by a member whose own opinion is awaited, who may have the own link sent. */
function isOwn(repair: Repair, state: ProposalState, context: { programme: Programme; now: Date }): boolean {
  return repair === 'reissue' || !isLeftToOthers(commandOf[repair], state, context)
}

/** Whether the case admits the command, and there is somebody to whom it could send something. */
function isPossible(
  repair: Repair,
  state: ProposalState,
  { programme, by }: { programme: Programme; by: string },
): boolean {
  if (!admitted[state.status].includes(commandOf[repair])) return false
  const proposals = 'proposals' in state ? state.proposals : []
  switch (repair) {
    case 'agreement':
      return proposals.some((proposal) => !sameMailbox(proposal.by, by))
    case 'declining':
      return proposals.length > 0
    case 'reissue':
      return placesWithLinks(state, { programme }).length > 0
    case 'redelivery':
      return programme.finance.webhook !== undefined && 'contract' in state && state.contract !== null
    case 'legalRoute':
      return state.status !== 'signing' || state.legalRoute === null
    case 'hold':
      return state.status === 'closed' && state.applicant !== null && state.hold === null
    case 'lift':
      return state.status === 'closed' && state.hold !== null
    default:
      return true
  }
}
