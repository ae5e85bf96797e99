import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { contractSealer } from '#functions/shared/contract/contract-sealer.ts'
import {
  rootCertificate,
  selfSignedCertificate,
} from '#functions/shared/contract/seal/self-signed-certificate.ts'
import { zip } from '#functions/shared/evidence/zip.ts'
import { rehashed } from '#infra/machine/demo/changed-vote.ts'
import { testAuthority } from '#test/infra/aws/seal/test-authority.ts'
import { withhold } from '#workflows/ledger/chain.ts'
import { canonicalJson, digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'
import { leafHash, merkleRoot } from '#workflows/ledger/merkle.ts'
import { type Entry, type EntryOf, type EntryType, parseEntry } from '#workflows/proposal/entries.ts'

export type Files = ReadonlyMap<string, Uint8Array>

interface Ledger {
  readonly reference: string
  readonly entries: readonly Entry[]
}

export function ledgerOf(files: Files): Ledger {
  const { reference, entries } = JSON.parse(textOf(files, 'ledger.json'))
  return { reference, entries: entries.map(parseEntry) }
}

export function textOf(files: Files, name: string): string {
  return Buffer.from(files.get(name) ?? []).toString('utf8')
}

export const json = (value: unknown): Uint8Array => Buffer.from(canonicalJson(value))

/** The bundle with another ledger, whose digests are made anew so that it looks whole. */
function withEntries(files: Files, entries: readonly Entry[]): Map<string, Uint8Array> {
  const { reference } = ledgerOf(files)
  return new Map(files).set('ledger.json', json({ reference, entries: rehashed(entries) }))
}

function changed<T extends EntryType>(
  entries: readonly Entry[],
  type: T,
  change: (data: EntryOf<T>['data']) => object,
  isMeant: (data: EntryOf<T>['data']) => boolean = () => true,
): Entry[] {
  const index = entries.findIndex((entry) => entry.type === type && isMeant(entry.data as EntryOf<T>['data']))
  const entry = entries[index]
  if (entry === undefined) throw new Error(`There is no such ${type}`)
  return entries.with(index, { ...entry, data: change(entry.data as EntryOf<T>['data']) } as Entry)
}

/** Another reason for a rejection, with all that follows from it in the ledger. */
export function withAnotherReason(files: Files): Map<string, Uint8Array> {
  const rewritten = changed(
    ledgerOf(files).entries,
    'ReviewDecided',
    (data) => {
      const { decision, reasonCode, scores, documentsDigest, conditions } = data
      const reason = 'A relative asked me to'
      const said = {
        decision,
        reason,
        reasonCode,
        scores,
        documentsDigest,
        ...(conditions && { conditions }),
      }
      return { ...data, reason, answer: digestOf(said) }
    },
    ({ decision }) => decision === 'reject',
  )
  return withEntries(files, rewritten)
}

export function withAnotherNumber(files: Files, number: string): Map<string, Uint8Array> {
  const { entries } = ledgerOf(files)
  const renamed = changed(entries, 'ProposalSubmitted', (data) => ({ ...data, reference: number }))
  const forged = new Map(files).set('ledger.json', json({ reference: number, entries: rehashed(renamed) }))
  for (const name of files.keys()) {
    if (name.startsWith('revisions/'))
      forged.set(name, json({ ...JSON.parse(textOf(files, name)), reference: number }))
  }
  return forged
}

/** As one entry of the city's bundle would be hidden, whose place in the chain stays proven. */
export function withheldRejection(files: Files): Map<string, Uint8Array> {
  const { reference, entries } = ledgerOf(files)
  const shown = entries.map((entry) =>
    entry.type === 'ReviewDecided' && entry.data.decision === 'reject' ? withhold(entry) : entry,
  )
  return new Map(files).set('ledger.json', json({ reference, entries: shown }))
}

export function cutBehind(files: Files, count: number): Map<string, Uint8Array> {
  return withEntries(files, ledgerOf(files).entries.slice(0, count))
}

/** Rules that ask for fewer approvals, pinned as if they had been the case's. */
export function withOtherRules(files: Files): Map<string, Uint8Array> {
  const rules = JSON.parse(textOf(files, 'rules.json'))
  const other = json({ ...rules, maxRounds: rules.maxRounds + 1 })
  const entries = changed(ledgerOf(files).entries, 'ProposalSubmitted', (data) => ({
    ...data,
    programme: { ...data.programme, rules: digestOfBytes(other) },
  }))
  return withEntries(files, entries).set('rules.json', other)
}

/** The whole bundle as somebody makes it who has a key of their own, with the city's name in its certificate. */
export async function sealedByAnother(files: Files): Promise<Map<string, Uint8Array>> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signing = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
  const certificate = await selfSignedCertificate({
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    sign: signing,
    organization: 'شهرداری کرمان',
    now: new Date('2026-01-01T00:00:00Z'),
  })
  const forged = withAnotherReason(files)
  const { reference, entries } = ledgerOf(forged)
  const place = entries.findIndex(({ type }) => type === 'ContractSealed')
  const tip = entries[place - 1]
  const [first] = entries
  if (tip === undefined || first?.type !== 'ProposalSubmitted') throw new Error('It was sealed')
  const pdf = await contractSealer({ certificates: async () => certificate, sign: signing }).seal(
    files.get('contract-1.pdf') ?? new Uint8Array(),
    {
      at: new Date(tip.at),
      binds: {
        reference,
        sequence: tip.sequence,
        tip: tip.digest,
        rules: first.data.programme.rules ?? null,
      },
    },
  )
  const sealed = changed(entries, 'ContractSealed', (data) => ({ ...data, sealDigest: digestOfBytes(pdf) }))
  const whole = withEntries(forged, sealed)
  whole.delete('root.json')
  return whole.set('signed-contract-1.pdf', pdf).set('seal-certificate-1.pem', Buffer.from(certificate))
}

/**
 * A case without a contract, rewritten, in a root that somebody signed who has a certificate of the authority from which the city
 * has its own; with the fingerprint of that authority.
 */
export async function rootedByAnother(files: Files): Promise<{ files: Files; authority: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const authority = await testAuthority()
  const certificate = await rootCertificate({
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    seal: authority,
    now: new Date('2026-01-01T00:00:00Z'),
  })
  const { reference, entries } = ledgerOf(withAnotherReason(files))
  const shown = entries.slice(
    0,
    entries.findIndex(({ type }) => type === 'ContractDrawnUp'),
  )
  const forged = withEntries(files, shown)
  for (const name of forged.keys()) if (/contract-|release-|seal-|decisions/.test(name)) forged.delete(name)
  const last = ledgerOf(forged).entries.at(-1)
  if (last === undefined) throw new Error('It has entries')
  const { sequence, digest, at } = last
  const leaf = { reference, sequence, digest }
  const page = [leafHash(leaf)]
  const pages = [merkleRoot(page)]
  const statement = { day: at.slice(0, 10), at, cases: 1, root: merkleRoot(pages) }
  const signature = sign('sha256', json(statement), privateKey).toString('base64')
  forged.set('root.json', json({ statement, pages, page, leaf, signature, certificate }))
  return { files: forged, authority: new X509Certificate(authority.certificate).fingerprint256 }
}

/** A ZIP as Tasvib writes it; a name may come twice. */
export async function zipOf(parts: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array> {
  const written: Uint8Array[] = []
  const given = [...parts].map(([name, bytes]) => ({
    name,
    size: bytes.length,
    async *open() {
      yield bytes
    },
  }))
  for await (const chunk of zip(given)) written.push(chunk)
  return Buffer.concat(written)
}
