import { beforeEach, expect, it } from 'vitest'
import { evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { attachmentKey, caseKey } from '#functions/shared/ports/files.ts'
import { eraseTold } from '#infra/operate/erase-told.ts'
import { readZip, verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { onRowsOfBothHomes } from '#test/ports/rows-of-homes.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { applicant, by, caseToErase, dumpOf, personalForm } from './case-to-erase.ts'

const traces = [
  ...Object.values(applicant),
  ...Object.values(personalForm),
  'canary attachment',
  'canary contract',
]
const now = () => new Date()

const isIn = (text: string) => (trace: string) => text.includes(trace)
/** Words by which a search finds the case, as either home keeps one. */
const wordsIn = (text: string) =>
  ['canary', 'health'].filter(
    (word) => text.includes(`search#${word.slice(0, 2)}`) || text.includes(`"word":"${word}"`),
  )

let count = 0
let reference = ''
beforeEach(() => {
  count += 1
  reference = `TSV-1405-E${String(count).padStart(4, '0')}`
})

onRowsOfBothHomes('erasing an applicant', (rows) => {
  const submitted = () => caseToErase(rows(), reference, now)
  const dump = () => dumpOf(rows(), reference)

  it('leaves no trace in the store, and the chain whole', async () => {
    const { must, dependencies, cases, files, attached, links } = await submitted()
    await must({ type: 'confirm' })
    await must({ type: 'mark-unreachable', email: applicant.email, kind: 'bounce' })
    await must({ type: 'close', by, reason: 'Not pursued' })
    await files.write(caseKey(reference, 'contract-1.pdf'), Buffer.from('canary contract'), 'application/pdf')
    const before = await dump()
    expect(traces.filter((trace) => before.includes(trace))).toEqual([
      ...Object.values(applicant),
      personalForm.nationalCode,
      personalForm.mobile,
      personalForm.contactName,
    ])
    const tipBefore = (await cases.entries(reference)).at(-1)
    expect(wordsIn(before)).toEqual(['canary', 'health'])

    const told = await eraseTold({ reference, by, reason: 'Asked for by the applicant' }, dependencies)
    expect(told).toMatchObject({ ok: true })
    expect(told.lines[0]).toBe('Erased beside 1 entries, in 1 revisions, 1 attachments, 2 links.')

    const after = await dump()
    expect(traces.filter((trace) => after.includes(trace))).toEqual([])
    // Nor a word by which the board would find the applicant.
    expect(after).not.toMatch(/canary/i)
    expect(wordsIn(after)).toEqual(['health'])
    await expect(files.read(attachmentKey(reference, attached))).rejects.toThrow(/NoSuchKey|not exist/)
    expect(await links.find(links.token)).toBeUndefined()
    expect(await links.find(links.signing)).toBeUndefined()
    expect(await links.find(links.others)).toMatchObject({ opens: 'finance' })

    const entries = await cases.entries(reference)
    const open = await cases.find(reference)
    expect(entries.at(-1)).toMatchObject({
      type: 'PersonalDataErased',
      previous: tipBefore?.digest,
      actor: { role: 'office', email: by },
    })
    expect(verify(entries, open?.tip)).toEqual([])
    expect(JSON.parse(JSON.stringify(replay(entries)))).toEqual(open?.state)
    expect(open?.state).toMatchObject({ applicant: null, unreachable: [] })
  })

  it('is harmless to repeat, and finishes what a run that died left', async () => {
    const { must, dependencies, cases } = await submitted()
    await must({ type: 'withdraw', reason: 'Changed our mind' })
    const dying = {
      ...dependencies,
      remove: async () => {
        throw new Error('The network is gone')
      },
    }
    await expect(eraseTold({ reference, by, reason: 'Asked for' }, dying)).rejects.toThrow('network')
    expect((await eraseTold({ reference, by, reason: 'Asked for' }, dependencies)).ok).toBe(true)
    expect((await eraseTold({ reference, by, reason: 'Asked for' }, dependencies)).ok).toBe(true)
    const entries = await cases.entries(reference)
    expect(entries.filter(({ type }) => type === 'PersonalDataErased')).toHaveLength(1)
    expect(await dump()).not.toContain(applicant.email)
  })

  it('is refused while a case is open, and needs a reason', async () => {
    const { must, dependencies } = await submitted()
    await must({ type: 'confirm' })
    const asked = { reference, by, reason: 'Asked for' }
    expect((await eraseTold(asked, dependencies)).lines[0]).toContain('not-now')
    await must({ type: 'close', by, reason: 'Not pursued' })
    expect((await eraseTold({ ...asked, reason: ' ' }, dependencies)).lines[0]).toContain('reason-missing')
    expect(await dump()).toContain(applicant.email)
  })

  it('leaves evidence that the city can have and verify, without what was erased', async () => {
    const { must, dependencies, cases, files } = await submitted()
    await must({ type: 'withdraw', reason: 'Changed our mind' })
    expect(await bundle()).toContain('canary attachment')
    await eraseTold({ reference, by, reason: 'Asked for' }, dependencies)
    expect(traces.filter(isIn(await bundle()))).toEqual([])

    async function bundle(): Promise<string> {
      const zip = await (await fetch(await evidenceBundleUrl(reference, 'city', { cases, files }))).bytes()
      expect(verifyBundle(zip).filter(({ ok }) => !ok)).toEqual([])
      return [...readZip(zip).values()].map((part) => Buffer.from(part).toString('utf8')).join('\n')
    }
  })

  it('leaves a file that two earlier cases share to the other one, and takes it with the last', async () => {
    const bytes = Buffer.from('%PDF-1.7 shared')
    const file = {
      fileId: 'EEEEEEEEEEEEEEEEEEEEE1',
      name: 'plan.pdf',
      type: 'application/pdf',
      size: bytes.length,
      sha256: digestOfBytes(bytes),
    }
    const key = attachmentKey(reference, file)
    const mistyped = await caseToErase(rows(), reference, now, file)
    const live = await caseToErase(rows(), `${reference}-2`, now, file)
    await live.files.write(key, bytes, file.type)
    for (const made of [mistyped, live]) await made.must({ type: 'withdraw', reason: 'Not pursued' })
    // Both cases are of one store.
    const { remove } = live.dependencies
    const told = (of: string, { dependencies }: typeof live) =>
      eraseTold({ reference: of, by, reason: 'Asked for' }, { ...dependencies, remove })
    expect((await told(reference, mistyped)).ok).toBe(true)
    expect(await live.files.has(key)).toBe(true)
    expect((await told(`${reference}-2`, live)).ok).toBe(true)
    expect(await live.files.has(key)).toBe(false)
  })

  it('says which files a lock keeps', async () => {
    const { must, dependencies } = await submitted()
    await must({ type: 'withdraw', reason: 'Changed our mind' })
    const told = await eraseTold(
      { reference, by, reason: 'Asked for' },
      { ...dependencies, remove: async (key) => !key.includes('/attachments/') },
    )
    expect(told.ok).toBe(false)
    expect(told.lines.join('\n')).toMatch(/attachments\/\S+ is locked and stays until its lock ends/)
  })
})
