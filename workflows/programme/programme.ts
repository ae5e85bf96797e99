import * as z from 'zod'
import { decisionKindSchema } from '#workflows/decision.ts'
import { isFieldId } from '#workflows/form/fields.ts'
import { languageSchema, type Text } from '#workflows/language.ts'
import { isEmailAddress } from '#workflows/text/email-address.ts'
import { contrast } from './contrast.ts'
import { isDomainRule, isPublicMail } from './delegation.ts'
import { DAY, parseDuration } from './duration.ts'
import { isHolidayDate } from './holiday-date.ts'
import { isIban } from './iban.ts'
import { parseKeptSpan } from './kept-span.ts'
import { procurementMethodSchema, routeParts, usualLegalRoutes } from './legal-routes.ts'
import { isTimeZone } from './local-day.ts'
import { isPlainSvg } from './plain-svg.ts'
import { usualSubmissionTerms } from './submission-terms.ts'
import { isHostName, isWebhookUrl } from './webhook-url.ts'

/** A check of one value; `fault` chooses the words in programme-fault.ts. */
const checked = (fault: string, test: (text: string) => boolean) =>
  z.string().refine(test, { params: { fault } })

const LONGEST_SPAN = 366 * DAY

const isSpanLength = (text: string): boolean => {
  const length = parseDuration(text)
  return length !== undefined && length > 0 && length <= LONGEST_SPAN
}

const id = checked('id', (text) => /^[a-z][a-z0-9-]{0,39}$/.test(text))
const words = checked('words', (text) => text.trim().length > 0 && text.length <= 1000)
const email = checked('email', isEmailAddress)
const duration = checked('duration', isSpanLength)
const kept = checked('kept', (text) => text === 'forever' || parseKeptSpan(text) !== undefined)
const count = (least: number, most: number) => z.int().min(least).max(most)

/** The lightest ground of dark pages; the style sheet's dark `--sunken` may be no lighter. */
const darkGround = '#232d2f'
const READABLE = 4.5

const colour = (fault: string, ground: string) =>
  z
    .string()
    .refine((value) => /^#[0-9A-Fa-f]{6}$/.test(value), { params: { fault: 'colour' }, abort: true })
    .refine((value) => contrast(value, ground) >= READABLE, { params: { fault } })

const ownDomain = z
  .string()
  .refine(isDomainRule, { params: { fault: 'domain' }, abort: true })
  .refine((domain) => !isPublicMail(domain), { params: { fault: 'publicMail' } })

const text: z.ZodType<Text> = z.strictObject({ fa: words, en: words })
const person = z.strictObject({
  name: text,
  role: text,
  email,
  /** In which they are written to; the programme's first where it is not said. */
  language: languageSchema.exactOptional(),
  /** To tell whether an applicant is this very person under another address; read for nothing else. */
  mobile: checked('mobile', (digits) => /^09\d{9}$/.test(digits)).exactOptional(),
  nationalCode: checked('nationalCode', (digits) => /^\d{10}$/.test(digits)).exactOptional(),
})
/** What a member of the board may do there; who may open which page is in functions/board/door.ts. */
const access = z.enum(['case-office', 'finance', 'auditor'])
const member = z.strictObject({ ...person.shape, access: access.default('case-office') })
const span = z.union([z.strictObject({ working: duration }), z.strictObject({ calendar: duration })])
const reasonCode = checked('code', (code) => /^[A-Z][A-Z0-9_]{0,39}$/.test(code))
const weekday = z.enum(['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'])

const quorum = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['all', 'any', 'majority']) }),
  z.strictObject({ kind: z.literal('atLeast'), count: count(1, 99) }),
])

/** Ids of the stages whose findings the case file shows here; unless given, all that came before. No rule: nothing is counted by it. */
const sees = z.array(id).max(12)
const seat = z.strictObject({
  id,
  holder: person,
  alternate: person.exactOptional(),
  sees: sees.exactOptional(),
})

/** One stage of review. */
export const stageSchema = z.strictObject({
  id,
  name: text,
  purpose: text,
  /** All may pass on at once, each with its entry and its draft, in one transaction of a hundred writes at most. */
  seats: z.array(seat).min(1).max(40),
  quorum,
  /** The weighted score, 0 to 100, below which the stage does not approve. */
  minimumScore: z.number().min(0).max(100).exactOptional(),
  deadline: span,
  /** How long before the deadline each reminder goes out. */
  reminders: z.array(span).max(10),
  /** How long after the deadline the case office hears of it. */
  escalateAfter: span.exactOptional(),
  /**
   * `hold`: the stage stays open and the case office is told. `lapse`: the case closes. `alternate`: each seat that has not
   * answered passes to its alternate, once, for the stage's whole time again; where that is nobody's and the time after, `hold`.
   */
  onDeadline: z.enum(['hold', 'lapse', 'alternate']),
  decisions: z.array(decisionKindSchema).min(1),
  /** Whether reviewers of this stage fill in the rubric. */
  scored: z.boolean(),
  /** For all its seats; a seat may have its own. */
  sees: sees.exactOptional(),
})

