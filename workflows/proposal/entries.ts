import * as z from 'zod'
import { recordedRouteSchema } from '#workflows/contract/legal-route.ts'
import { openTermsSchema } from '#workflows/contract/terms-parts.ts'
import { guaranteeKinds } from '#workflows/contract/terms.ts'
import { decisionKindSchema } from '#workflows/decision.ts'
import { languageSchema } from '#workflows/language.ts'
import type { Chained, Link } from '#workflows/ledger/chain.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import { type Personal, personalSchema } from '#workflows/ledger/personal.ts'
import { linkPlaceSchema } from '#workflows/links/place.ts'
import { pinnedProgrammeSchema } from '#workflows/programme/pinned-programme.ts'
import { becauseSchema } from './because.ts'
import {
  deadlineSchema,
  guaranteeChanges,
  guaranteesSchema,
  instantSchema,
  overdueSchema,
  owedStatuses,
  personSchema,
  scheduleSchema,
} from './state.ts'

/** Who did it. `clock` is time itself; `workflow` is the state machine. */
const actorSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('applicant') }),
  z.object({ role: z.literal('reviewer'), email: z.string() }),
  z.object({ role: z.literal('signatory'), id: z.string() }),
  z.object({ role: z.literal('finance') }),
  z.object({ role: z.literal('office'), email: z.string() }),
  z.object({ role: z.literal('clock') }),
  z.object({ role: z.literal('workflow') }),
  z.object({ role: z.literal('mail') }),
  /** The programme's rule of how long data is kept. */
  z.object({ role: z.literal('retention') }),
])
export type Actor = z.infer<typeof actorSchema>

const seatAddress = { stage: z.string(), round: z.int(), seat: z.string() }
/** A place that is to change hands, as it can be told long after. */
const targetSchema = z.union([z.object(seatAddress), z.object({ signatory: z.string() })])
/** By whom, and in which entry, where the one whose entry this is agreed to a proposal. */
const proposedSchema = z.object({ by: z.string(), sequence: z.int() })
const document = {
  revision: z.int(),
  documentsDigest: digestSchema,
  title: z.string(),
  sector: z.string(),
  contractType: z.string(),
  expectedRevenue: z.int(),
}

/** Where an answer came after the deadline of a step that was held. */
const late = { late: z.literal(true).optional() }

/** Digest of the terms that were accepted with it; its text is kept under it. */
const accepted = { acceptedTerms: digestSchema.optional() }

const retentionRules = ['unconfirmed', 'withdrawnOrLapsed', 'declined', 'completed'] as const

