import { X509Certificate } from 'node:crypto'
import { sealCertificateOf } from '#functions/shared/evidence/seal-certificate.ts'
import type { ContractPlace } from '#functions/shared/ports/contract-index.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { plainDashes } from '#workflows/form/written-reference.ts'
import { type ContractRecord, contractRecord } from '#workflows/proposal/contract-record.ts'
import { normaliseDigits, normaliseLine } from '#workflows/text/normalise.ts'
import type { PublicDependencies } from './public-dependencies.ts'

/** A contract that was found: what was recognised of it, how it stands, and under which certificate it was sealed. */
export interface FoundContract {
  readonly part: ContractPlace['part']
  readonly record: ContractRecord
  /** SHA-256 of the seal's certificate, as openssl writes it; null while there is no seal. */
  readonly certificate: string | null
}

const digest = /^[0-9a-f]{64}$/
const number = /^[A-Z][A-Z0-9]{0,9}-[A-Z0-9]+(?:-[A-Z0-9]+){1,4}$/

/**
 * What somebody typed or scanned, as the index knows it: a digest or a contract number, whatever its digits, letter case and
 * spaces. Undefined for anything else.
 */
export function markIn(text: string): string | undefined {
  if (text.length > 300) return undefined
  const compact = plainDashes(normaliseDigits(normaliseLine(text).normalize('NFKC')))
    .replaceAll(/[\s:]|\p{Join_Control}/gu, '')
    // What a sentence puts behind an address that is copied with it.
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .replace(/^sha-?256/i, '')
  const lower = compact.toLowerCase()
  if (digest.test(lower)) return lower
  const upper = compact.toUpperCase()
  return upper.length <= 64 && number.test(upper) ? upper : undefined
}

/** Looks a mark up and asks its case's ledger. Undefined when no contract of this city has it. */
export async function findContract(
  mark: string,
  { contracts, cases, files }: Pick<PublicDependencies, 'contracts' | 'cases' | 'files'>,
): Promise<FoundContract | undefined> {
  const place = await contracts.find(mark)
  if (place === undefined) return undefined
  const { reference, version, part } = place
  const record = contractRecord(await cases.entries(reference), version)
  if (record === undefined) throw new Error(`The ledger of ${reference} has no contract ${version}`)
  if (record.sealed === null) return { part, record, certificate: null }
  const pdf = await files.read(caseKey(reference, `signed-contract-${version}.pdf`))
  return { part, record, certificate: new X509Certificate(sealCertificateOf(pdf)).fingerprint256 }
}
