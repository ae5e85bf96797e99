import { describe, expect, it } from 'vitest'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { readZip, verifyBundle, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { keyIn } from '#test/home/memory-home.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { type Audience, audiences } from '#workflows/proposal/handed-on-ledger.ts'

const attachments = ['one', 'two'].map((text) => new TextEncoder().encode(`%PDF-1.7 ${text}`))

async function sealedWorld() {
  const world = await signedWorld(attachments)
  await sealContract(reference, sealDependencies(world))
  return world
}

type World = Awaited<ReturnType<typeof sealedWorld>>

const by = kerman.caseOffice.email

async function bundleOf(world: World): Promise<Uint8Array> {
  const url = await evidenceBundleUrl(reference, 'city', world)
  return world.files.read(keyIn(url))
}

describe('the evidence bundle', () => {
  it('holds the ledger, the proposal, its attachments, and every document of the contract with its certificate', async () => {
    const world = await sealedWorld()
    const names = [...readZip(await bundleOf(world)).keys()]
    const revision = await world.cases.revision(reference, 1)
    expect(names).toEqual([
      'README.txt',
      'ledger.json',
      'rules.json',
      'revisions/1.json',
      'contract-1.pdf',
      'signed-contract-1.pdf',
      'release-1.json',
      'seal-certificate-1.pem',
      ...(revision?.files ?? []).map(({ fileId }) => `attachments/${fileId}`),
      expect.stringMatching(/^decisions\//),
    ])
    expect(revision?.files).toHaveLength(2)
  })

  it('is sound, in the words of both languages', async () => {
    const findings = verifyBundle(await bundleOf(await sealedWorld()))
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ en }) => en).join('\n')).toContain('its seal is valid')
    expect(findings.map(({ fa }) => fa).join('\n')).toContain('مهر آن درست است')
  })

  it('has no personal data beside the ledger or the proposal', async () => {
    const files = readZip(await bundleOf(await sealedWorld()))
    const text = ['ledger.json', 'revisions/1.json'].map((name) => new TextDecoder().decode(files.get(name)))
    expect(text.join('\n')).not.toContain(applicant.email)
    expect(text.join('\n')).not.toContain('"personal"')
    expect(text.join('\n')).not.toContain('"typedName"')
  })

  it('is the same, byte for byte, until the case goes on', async () => {
    const world = await sealedWorld()
    const first = await evidenceBundleUrl(reference, 'city', world)
    const before = await bundleOf(world)
    expect(keyIn(await evidenceBundleUrl(reference, 'city', world))).toBe(keyIn(first))
    expect(Buffer.compare(await bundleOf(world), before)).toBe(0)
    await world.catchUp()
    await world.tell({ type: 'deliver' })
    expect(await evidenceBundleUrl(reference, 'city', world)).not.toBe(first)
    expect(verifyBundle(await bundleOf(world)).every(({ ok }) => ok)).toBe(true)
  })

  it('is made once for whoever asks a hundred times, and anew when the case went on', async () => {
    const world = await sealedWorld()
    const made: string[] = []
    const files = {
      ...world.files,
      stream(key: string, ...rest: readonly [AsyncIterable<Uint8Array>, { size: number; type: string }]) {
        made.push(key)
        return world.files.stream(key, ...rest)
      },
    }
    const ask = (audience: Audience) => evidenceBundleUrl(reference, audience, { cases: world.cases, files })
    for (let time = 0; time < 100; time += 1) for (const audience of audiences) await ask(audience)
    expect(new Set(made).size).toBe(audiences.length)
    expect(made).toHaveLength(audiences.length)
    await world.catchUp()
    await world.tell({ type: 'deliver' })
    await ask('applicant')
    expect(made).toHaveLength(audiences.length + 1)
  })

  it('may be made by two who ask at once: both write the same bytes under one key', async () => {
    const world = await sealedWorld()
    const made: [key: string, bytes: Buffer][] = []
    let [asked, release] = [0, () => {}]
    const both = new Promise<void>((resolve) => {
      release = resolve
    })
    const files = {
      ...world.files,
      // Neither sees the other's.
      async has(key: string) {
        asked += 1
        if (asked === 2) release()
        await both
        return world.files.has(key)
      },
      async stream(key: string, chunks: AsyncIterable<Uint8Array>) {
        const parts: Uint8Array[] = []
        for await (const chunk of chunks) parts.push(chunk)
        made.push([key, Buffer.concat(parts)])
      },
    }
    const ask = () => evidenceBundleUrl(reference, 'city', { cases: world.cases, files })
    const [one, other] = await Promise.all([ask(), ask()])
    expect(keyIn(one)).toBe(keyIn(other))
    expect(made).toHaveLength(2)
    expect(made[0]).toEqual(made[1])
  })

  it('can be had before there is a contract', async () => {
    const world = await signedWorld()
    const files = readZip(await bundleOf(world))
    expect([...files.keys()]).toEqual([
      'README.txt',
      'ledger.json',
      'rules.json',
      'revisions/1.json',
      'contract-1.pdf',
      expect.stringMatching(/^decisions\//),
    ])
    expect(verifyBundle(await bundleOf(world)).every(({ ok }) => ok)).toBe(true)
  })

  it('of an erased case keeps a sealed contract, though finance never acknowledged it, and is not sound without it', async () => {
    const world = await sealedWorld()
    await world.catchUp()
    await world.tell({ type: 'deliver' })
    await world.tell({ type: 'close', by, reason: 'Not pursued' })
    await world.tell({ type: 'erase', by, reason: 'Asked for' })
    const files = new Map(readZip(await bundleOf(world)))
    expect([...files.keys()]).toContain('signed-contract-1.pdf')
    expect(verifyFiles(files).filter(({ ok }) => !ok)).toEqual([])
    files.delete('signed-contract-1.pdf')
    expect(verifyFiles(files).some(({ ok }) => !ok)).toBe(true)
  })

  it('fails when an attachment is not of the size that the ledger has', async () => {
    const world = await sealedWorld()
    const [attached] = (await world.cases.revision(reference, 1))?.files ?? []
    if (attached === undefined) throw new Error('The case has an attachment')
    await world.files.write(attachmentKey(reference, attached), new Uint8Array(3), 'application/pdf')
    await expect(bundleOf(world)).rejects.toThrow('size')
  })

  it('passes an attachment on chunk by chunk, and holds no more than one of them', async () => {
    const world = await sealedWorld()
    const [chunk, count] = [1024, 4096]
    const attached = (await world.cases.revision(reference, 1))?.files ?? []
    const revision = async (of: string, number: number) => {
      const found = await world.cases.revision(of, number)
      return found && { ...found, files: attached.map((file) => ({ ...file, size: chunk * count })) }
    }
    let [asked, passed] = [0, 0]
    const files = {
      ...world.files,
      read: async (key: string) => {
        if (key.includes('/attachments/')) throw new Error('An attachment was read as a whole')
        return world.files.read(key)
      },
      async *chunks(key: string) {
        if (!attached.some((file) => attachmentKey(reference, file) === key))
          return yield* world.files.chunks(key)
        for (asked = 1; asked <= count; asked += 1) yield new Uint8Array(chunk)
      },
      async stream(_: string, chunks: AsyncIterable<Uint8Array>, { size }: { readonly size: number }) {
        let length = 0
        for await (const part of chunks) {
          length += part.length
          if (part.length !== chunk) continue
          passed += 1
          expect(asked).toBe(((passed - 1) % count) + 1)
        }
        expect(length).toBe(size)
      },
    }
    await evidenceBundleUrl(reference, 'city', { cases: { ...world.cases, revision }, files })
    expect(passed).toBe(attached.length * count)
  })

  it('fails when an attachment changes while it is read', async () => {
    const world = await sealedWorld()
    let opened = 0
    const files = {
      ...world.files,
      async *chunks(key: string) {
        opened += 1
        const bytes = Uint8Array.from(await world.files.read(key))
        if (opened === 2) bytes.reverse()
        yield bytes
      },
    }
    await expect(evidenceBundleUrl(reference, 'city', { cases: world.cases, files })).rejects.toThrow(
      'changed',
    )
  })
})
