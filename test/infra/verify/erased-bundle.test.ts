import { describe, expect, it } from 'vitest'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { bundleParts } from '#functions/shared/evidence/bundle-parts.ts'
import { zip } from '#functions/shared/evidence/zip.ts'
import { readZip, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'

type Files = ReadonlyMap<string, Uint8Array>

const by = kerman.caseOffice.email
const erase = { type: 'erase', by, reason: 'Asked for' } as const
const close = { type: 'close', by, reason: 'Not pursued' } as const
const attachment = new TextEncoder().encode('%PDF-1.7 attached')

/** A case whose contract everybody signed, or that was sealed as well and is with finance. */
async function signed({ sealed }: { readonly sealed: boolean }) {
  const world = await signedWorld([attachment])
  if (!sealed) return world
  await sealContract(reference, sealDependencies(world))
  await world.catchUp()
  await world.tell({ type: 'deliver' })
  return world
}

type World = Awaited<ReturnType<typeof signed>>

/** The city's bundle; once the case is erased no file can be read whose key an erasure removes. */
async function bundleOf({ cases, files }: World, removed?: RegExp): Promise<Files> {
  const there = (key: string): string => {
    if (removed?.test(key)) throw new Error(`There is no ${key}`)
    return key
  }
  const sources = {
    cases,
    files: {
      read: async (key: string) => files.read(there(key)),
      chunks: (key: string) => files.chunks(there(key)),
      has: (key: string) => files.has(key),
      verdict: (key: string) => files.verdict(key),
    },
  }
  const entries = await cases.entries(reference)
  const parts: Uint8Array[] = []
  for await (const chunk of zip(await bundleParts({ reference, entries, audience: 'city' }, sources)))
    parts.push(chunk)
  return readZip(Buffer.concat(parts))
}

function faultsOf(files: Files): string[] {
  return verifyFiles(files).flatMap(({ ok, name, en }) => (ok ? [] : [`${name}: ${en}`]))
}

function without(files: Files, name: string): Files {
  expect(files.has(name)).toBe(true)
  return new Map([...files].filter(([other]) => other !== name))
}

function saidToBeErased(files: Files): string[] {
  return verifyFiles(files).flatMap(({ ok, name, en, fa }) =>
    ok && en.includes('was erased') && fa.includes('پاک شده است') ? [name] : [],
  )
}

describe('the bundle of a case whose applicant was erased', () => {
  it('is sound without attachments and a contract that never came into force, and says so', async () => {
    const world = await signed({ sealed: false })
    const attached = [...(await bundleOf(world)).keys()].filter((name) => name.startsWith('attachments/'))
    expect(attached).toHaveLength(1)
    await world.tell(close, erase)
    const files = await bundleOf(world, /^uploads\/|contract-|release-/)
    expect([...files.keys()]).toEqual(['README.txt', 'ledger.json', 'rules.json', 'revisions/1.json'])
    expect(faultsOf(files)).toEqual([])
    const decision = expect.stringMatching(/^decisions\//) as string
    expect(saidToBeErased(files)).toEqual([...attached, decision, 'contract-1.pdf'])
    const readme = Buffer.from(files.get('README.txt') ?? []).toString('utf8')
    expect(readme).toMatch(/^دادهٔ شخصی این پرونده پاک شده است/)
    expect(readme).toContain('The personal data of this case was erased')
  })

  it('is sound without the seal on a contract that finance returned', async () => {
    const world = await signed({ sealed: true })
    await world.tell({ type: 'return', reason: 'The account is wrong' }, close, erase)
    const files = await bundleOf(world, /^uploads\/|contract-|release-/)
    expect(faultsOf(files)).toEqual([])
    expect(saidToBeErased(files).slice(2)).toEqual([
      'contract-1.pdf',
      'signed-contract-1.pdf',
      'seal-certificate-1.pem',
      'release-1.json',
    ])
  })

  it('keeps the documents of a contract in force, and is not sound without one of them', async () => {
    const world = await signed({ sealed: true })
    await world.tell({ type: 'acknowledge', note: '' }, erase)
    const files = await bundleOf(world, /^uploads\//)
    expect(faultsOf(files)).toEqual([])
    expect(saidToBeErased(files)).toHaveLength(1)
    for (const name of [
      'contract-1.pdf',
      'signed-contract-1.pdf',
      'release-1.json',
      'seal-certificate-1.pem',
    ])
      expect(faultsOf(without(files, name)), name).toContain(`${name}: it is missing`)
  })

  it('is not sound without what an erasure leaves, nor with an attachment of somebody else', async () => {
    const world = await signed({ sealed: false })
    const name = [...(await bundleOf(world)).keys()].find((of) => of.startsWith('attachments/')) ?? ''
    await world.tell(close, erase)
    const files = await bundleOf(world)
    expect(faultsOf(without(files, 'revisions/1.json'))).toEqual(['revisions/1.json: it is missing'])
    expect(faultsOf(new Map(files).set(name, attachment))).toEqual([])
    expect(faultsOf(new Map(files).set(name, attachment.toReversed()))).toHaveLength(1)
  })
})

describe('the bundle of a closed case whose ledger says nothing of an erasure', () => {
  it('is not sound without its attachment or its contract, and says nothing of an erasure', async () => {
    const world = await signed({ sealed: false })
    await world.tell(close)
    const files = await bundleOf(world)
    const attached = [...files.keys()].find((name) => name.startsWith('attachments/')) ?? ''
    for (const name of [attached, 'contract-1.pdf']) {
      expect(faultsOf(without(files, name))).toEqual([`${name}: it is missing`])
      expect(saidToBeErased(without(files, name))).toEqual([])
    }
    expect(Buffer.from(files.get('README.txt') ?? []).toString('utf8')).not.toContain('was erased')
  })
})
