import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { keepRoot } from '#functions/ledger-root/keep-root.ts'
import { selfSignedCertificate } from '#functions/shared/contract/seal/self-signed-certificate.ts'
import { inclusionProof } from '#functions/shared/evidence/inclusion-proof.ts'
import type { CaseStore, CaseSummary } from '#functions/shared/ports/case-store.ts'
import { rootKey } from '#functions/shared/ports/files.ts'
import { verifyRoot } from '#infra/verify/tasvib-verify-root.mjs'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { ledgerEnds } from '#test/home/ledger-ends.ts'
import { memoryFiles } from '#test/home/memory-home.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { withhold } from '#workflows/ledger/chain.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signMessage = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
let certificate = ''
beforeAll(async () => {
  certificate = await selfSignedCertificate({
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: signMessage,
    organization: 'شهرداری کرمان',
    now: new Date(),
  })
})

/** A played case, and a day's root over it and many others. */
async function rooted(others = 0) {
  const world = new CaseWorld()
  world.play.begin()
  await world.save()
  const files = memoryFiles()
  const { state } = await world.open()
  const many: CaseSummary[] = Array.from({ length: others }, (_, index) => ({
    reference: `TSV-1404-${String(index).padStart(5, '0')}`,
    state,
    tip: { sequence: 1 + (index % 9), digest: digestOfBytes(String(index)) },
    updated: '2020-01-01T00:00:00.000Z',
  }))
  const pages: number[] = []
  const cases: Pick<CaseStore, 'list' | 'entries'> = {
    entries: (of) => world.cases.entries(of),
    async list({ limit, cursor, ...list }) {
      const open = 'open' in list && list.open
      pages.push(limit)
      const all = open ? [...(await world.cases.list({ open, limit: 1 })).cases, ...many] : []
      const start = Number(cursor ?? 0)
      const end = start + limit
      return { cases: all.slice(start, end), ...(end < all.length ? { cursor: String(end) } : {}) }
    },
  }
  const dependencies = { files, sign: signMessage }
  const ends = await ledgerEnds(cases, world.now())
  const statement = await keepRoot(ends, dependencies)
  const entries = await world.cases.entries(reference)
  return { world, files, cases, ends, dependencies, statement, entries, pages }
}

describe('the daily root', () => {
  it('proves to an outsider that the ledger of a case stood so', async () => {
    const { statement, cases, files, entries } = await rooted(2_500)
    expect(statement.cases).toBe(2_501)
    const proof = await inclusionProof(reference, statement.day, { cases, files })
    expect(proof.pages).toHaveLength(3)
    expect(proof.page.length).toBeLessThanOrEqual(1_000)
    expect(verifyRoot({ proof, reference, entries, certificate })).toEqual([])
    expect(JSON.stringify(proof)).not.toContain('TSV-1404')
  })

  it('still proves it when the ledger has gone on', async () => {
    const { statement, cases, files, world, entries: before } = await rooted()
    world.play.now = new Date(world.now().getTime() + 60_000)
    world.play.approveStage()
    await world.save()
    const entries = await world.cases.entries(reference)
    expect(entries.length).toBeGreaterThan(before.length)
    const proof = await inclusionProof(reference, statement.day, { cases, files })
    expect(proof.leaf.sequence).toBe(before.length)
    expect(verifyRoot({ proof, reference, entries, certificate })).toEqual([])
  })

  it('proves it of a ledger whose words are withheld too', async () => {
    const { statement, cases, files, entries } = await rooted()
    const proof = await inclusionProof(reference, statement.day, { cases, files })
    expect(verifyRoot({ proof, reference, entries: entries.map(withhold), certificate })).toEqual([])
  })

  it('convicts a ledger that was written anew from its first entry on', async () => {
    const { statement, cases, files, entries } = await rooted()
    const proof = await inclusionProof(reference, statement.day, { cases, files })
    const forged = entries.map((entry) => ({ ...entry, digest: digestOfBytes(`forged ${entry.digest}`) }))
    expect(verifyRoot({ proof, reference, entries: forged, certificate })).toHaveLength(1)
    const unlisted = { ...cases, entries: async () => forged }
    await expect(inclusionProof(reference, statement.day, { cases: unlisted, files })).rejects.toThrow(
      'is not in the root',
    )
  })

  it.each([
    ['statement', (statement: object) => ({ ...statement, cases: 3 })],
    ['pages', () => [digestOfBytes('another page')]],
    ['page', () => [digestOfBytes('another leaf')]],
    ['leaf', (leaf: object) => ({ ...leaf, reference: 'TSV-1404-00001' })],
    ['signature', () => Buffer.from('another signature').toString('base64')],
  ] as const)('finds out a proof whose %s was changed', async (part, change) => {
    const { statement, cases, files, entries } = await rooted(3)
    const proof = await inclusionProof(reference, statement.day, { cases, files })
    const changed = { ...proof, [part]: change(proof[part] as object) }
    expect(verifyRoot({ proof: changed, reference, entries, certificate })).not.toEqual([])
  })

  it('is one a day: a repeat keeps the first', async () => {
    const { ends, dependencies, files, statement } = await rooted(2)
    const first = files.stored.get(rootKey(statement.day))?.bytes
    await keepRoot(ends, dependencies)
    expect(files.stored.get(rootKey(statement.day))?.bytes).toEqual(first)
  })

  it('reads heads a hundred at a time, and is sound without any case', async () => {
    const { ends, pages, dependencies } = await rooted(950)
    expect(new Set(pages)).toEqual(new Set([100]))
    const none = { ...dependencies, files: memoryFiles() }
    expect(await keepRoot({ ...ends, ends: [] }, none)).toMatchObject({ cases: 0 })
  })
})
