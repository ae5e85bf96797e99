import * as z from 'zod'
import { ticked } from '#functions/edge/ticked.ts'
import { asWritten } from '#functions/pages/names.ts'
import { readWholeNumber } from '#workflows/form/written-number.ts'
import {
  personName,
  unprintableIssues,
  writtenAddress,
  writtenLine,
  writtenReason,
} from '#workflows/form/written-text.ts'
import { languageSchema } from '#workflows/language.ts'
import type { LinkPlace } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command, CommandOf } from '#workflows/proposal/commands.ts'
import type { FileRecord } from '#workflows/proposal/file-record.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { writtenChoice } from './extension-form.ts'
import { legalRouteCommand, legalRouteForm } from './legal-route-form.ts'
import { endOfWrittenDay } from './local-date.ts'
import type { Repair } from './open-case.ts'
import { placeOf } from './proposals-section.ts'

/** Who repairs what. */
export interface RepairContext {
  readonly by: string
  readonly state: ProposalState
  readonly programme: Programme
  /** What was uploaded as the decision of a legal route. */
  readonly decision: FileRecord | null
}

type Parsed = z.ZodSafeParseResult<Command>
/** What any of the forms asks. */
export type RepairField = { [One in Repair]: keyof z.input<(typeof repairForms)[One]> }[Repair]

/** An entry's number is printed on the page in digits of the page's language. */
const entryNumber = z.union([z.int(), z.string().transform(readWholeNumber)]).pipe(z.int().positive())
const emptyAsAbsent = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

/** What each repair's form says. */
export const repairForms = {
  legalRoute: legalRouteForm,
  reassignment: z
    .object({
      target: z
        .string()
        .regex(/^(?:seat|signatory):[a-z][a-z0-9-]{0,39}$/)
        .transform(targetOf),
      name: writtenLine(personName),
      email: writtenAddress,
      role: z.preprocess(emptyAsAbsent, writtenLine({ min: 1, max: 200 }).optional()),
      /** In which the person is written to. */
      language: z.preprocess(emptyAsAbsent, languageSchema.optional()),
      reason: writtenReason,
    })
    // Who signs stands in the contract.
    .superRefine(({ target, name, role = '' }, context) => {
      // A place that was not chosen is still the text that was sent.
      if (typeof target !== 'object' || 'seat' in target) return
      for (const issue of unprintableIssues(name)) context.addIssue({ ...issue, path: ['name'] })
      for (const issue of unprintableIssues(role)) context.addIssue({ ...issue, path: ['role'] })
    }),
  /** `proposal` is the number of the ledger's entry by which somebody from outside was proposed. */
  agreement: z.object({ proposal: entryNumber }),
  declining: z.object({ proposal: entryNumber, reason: writtenReason }),
  /** The link of the applicant, of finance, of a seat of the open stage, or of a signatory. */
  reissue: z.object({
    target: z.string().regex(/^(?:applicant|finance|(?:seat|signatory):[a-z][a-z0-9-]{0,39})$/),
    reason: writtenReason,
  }),
  /**
   * `until` is a day in either calendar; the deadline moves to its end in the programme's time zone. A form may send the choice of
   * another day, which then stands in `day`.
   */
  extension: z.object({ until: z.string(), day: z.string().optional(), reason: writtenReason }),
  /** Of the contract that finance has, to finance's own system. */
  redelivery: z.object({ reason: writtenReason }),
  reopening: z.object({ reason: writtenReason }),
  closing: z.object({
    reason: writtenReason,
    confirm: ticked,
  }),
  /** Of the applicant's personal data, beyond its time. */
  hold: z.object({ reason: writtenReason }),
  lift: z.object({ reason: writtenReason }),
} as const satisfies Record<Repair, z.ZodType>

