import { verify, X509Certificate } from 'node:crypto'
import * as z from 'zod'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import {
  type Files,
  newestRootKey,
  rootCertificateKey,
  rootKey,
  rootPageKey,
  sealCertificateKey,
} from '#functions/shared/ports/files.ts'
import { canonicalJson, digestSchema } from '#workflows/ledger/digest.ts'
import { type InclusionProof, type Leaf, leafHash, signedRootSchema } from '#workflows/ledger/merkle.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

interface Ledger {
  readonly reference: string
  readonly entries: readonly Pick<Entry, 'sequence' | 'digest' | 'at'>[]
}

/** A day's root as a bundle has it: nobody has to look for its certificate. */
export type RootPart = InclusionProof & { readonly certificate: string }

/** Days that are looked through for a root that has a case: those who move while one is made are in the next one's. */
const longest = 31
const day = 86_400_000

/**
 * Finds a case in a day's root, for an outsider who has its ledger.
 * @throws Error when the case is not in it as its ledger now says
 */
export async function inclusionProof(
  reference: string,
  ofDay: string,
  { cases, files }: { readonly cases: Pick<CaseStore, 'entries'>; readonly files: Pick<Files, 'read'> },
): Promise<InclusionProof> {
  const proof = await proofIn(ofDay, { reference, entries: await cases.entries(reference) }, files)
  if (proof !== undefined) return proof
  throw new Error(
    `${reference} is not in the root of ${ofDay} as its ledger now says: it was changed, or moved meanwhile`,
  )
}

/** The day of the newest root, by UTC; undefined before there is any. */
export async function newestRootDay(files: Pick<Files, 'has' | 'read'>): Promise<string | undefined> {
  if (!(await files.has(newestRootKey))) return undefined
  return z.object({ day: z.iso.date() }).parse(await readJson(newestRootKey, files)).day
}

/** The proof by the newest root that has the case, from `newest` backwards; undefined where none has it yet. */
export async function newestProof(
  { newest, ...ledger }: Ledger & { readonly newest: string | undefined },
  files: Pick<Files, 'has' | 'read'>,
): Promise<RootPart | undefined> {
  const first = ledger.entries[0]?.at.slice(0, 10)
  if (newest === undefined || first === undefined) return undefined
  for (let back = 0; back < longest; back += 1) {
    const ofDay = new Date(Date.parse(newest) - back * day).toISOString().slice(0, 10)
    if (ofDay < first) return undefined
    const proof = (await files.has(rootKey(ofDay))) ? await proofIn(ofDay, ledger, files) : undefined
    if (proof !== undefined) return withCertificate(proof, files)
  }
  return undefined
}

/** Holds one page at a time. */
async function proofIn(
  ofDay: string,
  { reference, entries }: Ledger,
  files: Pick<Files, 'read'>,
): Promise<InclusionProof | undefined> {
  const signed = signedRootSchema.parse(await readJson(rootKey(ofDay), files))
  const leaves = entries.map(({ sequence, digest }): Leaf => ({ reference, sequence, digest }))
  // By what the entries are and not by their times: clocks differ, and the chain does not.
  const leafOf = new Map(leaves.map((leaf) => [leafHash(leaf), leaf]))
  for (const root of signed.pages) {
    const page = digestSchema.array().parse(await readJson(rootPageKey(ofDay, root), files))
    const leaf = leafOf.get(page.find((hash) => leafOf.has(hash)) ?? '')
    if (leaf !== undefined) return { ...signed, leaf, page }
  }
  return undefined
}

/** A root that was signed before there was its certificate gets the one that is now of the key which signed it: its own, or the seal's. */
async function withCertificate(
  proof: InclusionProof,
  files: Pick<Files, 'has' | 'read'>,
): Promise<RootPart | undefined> {
  const { certificate: own } = proof
  if (own !== undefined) return { ...proof, certificate: own }
  const signed = Buffer.from(canonicalJson(proof.statement))
  for (const file of [rootCertificateKey, sealCertificateKey]) {
    if (!(await files.has(file))) continue
    const certificate = new TextDecoder().decode(await files.read(file))
    const key = new X509Certificate(certificate).publicKey
    const isOurs = verify('sha256', signed, key, Buffer.from(proof.signature, 'base64'))
    if (isOurs) return { ...proof, certificate }
  }
  return undefined
}

async function readJson(key: string, files: Pick<Files, 'read'>): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await files.read(key)))
}
