import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkSeal, readZip, verifyBundle, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { temporaryFolder } from '#test/infra/local/temporary-data.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { canonicalJson, digestOf } from '#workflows/ledger/digest.ts'
import { changed, findsChanges } from './byte-changes.ts'
import { bundleOf, sealedWorld } from './sealed-bundle.ts'

const script = fileURLToPath(new URL('../../../infra/verify/tasvib-verify.mjs', import.meta.url))
const world = await sealedWorld()
const bundle = await bundleOf(world)
const files = readZip(bundle)
const pdfName = 'signed-contract-1.pdf'
const pdf = contentOf(pdfName)

function contentOf(name: string): Uint8Array {
  const content = files.get(name)
  if (content === undefined) throw new Error(`There is no ${name}`)
  return content
}

/** Whether the seal on these bytes is not taken. */
function isRefused(bytes: Uint8Array): boolean {
  try {
    checkSeal(bytes)
    return false
  } catch {
    return true
  }
}

function run(...given: readonly string[]) {
  return spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' })
}

/** Whether the verifier takes these entries for the case's ledger. */
function judged(entries: readonly unknown[]): boolean {
  const ledger = Buffer.from(canonicalJson({ reference, entries }))
  return isSound(verifyFiles(new Map(files).set('ledger.json', ledger)))
}

const isSound = (findings: readonly { ok: boolean }[]): boolean => findings.every(({ ok }) => ok)

describe('one changed byte', () => {
  it('is found anywhere in the ZIP, in 1,000 tries', () => {
    expect(findsChanges(bundle, (zipped) => !isSound(verifyBundle(zipped)))).toBe(1_000)
  })

  // Who changes a file can write the ZIP anew, so that its checksums agree.
  const evidence = [...files.keys()].filter((name) => name !== 'README.txt')
  it.each(evidence)('is found in %s though the ZIP agrees, in 1,000 tries', (name) => {
    const original = contentOf(name)
    const isFound = (bytes: Uint8Array) => !isSound(verifyFiles(new Map(files).set(name, bytes)))
    expect(findsChanges(original, isFound)).toBe(1_000)
  })

  // What the signature itself says beside its attributes is not signed, e.g. the certificate's serial number; the ledger's
  // digest of the whole file finds a change there.
  it('is found in the PDF by its seal alone wherever the seal covers it, in 1,000 tries', () => {
    const text = Buffer.from(pdf).toString('latin1')
    const [, before = 0, after = 0] = (/.*\/ByteRange\s*\[0 (\d+)\s+(\d+)/s.exec(text) ?? []).map(Number)
    const isCovered = (place: number): boolean => place < before || place >= after
    expect(findsChanges(pdf, isRefused, isCovered)).toBe(1_000)
  })

  it('is irrelevant in README.txt alone, which proves nothing', () => {
    const other = changed(contentOf('README.txt'), [5, 1])
    expect(isSound(verifyFiles(new Map(files).set('README.txt', other)))).toBe(true)
  })
})

describe('a bundle that was made to look right', () => {
  it('is found when a file is missing or added', () => {
    for (const name of files.keys()) {
      const without = new Map(files)
      without.delete(name)
      expect(isSound(verifyFiles(without)), name).toBe(name === 'README.txt')
    }
    expect(isSound(verifyFiles(new Map(files).set('more.pdf', pdf)))).toBe(false)
  })

  it('is found when entries are left out, swapped, or rewritten with digests of their own', () => {
    const { entries } = JSON.parse(Buffer.from(contentOf('ledger.json')).toString('utf8')) as {
      entries: Record<string, unknown>[]
    }
    expect(judged(entries)).toBe(true)
    expect(judged(entries.toSpliced(3, 1))).toBe(false)
    expect(judged([...entries.slice(0, 2), ...entries.slice(2, 4).toReversed(), ...entries.slice(4)])).toBe(
      false,
    )
    const { digest: _old, sequence, previous, ...rest } = entries[4] ?? {}
    const forged = { ...rest, at: '2020-01-01T00:00:00.000Z' }
    const digest = digestOf({ previous, sequence, contentDigest: digestOf(forged) })
    expect(judged(entries.with(4, { ...forged, sequence, previous, digest }))).toBe(false)
  })

  it('is found when something was added to the sealed PDF', () => {
    expect(() => checkSeal(Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]))).toThrow('whole file')
  })

  it('is found when it is no bundle at all', () => {
    for (const bytes of [new Uint8Array(), bundle.subarray(1), bundle.subarray(0, -1), pdf]) {
      expect(isSound(verifyBundle(bytes))).toBe(false)
    }
  })
})

describe('the program', () => {
  it('says in both languages what it found, and ends with 0', async () => {
    const file = join(await temporaryFolder(), 'bundle.zip')
    await writeFile(file, bundle)
    const { status, stdout } = run(file)
    expect(status).toBe(0)
    expect(stdout).toContain('Everything agrees.')
    expect(stdout).toContain('همه چیز درست است.')
    expect(stdout).toContain('شهرداری کرمان')
  })

  it('ends with 1 for a bundle that was changed, and with 2 without one', async () => {
    const file = join(await temporaryFolder(), 'bundle.zip')
    await writeFile(file, changed(bundle, [5_000, 1]))
    expect(run(file)).toMatchObject({ status: 1, stdout: expect.stringContaining('NOT sound') })
    expect(run()).toMatchObject({ status: 2 })
  })

  it('takes the folder to which the bundle was unpacked', async () => {
    const folder = await temporaryFolder()
    for (const [name, content] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    expect(run(folder)).toMatchObject({ status: 0 })
  })
})