/** A city's whole configuration. What holds between its parts is in programme-rules.ts. */
export const programmeSchema = z.strictObject({
  id,
  version: checked('version', (version) => /^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/.test(version)),
  city: text,
  name: text,
  summary: text,
  /** The first is the one a visitor gets who asks for none. */
  languages: z.array(languageSchema).min(1).default(['fa', 'en']),
  timeZone: checked('timeZone', isTimeZone),
  calendar: z.strictObject({
    /** When reminders and notices about silence leave on working days: `HH:MM` of the local clock. */
    noticeHour: checked('hour', (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)).default('08:00'),
    weekend: z.array(weekday).max(6),
    /** `01-01` is that Jalali day of every year, `1405-03-14` of one year. */
    holidays: z.array(z.strictObject({ jalali: checked('holiday', isHolidayDate), name: text })),
  }),
  /**
   * A stage's outcome when approval is out of reach and neither answer alone settles it, because some seats
   * rejected and others asked for changes: `reject-wins` rejects the case, `changes-first` returns it for changes.
   */
  mixedAnswers: z.enum(['reject-wins', 'changes-first']),
  /** How many rounds one stage may take, the first included. */
  maxRounds: count(1, 20),
  /** Whether nobody may decide in two stages of one case. */
  oneDecisionPerPerson: z.boolean(),
  /**
   * To whom a seat or a signature may be given besides those whom the programme names: whoever has an address in one of these
   * domains, `city.example` or with `*.city.example` all below it. Anybody else needs a second member of the case office.
   */
  delegation: z.strictObject({ domains: z.array(ownDomain).max(50) }).default({ domains: [] }),
  /**
   * Who sends proposals for others, as an incubator does for its startups: how many a day may name that mailbox, in whatever
   * spelling. Any other may be named by three.
   */
  partners: z
    .array(z.strictObject({ name: text, email, proposalsPerDay: count(1, 1000) }))
    .max(100)
    .exactOptional(),
  /** How long the applicant has to confirm the address. */
  confirmWithin: span,
  reviseWithin: span,
  reviseReminders: z.array(span).max(10),
  stages: z.array(stageSchema).min(1).max(12),
  /** How long the case office has to settle a contract's terms, before they are first drawn up and whenever they came back. */
  settling: z
    .strictObject({ deadline: span, reminders: z.array(span).max(10), escalateAfter: span })
    .default({
      deadline: { working: 'P5D' },
      reminders: [{ working: 'P2D' }],
      escalateAfter: { working: 'P2D' },
    }),
  signing: z.strictObject({
    deadline: span,
    reminders: z.array(span).max(10),
    /** How long after the deadline the case office hears of it. */
    escalateAfter: span.exactOptional(),
    /** As for a stage; who stands for the startup has no alternate, so their silence holds the contract. */
    onDeadline: z.enum(['hold', 'alternate']).default('hold'),
    /** Whether each signatory is asked only when the one before has signed. */
    inOrder: z.boolean(),
    startupFirst: z.boolean(),
    /** For all the city's signatories; each may have its own. */
    sees: sees.exactOptional(),
    /** The city's; the startup's representative comes from the proposal, with the id `startup`. */
    signatories: z.array(seat).min(1).max(9),
  }),
  finance: z.strictObject({
    office: person,
    /** Of which stages finance sees what reviewers said, on the board and by its own link; of none unless given. */
    sees: sees.exactOptional(),
    deadline: span,
    reminders: z.array(span).max(10),
    escalateAfter: span,
    /** Finance's own system, which is called when a contract is delivered (docs/delivery.md). Its secret stands elsewhere. */
    webhook: z
      .strictObject({
        url: checked('webhookUrl', isWebhookUrl),
        /** Hosts that may be called at all. */
        allowedHosts: z.array(checked('host', isHostName)).min(1).max(9),
      })
      .exactOptional(),
  }),
  /** Its members may sign in to the board: to repair, to see contracts and money, or to read everything and change nothing. */
  caseOffice: z.strictObject({ name: text, email, members: z.array(member).min(1) }),
  /** How long links still open once what they are for is over: `P90D`, or `forever`, which is usual. A new one is mailed to whoever asks. */
  links: z
    .strictObject({
      /** After the case's end, or the end of its contract with all that is expected under it. */
      applicant: kept.default('forever'),
      finance: kept.default('forever'),
    })
    .default({ applicant: 'forever', finance: 'forever' }),
  /** How the board is entered. */
  board: z
    .strictObject({
      /** Whether a member needs more than their mailbox: a one-time password, or a recovery code. */
      secondFactor: z.enum(['optional', 'required']).default('optional'),
      /** The first day on which a required one is asked for; members are warned ahead of it. Absent: at once. */
      secondFactorFrom: z.iso.date().exactOptional(),
    })
    .default({ secondFactor: 'optional' }),
  /**
   * How long the applicant's personal data is kept once a case is closed: `P2Y`, `P6M`, `P30D`, or `forever`. A completed
   * contract counts from its last instalment. Whoever changes it changes it for the cases that come; see docs/operations.md.
   */
  retention: z
    .strictObject({
      /** The address was never confirmed. */
      unconfirmed: kept,
      withdrawnOrLapsed: kept,
      /** Rejected by a stage, or closed by the case office. */
      declined: kept,
      completed: kept,
    })
    .default({ unconfirmed: 'P30D', withdrawnOrLapsed: 'P1Y', declined: 'P2Y', completed: 'forever' }),
  rubric: z.strictObject({
    /** The lowest and the highest score of one criterion. */
    scale: z.tuple([z.int(), z.int()]),
    criteria: z.array(z.strictObject({ id, name: text, weight: z.number().min(0).max(100) })).min(1),
  }),
  reasons: z.array(
    z.strictObject({
      code: reasonCode,
      decision: decisionKindSchema,
      text,
      /** Questions of the form that it is about; where changes are asked for, it is told beside each. */
      concerns: z.array(checked('question', isFieldId)).exactOptional(),
      /** For whoever keeps the programme; shown to nobody else. */
      note: words.exactOptional(),
    }),
  ),
  /** What whoever sends a proposal accepts: confidentiality, intellectual property, who reads it. How long it is kept follows by itself. */
  submissionTerms: z
    .array(z.strictObject({ heading: text, text }))
    .min(1)
    .max(20)
    .default(usualSubmissionTerms),
  /** By which ways of the law a case may come to a contract, and what a record of each has to hold. */
  legalRoutes: z
    .array(
      z.strictObject({
        id,
        name: text,
        method: procurementMethodSchema,
        rationale: text,
        requires: z.array(z.enum(routeParts)),
      }),
    )
    .min(1)
    .max(20)
    .default(usualLegalRoutes),
  /** What each score of the scale means, by the score; where nothing is given, the pages have words of their own. */
  scoreWords: z
    .record(
      checked('score', (score) => /^-?\d{1,4}$/.test(score)),
      text,
    )
    .exactOptional(),
  /** By reason code, for the applicant: what to know beside its text, and whether the city invites a new proposal after it. */
  forApplicants: z
    .record(reasonCode, z.strictObject({ text, mayApplyAgain: z.boolean().exactOptional() }))
    .exactOptional(),
  /** Whether contracts that finance acknowledged are published as open data, without anybody's personal data. */
  publishContracts: z.boolean().default(false),
  branding: z.strictObject({
    /** Whose site it is, as the city writes it. */
    name: text,
    /** Of buttons and links on white, and of what is white on it. */
    colour: colour('colourOnLight', '#ffffff'),
    /** The same on dark pages, under and beside nearly black. */
    colourOnDark: colour('colourOnDark', darkGround),
    /** An SVG drawing, square, that can be told on white and on nearly black. */
    logo: checked('logo', isPlainSvg),
  }),
  contract: z.strictObject({
    partyA: text,
    /** The city's national legal id (eleven digits). */
    nationalId: checked('nationalId', (digits) => /^\d{11}$/.test(digits)),
    address: text,
    /** Where the city's share is paid. */
    iban: checked('iban', isIban),
    /** Begins every contract number. */
    numberPrefix: checked('code', (prefix) => /^[A-Z][A-Z0-9]{0,9}$/.test(prefix)),
    /** The registered prefix of the city's open contracting identifiers. */
    ocidPrefix: checked('ocid', (prefix) => /^ocds-[a-z0-9]{6}$/.test(prefix)),
    legalBasis: text,
    disputes: text,
    /** Days after each quarter within which the city's share is paid. */
    settlementDays: count(1, 180),
    /** Days of delay that cost nothing. */
    graceDays: count(0, 180),
    /** Percent of the city's share for each further day of delay. */
    latePenaltyPercent: z.number().min(0).max(10),
  }),
})

/** Identified by the lower-cased email address: see {@link identityOf}. */
export type ProgrammePerson = z.infer<typeof person>
export type Member = z.infer<typeof member>
export type Access = Member['access']
export type ProgrammeSeat = z.infer<typeof seat>
/** A length of time: ISO 8601, in working time or by the clock. */
export type Span = z.infer<typeof span>
export type Retention = Programme['retention']
export type Weekday = z.infer<typeof weekday>
export type Stage = z.infer<typeof stageSchema>
export type Programme = z.infer<typeof programmeSchema>
