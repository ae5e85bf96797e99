import { verify, X509Certificate } from 'node:crypto'
import * as z from 'zod'
import { canonicalJson, digestSchema } from '#workflows/ledger/digest.ts'
import { merkleRoot, type SignedRoot, signedRootSchema } from '#workflows/ledger/merkle.ts'
import {
  type Files,
  newestRootKey,
  rootCertificateKey,
  rootKey,
  rootPageKey,
  sealCertificateKey,
} from '../adapters/files.ts'
import type { SignMessage } from '../adapters/seal/cms-signature.ts'

export interface RootReading {
  readonly files: Pick<Files, 'has' | 'read'>
  readonly sign: SignMessage
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

async function rootOf(ofDay: string, { files, sign, now }: RootReading): Promise<LastRoot | RootFault> {
  const root = signedRootSchema.parse(await readJson(rootKey(ofDay), files))
  const { statement, pages } = root
  if (statement.day !== ofDay || !(await isOurs(root, { files, sign, now }))) return 'root-forged'
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
 * Whether the certificate that a root names signed it and is ours: of the key that signs now, which shows by signing anew, or one
 * of those beside the seal, whose key signed before. A root without one is held against those that the installation has; while
 * the key of the roots has none yet, nothing can be said.
 */
async function isOurs(
  { statement, signature, certificate: named }: SignedRoot,
  { files, sign, now }: RootReading,
): Promise<boolean> {
  const pemIn = async (key: string) => ((await files.has(key)) ? text(await files.read(key)) : '')
  const [own, seal] = [await pemIn(rootCertificateKey), await pemIn(sealCertificateKey)]
  const isSignedBy = ({ publicKey }: X509Certificate) =>
    verify('sha256', Buffer.from(canonicalJson(statement)), publicKey, Buffer.from(signature, 'base64'))
  if (named === undefined) return own === '' || certificatesIn(own + seal).some(isSignedBy)
  const certificate = new X509Certificate(named)
  if (!isSignedBy(certificate)) return false
  const asked = Buffer.from(`Which key signs roots, ${now().toISOString()}?`)
  if (verify('sha256', asked, certificate.publicKey, await sign(asked))) return true
  return certificatesIn(seal).some(({ publicKey }) => publicKey.equals(certificate.publicKey))
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
