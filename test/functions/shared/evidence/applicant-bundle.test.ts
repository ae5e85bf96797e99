import { beforeAll, describe, expect, it } from 'vitest'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { readZip, verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { CaseDesk } from '#test/functions/desk/case-desk.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import type { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { keyIn } from '#test/home/memory-home.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { marksOfCityPeople, readable } from './bytes-of-bundle.ts'

type Sources = Pick<CaseWorld | CaseDesk, 'cases' | 'files'>

async function bundleOf(sources: Sources): Promise<Uint8Array> {
  const url = await evidenceBundleUrl(reference, 'applicant', sources)
  return sources.files.read(keyIn(url))
}

interface Shown {
  readonly type: string
  readonly actor: { readonly role: string }
}

function entriesOf(files: ReadonlyMap<string, Uint8Array>): { shown: Shown[]; count: number } {
  const { entries } = JSON.parse(Buffer.from(files.get('ledger.json') ?? []).toString('utf8')) as {
    entries: Partial<Shown>[]
  }
  return { shown: entries.filter((entry): entry is Shown => 'type' in entry), count: entries.length }
}

describe("the applicant's bundle of a sealed contract", () => {
  let world: CaseWorld
  let files: ReadonlyMap<string, Uint8Array>
  beforeAll(async () => {
    world = await signedWorld([new TextEncoder().encode('%PDF-1.7 attached')])
    await sealContract(reference, sealDependencies(world))
    files = readZip(await bundleOf(world))
  })

  it('has what the applicant sent and signed, the sealed contract, its certificate and its open data', async () => {
    const [attached] = (await world.cases.revision(reference, 1))?.files ?? []
    expect([...files.keys()]).toEqual([
      'README.txt',
      'ledger.json',
      'revisions/1.json',
      'contract-1.pdf',
      'signed-contract-1.pdf',
      'release-1.json',
      'seal-certificate-1.pem',
      `attachments/${attached?.fileId}`,
    ])
    const revision = JSON.parse(Buffer.from(files.get('revisions/1.json') ?? []).toString('utf8'))
    expect(revision.personal.value).toEqual((await world.cases.revision(reference, 1))?.personal?.value)
  })

  it('shows the own entries and what may be read in full, of others the place alone', () => {
    const { shown, count } = entriesOf(files)
    expect([...new Set(shown.map(({ type }) => type))]).toEqual([
      'ProposalSubmitted',
      'AddressConfirmed',
      'ContractSigned',
      'ContractSealed',
    ])
    expect(count).toBeGreaterThan(shown.length + 10)
  })

  it('names nobody of the city who reviews or keeps cases: no name, role, address or seat, in no byte', async () => {
    const text = readable(files)
    expect(text).toContain('"role":"signatory"')
    expect(marksOfCityPeople().filter((mark) => text.includes(mark))).toEqual([])
    // The same search finds them in the bundle of the city.
    const key = keyIn(await evidenceBundleUrl(reference, 'city', world))
    const whole = readable(readZip(await world.files.read(key)))
    expect(marksOfCityPeople().filter((mark) => whole.includes(mark)).length).toBeGreaterThan(20)
  })

  it('has nothing of what others left with their signatures', () => {
    const text = readable(files)
    expect(text).not.toContain('192.0.2.1')
    expect(text).not.toContain('"typedName"')
  })

  it('says in both languages what is withheld and why', () => {
    const readme = Buffer.from(files.get('README.txt') ?? []).toString('utf8')
    expect(readme).toContain('چه چیز پوشیده است و چرا')
    expect(readme).toContain('What is withheld, and why')
  })

  it('can be had once the personal data was erased', async () => {
    const read = world.cases.revision
    const cases = {
      entries: world.cases.entries,
      revision: async (ofCase: string, number: number) => {
        const revision = await read(ofCase, number)
        return revision === undefined ? undefined : { ...revision, personal: null }
      },
    }
    const stored = new Map<string, Buffer>()
    const sources = {
      cases,
      files: {
        ...world.files,
        has: async () => false,
        async stream(key: string, chunks: AsyncIterable<Uint8Array>) {
          const parts: Uint8Array[] = []
          for await (const chunk of chunks) parts.push(chunk)
          stored.set(key, Buffer.concat(parts))
        },
      },
    }
    await evidenceBundleUrl(reference, 'applicant', sources)
    const [erased = Buffer.alloc(0)] = stored.values()
    expect(verifyBundle(erased).filter(({ ok }) => !ok)).toEqual([])
    expect(erased.toString('utf8')).not.toContain('"personal":{')
  })
})

/** A case brought to places before and beside its contract. */
const places: readonly (readonly [status: string, bring: (desk: CaseDesk) => Promise<void>])[] = [
  ['in-review', async () => {}],
  ['awaiting-revision', (desk) => desk.decide(0, 'request-changes')],
  ['between-stages', (desk) => desk.decide(0, 'approve')],
  ['signing', (desk) => desk.toSigning()],
  [
    'sealing',
    async (desk) => {
      await desk.toSigning()
      await desk.signAll()
    },
  ],
  [
    'settling-terms',
    async (desk) => {
      await desk.toSigning()
      await desk.must({
        type: 'refuse-to-sign',
        id: 'startup',
        email: 'narges@salamatyar.example',
        reason: 'شبا نادرست است',
      })
    },
  ],
  ['closed', (desk) => desk.decide(0, 'reject')],
]

describe("the applicant's bundle at any time", () => {
  it.each(places)('is sound and names nobody when the case is %s', async (status, bring) => {
    const desk = await CaseDesk.open()
    await bring(desk)
    expect((await desk.state()).status).toBe(status)
    const bundle = await bundleOf(desk)
    const findings = verifyBundle(bundle)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    const text = readable(readZip(bundle))
    expect(marksOfCityPeople().filter((mark) => text.includes(mark))).toEqual([])
    expect(text).toMatch(/"contentDigest"/)
  })

  it('has no contract before it is sealed', async () => {
    const desk = await CaseDesk.open()
    await desk.toSigning()
    await desk.signAll()
    const names = [...readZip(await bundleOf(desk)).keys()]
    expect(names.filter((name) => name.includes('contract'))).toEqual([])
  })

  it('can be had before the address is confirmed', async () => {
    const desk = await CaseDesk.submitted()
    const { shown, count } = entriesOf(readZip(await bundleOf(desk)))
    expect(shown.map(({ type }) => type)).toEqual(['ProposalSubmitted'])
    expect(count).toBe(1)
  })
})
