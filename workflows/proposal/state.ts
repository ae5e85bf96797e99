import * as z from 'zod'
import { recordedRouteSchema } from '#workflows/contract/legal-route.ts'
import { guaranteeKinds } from '#workflows/contract/terms.ts'
import { decisionKindSchema } from '#workflows/decision.ts'
import { languageSchema, textSchema } from '#workflows/language.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import { pinnedProgrammeSchema } from '#workflows/programme/pinned-programme.ts'

/** A point in time: ISO 8601, UTC. */
export const instantSchema = z.iso.datetime()

/** Who holds a seat, signs or receives. Who is the same person as somebody else is decided in eligibility.ts. */
export const personSchema = z.object({
  name: textSchema,
  role: textSchema,
  email: z.string(),
  /** In which they are written to, where that was said. */
  language: languageSchema.optional(),
})
export type Person = z.infer<typeof personSchema>

/** What a ledger keeps of somebody: a programme may know more, which is nobody's business there. */
export function personOf({ name, role, email, language }: Person): Person {
  return { name, role, email, ...(language === undefined ? {} : { language }) }
}

/** When something is due, and what was already done about it. `reminders` are the times not yet used, ascending. */
export const deadlineSchema = z.object({
  at: instantSchema,
  reminders: z.array(instantSchema),
  reminded: z.int(),
  /** When silence has its consequence, at `at` or later (`silenceOf`); absent in deadlines of earlier releases. */
  silenceAt: instantSchema.optional(),
  escalateAt: instantSchema.nullable(),
  passed: z.boolean(),
  /** Of what is held after it passed: how often the case office and the applicant were told again, and when they are next. */
  held: z.object({ told: z.int(), next: instantSchema }).optional(),
})
export type Deadline = z.infer<typeof deadlineSchema>

/** What a reviewer decided last. The reason itself is in the ledger; the head stays small. */
const decisionSchema = z.object({
  decision: decisionKindSchema,
  score: z.number().nullable(),
  /** Digest of the whole answer, to tell a repeated request from a changed mind. */
  answer: digestSchema,
  at: instantSchema,
  sequence: z.int(),
  receipt: digestSchema,
  /** Where it came after the deadline, while the stage was held. */
  late: z.literal(true).optional(),
})

/** Why a place passes to its alternate though nobody gave it up. */
const passingCauses = ['silence', 'unreachable'] as const
export type PassingCause = (typeof passingCauses)[number]

const seatSchema = z.object({
  seat: z.string(),
  /** Null when nobody may hold it: the case office has to name someone. */
  holder: personSchema.nullable(),
  /** Addresses of those who held it in this round and lost it otherwise than by silence. That alone bars nobody. */
  left: z.array(z.string()),
  /** Those from whom silence or a mail that came back took it in this round, and which of them. Unlike whoever gave it up, they may be given it again. */
  passedOver: z.array(personSchema.extend({ because: z.enum(passingCauses).optional() })).default([]),
  declared: z.boolean(),
  delegated: z.boolean(),
  decision: decisionSchema.nullable(),
})
export type Seat = z.infer<typeof seatSchema>

export const stageOutcomes = ['approved', 'changes-requested', 'rejected', 'lapsed'] as const
const stageOutcomeSchema = z.enum(stageOutcomes)
export type StageOutcome = z.infer<typeof stageOutcomeSchema>

const closedStageSchema = z.object({
  stage: z.string(),
  round: z.int(),
  outcome: stageOutcomeSchema,
  at: instantSchema,
  seats: z.array(seatSchema),
})
export type ClosedStage = z.infer<typeof closedStageSchema>

/** A place that can be given to somebody else: a seat of the open stage, or a signatory's. */
const placeSchema = z.union([z.object({ seat: z.string() }), z.object({ signatory: z.string() })])
export type Place = z.infer<typeof placeSchema>

/** Somebody from outside whom a member of the office wants to give a place; they are seated once another member agrees. */
const holderProposalSchema = z.object({
  /** Of the entry that says so. */
  sequence: z.int(),
  at: instantSchema,
  by: z.string(),
  target: placeSchema,
  to: personSchema,
  reason: z.string(),
})
export type HolderProposal = z.infer<typeof holderProposalSchema>

const signatorySchema = z.object({
  id: z.string(),
  /** Null when nobody may sign here: the case office has to name someone. */
  person: personSchema.nullable(),
  /** Those who were to sign here before, and from whom silence took it or the case office. */
  passedOver: z.array(personSchema).default([]),
  signed: z.object({ at: instantSchema, sequence: z.int(), receipt: digestSchema }).nullable(),
  /** So many wrong codes were tried for this person that none is taken any more. */
  stopped: z.literal(true).optional(),
})
export type Signatory = z.infer<typeof signatorySchema>

