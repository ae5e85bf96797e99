import * as z from 'zod'
import { OcdsReleasePackage } from '#workflows/contract/ocds-schema.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import type { ContractRecord } from '#workflows/proposal/contract-record.ts'

/**
 * What finance's own system is told when a contract is delivered, as `docs/delivery.md` describes it. It has all that posting
 * it needs, the open data included, so that nothing has to be fetched and no link travels; and it names no person.
 */
export const deliveredContractSchema = z.strictObject({
  type: z.literal('contract.delivered'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    schemaVersion: z.literal(1),
    reference: z.string(),
    contract: z.strictObject({
      number: z.string(),
      version: z.int(),
      termsDigest: digestSchema,
      documentDigest: digestSchema,
      sealDigest: digestSchema,
      /** Of the canonical JSON (RFC 8785) of `release`. */
      openContractingDigest: digestSchema,
      sealedAt: z.iso.datetime(),
    }),
    /** The city's account that the share is paid into. */
    iban: z.string(),
    /** ISO dates and rials. */
    payments: z.array(z.strictObject({ due: z.iso.date(), amount: z.int().positive() })),
    /** Where anybody can check the contract. */
    verify: z.url(),
    release: OcdsReleasePackage,
  }),
})
export type DeliveredContract = z.infer<typeof deliveredContractSchema>

interface Delivered {
  readonly reference: string
  /** When the contract was delivered (ISO 8601); a repeat says the same. */
  readonly at: string
  readonly record: ContractRecord
  readonly terms: ContractTerms
  readonly release: unknown
  readonly verify: string
}

/** @throws {z.ZodError} when the release is none, or the contract has no seal; a bug elsewhere. */
export function deliveredContract(delivered: Delivered): DeliveredContract {
  const { reference, at, record, terms, release, verify } = delivered
  const { number, version, termsDigest, documentDigest, sealed } = record
  return deliveredContractSchema.parse({
    type: 'contract.delivered',
    timestamp: at,
    data: {
      schemaVersion: 1,
      reference,
      contract: {
        number,
        version,
        termsDigest,
        documentDigest,
        sealDigest: sealed?.sealDigest,
        openContractingDigest: sealed?.openContractingDigest,
        sealedAt: sealed?.at,
      },
      iban: terms.iban,
      payments: terms.payments.map(({ due, amount }) => ({ due, amount })),
      verify,
      release,
    },
  })
}
