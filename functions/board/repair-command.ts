import * as z from 'zod'
import { asWritten } from '#functions/shared/pages/names.ts'
import { repairForms, targetOf } from '#functions/shared/requests/board.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import type { LinkPlace } from '#workflows/links/place.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { endOfLocalDay } from '#workflows/programme/local-day.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { writtenChoice } from './extension-form.ts'
import { legalRouteCommand } from './legal-route-form.ts'
import type { Repair } from './open-case.ts'
import { placeOf } from './proposals-section.ts'

/** The end of a day as people write it, in either calendar; undefined when there is no such day. */
export function endOfWrittenDay(text: string, timeZone: string): Date | undefined {
  const day = writtenDay(text)
  return day === undefined ? undefined : new Date(endOfLocalDay(Date.parse(day) / DAY, timeZone))
}

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
      .transform(({ target, reason }): Command => ({
        type: 'resend-link',
        by,
        target: linkPlaceOf(target, state),
        reason,
      }))
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