const contractSchema = z.object({
  version: z.int(),
  number: z.string(),
  /** SHA-256 of the PDF that is signed. */
  documentDigest: digestSchema,
  termsDigest: digestSchema,
  drawnUpAt: instantSchema,
})
export type Contract = z.infer<typeof contractSchema>

/** One part of the schedule by which the city's share is paid. */
const instalmentSchema = z.object({
  /** ISO date of the last day of what it is for. */
  due: z.iso.date(),
  /** Rials. */
  amount: z.int().positive(),
  /** ISO date of the last day on which it is paid in time; absent in ledgers of earlier releases, which took `due` for it. */
  latest: z.iso.date().optional(),
})
export type Instalment = z.infer<typeof instalmentSchema>

/** The schedule of a contract; terms allow some thirty years of quarters. */
export const scheduleSchema = z.array(instalmentSchema).max(140)

/** What finance received against an instalment, as it stands after all corrections. */
const paymentSchema = z.object({
  /** Of the ledger's entry that says so. */
  sequence: z.int(),
  /** Its place in the schedule, from 1. */
  instalment: z.int().positive(),
  /** Rials. */
  amount: z.int().positive(),
  receivedOn: z.iso.date(),
  voucher: z.string(),
  /** Whether what exceeds its instalment counts for the next ones. */
  carriedOver: z.literal(true).optional(),
})
export type Payment = z.infer<typeof paymentSchema>

/** What secures a contract. */
const guaranteeSchema = z.object({
  /** Its place in the terms, from 1. */
  place: z.int().positive(),
  kind: z.enum(guaranteeKinds),
  /** ISO date of the last day on which it can be called; absent where it has none, as earlier releases did not keep those. */
  expiresOn: z.iso.date().optional(),
})
export type Guarantee = z.infer<typeof guaranteeSchema>
export const guaranteesSchema = z.array(guaranteeSchema)

/** A guarantee as it stands after what finance recorded of it. */
const heldGuaranteeSchema = guaranteeSchema.extend({
  /** ISO date of the day on which it was given back. */
  releasedOn: z.iso.date().optional(),
  /** The letter that says how it stands, and its day; absent where none was recorded, as in heads of earlier releases. */
  document: z.string().optional(),
  on: z.iso.date().optional(),
})
export type HeldGuarantee = z.infer<typeof heldGuaranteeSchema>

export const guaranteeChanges = ['extended', 'released'] as const

/** By their places: instalments whose day has passed, and guarantees that expired. */
export const overdueSchema = z.object({
  instalments: z.array(z.int().positive()),
  guarantees: z.array(z.int().positive()),
})
export type Overdue = z.infer<typeof overdueSchema>

/** The terms as they were saved last; the terms themselves are in the ledger, the head stays small. */
const savedTermsSchema = z.object({
  digest: digestSchema,
  sequence: z.int(),
  /** Who signs for the startup, as these terms have it; absent in heads of earlier releases, and once erased. */
  representative: z.string().optional(),
})
export type SavedTerms = z.infer<typeof savedTermsSchema>

/** Why the case office has the terms in hand. */
const settlingCauses = ['approved', 'signature-refused', 'returned-by-finance', 'reopened'] as const
const settlingCauseSchema = z.enum(settlingCauses)
export type SettlingCause = z.infer<typeof settlingCauseSchema>

const closings = ['completed', 'rejected', 'lapsed', 'withdrawn', 'closed-by-office'] as const
const closingSchema = z.enum(closings)
export type Closing = z.infer<typeof closingSchema>

/** Whoever proposes. `marks` are of the representative's numbers: see personal-marks.ts. */
export const applicantSchema = z.object({
  name: z.string(),
  organisation: z.string(),
  email: z.string(),
  marks: z.array(z.string()).optional(),
})

/** What is known of every case, wherever it stands. */
const facts = {
  reference: z.string(),
  programme: pinnedProgrammeSchema,
  language: languageSchema,
  title: z.string(),
  sector: z.string(),
  contractType: z.string(),
  /** What the city expects over the first three years, in rials. */
  expectedRevenue: z.int(),
  /** Null once erased. */
  applicant: applicantSchema.nullable(),
  /** Marks of the numbers and addresses that earlier versions of the proposal gave: whoever stood on the applicant's side once still does. */
  formerMarks: z.array(z.string()).default([]),
  submittedAt: instantSchema,
  revision: z.int(),
  documentsDigest: digestSchema,
  closedStages: z.array(closedStageSchema),
  /** Milliseconds of its time that a stage has used in earlier rounds, by stage id. */
  timeUsed: z.record(z.string(), z.number()),
  contractVersion: z.int(),
  /** Null until the case office records one. */
  legalRoute: recordedRouteSchema.nullable().default(null),
  /** Addresses that mail did not reach. */
  unreachable: z.array(z.string()),
  /** Ids of files that a scan for malware withholds. */
  withheld: z.array(z.string()).default([]),
  /** Addresses of those who recused: they hold no seat of this case any more, in whatever stage, and sign nothing of it. */
  recused: z.array(z.string()).default([]),
  /** By place (`placeKey`), when its link was last sent anew; an older link of the place opens nothing any more. */
  linksSince: z.record(z.string(), instantSchema).default({}),
}

