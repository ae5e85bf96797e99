import { describe, expect, it } from 'vitest'
import { drawUpContract } from '#functions/draw-up-contract/draw-up-contract.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import type { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { ContractTerms } from '#workflows/contract/terms.ts'
import { digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { approvedWorld, drawUpDependencies } from './contract-world.ts'

const key = (name: string): string => caseKey(reference, name)

async function drawnUp(world: CaseWorld) {
  const entries = await world.cases.entries(reference)
  return entries.flatMap((entry) => (entry.type === 'ContractDrawnUp' ? [entry.data] : []))
}

/** The files of the case that are no attachment. */
const contractsIn = (world: CaseWorld): readonly string[] =>
  [...world.files.stored.keys()].filter(
    (key) => key.startsWith(caseKey(reference, '')) && !key.includes('/attachments/'),
  )

async function termsOf(world: CaseWorld, version: number): Promise<ContractTerms> {
  const bytes = await world.files.read(key(`terms-${version}.json`))
  return ContractTerms.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

describe('drawing up the contract', () => {
  it('sets it as a PDF, keeps it with its terms, and records both digests', async () => {
    const world = await approvedWorld()
    await drawUpContract(reference, drawUpDependencies(world))
    const [recorded] = await drawnUp(world)
    const pdf = await world.files.read(key('contract-1.pdf'))
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-')
    expect(recorded?.documentDigest).toBe(digestOfBytes(pdf))
    const terms = await termsOf(world, 1)
    expect(recorded?.termsDigest).toBe(digestOf(terms))
    expect(recorded).toMatchObject({ version: 1, number: terms.number })
    expect(terms).toMatchObject({ reference, number: 'KRM-1405-7F3K2-1', iban: kerman.contract.iban })
    expect((await world.open()).state.status).toBe('signing')
  })

  it('writes the same bytes when it is repeated after a crash, also at another time, and one entry', async () => {
    const world = await approvedWorld()
    const crash = {
      ...world.commit,
      cases: { ...world.cases, append: () => Promise.reject(new Error('Crash')) },
    }
    await expect(drawUpContract(reference, { ...drawUpDependencies(world), commit: crash })).rejects.toThrow(
      'Crash',
    )
    const before = digestOfBytes(await world.files.read(key('contract-1.pdf')))
    world.play.pass(3_600_000)
    await Promise.all([1, 2].map(() => drawUpContract(reference, drawUpDependencies(world))))
    await drawUpContract(reference, drawUpDependencies(world))
    expect(digestOfBytes(await world.files.read(key('contract-1.pdf')))).toBe(before)
    expect(await drawnUp(world)).toMatchObject([{ documentDigest: before }])
  })

  it('does nothing for a case that was withdrawn', async () => {
    const world = await approvedWorld()
    world.play.must({ type: 'withdraw', reason: 'Another partner' })
    await world.save()
    await drawUpContract(reference, drawUpDependencies(world))
    expect(contractsIn(world)).toEqual([])
    expect(await drawnUp(world)).toEqual([])
  })

  it('records nothing when the case is withdrawn while the contract is set', async () => {
    const world = await approvedWorld()
    const dependencies = drawUpDependencies(world)
    const typesetter = {
      typeset: async (...given: Parameters<typeof dependencies.typesetter.typeset>) => {
        world.play.must({ type: 'withdraw', reason: 'Another partner' })
        await world.save()
        return dependencies.typesetter.typeset(...given)
      },
    }
    await drawUpContract(reference, { ...dependencies, typesetter })
    expect(await drawnUp(world)).toEqual([])
  })

  it('draws up the next version from the terms that the case office released for it', async () => {
    const world = await approvedWorld()
    await drawUpContract(reference, drawUpDependencies(world))
    await world.catchUp()
    const { id, person } = world.play.as('signing').signatories[0] ?? {}
    const iban = 'IR580540105180021273113007'
    world.play.must({
      type: 'refuse-to-sign',
      id: id ?? '',
      email: person?.email ?? '',
      reason: 'Wrong account',
    })
    world.play.settle('Fixed', { number: 'KRM-1405-7F3K2-2', iban, conditions: ['ضمانت‌نامه'] })
    await world.save()
    await drawUpContract(reference, drawUpDependencies(world))
    expect(await termsOf(world, 2)).toMatchObject({
      number: 'KRM-1405-7F3K2-2',
      iban,
      conditions: ['ضمانت‌نامه'],
    })
    expect((await drawnUp(world)).map(({ version }) => version)).toEqual([1, 2])
    expect(await world.files.read(key('contract-1.pdf'))).not.toEqual(
      await world.files.read(key('contract-2.pdf')),
    )
  })

  it('fails where who signs for the startup was erased', async () => {
    const world = await approvedWorld()
    const entries = async () =>
      (await world.cases.entries(reference)).map((entry): Entry => ({ ...entry, personal: undefined }))
    const cases = { ...world.cases, entries }
    await expect(drawUpContract(reference, { ...drawUpDependencies(world), cases })).rejects.toThrow(/erased/)
  })
})

describe('terms that an earlier release took, with letters that no font has', () => {
  it('go back to the case office, which is told; nothing is set', async () => {
    const world = await approvedWorld([], { contactName: '李明' })
    await drawUpContract(reference, drawUpDependencies(world))
    expect(contractsIn(world)).toEqual([])
    expect((await world.open()).state).toMatchObject({ status: 'settling-terms', because: 'reopened' })
    const sentBack = (await world.cases.entries(reference)).at(-1)
    expect(sentBack).toMatchObject({ type: 'TermsReopened', data: { version: 1, unprintable: true } })
    expect(sentBack?.data).toHaveProperty('reason', expect.stringContaining('李 明'))
    expect(sentBack?.effects).toContain('mail-office:terms-to-settle')

    await drawUpContract(reference, drawUpDependencies(world))
    await world.catchUp()
    world.play.settle('The name in Latin letters', { number: 'KRM-1405-7F3K2-1' })
    await world.save()
    await drawUpContract(reference, drawUpDependencies(world))
    expect(await drawnUp(world)).toMatchObject([{ version: 1 }])
  })
})
