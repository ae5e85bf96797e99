import { describe, expect, it } from 'vitest'
import { uploadKey } from '#functions/adapters/files.ts'
import { evidenceBundleUrl } from '#functions/evidence/evidence-bundle.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { readZip, verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import { applicant, reference } from '#test/workflows/proposal/case-play.ts'

const attachments = ['one', 'two'].map((text) => new TextEncoder().encode(`%PDF-1.7 ${text}`))

async function sealedWorld() {
  const world = await signedWorld(attachments)
  await sealContract(reference, sealDependencies(world))
  return world
}

type World = Awaited<ReturnType<typeof sealedWorld>>

async function bundleOf(world: World): Promise<Uint8Array> {
  const url = await evidenceBundleUrl(reference, world)
  const [, key = ''] = /^https:\/\/files\.test\/([^?]+)/.exec(url) ?? []
  return world.files.read(key)
}

describe('the evidence bundle', () => {
  it('holds the ledger, the proposal, its attachments, and every document of the contract with its certificate', async () => {
    const world = await sealedWorld()
    const names = [...readZip(await bundleOf(world)).keys()]
    const revision = await world.cases.revision(reference, 1)
    expect(names).toEqual([
      'README.txt',
      'ledger.json',
      'revisions/1.json',
      'contract-1.pdf',
      'signed-contract-1.pdf',
      'release-1.json',
      'seal-certificate-1.pem',
      ...(revision?.files ?? []).map(({ fileId }) => `attachments/${fileId}`),
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
    const first = await evidenceBundleUrl(reference, world)
    const before = await bundleOf(world)
    expect(await evidenceBundleUrl(reference, world)).toBe(first)
    expect(Buffer.compare(await bundleOf(world), before)).toBe(0)
    await world.catchUp()
    await world.tell({ type: 'deliver' })
    expect(await evidenceBundleUrl(reference, world)).not.toBe(first)
    expect(verifyBundle(await bundleOf(world)).every(({ ok }) => ok)).toBe(true)
  })

  it('can be had before there is a contract', async () => {
    const world = await signedWorld()
    const files = readZip(await bundleOf(world))
    expect([...files.keys()]).toEqual(['README.txt', 'ledger.json', 'revisions/1.json', 'contract-1.pdf'])
    expect(verifyBundle(await bundleOf(world)).every(({ ok }) => ok)).toBe(true)
  })

  it('fails when an attachment is not of the size that the ledger has', async () => {
    const world = await sealedWorld()
    const [attached] = (await world.cases.revision(reference, 1))?.files ?? []
    await world.files.write(uploadKey(attached?.fileId ?? ''), new Uint8Array(3), 'application/pdf')
    await expect(bundleOf(world)).rejects.toThrow('size')
  })

  it('has one attachment in memory at a time', async () => {
    const world = await sealedWorld()
    let [open, most] = [0, 0]
    const files = {
      ...world.files,
      read: (key: string) => {
        open += key.startsWith('uploads/') ? 1 : 0
        return world.files.read(key)
      },
      async stream(_: string, chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          most = Math.max(most, open)
          if (attachments.some((one) => Buffer.compare(one, chunk) === 0)) open -= 1
        }
      },
    }
    await evidenceBundleUrl(reference, { cases: world.cases, files })
    expect([open, most]).toEqual([0, 1])
  })
})
