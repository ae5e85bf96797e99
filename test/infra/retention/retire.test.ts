import { beforeEach, expect, it } from 'vitest'
import { nextVisit } from '#functions/clock/next-visit.ts'
import { retire } from '#functions/retention/retire.ts'
import type { OpenCase } from '#functions/shared/ports/case-store.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { applicant, by, caseToErase, dumpOf, personalForm } from '#test/infra/operate/case-to-erase.ts'
import { onRowsOfBothHomes } from '#test/ports/rows-of-homes.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import { verify } from '#workflows/ledger/verify.ts'

const begun = new Date('2026-11-25T10:00:00.000Z')
const later = {
  twoYears: new Date('2028-11-25T10:00:00.000Z'),
  aDayLess: new Date('2028-11-24T10:00:00.000Z'),
  aDayMore: new Date('2028-11-26T10:00:00.000Z'),
}

let count = 0
let reference = ''
let time = begun
const now = () => time
beforeEach(() => {
  count += 1
  reference = `TSV-1405-R${String(count).padStart(4, '0')}`
  time = begun
})

const dying = async (): Promise<boolean> => {
  throw new Error('The network is gone')
}

onRowsOfBothHomes('retention by the programme', (rowsOfHome) => {
  /** A case that the office closed, as the clock leaves it. */
  async function closedCase() {
    const made = await caseToErase(rowsOfHome(), reference, now)
    const { cases, must } = made
    const read = async (): Promise<OpenCase> => {
      const open = await cases.find(reference)
      if (open === undefined) throw new Error('The case is gone')
      return open
    }
    const clockVisits = async (): Promise<void> => {
      const open = await read()
      const visited = { now: time, changedAt: time.toISOString(), onTime: true, atRest: true }
      await cases.reschedule(open, nextVisit(open.state, { ...visited, programme: kerman }))
    }
    await must({ type: 'confirm' })
    await must({ type: 'close', by, reason: 'Not pursued' })
    await clockVisits()
    const erasing = { ...made.dependencies, deleteLinks: made.dependencies.rows.deleteLinks }
    const failures: string[] = []
    /** The rows are shared by the tests. */
    const ofThisCase: typeof cases.due = async (...asked) =>
      (await cases.due(...asked)).filter((due) => due === reference)
    const run = (changed: Partial<typeof erasing> = {}) =>
      retire({
        cases: { ...cases, due: ofThisCase },
        erasing: { ...erasing, ...changed },
        now,
        failed: (failed) => failures.push(failed),
      })
    const listed = async () =>
      (await cases.due(new Date('2100-01-01'), 1_000, 'retention')).includes(reference)
    return { ...made, read, clockVisits, run, listed, failures }
  }

  const traces = async (): Promise<string[]> => {
    const rows = await dumpOf(rowsOfHome(), reference)
    return [...Object.values(applicant), ...Object.values(personalForm)].filter((one) => rows.includes(one))
  }

  it('erases a case when its time is over and not before, and names the rule in the ledger', async () => {
    const { run, cases, files, attached, links, read, listed } = await closedCase()
    time = later.aDayLess
    expect(await run()).toEqual({ erased: 0 })
    expect(await traces()).toHaveLength(6)

    time = later.twoYears
    expect(await run()).toEqual({ erased: 1 })
    expect(await traces()).toEqual([])
    await expect(files.read(attachmentKey(reference, attached))).rejects.toThrow(/NoSuchKey|not exist/)
    time = begun
    for (const gone of [links.token, links.signing]) expect(await links.find(gone)).toBeUndefined()
    expect(await links.find(links.others)).toMatchObject({ opens: 'finance' })
    const entries = await cases.entries(reference)
    expect(entries.at(-1)).toMatchObject({
      type: 'PersonalDataErased',
      actor: { role: 'retention' },
      data: { reason: '', rule: { of: 'declined', kept: 'P2Y', since: begun.toISOString() } },
    })
    expect(verify(entries, (await read()).tip)).toEqual([])
    expect(await listed()).toBe(false)
  })

  it('is not what the clock is woken for', async () => {
    const { cases } = await closedCase()
    expect(await cases.due(later.aDayMore, 1_000)).not.toContain(reference)
  })

  it('finishes what a run that died left, and is harmless to repeat', async () => {
    const { run, cases, listed, failures, clockVisits } = await closedCase()
    time = later.twoYears
    await expect(run({ remove: dying })).rejects.toThrow('1 cases were not erased')
    expect(failures).toEqual([reference])
    expect((await cases.due(time, 1_000, 'retention')).includes(reference)).toBe(false)
    // The entry is recorded, so the clock looks at the case first and puts it back.
    await clockVisits()
    expect(await listed()).toBe(true)
    time = later.aDayMore
    expect(await run()).toEqual({ erased: 1 })
    expect(await traces()).toEqual([])
    await clockVisits()
    expect(await run()).toEqual({ erased: 1 })
    expect(await listed()).toBe(false)
    const entries = await cases.entries(reference)
    expect(entries.filter(({ type }) => type === 'PersonalDataErased')).toHaveLength(1)
  })

  it('leaves a case alone while the case office holds it, and takes it up when that is lifted', async () => {
    const { run, must, clockVisits, listed } = await closedCase()
    await must({ type: 'hold-erasure', by, reason: 'A court asked for it' })
    await clockVisits()
    expect(await listed()).toBe(false)
    time = later.aDayMore
    expect(await run()).toEqual({ erased: 0 })
    expect(await traces()).toHaveLength(6)
    await must({ type: 'release-erasure', by, reason: 'The court has decided' })
    await clockVisits()
    expect(await run()).toEqual({ erased: 1 })
    expect(await traces()).toEqual([])
  })

  it('drops a case from its list that was held after it was listed', async () => {
    const { run, must, cases, read, listed } = await closedCase()
    await must({ type: 'hold-erasure', by, reason: 'A court asked for it' })
    await cases.reschedule(await read(), { at: begun.toISOString(), to: 'retention' })
    time = later.aDayMore
    expect(await run()).toEqual({ erased: 0 })
    expect(await traces()).toHaveLength(6)
    expect(await listed()).toBe(false)
  })

  it('looks again after a month at a case of which a lock keeps a file', async () => {
    const { run, cases, listed } = await closedCase()
    time = later.twoYears
    expect(await run({ remove: async (key) => !key.includes('/attachments/') })).toEqual({ erased: 1 })
    expect(await listed()).toBe(true)
    expect(await cases.due(later.aDayMore, 1_000, 'retention')).not.toContain(reference)
  })
})
