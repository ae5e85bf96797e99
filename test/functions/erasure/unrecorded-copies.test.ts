import { describe, expect, it } from 'vitest'
import { attachmentKey, caseKey } from '#functions/adapters/files.ts'
import { removeUnrecorded } from '#functions/erasure/unrecorded-copies.ts'
import { referenceOf, submitDesk } from '#test/functions/submit/submit-desk.ts'

const day = 24 * 60 * 60_000

async function swept(keysOf: (reference: string, kept: string) => readonly string[], age = 2 * day) {
  const desk = submitDesk()
  const reference = referenceOf(await desk.post(desk.form()))
  const [file] = (await desk.cases.revision(reference, 1))?.files ?? []
  if (file === undefined) throw new Error('The case has its file')
  const kept = attachmentKey(reference, file)
  const now = desk.dependencies.now
  const removed: string[] = []
  await removeUnrecorded({
    cases: desk.cases,
    now,
    async *list() {
      for (const key of [kept, ...keysOf(reference, kept)])
        yield { key, modified: new Date(now().getTime() - age) }
    },
    remove: async (key) => removed.push(key) > 0,
  })
  return { removed, reference, kept }
}

const id = 'u'.repeat(22)

describe('copies of files for a proposal that was not recorded', () => {
  it('are removed below a reference that no case has, and below a case in no revision of it', async () => {
    const stray = 'cases/TSV-1405-ZZZZZ/attachments/'.concat(id)
    const { removed, reference } = await swept((of) => [stray, caseKey(of, `attachments/${id}`)])
    expect(removed.sort()).toEqual([stray, caseKey(reference, `attachments/${id}`)].sort())
  })

  it('stay while they may still be recorded, and nothing else below a case is touched', async () => {
    const stray = 'cases/TSV-1405-ZZZZZ/attachments/'.concat(id)
    expect((await swept(() => [stray], day - 1)).removed).toEqual([])
    const others = ['contract-1.pdf', 'signed-contract-1.pdf', `attachments/../${id}`, `attachments/${id}/x`]
    expect((await swept((of) => others.map((name) => caseKey(of, name)))).removed).toEqual([])
    expect((await swept(() => ['incoming/'.concat(id), `uploads/${id}`])).removed).toEqual([])
  })
})
