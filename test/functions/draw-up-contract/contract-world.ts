import type { DrawUpDependencies } from '#functions/draw-up-contract/draw-up-contract.ts'
import { createTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { revisionOfForm } from '#functions/shared/intake/revision-of-form.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { validForm } from '#test/workflows/form/valid-form.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { termsOf } from '#workflows/contract/terms-draft.ts'
import { type ProposalForm, proposalForm } from '#workflows/form/proposal-form.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

/** One compiler for all tests of a file: it takes a while to start. */
export const typesetter = createTypesetter()

/** A case that waits for its contract, with the form that it is drawn up from and the attachments that came with it. */
export async function approvedWorld(
  attachments: readonly Uint8Array[] = [],
  answers: Partial<ProposalForm> = {},
): Promise<CaseWorld> {
  const world = new CaseWorld()
  const type = 'application/pdf'
  const put = async (name: string, bytes: Uint8Array) => {
    const { fileId } = await world.files.store({ name, type, bytes })
    const file = { fileId, name, type, size: bytes.length, sha256: digestOfBytes(bytes) } as const
    return world.files.attach(reference, file)
  }
  const files = await Promise.all(attachments.map((bytes, index) => put(`پیوست ${index}.pdf`, bytes)))
  const decision = await put('مصوبه.pdf', new TextEncoder().encode('%PDF-1.7 مصوبه'))
  const form = proposalForm().parse({ ...validForm, ...answers })
  const { revision, documents } = revisionOfForm({
    reference,
    revision: 1,
    at: world.now(),
    form,
    files,
    salt: 'a salt of sixteen characters',
  })
  world.play
    .begin(documents)
    .approveAllStages()
    .must(recordOf('waiver', { decision }), {
      type: 'release-terms',
      by: 'office@kerman.example',
      terms: termsOf({
        form,
        programmeContract: kerman.contract,
        reference,
        contractVersion: 1,
        now: world.now().toISOString(),
        timeZone: kerman.timeZone,
        conditions: [],
      }),
      note: '',
    })
  await world.save([{ kind: 'revision', revision }])
  return world
}

export function drawUpDependencies(world: CaseWorld): DrawUpDependencies {
  const publicUrl = 'https://tasvib.kerman.example'
  return { cases: world.cases, files: world.files, typesetter, publicUrl, commit: world.commit }
}
