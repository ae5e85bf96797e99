import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import type { ContractSealer } from '#functions/shared/contract/contract-sealer.ts'
import type { ContractTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { namesIn } from '#functions/shared/pages/signed-names.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { caseKey, type Files } from '#functions/shared/ports/files.ts'
import { unlessUnprintable } from '#functions/shared/unless-unprintable.ts'
import { evidenceDocument } from '#workflows/contract/document.ts'
import { releasePackage } from '#workflows/contract/ocds.ts'
import type { ReleaseInput } from '#workflows/contract/release-input.ts'
import type { SignatureEvidence } from '#workflows/contract/signature-sheet.ts'
import { ContractTerms } from '#workflows/contract/terms.ts'
import { canonicalJson, digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import type { Signatory } from '#workflows/proposal/state.ts'

export interface SealDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly files: Pick<Files, 'read' | 'keep'>
  readonly typesetter: ContractTypesetter
  readonly sealer: ContractSealer
  readonly publicUrl: string
  readonly commit: CommitDependencies
}

/**
 * Everyone signed: puts the evidence sheet and the open-contracting release behind the very bytes that were signed (PDF/A-3),
 * seals all of it together with the ledger's last digest and that of the case's rules, keeps release and sealed contract, and
 * records their digests. No two seals are equal, so the first that was kept is the seal, and a repeat records that one: the
 * digest in the ledger is always that of the file that people get. Does nothing for a case that does not wait for its seal.
 * @throws {Error} when the contract that is kept is not the one that was signed
 */
export async function sealContract(reference: string, dependencies: SealDependencies): Promise<void> {
  const { cases, files, typesetter, sealer, publicUrl, commit: committing } = dependencies
  const open = await cases.find(reference)
  if (open?.state.status !== 'sealing') return
  const { contract, signatories, programme: pinned, legalRoute } = open.state
  const { version } = contract
  const programme = committing.programmeOf(pinned)
  const entries = await cases.entries(reference)
  const [first, ...later] = signaturesOf(entries, version)
  const tip = entries.at(-1)
  if (first === undefined || tip === undefined)
    throw new Error(`Contract ${version} of ${reference} has no signatures`)
  const signedAt = (later.at(-1) ?? first).at
  const evidence = [
    evidenceOf(first, signatories),
    ...later.map((one) => evidenceOf(one, signatories)),
  ] as const

  const termsBytes = await files.read(caseKey(reference, `terms-${version}.json`))
  const terms = ContractTerms.parse(JSON.parse(new TextDecoder().decode(termsBytes)))
  const released = encoded(
    releasePackage({
      terms,
      legalRoute,
      ocidPrefix: programme.contract.ocidPrefix,
      uri: `${publicUrl}/contracts/${terms.number}.json`,
      publisher: { name: programme.contract.partyA.en },
      publishedAt: signedAt,
      signedAt,
      approvals: approvalsOf(entries, programme),
      documents: [
        {
          id: 'contract',
          documentType: 'contractSigned',
          title: terms.title,
          url: `${publicUrl}/contracts/${terms.number}.pdf`,
          format: 'application/pdf',
          language: 'fa',
          digest: contract.documentDigest,
        },
      ],
    }),
  )
  const release = await files.keep(
    caseKey(reference, `release-${version}.json`),
    released,
    'application/json',
  )
  const contractBytes = await files.read(caseKey(reference, `contract-${version}.pdf`))
  if (digestOfBytes(contractBytes) !== contract.documentDigest)
    throw new Error(`Contract ${version} of ${reference} is not the one that was signed`)
  const setting = typesetter.typeset(
    evidenceDocument(terms, evidence, {
      timeZone: programme.timeZone,
      branding: programme.branding,
      termsDigest: contract.termsDigest,
    }),
    { name: 'release.json', bytes: release, mime: 'application/json' },
  )
  const sheet = await unlessUnprintable(setting, reference, committing)
  if (sheet === undefined) return
  const sealed = await files.keep(
    caseKey(reference, `signed-contract-${version}.pdf`),
    await sealer.seal(contractBytes, {
      at: committing.now(),
      sheet,
      binds: { reference, sequence: tip.sequence, tip: tip.digest, rules: pinned.rules ?? null },
    }),
    'application/pdf',
  )
  await commit(committing, reference, {
    type: 'seal',
    version,
    sealDigest: digestOfBytes(sealed),
    openContractingDigest: digestOfBytes(release),
  })
}

function encoded(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}

/** The signatures of one version of a contract, in the order in which they were given. */
function signaturesOf(entries: readonly Entry[], version: number): readonly EntryOf<'ContractSigned'>[] {
  return entries.filter(
    (entry): entry is EntryOf<'ContractSigned'> =>
      entry.type === 'ContractSigned' && entry.data.version === version,
  )
}

/** What the ledger knows of a signature, for the contract's evidence sheet. */
function evidenceOf(
  { at, digest, data, personal }: EntryOf<'ContractSigned'>,
  signatories: readonly Signatory[],
): SignatureEvidence {
  const person = signatories.find(({ id }) => id === data.id)?.person
  return {
    who: namesIn(personal) ?? person?.name.fa ?? data.id,
    role: person?.role ?? { fa: data.id, en: data.id },
    at,
    method: { fa: 'پیوند و کد رایانامه‌ای', en: 'Emailed link and code' },
    digest,
  }
}

/** The stages that approved the proposal, in order, for the open-contracting release. */
function approvalsOf(entries: readonly Entry[], programme: Programme): ReleaseInput['approvals'] {
  return entries.flatMap((entry) => {
    if (entry.type !== 'StageClosed' || entry.data.outcome !== 'approved') return []
    const stage = programme.stages.find(({ id }) => id === entry.data.stage)
    return [
      {
        id: entry.data.stage,
        title: stage?.name ?? programme.name,
        at: entry.at,
        scored: stage?.scored ?? false,
      },
    ]
  })
}
