import { namesIn } from '#functions/shared/pages/signed-names.ts'
import type { SignatureEvidence } from '#workflows/contract/signature-sheet.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import type { Signatory } from '#workflows/proposal/state.ts'

/** The signatures of one version of a contract, in the order in which they were given. */
export function signaturesOf(
  entries: readonly Entry[],
  version: number,
): readonly EntryOf<'ContractSigned'>[] {
  return entries.filter(
    (entry): entry is EntryOf<'ContractSigned'> =>
      entry.type === 'ContractSigned' && entry.data.version === version,
  )
}

/** What the ledger knows of each signature, for the contract's evidence sheet. */
export function signatureEvidence(
  signatures: readonly EntryOf<'ContractSigned'>[],
  signatories: readonly Signatory[],
): readonly SignatureEvidence[] {
  return signatures.map(({ at, digest, data, personal }) => {
    const person = signatories.find(({ id }) => id === data.id)?.person
    return {
      who: namesIn(personal) ?? person?.name.fa ?? data.id,
      role: person?.role ?? { fa: data.id, en: data.id },
      at,
      method: { fa: 'پیوند و کد رایانامه‌ای', en: 'Emailed link and code' },
      digest,
    }
  })
}

/** The stages that approved the proposal, in order, for the open-contracting release. */
export function approvalsOf(
  entries: readonly Entry[],
  programme: Programme,
): readonly { id: string; title: { fa: string; en: string }; at: string }[] {
  return entries.flatMap((entry) => {
    if (entry.type !== 'StageClosed' || entry.data.outcome !== 'approved') return []
    const stage = programme.stages.find(({ id }) => id === entry.data.stage)
    return [{ id: entry.data.stage, title: stage?.name ?? programme.name, at: entry.at }]
  })
}
