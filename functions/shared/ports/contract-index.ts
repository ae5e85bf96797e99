import * as z from 'zod'

/** Of what a digest was taken; `number` is the contract's number itself. */
const contractParts = ['number', 'document', 'terms', 'seal', 'release'] as const

export const contractPlaceSchema = z.object({
  reference: z.string(),
  version: z.int().positive(),
  part: z.enum(contractParts),
})
/** Which version of which case's contract something belongs to. */
export type ContractPlace = z.infer<typeof contractPlaceSchema>

export const releasedContractSchema = z.object({
  reference: z.string(),
  version: z.int().positive(),
  number: z.string(),
  /** Absent on rows of a time that did not ask for one: those are not published. */
  legalRoute: z.string().optional(),
})
export type ReleasedContract = z.infer<typeof releasedContractSchema>

/** What the public finds contracts by. Its rows are written with the entries that they are about; see `contract-marks.ts`. */
export interface ContractIndex {
  /** By contract number, or by a digest of 64 lower-case hexadecimal digits. */
  find(mark: string): Promise<ContractPlace | undefined>
  /** Contracts that are published, the newest first. A cursor that is none begins anew. */
  released(page: {
    readonly limit: number
    readonly cursor?: string | undefined
  }): Promise<{ contracts: ReleasedContract[]; cursor?: string | undefined }>
}