const signing = { contract: contractSchema, signatories: z.array(signatorySchema) }
const stageRound = { stage: z.string(), round: z.int() }
/** What the machine itself has to do next, since when, and whether the case office was told that it is late. */
const owed = { owedSince: instantSchema.nullable().default(null), late: z.boolean().default(false) }

export const stateSchema = z.discriminatedUnion('status', [
  z.object({ ...facts, status: z.literal('unconfirmed'), deadline: deadlineSchema }),
  z.object({ ...facts, status: z.literal('between-stages'), ...stageRound, ...owed }),
  z.object({
    ...facts,
    status: z.literal('in-review'),
    ...stageRound,
    openedAt: instantSchema,
    seats: z.array(seatSchema),
    proposals: z.array(holderProposalSchema).default([]),
    deadline: deadlineSchema,
  }),
  z.object({ ...facts, status: z.literal('awaiting-revision'), ...stageRound, deadline: deadlineSchema }),
  z.object({
    ...facts,
    status: z.literal('settling-terms'),
    because: settlingCauseSchema,
    /** The contract that was drawn up before; null the first time. */
    contract: contractSchema.nullable(),
    signatories: z.array(signatorySchema),
    /** Null until the next version's terms are saved. */
    terms: savedTermsSchema.nullable(),
    deadline: deadlineSchema,
  }),
  z.object({ ...facts, status: z.literal('drawing-up'), terms: savedTermsSchema, ...owed }),
  z.object({
    ...facts,
    status: z.literal('signing'),
    ...signing,
    proposals: z.array(holderProposalSchema).default([]),
    deadline: deadlineSchema,
  }),
  z.object({ ...facts, status: z.literal('sealing'), ...signing, ...owed }),
  z.object({ ...facts, status: z.literal('sealed'), ...signing, sealDigest: digestSchema, ...owed }),
  z.object({
    ...facts,
    status: z.literal('with-finance'),
    ...signing,
    sealDigest: digestSchema,
    deadline: deadlineSchema,
  }),
  z.object({
    ...facts,
    status: z.literal('closed'),
    closing: closingSchema,
    closedAt: instantSchema,
    /** Why it was withdrawn before its address was confirmed. */
    because: z.literal('address-corrected').nullable().default(null),
    contract: contractSchema.nullable(),
    signatories: z.array(signatorySchema),
    sealDigest: digestSchema.nullable(),
    voucher: z.string().nullable(),
    /** What is expected under a completed contract, and what has come of it. */
    schedule: scheduleSchema.default([]),
    payments: z.array(paymentSchema).default([]),
    /** ISO date of a completed contract's last day; null where its ledger does not say. */
    endsOn: z.iso.date().nullable().default(null),
    guarantees: z.array(heldGuaranteeSchema).default([]),
    /** Whether that is all that its terms have; earlier releases kept only guarantees with a last day. */
    listed: z.boolean().default(false),
    /** Of what is overdue, that of which finance and the case office were told. */
    told: overdueSchema.default({ instalments: [], guarantees: [] }),
    /** Since when the case office keeps the applicant's data beyond its time, as in a dispute; null when it does not. */
    hold: z.object({ since: instantSchema }).nullable().default(null),
  }),
])

export type ProposalState = z.infer<typeof stateSchema>
export type Status = ProposalState['status']
export type StateOf<S extends Status> = Extract<ProposalState, { status: S }>
/** Where nobody but the machine has to do something. */
export const owedStatuses = [
  'between-stages',
  'drawing-up',
  'sealing',
  'sealed',
] as const satisfies readonly Status[]
export type Owed = StateOf<(typeof owedStatuses)[number]>

/** Whether two addresses are the same but for capitals; who the same person is, is decided by eligibility.ts. */
export function samePerson(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

export function isSamePlace(a: Place, b: Place): boolean {
  return 'seat' in a ? 'seat' in b && a.seat === b.seat : 'signatory' in b && a.signatory === b.signatory
}