/** What the data of each entry holds. Adding a type here makes the compiler ask for it in `evolve` and in the relay. */
const entryData = {
  ProposalSubmitted: z.object({
    ...document,
    reference: z.string(),
    programme: pinnedProgrammeSchema,
    language: languageSchema,
    confirm: deadlineSchema,
    ...accepted,
  }),
  AddressConfirmed: z.object({ firstStage: z.string() }),
  StageOpened: z.object({
    stage: z.string(),
    round: z.int(),
    documentsDigest: digestSchema,
    seats: z.array(
      z.object({
        seat: z.string(),
        holder: personSchema.nullable(),
        /** Whether its holder declared no conflict in an earlier round of the stage; absent in entries of earlier releases. */
        declared: z.boolean().optional(),
      }),
    ),
    deadline: deadlineSchema,
  }),
  NoConflictDeclared: z.object(seatAddress),
  ReviewDecided: z.object({
    ...seatAddress,
    decision: decisionKindSchema,
    reason: z.string(),
    reasonCode: z.string().nullable(),
    scores: z.record(z.string(), z.number()),
    score: z.number().nullable(),
    documentsDigest: digestSchema,
    answer: digestSchema,
    /** On which an approval rests; the contract's terms take them up. */
    conditions: z.array(z.string()).optional(),
    ...late,
  }),
  ReviewerRecused: z.object({
    ...seatAddress,
    reason: z.string(),
    /** Nobody takes over; where the quorum is out of reach for it, the entry that follows at once says so. */
    vacant: z.literal(true).optional(),
  }),
  SeatAssigned: z.object({
    ...seatAddress,
    holder: personSchema,
    /** The alternate has it now: `alternate`, the holder recused; `silence`, the deadline passed; `unreachable`, mail does not reach the holder. */
    because: z.enum(['alternate', 'delegation', 'reassignment', 'silence', 'unreachable']),
    /** Empty where nobody wrote one. */
    reason: z.string(),
    proposed: proposedSchema.optional(),
  }),
  /** The case office wants somebody from outside to have a place; a second member has to agree. */
  HolderProposed: z.object({ target: targetSchema, holder: personSchema, reason: z.string() }),
  HolderDeclined: z.object({ target: targetSchema, proposal: z.int(), reason: z.string() }),
  QuorumEndangered: z.object({ stage: z.string(), round: z.int(), vacant: z.array(z.string()) }),
  StageClosed: z.object({
    stage: z.string(),
    round: z.int(),
    outcome: z.enum(['approved', 'changes-requested', 'rejected']),
    /** Absent in entries of earlier releases; `becauseOf` then finds it in the decisions. */
    because: becauseSchema.optional(),
    approvals: z.int(),
    score: z.number().nullable(),
    /** Milliseconds of the stage's own time that it has used in all its rounds. */
    timeUsed: z.number(),
    /** Where the case goes: a stage's id, or null when there is none left or the case ends. */
    nextStage: z.string().nullable(),
    /** How long the applicant has, when changes were requested. */
    revise: deadlineSchema.nullable(),
    /** How long the case office has to settle the terms, when the last stage approved. */
    settle: deadlineSchema.nullable(),
  }),
  ProposalRevised: z.object({ ...document, ...accepted, stage: z.string(), round: z.int() }),
  ProposalWithdrawn: z.object({ reason: z.string(), because: z.literal('address-corrected').optional() }),
  Reminded: z.object({ number: z.int() }),
  Escalated: z.object({}),
  /** A deadline passed and the case is held: told again every week, until it moves. `next` is when again. */
  StillHeld: z.object({ number: z.int(), next: instantSchema }),
  /** What the machine has to do by itself has not happened in an hour. */
  StepLate: z.object({ status: z.enum(owedStatuses), since: instantSchema }),
  DeadlinePassed: z.object({
    consequence: z.enum(['hold', 'lapse', 'alternate']),
    /** The new one, where silence passes places on; the entries that follow at once say which. */
    deadline: deadlineSchema.optional(),
  }),
  DeadlineExtended: z.object({ deadline: deadlineSchema, reason: z.string() }),
  LinkReissued: z.object({
    target: linkPlaceSchema,
    reason: z.string(),
    /** Who asked for it has the earlier ones too, which go on working. */
    earlier: z.literal('go-on').optional(),
  }),
  /** `email` is null for the applicant, whose address has to stay erasable and stands in the state. */
  PersonUnreachable: z.object({ email: z.string().nullable(), kind: z.enum(['bounce', 'complaint']) }),
  /** Mail reaches them again; `email` as above. */
  PersonReachable: z.object({ email: z.string().nullable() }),
  /** A scan for malware withholds a file that somebody uploaded; its name stands with the revision. */
  FileWithheld: z.object({ fileId: z.string(), verdict: z.enum(['threat', 'unchecked']) }),
  ContractDrawnUp: z.object({
    version: z.int(),
    number: z.string(),
    documentDigest: digestSchema,
    termsDigest: digestSchema,
    signatories: z.array(z.object({ id: z.string(), person: personSchema.nullable() })),
    deadline: deadlineSchema,
  }),
  SignatoryReplaced: z.object({
    id: z.string(),
    person: personSchema,
    /** Empty where nobody wrote one. */
    reason: z.string(),
    /** By time, since the deadline passed, or since mail does not reach who was to sign; absent where the case office did it. */
    because: z.enum(['silence', 'unreachable']).optional(),
    proposed: proposedSchema.optional(),
  }),
  ContractSigned: z.object({
    id: z.string(),
    version: z.int(),
    documentDigest: digestSchema,
    method: z.literal('link-and-code'),
    /** They signed with another name than the one on record, after both were shown to them. */
    otherName: z.literal(true).optional(),
    /** The new one, where the next one's turn came late. */
    deadline: deadlineSchema.optional(),
    ...late,
  }),
  /** Too many wrong codes at a place: nobody signs there until it is given anew, or a new version is out. */
  SigningCodesStopped: z.object({ id: z.string(), version: z.int(), guesses: z.int().positive() }),
  SignatureRefused: z.object({
    id: z.string(),
    version: z.int(),
    reason: z.string(),
    settle: deadlineSchema,
    ...late,
  }),
  ContractSealed: z.object({
    version: z.int(),
    sealDigest: digestSchema,
    openContractingDigest: digestSchema,
  }),
  ContractDelivered: z.object({ version: z.int(), deadline: deadlineSchema }),
  /** The case office has finance's own system called once more. */
  DeliveryRepeated: z.object({ version: z.int(), reason: z.string() }),
  /** Finance's own system was not reached: its endpoint said that it is gone (410), had said so before, or did not answer in days. */
  WebhookGivenUp: z.object({
    version: z.int(),
    host: z.string(),
    because: z.enum(['gone', 'disabled', 'unanswered']),
  }),
  ReceiptAcknowledged: z.object({
    version: z.int(),
    voucher: z.string().nullable(),
    note: z.string(),
    /** What finance expects to receive from now on. */
    schedule: scheduleSchema.optional(),
    /** The contract's last day, and what secures it until when. */
    endsOn: z.iso.date().optional(),
    guarantees: guaranteesSchema.optional(),
    /** Whether these are all; absent where earlier releases left out those without a last day. */
    listed: z.literal(true).optional(),
    ...late,
  }),
  /** The day of an instalment that has not come passed, or a guarantee expired; each is said once. */
  ObligationsOverdue: overdueSchema,
  PaymentRecorded: z.object({
    version: z.int(),
    instalment: z.int().positive(),
    /** Rials; 0 takes an entry back that should not have been made. */
    amount: z.int().min(0),
    receivedOn: z.iso.date(),
    voucher: z.string(),
    /** It is more than was due, and finance said that the rest counts for the next instalments. */
    surplus: z.literal('carry-over').optional(),
    /** The entry that this one takes the place of. */
    corrects: z.int().positive().nullable(),
    note: z.string(),
  }),
  /** A guarantee runs longer than was known, or was given back; the last record of each says how it stands. */
  GuaranteeChanged: z.object({
    version: z.int(),
    /** Its place in the terms, from 1. */
    guarantee: z.int().positive(),
    kind: z.enum(guaranteeKinds),
    change: z.enum(guaranteeChanges),
    /** The new last day of one that is extended. */
    expiresOn: z.iso.date().optional(),
    /** Of the letter that says so, with its number. */
    on: z.iso.date(),
    document: z.string(),
    note: z.string(),
  }),
  /** What falls due under a contract that an earlier release completed without keeping it; from the contract's own terms. */
  ObligationsListed: z.object({
    version: z.int(),
    endsOn: z.iso.date(),
    guarantees: guaranteesSchema,
    /** In how many days after a quarter's end its share is paid in time; absent in ledgers of earlier releases. */
    settlementDays: z.int().min(0).optional(),
    /** The day of the programme's place; absent in ledgers of earlier releases, which went by the day in UTC. */
    on: z.iso.date().optional(),
  }),
  ContractReturned: z.object({ version: z.int(), reason: z.string(), settle: deadlineSchema, ...late }),
  /** By which way of the law the case comes to its contract; the last record before the terms' release counts. */
  LegalRouteRecorded: z.object({ ...recordedRouteSchema.shape, note: z.string() }),
  /** The terms of the contract's next version as the case office saved them; who signs for the startup stands beside. */
  TermsAmended: z.object({ version: z.int(), termsDigest: digestSchema, terms: openTermsSchema }),
  /** The terms are settled: the contract is to be drawn up from them. */
  TermsReleased: z.object({ version: z.int(), termsDigest: digestSchema, note: z.string(), ...late }),
  /** The case office took a contract back that was out for signature; nobody's signature of it counts any more. */
  TermsReopened: z.object({
    version: z.int(),
    reason: z.string(),
    settle: deadlineSchema,
    /** Present where nobody took it back: its text, or a name under it, has letters that cannot be printed. */
    unprintable: z.literal(true).optional(),
  }),
  CaseClosed: z.object({ reason: z.string() }),
  PersonalDataErased: z.object({
    /** Empty where the programme's rule erased it. */
    reason: z.string(),
    /** That rule: what it is about, how long it keeps, and from when on. */
    rule: z.object({ of: z.enum(retentionRules), kept: z.string(), since: instantSchema }).optional(),
  }),
  /** The case office keeps the applicant's personal data beyond its time. */
  ErasureHeld: z.object({ reason: z.string() }),
  ErasureReleased: z.object({ reason: z.string() }),
} as const

