import { describe, expect, it } from 'vitest'
import { removeUnrecorded } from '#functions/shared/erasure/unrecorded-copies.ts'
import { attachmentKey, caseKey } from '#functions/shared/ports/files.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { referenceOf, submitDesk } from '#test/functions/submit/submit-desk.ts'

const day = 24 * 60 * 60_000

async function swept(
  keysOf: (reference: string, kept: string) => readonly string[],
  { age = 31 * day, find }: { age?: number; find?: (reference: string, own: Find) => ReturnType<Find> } = {},
) {
  const desk = submitDesk()
  const reference = referenceOf(await desk.post(desk.form()))
  const [file] = (await desk.cases.revision(reference, 1))?.files ?? []
  if (file === undefined) throw new Error('The case has its file')
  const kept = attachmentKey(reference, file)
  const now = desk.dependencies.now
  const removed: string[] = []
  const failed: string[] = []
  const refusal = await removeUnrecorded({
    cases: {
      entries: (of) => desk.cases.entries(of),
      revision: (of, number) => desk.cases.revision(of, number),
      find: (of) => (find ?? ((one, own) => own(one)))(of, (one) => desk.cases.find(one)),
    },
    failed: (of) => failed.push(of),
    now,
    async *list() {
      for (const key of [kept, ...keysOf(reference, kept)])
        yield { key, modified: new Date(now().getTime() - age) }
    },
    remove: async (key) => removed.push(key) > 0,
  }).then(
    () => undefined,
    (error: Error) => error.message,
  )
  return { removed, reference, kept, failed, refusal }
}

type Find = ReturnType<typeof submitDesk>['cases']['find']

const id = 'u'.repeat(22)
const strays = (count: number) =>
  Array.from({ length: count }, (_, at) => `cases/TSV-1405-ZZZZ${at}/attachments/${id}`)

describe('copies of files for a proposal that was not recorded', () => {
  it('are removed below a reference that no case has, and below a case in no revision of it', async () => {
    const stray = 'cases/TSV-1405-ZZZZZ/attachments/'.concat(id)
    const { removed, reference } = await swept((of) => [stray, caseKey(of, `attachments/${id}`)])
    expect(removed.sort()).toEqual([stray, caseKey(reference, `attachments/${id}`)].sort())
  })

  it('stay, all of them, where the table has no case, as after it was emptied', async () => {
    const { removed, refusal } = await swept(() => [], { find: async () => undefined })
    expect(removed).toEqual([])
    expect(refusal).toContain('1 references have files and no case')
  })

  it('stay, all of them, where many references have no case, as after an older table was restored', async () => {
    const { removed, refusal } = await swept((of) => [...strays(6), caseKey(of, `attachments/${id}`)])
    expect(removed).toEqual([])
    expect(refusal).toContain('6 references')
    expect((await swept(() => strays(5))).removed).toHaveLength(5)
  })

  it('of a case that cannot be read stay, while the others are looked at, and it is told', async () => {
    const torn = 'TSV-1405-ZZZZ1'
    const { removed, failed, refusal } = await swept(
      (of) => [...strays(2), caseKey(of, `attachments/${id}`)],
      {
        find: async (of, own) => {
          if (of === torn) throw new TornCase(torn, {})
          return await own(of)
        },
      },
    )
    expect(removed).toHaveLength(2)
    expect(failed).toEqual([torn])
    expect(refusal).toContain('cannot be read')
  })

  it('stay while they may still be recorded, and nothing else below a case is touched', async () => {
    const stray = 'cases/TSV-1405-ZZZZZ/attachments/'.concat(id)
    expect((await swept(() => [stray], { age: 29 * day })).removed).toEqual([])
    const others = ['contract-1.pdf', 'signed-contract-1.pdf', `attachments/../${id}`, `attachments/${id}/x`]
    expect((await swept((of) => others.map((name) => caseKey(of, name)))).removed).toEqual([])
    expect((await swept(() => ['incoming/'.concat(id), `uploads/${id}`])).removed).toEqual([])
  })
})
