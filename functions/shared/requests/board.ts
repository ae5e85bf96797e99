import * as z from 'zod'
import { ticked } from '#functions/shared/edge/ticked.ts'
import { readWholeNumber } from '#workflows/form/written-number.ts'
import {
  personName,
  unprintableIssues,
  writtenAddress,
  writtenLine,
  writtenProse,
  writtenReason,
} from '#workflows/form/written-text.ts'
import { languageSchema } from '#workflows/language.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { emptyAsAbsent } from './empty.ts'

/** A code of the second factor, or one that was mailed. */
export const proofForm = z.object({ code: z.string().max(40).optional() })

export const enrolForm = z.object({
  /** As the page or `GET /board/factor` offered it. */
  secret: z.string().max(400),
  /** The six digits that the app shows for it. */
  first: z.string().max(40),
  /** Asked for after the factor was reset: whoever reset it has it. */
  enrolment: z.string().max(40).optional(),
  ...proofForm.shape,
})

export const memberForm = z.object({
  member: writtenAddress,
  act: z.enum(['reset-factor', 'end-sessions']),
  ...proofForm.shape,
})

export const signInForm = z.object({
  email: writtenAddress,
})

const line = (max: number) => writtenLine({ min: 0, max }).default('')

/** What is recorded of a legal route. The programme says which routes there are, and what each needs. */
export const legalRouteForm = z.object({
  route: z.string().max(40),
  body: line(300),
  number: line(100),
  /** In either calendar, in digits of any kind. */
  date: z.string().max(20).default(''),
  tenderers: z.union([z.int(), z.string().max(20)]).default(''),
  /** Id of a file that was uploaded ahead; a form may bring the file itself. */
  decision: z.string().max(40).optional(),
  /** The secret that was given out with that id. */
  secrets: z.union([z.string().max(40), z.array(z.string().max(40))]).optional(),
  note: writtenProse({ min: 0, max: 4000 }).default(''),
})

/** Beside the terms themselves. */
export const termsNoteForm = z.object({ note: writtenProse({ min: 0, max: 4000 }).default('') })

/** An entry's number is printed on the page in digits of the page's language. */
const entryNumber = z.union([z.int(), z.string().transform(readWholeNumber)]).pipe(z.int().positive())

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
} as const satisfies Record<string, z.ZodType>

type ReassignedPlace = CommandOf<'reassign'>['target']

export function targetOf(text: string): ReassignedPlace {
  const [kind, id = ''] = text.split(':')
  return kind === 'seat' ? { seat: id } : { signatory: id }
}
