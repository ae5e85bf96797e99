import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import * as z from 'zod'
import {
  type Files,
  newestRootKey,
  rootKey,
  rootPageKey,
  sealCertificateKey,
} from '#functions/shared/ports/files.ts'
import { canonicalJson, digestSchema } from '#workflows/ledger/digest.ts'
import { merkleRoot, type SignedRoot, signedRootSchema } from '#workflows/ledger/merkle.ts'

export interface RootReading {
  readonly files: Pick<Files, 'has' | 'read'>
  /** Of the key that signs now: SubjectPublicKeyInfo in DER. */
  readonly publicKey: () => Promise<Uint8Array>
  readonly now: () => Date
}

export interface LastRoot {
  /** ISO 8601. */
  readonly at: string
  readonly leaves: readonly string[]
}

/**
 * `root-missing`: the day of the newest root has none. `root-damaged`: it cannot be read, or its pages are not those of which it
 * was made. `root-forged`: neither our own key signed it nor that of the seal's certificate.
 */
export type RootFault = 'root-missing' | 'root-damaged' | 'root-forged'

const day = 86_400_000
/** Days that are looked at side by side. */
const atOnce = 10
const newestSchema = z.object({ day: z.iso.date() })

/** The newest root of the last so many days, or what is wrong with it; undefined where there is none. */
export async function lastRoot(
  reading: RootReading,
  days: number,
): Promise<LastRoot | RootFault | undefined> {
  const { files, now } = reading
  const ofDay = await newestDay(files, now(), days)
  try {
    const told = (await files.has(newestRootKey))
      ? newestSchema.parse(await readJson(newestRootKey, files))
      : undefined
    if (told !== undefined && (ofDay === undefined || ofDay < told.day)) return 'root-missing'
    return ofDay === undefined ? undefined : await rootOf(ofDay, reading)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return 'root-damaged'
    throw error
  }
}

async function rootOf(
  ofDay: string,
  { files, publicKey }: Omit<RootReading, 'now'>,
): Promise<LastRoot | RootFault> {
  const root = signedRootSchema.parse(await readJson(rootKey(ofDay), files))
  const { statement, pages } = root
  if (statement.day !== ofDay || !(await isOurs(root, { files, publicKey }))) return 'root-forged'
  const leaves: string[] = []
  for (const page of pages) {
    const key = rootPageKey(ofDay, page)
    const hashes = (await files.has(key)) ? digestSchema.array().parse(await readJson(key, files)) : []
    if (merkleRoot(hashes) !== page) return 'root-damaged'
    for (const hash of hashes) leaves.push(hash)
  }
  if (merkleRoot(pages) !== statement.root || leaves.length !== statement.cases) return 'root-damaged'
  return { at: statement.at, leaves }
}

/**
 * Whether ours signed a root: the key that signs now, or one of those beside the seal, whose key signed before. The certificate that a
 * root names must be of that key; without one, as before the key of the roots has its own, the signature alone says it.
 */
async function isOurs(
  { statement, signature, certificate: named }: SignedRoot,
  { files, publicKey }: Omit<RootReading, 'now'>,
): Promise<boolean> {
  const seal = (await files.has(sealCertificateKey)) ? text(await files.read(sealCertificateKey)) : ''
  const own = createPublicKey({ key: Buffer.from(await publicKey()), format: 'der', type: 'spki' })
  const ours = [own, ...certificatesIn(seal).map((certificate) => certificate.publicKey)]
  const claimed = named === undefined ? undefined : new X509Certificate(named).publicKey
  const keys = claimed === undefined ? ours : ours.filter((key) => key.equals(claimed))
  const signed = [Buffer.from(canonicalJson(statement)), Buffer.from(signature, 'base64')] as const
  return keys.some((key) => verify('sha256', signed[0], key, signed[1]))
}

function certificatesIn(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  return found.map((one) => new X509Certificate(one))
}

async function newestDay(files: Pick<Files, 'has'>, now: Date, days: number): Promise<string | undefined> {
  const back = Array.from({ length: days }, (_, count) =>
    new Date(now.getTime() - count * day).toISOString().slice(0, 10),
  )
  while (back.length > 0) {
    const some = back.splice(0, atOnce)
    const found = await Promise.all(
      some.map(async (one) => ((await files.has(rootKey(one))) ? one : undefined)),
    )
    const newest = found.find((one) => one !== undefined)
    if (newest !== undefined) return newest
  }
  return undefined
}

async function readJson(key: string, files: Pick<Files, 'read'>): Promise<unknown> {
  return JSON.parse(text(await files.read(key)))
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
