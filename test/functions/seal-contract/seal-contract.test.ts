import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { drawUpContract } from '#functions/draw-up-contract/draw-up-contract.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { ledgerAnswer } from '#functions/shared/evidence/ledger-file.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { approvedWorld, drawUpDependencies } from '#test/functions/draw-up-contract/contract-world.ts'
import type { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { OcdsReleasePackage } from '#workflows/contract/ocds-schema.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { sealDependencies, signedWorld } from './signed-world.ts'

const key = (name: string): string => caseKey(reference, name)

async function json(world: CaseWorld, name: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await world.files.read(key(name))))
}

async function seals(world: CaseWorld) {
  const entries = await world.cases.entries(reference)
  return entries.flatMap((entry) => (entry.type === 'ContractSealed' ? [entry.data] : []))
}

const failing = () => Promise.reject(new Error('Crash'))
const bundle = z.object({ reference: z.string(), entries: z.array(z.unknown()) })

describe('sealing the contract', () => {
  it('records the digests of the very files that finance gets', async () => {
    const world = await signedWorld()
    await sealContract(reference, sealDependencies(world))
    expect(await seals(world)).toEqual([
      {
        version: 1,
        sealDigest: digestOfBytes(await world.files.read(key('signed-contract-1.pdf'))),
        openContractingDigest: digestOfBytes(await world.files.read(key('release-1.json'))),
      },
    ])
    expect((await world.open()).state.status).toBe('sealed')
  })

  it('begins with the very bytes that were signed, and carries evidence and release behind them', async () => {
    const world = await signedWorld()
    await sealContract(reference, sealDependencies(world))
    const sealed = Buffer.from(await world.files.read(key('signed-contract-1.pdf')))
    const signed = await world.files.read(key('contract-1.pdf'))
    expect(digestOfBytes(sealed.subarray(0, signed.length))).toBe(
      world.play.as('sealing').contract.documentDigest,
    )
    const added = sealed.subarray(signed.length).toString('latin1')
    expect(added).toContain('/EmbeddedFile')
    expect(added).toMatch(/<pdfaid:part>3</)
  })

  it('seals no contract that is not the one that was signed', async () => {
    const world = await signedWorld()
    const forged = Buffer.from(await world.files.read(key('contract-1.pdf')))
    forged.writeUInt8(forged.readUInt8(1_000) ^ 1, 1_000)
    await world.files.write(key('contract-1.pdf'), forged, 'application/pdf')
    await expect(sealContract(reference, sealDependencies(world))).rejects.toThrow(
      'not the one that was signed',
    )
    expect([...world.files.stored.keys()].some((name) => name.includes('signed-contract'))).toBe(false)
  })

  it('publishes a release by the standard that names no person, with every approval and the signed document', async () => {
    const world = await signedWorld()
    await sealContract(reference, sealDependencies(world))
    const release = OcdsReleasePackage.parse(await json(world, 'release-1.json'))
    const { documentDigest } = world.play.as('sealing').contract
    const [contract] = release.releases[0]?.contracts ?? []
    expect(contract?.documents.map(({ description }) => description)).toEqual([`sha256:${documentDigest}`])
    const titles = release.releases[0]?.planning.milestones.map(({ title_en }) => title_en)
    for (const { name } of kerman.stages) expect(titles).toContain(name.en)
    expect(JSON.stringify(release)).not.toMatch(/@|Sara Karimi|نرگس|0013542419|09131234567/)
  })

  it('leaves a ledger that others can verify, without the personal data beside it', async () => {
    const world = await signedWorld()
    await sealContract(reference, sealDependencies(world))
    const whole = await world.cases.entries(reference)
    const { entries } = bundle.parse(JSON.parse(ledgerAnswer(reference, whole, 'city').body))
    const read = entries.map((entry) => parseEntry(entry))
    const { tip } = await world.open()
    expect(verify(read, tip)).toEqual([])
    expect(read.at(-1)?.type).toBe('ContractSealed')
    expect(read.every(({ personal }) => personal === undefined)).toBe(true)
    expect(JSON.stringify(entries)).not.toMatch(/sara@startup|192\.0\.2\.1|A Name/)
  })

  it('keeps the first seal when it is repeated after a crash, though no two are equal, and records that one', async () => {
    const world = await signedWorld()
    const crash = { ...world.commit, cases: { ...world.cases, append: failing } }
    await expect(sealContract(reference, { ...sealDependencies(world), commit: crash })).rejects.toThrow(
      'Crash',
    )
    const digests = () =>
      ['signed-contract-1.pdf', 'release-1.json'].map((name) =>
        digestOfBytes(world.files.stored.get(key(name))?.bytes ?? name),
      )
    const before = digests()
    world.play.pass(3_600_000).must({ type: 'mark-unreachable', email: 'x@kerman.example', kind: 'bounce' })
    await world.save()
    await Promise.all([1, 2].map(() => sealContract(reference, sealDependencies(world))))
    await sealContract(reference, sealDependencies(world))
    const [{ sealDigest } = {}] = await seals(world)
    expect(sealDigest).toBe(before[0])
    expect(digests()).toEqual(before)
    expect(await seals(world)).toHaveLength(1)
  })

  it('does nothing before everyone signed, or when the case office closed the case', async () => {
    const world = await approvedWorld()
    await drawUpContract(reference, drawUpDependencies(world))
    await sealContract(reference, sealDependencies(world))
    const closed = await signedWorld()
    closed.play.must({ type: 'close', by: 'office@kerman.example', reason: 'The council forbade it' })
    await closed.save()
    await sealContract(reference, sealDependencies(closed))
    for (const { files } of [world, closed]) {
      expect([...files.stored.keys()].some((name) => name.includes('signed-contract'))).toBe(false)
    }
  })
})

describe('a name that an earlier release let sign, with letters that no font has', () => {
  it('is not sealed: the terms go back to the case office, and everyone signs anew', async () => {
    const world = await approvedWorld()
    await drawUpContract(reference, drawUpDependencies(world))
    await world.catchUp()
    const own = world.play.signature(0)
    const evidence = { typedName: '李明', ip: '192.0.2.1', userAgent: 'test' }
    world.play.must(own.type === 'sign' ? { ...own, evidence } : own)
    for (const index of [1, 2]) world.play.must(world.play.signature(index))
    await world.save()
    await sealContract(reference, sealDependencies(world))
    expect(await seals(world)).toEqual([])
    expect((await world.open()).state).toMatchObject({ status: 'settling-terms', because: 'reopened' })
    expect((await world.cases.entries(reference)).at(-1)?.data).toMatchObject({
      version: 1,
      unprintable: true,
      reason: expect.stringContaining('李 明') as unknown,
    })
    await sealContract(reference, sealDependencies(world))
    expect((await world.open()).state.status).toBe('settling-terms')
  })
})
