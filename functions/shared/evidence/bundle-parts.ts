import { acceptedIn } from '#functions/shared/accepted-terms.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { attachmentKey, caseKey, type Files, termsKey } from '#functions/shared/ports/files.ts'
import { FileWithheld } from '#functions/shared/ports/malware.ts'
import { withheldOf } from '#functions/shared/ports/withheld-files.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import { pinnedRules } from '#workflows/programme/load-programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { type Audience, handedOnLedger } from '#workflows/proposal/handed-on-ledger.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { bundleReadme } from './bundle-readme.ts'
import type { RootPart } from './inclusion-proof.ts'
import { sealCertificateOf } from './seal-certificate.ts'
import type { ZipPart } from './zip.ts'

/** Whose case, as it stands now, and for whom. */
export interface BundleSpec {
  readonly reference: string
  readonly entries: readonly Entry[]
  readonly audience: Audience
  /** Of the newest day's root that has the case. */
  readonly root?: RootPart | undefined
}

export interface BundleSources {
  readonly cases: Pick<CaseStore, 'revision'>
  readonly files: Pick<Files, 'read' | 'chunks' | 'has' | 'verdict'>
}

/**
 * What goes into a case's bundle; of a case that was erased (functions/shared/erasure), what is left by what its ledger says, so that
 * a run of the erasure that died half-way makes no other bundle. Documents of contracts are read at once, since they are small; an attachment passes through
 * when its turn comes, because its size is known from the ledger.
 */
export async function bundleParts(
  { reference, entries, audience, root }: BundleSpec,
  { cases, files }: BundleSources,
): Promise<readonly ZipPart[]> {
  const revisions = await revisionsOf(reference, entries, cases)
  const documents = await Promise.all(
    documentNames(entries, audience).map((name) => documentPart(name, reference, files)),
  )
  const certificates = documents.flatMap(({ name, bytes }) => {
    const version = /^signed-contract-(\d+)\.pdf$/.exec(name)?.[1]
    return version === undefined ? [] : [text(`seal-certificate-${version}.pem`, sealCertificateOf(bytes))]
  })
  const attachments = attachmentsOf(entries, revisions)
  const decisions = decisionsIn(entries, audience)
  const withheld = await withheldOf(reference, [...attachments, ...decisions], files)
  const given = (folder: string, file: FileRecord): ZipPart => {
    const name = `${folder}/${file.fileId}`
    const verdict = withheld.get(file.fileId)
    if (verdict === 'pending') throw new FileWithheld(verdict)
    if (verdict !== undefined) return text(`${name}.withheld.txt`, withheldNote(file, verdict))
    return { name, size: file.size, open: () => files.chunks(attachmentKey(reference, file)) }
  }
  return [
    text('README.txt', bundleReadme(reference, audience, isErased(entries))),
    text('ledger.json', canonicalJson({ reference, entries: handedOnLedger(entries, audience) })),
    ...(audience === 'city' ? entries.flatMap(rulesPart) : []),
    ...revisions.map((revision) =>
      text(`revisions/${revision.revision}.json`, givenPart(revision, audience)),
    ),
    ...documents.map(({ name, bytes }) => part(name, bytes)),
    ...(await acceptedTerms(entries, files)),
    ...certificates,
    ...(root === undefined ? [] : [text('root.json', canonicalJson(root))]),
    ...attachments.map((file) => given('attachments', file)),
    ...decisions.map((file) => given('decisions', file)),
  ]
}

/**
 * The rules to which the case is pinned. Who has the answers can decide it again by them; the applicant and finance have neither the answers
 * nor the names of the seats from which they came.
 */
function rulesPart({ type, data }: Entry): ZipPart[] {
  if (type !== 'ProposalSubmitted' || data.programme.rules === undefined) return []
  return [text('rules.json', canonicalJson(pinnedRules(data.programme)))]
}

function isErased(entries: readonly Entry[]): boolean {
  return entries.some(({ type }) => type === 'PersonalDataErased')
}

