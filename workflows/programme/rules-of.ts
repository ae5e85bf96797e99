import { isRecord } from './is-record.ts'
import type { Programme, ProgrammeSeat, Stage } from './programme.ts'

/** Whether an option is a rule as it stands, belongs to the rest, or is a rule in part. */
type Kind = 'rule' | 'rest' | ((value: unknown) => unknown)
type Kinds<T> = Readonly<Record<keyof T, Kind>>

/** The rules of a programme, as its source has them: JSON without a person, a note or an address. */
export type Rules = Readonly<Record<string, unknown>>

const part =
  <T>(kinds: Kinds<T>) =>
  (value: unknown): Rules =>
    picked(kinds, value)
const each = (of: (value: unknown) => unknown) => (list: unknown) =>
  Array.isArray(list) ? list.map(of) : list
const idOf = (seat: unknown): unknown => (isRecord(seat) ? seat['id' satisfies keyof ProgrammeSeat] : seat)

const stage = part<Stage>({
  id: 'rule',
  name: 'rest',
  purpose: 'rest',
  seats: each(idOf),
  quorum: 'rule',
  minimumScore: 'rule',
  deadline: 'rule',
  reminders: 'rule',
  escalateAfter: 'rule',
  onDeadline: 'rule',
  decisions: 'rule',
  scored: 'rule',
  sees: 'rest',
})
const signing = part<Programme['signing']>({
  deadline: 'rule',
  reminders: 'rule',
  escalateAfter: 'rule',
  onDeadline: 'rule',
  inOrder: 'rule',
  startupFirst: 'rule',
  sees: 'rest',
  signatories: each(idOf),
})
const finance = part<Programme['finance']>({
  office: 'rest',
  sees: 'rest',
  deadline: 'rule',
  reminders: 'rule',
  escalateAfter: 'rule',
  webhook: 'rest',
})
const rubric = part<Programme['rubric']>({
  scale: 'rule',
  criteria: each(part<Programme['rubric']['criteria'][number]>({ id: 'rule', name: 'rest', weight: 'rule' })),
})
const reason = part<Programme['reasons'][number]>({
  code: 'rule',
  decision: 'rule',
  // What a decision is told to be for; names and purposes are what something is called.
  text: 'rule',
  concerns: 'rule',
  note: 'rest',
})
const contract = part<Programme['contract']>({
  partyA: 'rest',
  nationalId: 'rest',
  address: 'rest',
  iban: 'rest',
  numberPrefix: 'rest',
  ocidPrefix: 'rest',
  legalBasis: 'rest',
  disputes: 'rest',
  settlementDays: 'rule',
  graceDays: 'rule',
  latePenaltyPercent: 'rule',
})

/** Whoever adds an option says here what it is; kerman.json may get one that is a rule only with a new version. */
const programme = part<Programme>({
  id: 'rest',
  version: 'rest',
  city: 'rest',
  name: 'rest',
  summary: 'rest',
  languages: 'rest',
  // When the city is at work is a fact that changes under cases that are under way, as its holidays do.
  timeZone: 'rest',
  calendar: 'rest',
  // Whom a place may be given to is about people; the ledger says who had it.
  delegation: 'rest',
  // How much may be sent by whom is a guard at the door; no case is decided by it.
  partners: 'rest',
  mixedAnswers: 'rule',
  maxRounds: 'rule',
  oneDecisionPerPerson: 'rule',
  confirmWithin: 'rule',
  reviseWithin: 'rule',
  reviseReminders: 'rule',
  stages: each(stage),
  settling: 'rule',
  signing,
  finance,
  caseOffice: 'rest',
  // For how long a case can be looked at decides nothing of it.
  links: 'rest',
  // How its members prove who they are is a guard at the door.
  board: 'rest',
  retention: 'rule',
  rubric,
  scoreWords: 'rest',
  reasons: each(reason),
  forApplicants: 'rest',
  // A city that has to stop publishing stops for every case.
  publishContracts: 'rest',
  // What the law allows holds for every case from when it holds.
  legalRoutes: 'rest',
  submissionTerms: 'rest',
  branding: 'rest',
  contract,
})

/**
 * What a programme's source says about how a case is decided, and by when, before any default: an option that a source does not
 * have is not in its rules either, so their digest outlives every option that comes later. The default of a new one is
 * therefore always what held before it.
 */
export function rulesOf(source: unknown): Rules {
  return programme(source)
}

function picked(kinds: Readonly<Record<string, Kind>>, value: unknown): Rules {
  const rules: Record<string, unknown> = {}
  if (!isRecord(value)) return rules
  for (const [option, kind] of Object.entries(kinds)) {
    if (kind === 'rest' || !Object.hasOwn(value, option)) continue
    rules[option] = kind === 'rule' ? value[option] : kind(value[option])
  }
  return rules
}
