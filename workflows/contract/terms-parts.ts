import * as z from 'zod'
import { ContractTerms } from './terms.ts'

const { parties } = ContractTerms.shape
const { startup } = parties.shape

/** Terms as the ledger hashes them: without who signs for the startup, and without the name of a team, which is people. */
export const openTermsSchema = ContractTerms.extend({
  parties: parties.extend({
    startup: startup.pick({ legalId: true }).extend({ name: z.string().optional() }),
  }),
})
export type LastingTerms = z.infer<typeof openTermsSchema>

const personalTermsSchema = startup.pick({ representative: true, email: true }).extend({
  name: z.string().optional(),
})
type PersonalTerms = z.infer<typeof personalTermsSchema>

/** Parts terms into what may be kept for good and what must be erasable. {@link joinTerms} is the way back. */
export const partTerms = (terms: ContractTerms): { open: LastingTerms; personal: PersonalTerms } => {
  const { name, legalId, representative, email } = terms.parties.startup
  const person = { representative, email }
  const withStartup = (open: LastingTerms['parties']['startup']): LastingTerms => ({
    ...terms,
    parties: { ...terms.parties, startup: open },
  })
  return legalId === undefined
    ? { open: withStartup({}), personal: { ...person, name } }
    : { open: withStartup({ name, legalId }), personal: person }
}

/**
 * The whole terms from their two parts. Once the personal part is erased there are none.
 * @throws {z.ZodError} when the parts do not belong together
 */
export const joinTerms = (open: LastingTerms, personal: unknown): ContractTerms => {
  const person = personalTermsSchema.parse(personal)
  return ContractTerms.parse({
    ...open,
    parties: { ...open.parties, startup: { ...open.parties.startup, ...person } },
  })
}

/** Who signs for the startup, by the personal part. */
export const representativeIn = (personal: unknown): string =>
  personalTermsSchema.parse(personal).representative
