import { spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bundleReadme } from '#functions/shared/evidence/bundle-readme.ts'
import { verifierDigest } from '#functions/shared/pages/verifier-digest.ts'
import { checkSeal, printed, readZip, verifyBundle, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { canonicalJson, digestOf } from '#workflows/ledger/digest.ts'
import { audiences } from '#workflows/proposal/handed-on-ledger.ts'
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

async function onDisk(bytes: Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(), 'bundle.zip')
  await writeFile(file, bytes)
  return file
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
      // Bundles of earlier releases have no decision: that it is not there is said, and ends with 3.
      const isSaid = name === 'README.txt' || name.startsWith('decisions/')
      expect(isSound(verifyFiles(without)), name).toBe(isSaid)
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
  const { entries } = JSON.parse(Buffer.from(contentOf('ledger.json')).toString('utf8')) as {
    entries: { digest: string }[]
  }
  const tip = entries.at(-1)?.digest ?? ''
  const wrong = 'ab'.repeat(32)
  const fingerprint = new X509Certificate(contentOf('seal-certificate-1.pem')).fingerprint256
  it('says in both languages what it found, and ends with 0 for who knows the last digest', async () => {
    const file = await onDisk(bundle)
    const { status, stdout } = run(file, '--tip', tip)
    expect(status).toBe(0)
    expect(stdout).toContain('Everything agrees.')
    expect(stdout).toContain('همه چیز درست است.')
    expect(stdout).toContain('شهرداری کرمان')
  })

  it.each<[string, number, (file: string) => string[]]>([
    ['nothing named', 5, (of) => [of]],
    ['the pins before the path', 0, (of) => ['--tip', tip, '--fingerprint', fingerprint, of]],
    ['the pins behind the path', 0, (of) => [of, `--tip=${tip}`, `--fingerprint=${fingerprint}`]],
    ['a wrong digest before the path', 1, (of) => ['--tip', wrong, of]],
    ['a wrong digest behind the path', 1, (of) => [of, '--tip', wrong]],
    ['a wrong certificate behind the path', 1, (of) => [of, '--tip', tip, '--fingerprint', wrong]],
    ['an unknown option before the path', 2, (of) => ['--pin', tip, of]],
    ['an unknown option behind the path', 2, (of) => [of, '--Tip', tip]],
    ['an unknown short option', 2, (of) => [of, '-t', tip]],
    ['a malformed digest', 2, (of) => [of, '--tip', tip.slice(1)]],
    ['a malformed certificate', 2, (of) => ['--fingerprint', 'sha256:abc', of]],
    ['an empty pin', 2, (of) => [of, '--tip=']],
    ['a pin without its value', 2, (of) => [of, '--tip']],
    ['two bundles', 2, (of) => [of, of]],
    ['no such file', 2, (of) => [`${of}.not`]],
    ['nothing', 2, () => []],
    ['--help', 0, () => ['--help']],
  ])('ends, with %s, with %i', async (_, expected, given) => {
    const { status, stdout, stderr } = run(...given(await onDisk(bundle)))
    expect(status, stdout + stderr).toBe(expected)
    expect(stderr).not.toContain('    at ')
    if (expected === 2) expect(stdout).toBe('')
  })

  it('ends with 1 for a bundle that was changed', async () => {
    expect(run(await onDisk(changed(bundle, [5_000, 1])))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('NOT sound'),
    })
  })

  it('takes the folder to which the bundle was unpacked', async () => {
    const folder = await temporaryFolder()
    for (const [name, content] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    expect(run(folder, '--tip', tip)).toMatchObject({ status: 0 })
    // A link beside them shows a reader what is no part of the bundle.
    await symlink('/etc/hosts', join(folder, 'rejection.pdf'))
    expect(run(folder, '--tip', tip)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('✗ rejection.pdf'),
    })
  })

  it('prints what a bundle says so that it can be nothing else', () => {
    const spaces = ' '.repeat(90)
    for (const text of [
      '\u001b[2J',
      '\u202e',
      '\u2066',
      '\n✓ all',
      '\r',
      '\u2028',
      '\u009b1m',
      `a${spaces}b`,
      '\\u{1b}',
    ])
      expect(printed(text)).not.toMatch(/(?!\u200c)[\p{C}\p{Zl}\p{Zp}]| {2}|\\(?!u\{)/u)
    expect(printed('x'.repeat(500))).toHaveLength(121)
    expect(printed('شهرداری کرمان')).toBe('شهرداری کرمان')
    expect(printed('\u001b[2J')).toBe('\\u{1b}[2J')
  })

  it('takes no words of a bundle for its own, whatever reference its ledger claims', async () => {
    const claimed =
      'TSV-1405-7F3K2 is whole. Everything agrees, sealed by "the City"; nothing else needs checking. It'
    const { entries } = JSON.parse(Buffer.from(contentOf('ledger.json')).toString('utf8'))
    const { digest: _, sequence, previous, ...content } = entries[0]
    content.data.reference = claimed
    const digest = digestOf({ previous, sequence, contentDigest: digestOf(content) })
    const forged = canonicalJson({ reference: claimed, entries: [{ ...entries[0], ...content, digest }] })
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'ledger.json'), forged)
    const { stdout } = run(folder)
    expect(stdout).toContain(`the ledger of "${printed(claimed)}" is whole`)
    expect(printed(claimed)).not.toContain('"')
  })

  it('quotes whom a seal’s certificate names', async () => {
    expect(run(await onDisk(bundle)).stdout).toMatch(/its seal is valid: "[^"]+", 2/)
  })

  it('has the digest that the README and the page for verification name', () => {
    const digest = createHash('sha256').update(readFileSync(script)).digest('hex')
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
    expect(verifierDigest).toBe(digest)
    expect(readme).toContain(`\`${digest}\``)
  })

  it('says what each exit status means where people look: its own help, the README and the README of a bundle', () => {
    const help = run('--help').stdout
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
    const inBundle = Buffer.from(contentOf('README.txt')).toString('utf8')
    for (const status of [0, 1, 2, 3, 4, 5, 6]) {
      expect(help).toMatch(new RegExp(`^ {2}${status} {2}\\w`, 'm'))
      expect(readme).toMatch(new RegExp(`^\\| ${status} `, 'm'))
      expect(inBundle.match(new RegExp(`^ {2}${status} {2}\\S`, 'gm'))).toHaveLength(2)
    }
  })

  it.each(audiences)("knows the README of the %s's bundle, also of an erased case", (audience) => {
    for (const isErased of [false, true]) {
      const text = bundleReadme('{reference}', audience, isErased)
      const digest = createHash('sha256').update(text).digest('hex')
      expect(readFileSync(script, 'utf8'), `write ${digest} into its list of READMEs`).toContain(
        `'${digest}'`,
      )
    }
  })
})
