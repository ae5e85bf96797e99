import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readZip } from '#infra/verify/tasvib-verify.mjs'
import { outsideTool } from '#test/infra/aws/seal/outside-tool.ts'
import { sealParts } from '#test/infra/aws/seal/seal-parts.ts'
import { temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { anyChange, changed } from './byte-changes.ts'
import { bundleOf, sealedWorld } from './sealed-bundle.ts'

const script = fileURLToPath(new URL('outsider.py', import.meta.url))
const python = outsideTool('python3', '--version')
const pdfsig = outsideTool('pdfsig', '-v')
const openssl = outsideTool('openssl', 'version')

const bundle = await bundleOf(await sealedWorld())
const files = readZip(bundle)
const pdf = files.get('signed-contract-1.pdf') ?? new Uint8Array()
async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, bytes)
  return file
}

/** Places and what to flip there, spread over so many bytes; another choice in each run. */
function changes(length: number, count: number): [place: number, by: number][] {
  return fc.sample(anyChange(length), count)
}

describe('somebody who has nothing of ours', () => {
  it.skipIf(python === undefined)(
    'finds a flipped byte in ledger, proposal, attachment, contract and open data, in 1,000 tries',
    async () => {
      // The certificate beside the PDF is a copy of the one inside, and the README proves nothing.
      const names = [...files.keys()].filter((name) => !/README|\.pem$/.test(name))
      const asked = names.flatMap((name) =>
        changes(files.get(name)?.length ?? 0, Math.ceil(1_000 / names.length)).map((change) => [
          name,
          ...change,
        ]),
      )
      expect(asked.length).toBeGreaterThanOrEqual(1_000)
      const input = JSON.stringify({ bundle: await onDisk('evidence.zip', bundle), changes: asked })
      const { stdout, stderr } = spawnSync('python3', [script], { input, encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toEqual({ sound: true, missed: [] })
    },
  )

  it.skipIf(pdfsig === undefined)(
    'finds a flipped byte of what the seal covers by poppler, in 60 tries',
    async () => {
      const file = await onDisk('sealed.pdf', pdf)
      const valid = async (bytes: Uint8Array) => {
        await writeFile(file, bytes)
        return pdfsig?.('-nocert', file).said.includes('Signature is Valid.')
      }
      expect(await valid(pdf)).toBe(true)
      const start = Buffer.from(pdf).toString('latin1').lastIndexOf('/Contents <')
      for (const change of changes(start, 60))
        expect(await valid(changed(pdf, change)), change.join(' ^ ')).toBe(false)
    },
  )

  it.skipIf(openssl === undefined)(
    'finds a flipped byte of what the seal covers by openssl, in 60 tries',
    async () => {
      const { content, cms } = sealParts(pdf)
      const seal = await onDisk('seal.der', cms)
      const certificate = await onDisk('seal.pem', files.get('seal-certificate-1.pem') ?? new Uint8Array())
      const options = 'cms -verify -cades -binary -inform DER -purpose any -no_check_time'.split(' ')
      const signedFile = await onDisk('content', content)
      const status = async (signed: Uint8Array) => {
        await writeFile(signedFile, signed)
        const given = [
          '-in',
          seal,
          '-content',
          signedFile,
          '-CAfile',
          certificate,
          '-out',
          `${signedFile}.out`,
        ]
        return openssl?.(...options, ...given).status
      }
      expect(await status(content)).toBe(0)
      for (const change of changes(content.length, 60)) {
        expect(await status(changed(content, change)), change.join(' ^ ')).not.toBe(0)
      }
    },
  )
})
