import * as z from 'zod'
import { languageSchema } from '#workflows/language.ts'
import { startupSignatory } from './place.ts'

const link = { expires: z.iso.datetime() }
const ofCase = {
  ...link,
  reference: z.string(),
  /** In which the mail was written; the page is shown in it until its reader chooses another. */
  language: languageSchema.optional(),
  /** When it was sent. Links from before this was noted count as sent at the beginning. */
  issued: z.iso.datetime().default('1970-01-01T00:00:00.000Z'),
}

/** What a link opens, for whom. A link opens this one thing and nothing else. */
export const claimSchema = z.discriminatedUnion('opens', [
  z.object({ ...ofCase, opens: z.literal('confirm') }),
  z.object({ ...ofCase, opens: z.literal('track') }),
  /** What whoever sent a proposal may do with the sending, for a day: have the mail sent again, correct its address. */
  z.object({ ...ofCase, opens: z.literal('sending') }),
  z.object({ ...ofCase, opens: z.literal('review'), stage: z.string(), seat: z.string(), email: z.string() }),
  z.object({ ...ofCase, opens: z.literal('sign'), signatory: z.string(), email: z.string() }),
  z.object({ ...ofCase, opens: z.literal('finance'), email: z.string() }),
  /** Sign-in to the board, once. */
  z.object({ ...link, opens: z.literal('board'), email: z.string() }),
  /** A board session: its token is the cookie. */
  z.object({
    ...link,
    opens: z.literal('session'),
    email: z.string(),
    /** When it was begun, and when it ends even if it is used all the time; sessions of earlier releases end when they expire. */
    began: z.iso.datetime().optional(),
    ends: z.iso.datetime().optional(),
    /** Whether a second factor was given; or it is owed, and nothing opens but the page that asks for it. */
    secondFactor: z.enum(['given', 'owed']).optional(),
  }),
])
export type Claim = z.infer<typeof claimSchema>
export type NewClaim = z.input<typeof claimSchema>
/** Whether a link is the applicant's own; the others are city people's, who act in office. */
export function isApplicantsClaim(claim: Claim): boolean {
  if (claim.opens === 'sign') return claim.signatory === startupSignatory
  return claim.opens === 'confirm' || claim.opens === 'track' || claim.opens === 'sending'
}
type Opens = Claim['opens']
/** What opens a part of a case. */
export type CaseClaim = Exclude<Claim, { opens: 'board' | 'session' }>
export type ClaimTo<O extends Opens> = Extract<Claim, { opens: O }>