const parsers: Readonly<Record<Repair, (fields: object, context: RepairContext) => Parsed>> = {
  legalRoute: (fields, { by, decision }) => legalRouteCommand({ by, decision }).safeParse(fields),
  reassignment: (fields, { by, state, programme }) =>
    repairForms.reassignment
      .transform(({ target, name, email, role, language, reason }): Command => {
        const roleText = role === undefined ? placeOf(target, state, programme) : asWritten(role)
        return {
          type: 'reassign',
          by,
          target,
          to: {
            name: asWritten(name),
            role: roleText,
            email,
            ...(language === undefined ? {} : { language }),
          },
          reason,
        }
      })
      .safeParse(fields),
  agreement: (fields, { by }) =>
    repairForms.agreement
      .transform(({ proposal }): Command => ({ type: 'agree-holder', by, proposal }))
      .safeParse(fields),
  declining: (fields, { by }) =>
    repairForms.declining
      .transform(({ proposal, reason }): Command => ({ type: 'decline-holder', by, proposal, reason }))
      .safeParse(fields),
  reissue: (fields, { by, state }) =>
    repairForms.reissue
      .transform(
        ({ target, reason }): Command => ({
          type: 'resend-link',
          by,
          target: linkPlaceOf(target, state),
          reason,
        }),
      )
      .safeParse(fields),
  extension: (fields, { by, programme }) => {
    const end = z.string().transform((text, context) => {
      const instant = endOfWrittenDay(text, programme.timeZone)
      if (instant === undefined) context.issues.push({ code: 'custom', input: text })
      return instant?.toISOString() ?? ''
    })
    const { extension } = repairForms
    const command = ({ until, reason }: { until: string; reason: string }): Command => ({
      type: 'extend',
      by,
      until,
      reason,
    })
    return writesDay(fields)
      ? extension
          .extend({ until: z.unknown().optional(), day: end })
          .transform(({ day, reason }) => command({ until: day, reason }))
          .safeParse(fields)
      : extension.extend({ until: end }).transform(command).safeParse(fields)
  },
  reopening: (fields, { by }) =>
    repairForms.reopening
      .transform(({ reason }): Command => ({ type: 'reopen-terms', by, reason }))
      .safeParse(fields),
  redelivery: (fields, { by }) =>
    repairForms.redelivery
      .transform(({ reason }): Command => ({ type: 'repeat-delivery', by, reason }))
      .safeParse(fields),
  closing: (fields, { by }) =>
    repairForms.closing.transform(({ reason }): Command => ({ type: 'close', by, reason })).safeParse(fields),
  hold: (fields, { by }) =>
    repairForms.hold
      .transform(({ reason }): Command => ({ type: 'hold-erasure', by, reason }))
      .safeParse(fields),
  lift: (fields, { by }) =>
    repairForms.lift
      .transform(({ reason }): Command => ({ type: 'release-erasure', by, reason }))
      .safeParse(fields),
}

/** The command behind a filled-in repair, or what is wrong with it. */
export function repairCommand(repair: Repair, fields: object, context: RepairContext): Parsed {
  return parsers[repair](fields, context)
}

/** Whether the day of an extension was written: by the choice of it, or without any choice. */
function writesDay(fields: object): boolean {
  const until = 'until' in fields ? fields.until : ''
  return until === writtenChoice || (until === '' && 'day' in fields && fields.day !== '')
}

type Target = CommandOf<'reassign'>['target']

function targetOf(text: string): Target {
  const [kind, id = ''] = text.split(':')
  return kind === 'seat' ? { seat: id } : { signatory: id }
}

/** How a form names a place whose link is sent anew. */
export function linkPlaceValue(place: LinkPlace): string {
  switch (place.place) {
    case 'seat':
      return `seat:${place.seat}`
    case 'signatory':
      return `signatory:${place.id}`
    case 'applicant':
    case 'finance':
      return place.place
  }
}

/** The reverse; a seat is one of the stage that is open now. */
function linkPlaceOf(text: string, state: ProposalState): LinkPlace {
  if (text === 'applicant' || text === 'finance') return { place: text }
  const target = targetOf(text)
  if ('signatory' in target) return { place: 'signatory', id: target.signatory }
  return { place: 'seat', stage: 'stage' in state ? state.stage : '', seat: target.seat }
}
