import { createHash, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { keepRoot } from '#functions/ledger-root/keep-root.ts'
import { type ContractSealer, contractSealer } from '#functions/shared/contract/contract-sealer.ts'
import {
  rootCertificate,
  selfSignedCertificate,
} from '#functions/shared/contract/seal/self-signed-certificate.ts'
import { rootCertificateKey } from '#functions/shared/ports/files.ts'
import { chainOf, examine, type Pins, readZip } from '#infra/verify/tasvib-verify.mjs'
import { ledgerEnds } from '#test/home/ledger-ends.ts'
import { testAuthority } from '#test/infra/aws/seal/test-authority.ts'
import {
  testCertificate,
  testRootCertificate,
  testRootPublicKey,
  testRootSign,
  testSealer,
  testSign,
} from '#test/infra/aws/seal/test-seal.ts'
import { downloadedBundle, type SealedWorld, sealedWorld, signRoot } from './sealed-bundle.ts'

type Files = Map<string, Uint8Array>

const certificate = new X509Certificate(testCertificate)
const fingerprint = certificate.fingerprint256
const day = 86_400_000

async function filesOf(world: SealedWorld, audience: 'city' | 'applicant' = 'city'): Promise<Files> {
  return new Map(readZip(await downloadedBundle(world, audience)))
}

function digestsOf(files: Files): string[] {
  const { entries } = JSON.parse(Buffer.from(files.get('ledger.json') ?? []).toString()) as {
    entries: { digest: string }[]
  }
  return entries.map(({ digest }) => digest)
}

/** The exit status, and all that is said in English. */
function told(files: Files, pins?: Pins): { status: number; said: string } {
  const { status, findings, en } = examine(files, pins)
  return { status, said: [...findings.map((finding) => finding.en), en].join('\n') }
}

describe('a bundle of the day of its seal', () => {
  let files: Files
  beforeAll(async () => {
    files = await filesOf(await sealedWorld())
  })

  it('is anchored up to the entry that was the last one when the contract was sealed', () => {
    const { status, said } = told(files)
    expect(status).toBe(5)
    expect(said).toContain('entries 1–34 by the seal of 22 November 2026; 1 later one not yet')
    expect(said).toContain('(--tip) alone')
    expect(examine(files).fa).toContain('ردیف‌های ۱ تا ۳۴ با مهر')
  })

  it('agrees to the end for whoever knows its last digest, however it is written', () => {
    const tip = digestsOf(files).at(-1) ?? ''
    expect(told(files, { tips: [tip] }).status).toBe(0)
    expect(told(files, { tips: [tip.toUpperCase()], fingerprints: [fingerprint] }).status).toBe(0)
  })

  it('is anchored as far as an earlier receipt goes, where that is farther than the seal', () => {
    const [first = ''] = digestsOf(files)
    expect(told(files, { tips: [first] })).toMatchObject({ status: 5 })
    expect(told(files, { tips: [first] }).said).toContain('what you named (up to entry 1)')
  })

  it('is not sound to whoever knows another digest, certificate or key, one right pin beside it or not', () => {
    const tip = digestsOf(files).at(-1) ?? ''
    const wrong = 'ab'.repeat(32)
    expect(told(files, { tips: [wrong] })).toMatchObject({ status: 1 })
    expect(told(files, { tips: [tip, wrong] })).toMatchObject({ status: 1 })
    expect(told(files, { tips: [wrong] }).said).toContain('no entry has the digest that you named')
    expect(told(files, { tips: [tip], fingerprints: [wrong] })).toMatchObject({ status: 1 })
    expect(told(files, { fingerprints: [wrong] }).said).toContain('not the one that you named')
  })

  it('may be pinned by the key of the certificate, which outlives its renewal', () => {
    const key = certificate.publicKey.export({ type: 'spki', format: 'der' })
    const print = createHash('sha256').update(key).digest('hex')
    expect(told(files, { fingerprints: [print] }).status).toBe(5)
  })
})

describe('a bundle of the day after', () => {
  let world: SealedWorld
  let files: Files
  beforeAll(async () => {
    world = await sealedWorld()
    await signRoot(world)
    files = await filesOf(world)
  })

  it('has the signed root of the day, and is anchored to its last entry', () => {
    expect([...files.keys()]).toContain('root.json')
    expect(told(files).status).toBe(4)
    const { status, said } = told(files, { fingerprints: [fingerprint] })
    expect(status).toBe(0)
    expect(said).toContain('(--tip) alone')
    expect(said).toContain(
      'entries 1–35 by the seal of 22 November 2026 (up to entry 34) and the root of 22 November 2026; the ledger here has no later ones',
    )
  })

  it('is made anew when there is a newer root, and not for every reader', async () => {
    world.play.pass(day)
    await world.catchUp()
    await world.tell({ type: 'deliver' })
    const before = await filesOf(world)
    expect(told(before)).toMatchObject({ status: 5 })
    expect(told(before).said).toContain('1 later one not yet')
    await signRoot(world)
    const after = await filesOf(world)
    expect(told(after)).toMatchObject({ status: 4 })
    expect(told(after).said).toContain('the root of 23 November 2026')
    expect(digestsOf(after)).toEqual(digestsOf(before))
  })

  it('shows in the applicant’s bundle the same anchors, and that not all of it is shown', async () => {
    const own = await filesOf(world, 'applicant')
    expect(told(own)).toMatchObject({ status: 4 })
    const { status, said } = told(own, { tips: [digestsOf(own).at(-1) ?? ''], fingerprints: [fingerprint] })
    expect(status).toBe(3)
    expect(said).toContain('not all of it is shown or proven')
  })

  it('is anchored by an older root too, when the case moved while the newest was made', async () => {
    const other = await sealedWorld()
    await signRoot(other)
    other.play.pass(day)
    await signRoot(other, { list: async () => ({ cases: [] }) })
    const { said } = told(await filesOf(other))
    expect(said).toContain('the root of 22 November 2026')
  })
})

describe('a bundle without an anchor', () => {
  it('is consistent, and its origin is not proven, where the seal is from before seals bound the ledger', async () => {
    const before: ContractSealer = { seal: (pdf, { at }) => testSealer.seal(pdf, { at }) }
    const files = await filesOf(await sealedWorld(before))
    const { status, said } = told(files, { fingerprints: [fingerprint] })
    expect(status).toBe(6)
    expect(said).toContain('from before seals bound the ledger')
    expect(said).toContain('Consistent, origin not proven.')
  })

  it('says that README.txt is no evidence, and whether a release of Tasvib wrote it', async () => {
    const files = await filesOf(await sealedWorld())
    const pins = { tips: [digestsOf(files).at(-1) ?? ''] }
    expect(told(files, pins).said).toContain('it is no evidence: nothing vouches for what it says')
    const replaced = new Map(files).set('README.txt', Buffer.from('The mayor approved all of it.'))
    expect(told(replaced, pins)).toMatchObject({ status: 3 })
    expect(told(replaced, pins).said).toContain('rely on nothing in it')
  })
})

describe('the key of the daily roots', () => {
  const pins = { fingerprints: [fingerprint] }

  it('is not that of the seal, whose fingerprint names both, since it vouches for the other', async () => {
    const [own] = chainOf(testRootCertificate)
    expect(own?.publicKey.equals(certificate.publicKey)).toBe(false)
    const files = await rootedBy(testRootCertificate)
    expect(told(files, pins)).toMatchObject({ status: 0 })
    expect(told(files).said).not.toContain(own?.fingerprint256)
    expect(told(files, { fingerprints: [own?.fingerprint256 ?? ''] })).toMatchObject({ status: 1 })
  })

  it('was that of the seal in earlier releases, whose roots stay good', async () => {
    expect(told(await rootedBy(testCertificate, testSign), pins)).toMatchObject({ status: 0 })
  })

  it.each([
    ['nobody vouches for', async () => await ofOwn()],
    ['claims the seal behind it, which did not sign it', async () => `${await ofOwn()}${testCertificate}`],
    [
      'another vouches for under the same name',
      async () => {
        const seal = { certificate: await ofOwn(), sign: testRootSign }
        const now = new Date('2026-01-01T00:00:00Z')
        return await rootCertificate({ publicKey: testRootPublicKey, seal, now })
      },
    ],
  ])('convinces nobody who names the seal where %s', async (_, made) => {
    const { status, said } = told(await rootedBy(await made()), pins)
    expect(status).toBe(1)
    expect(said).toContain('not the one that you named')
  })

  it('is not anybody’s to whom the authority of the seal’s certificate gave one too', async () => {
    const authority = await testAuthority()
    const now = new Date('2026-01-01T00:00:00Z')
    const made = await rootCertificate({ publicKey: testRootPublicKey, seal: authority, now })
    const files = await rootedBy(made)
    const print = new X509Certificate(authority.certificate).fingerprint256
    expect(told(files).said).not.toContain(print)
    expect(told(files)).toMatchObject({ status: 1 })
    expect(told(files).said).toContain('not that of the seal in this bundle')
    expect(chainOf(made)).toHaveLength(1)
  })

  it('may be of a seal that the city changed, for whoever names both', async () => {
    const other = await ofOwn()
    const files = await rootedBy(other)
    expect(told(files)).toMatchObject({ status: 1 })
    const fingerprints = [fingerprint, new X509Certificate(other).fingerprint256]
    expect(told(files, { fingerprints })).toMatchObject({ status: 0 })
  })

  it('makes no seal, though the seal vouches for it', async () => {
    const sealer = contractSealer({ certificates: async () => testRootCertificate, sign: testRootSign })
    const { status, said } = told(await filesOf(await sealedWorld(sealer)), pins)
    expect(status).toBe(1)
    expect(said).toContain('not the one that you named')
  })
})

/** A bundle whose root says that its certificate is this one. */
async function rootedBy(pem: string, sign = testRootSign): Promise<Files> {
  const world = await sealedWorld()
  await world.files.write(rootCertificateKey, new TextEncoder().encode(pem), 'text/plain')
  await keepRoot(await ledgerEnds(world.cases, world.now()), { files: world.files, sign })
  return filesOf(world)
}

/** A certificate that the key of the roots made for itself. */
async function ofOwn(): Promise<string> {
  return await selfSignedCertificate({
    publicKey: testRootPublicKey,
    sign: testRootSign,
    organization: 'شهرداری کرمان',
    now: new Date('2026-01-01T00:00:00Z'),
  })
}