export type EntryType = keyof typeof entryData
export type DataOf<T extends EntryType> = z.infer<(typeof entryData)[T]>

/** A fact of one type, not yet in the ledger. */
type FactOf<T extends EntryType> = {
  readonly type: T
  readonly actor: Actor
  readonly data: DataOf<T>
  readonly personal?: Personal | undefined
}
export type ProposalFact = { [T in EntryType]: FactOf<T> }[EntryType]
/**
 * An entry in its place. `effects` are the names of what it causes, decided when it was recorded: they stand beside the hashed
 * part, and are in no ledger that is handed on. Without them it is older than they are.
 */
export type Entry = Chained<ProposalFact> & { readonly effects?: readonly string[] | undefined }
export type EntryOf<T extends EntryType> = FactOf<T> & Link

export const entryTypes = Object.keys(entryData) as EntryType[]

const placeSchema = z.object({
  sequence: z.int().positive(),
  previous: digestSchema.nullable(),
  at: instantSchema,
  digest: digestSchema,
  salt: z.string().min(16),
  personalDigest: digestSchema.optional(),
  actor: actorSchema,
  type: z.enum(entryTypes as [EntryType, ...EntryType[]]),
  data: z.unknown(),
  personal: personalSchema.optional(),
  effects: z.array(z.string()).optional(),
})

/** Reads an entry that comes from outside (the table, a bundle). Throws a `ZodError` when it is not one. */
export function parseEntry(input: unknown): Entry {
  const place = placeSchema.parse(input)
  return { ...place, data: entryData[place.type].parse(place.data) } as Entry
}