function attachmentsOf(entries: readonly Entry[], revisions: readonly Revision[]): Revision['files'] {
  return isErased(entries) ? [] : (revisions.at(-1)?.files ?? [])
}

/** What stands in a bundle for a file that is given to nobody. The verifier knows it by its name. */
function withheldNote(
  { name, size, sha256 }: FileRecord,
  verdict: Exclude<FileWithheld['verdict'], 'pending'>,
): string {
  const [fa, en] = {
    threat: ['در این فایل بدافزار پیدا شد', 'Malware was found in this file'],
    unchecked: ['این فایل از نظر بدافزار بررسی‌شدنی نبود', 'This file could not be checked for malware'],
  }[verdict]
  return `${fa} و در این بسته نیست؛ اثر انگشت آن در دفتر مانده است.\n${en}, and it is not in this bundle; its digest stays in the ledger.\n\n${canonicalJson({ name, size, sha256 })}\n`
}

/** The texts that were accepted with a form, each under its digest; by that alone where a text is lost, which must not cost all the rest. */
async function acceptedTerms(
  entries: readonly Entry[],
  files: Pick<Files, 'read' | 'has'>,
): Promise<ZipPart[]> {
  const parts = await Promise.all(
    acceptedIn(entries).map(async (digest) => {
      const key = termsKey(digest)
      return (await files.has(key)) ? [part(`terms/${digest}.json`, await files.read(key))] : []
    }),
  )
  return parts.flat()
}

/** What the case office's record of the legal route is not the applicant's to have; an erasure leaves what a contract rests on. */
function decisionsIn(entries: readonly Entry[], audience: Audience): FileRecord[] {
  if (audience === 'applicant' || (isErased(entries) && !endsSealed(entries))) return []
  return [...new Map(decisionsOf(entries).map((file) => [file.fileId, file])).values()]
}

/** Whether the last contract was sealed and not returned. */
function endsSealed(entries: readonly Entry[]): boolean {
  const last = entries.findLast(({ type }) => type === 'ContractSealed' || type === 'ContractReturned')
  return last?.type === 'ContractSealed'
}

/** Of contracts that were not sealed the applicant gets nothing: until everybody signed, its text is not theirs to have. */
function documentNames(entries: readonly Entry[], audience: Audience): string[] {
  // An erasure leaves the documents of a contract that was sealed and not returned, and no other.
  if (isErased(entries) && !endsSealed(entries)) return []
  const names = entries.flatMap(({ type, data }) => {
    if (type === 'ContractDrawnUp' && audience !== 'applicant') return [`contract-${data.version}.pdf`]
    if (type !== 'ContractSealed') return []
    const { version } = data
    return [`contract-${version}.pdf`, `signed-contract-${version}.pdf`, `release-${version}.json`]
  })
  return [...new Set(names)]
}

async function documentPart(name: string, reference: string, files: Pick<Files, 'read'>) {
  return { name, bytes: await files.read(caseKey(reference, name)) }
}

async function revisionsOf(
  reference: string,
  entries: readonly Entry[],
  cases: Pick<CaseStore, 'revision'>,
): Promise<Revision[]> {
  const numbers = entries.flatMap(({ type, data }) =>
    type === 'ProposalSubmitted' || type === 'ProposalRevised' ? [data.revision] : [],
  )
  return Promise.all(
    numbers.map(async (number) => {
      const revision = await cases.revision(reference, number)
      if (revision === undefined) throw new Error(`Revision ${number} of a case is missing`)
      return revision
    }),
  )
}

/** What the digest of a revision is made of; with the personal data, as long as there is any, for those alone whose it is. */
function givenPart(
  { reference, revision, open, personal, personalDigest, files, documentsDigest }: Revision,
  audience: Audience,
): string {
  const given = { reference, revision, open, personalDigest, files, documentsDigest }
  return canonicalJson(audience === 'applicant' && personal !== null ? { ...given, personal } : given)
}

function text(name: string, content: string): ZipPart {
  return part(name, new TextEncoder().encode(content))
}

function part(name: string, bytes: Uint8Array): ZipPart {
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes
    },
  }
}
