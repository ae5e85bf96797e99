import { canonicalJson } from '#workflows/ledger/digest.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { CaseStore } from '../adapters/case-store.ts'
import { caseKey, type Files, uploadKey } from '../adapters/files.ts'
import { bundleReadme } from './bundle-readme.ts'
import { sealCertificateOf } from './seal-certificate.ts'
import type { ZipPart } from './zip.ts'

export interface BundleSources {
  readonly cases: Pick<CaseStore, 'revision'>
  readonly files: Pick<Files, 'read' | 'chunks'>
}

/**
 * What goes into a case's bundle. Documents of contracts are read at once, since they are small; an attachment passes through
 * when its turn comes, because its size is known from the ledger.
 */
export async function bundleParts(
  reference: string,
  entries: readonly Entry[],
  { cases, files }: BundleSources,
): Promise<readonly ZipPart[]> {
  const revisions = await revisionsOf(reference, entries, cases)
  const documents = await Promise.all(
    entries.flatMap((entry) => documentNames(entry)).map((name) => documentPart(name, reference, files)),
  )
  const certificates = documents.flatMap(({ name, bytes }) => {
    const version = /^signed-contract-(\d+)\.pdf$/.exec(name)?.[1]
    return version === undefined ? [] : [text(`seal-certificate-${version}.pem`, sealCertificateOf(bytes))]
  })
  const shown = entries.map(({ personal: _erasable, ...entry }) => entry)
  return [
    text('README.txt', bundleReadme(reference)),
    text('ledger.json', canonicalJson({ reference, entries: shown })),
    ...revisions.map((revision) => text(`revisions/${revision.revision}.json`, openPart(revision))),
    ...documents.map(({ name, bytes }) => part(name, bytes)),
    ...certificates,
    ...(revisions.at(-1)?.files ?? []).map(({ fileId, size }) => ({
      name: `attachments/${fileId}`,
      size,
      open: () => files.chunks(uploadKey(fileId)),
    })),
  ]
}

function documentNames({ type, data }: Entry): string[] {
  if (type === 'ContractDrawnUp') return [`contract-${data.version}.pdf`]
  if (type === 'ContractSealed')
    return [`signed-contract-${data.version}.pdf`, `release-${data.version}.json`]
  return []
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

/** What the digest of a revision is made of, without the personal data that may have to be erased. */
function openPart({ reference, revision, open, personalDigest, files, documentsDigest }: Revision): string {
  return canonicalJson({ reference, revision, open, personalDigest, files, documentsDigest })
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
