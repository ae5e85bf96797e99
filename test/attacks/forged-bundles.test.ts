import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { readZip } from '#infra/verify/tasvib-verify.mjs'
import { temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import {
  cutBehind,
  type Files,
  json,
  ledgerOf,
  rootedByAnother,
  sealedByAnother,
  textOf,
  withAnotherNumber,
  withAnotherReason,
  withheldRejection,
  withOtherRules,
  zipOf,
} from './forged-bundle.ts'

const script = fileURLToPath(new URL('../../infra/verify/tasvib-verify.mjs', import.meta.url))

let tasvib: RunningTasvib
let genuine: Files
/** The bundle of a neighbour's case, which nobody sealed, with its proof by the same root. */
let neighbour: Files
let neighbours: Uint8Array
let fingerprint: string
let tip: string

async function download(address: string): Promise<Files> {
  return readZip(new Uint8Array(await (await fetch(address)).arrayBuffer()))
}

beforeAll(async () => {
  tasvib = await runTasvib()
  const visitor = tasvib.visitors.en
  const { reference } = await playWholeCase(visitor, 'en')
  const office = new CasePlayers(visitor)
  const founder = String(sampleProposals.fa.fields['email'])
  const other = await tasvib.players.submit(sampleProposals.fa, crypto.randomUUID())
  await tasvib.players.confirm(founder)
  await visitor.advance('P1D')
  await vi.waitFor(
    async () => {
      genuine = readZip(await office.boardFile(reference, 'evidence.zip'))
      const { leaf } = JSON.parse(textOf(genuine, 'root.json'))
      if (leaf.sequence !== ledgerOf(genuine).entries.length) throw new Error('There is no newer root yet')
      const track = await tasvib.visitors.fa.link(founder, 'track', other)
      neighbour = await download(`${track}/evidence.zip`)
      neighbours = neighbour.get('root.json') ?? new Uint8Array()
      if (neighbours.length === 0) throw new Error('The neighbour is in no root yet')
    },
    { timeout: 60_000, interval: 1_000 },
  )
  fingerprint = new X509Certificate(textOf(genuine, 'seal-certificate-1.pem')).fingerprint256
  tip = ledgerOf(genuine).entries.at(-1)?.digest ?? ''
})
afterAll(async () => {
  await tasvib.stop()
})

interface Told {
  readonly status: number | null
  readonly said: string
}

/** Runs the verifier as whoever was handed the bundle. */
async function verified(bundle: Files | Uint8Array, ...pins: readonly string[]): Promise<Told> {
  const file = join(await temporaryFolder(), 'evidence.zip')
  await writeFile(file, bundle instanceof Uint8Array ? bundle : await zipOf(bundle))
  return run(file, ...pins)
}

function run(...given: readonly string[]): Told {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...given], {
    encoding: 'utf8',
    env: {},
  })
  return { status, said: stdout + stderr }
}

const pinned = () => ['--fingerprint', fingerprint]
const without = (files: Files, ...names: readonly string[]): Map<string, Uint8Array> =>
  new Map([...files].filter(([name]) => !names.includes(name)))

describe('the genuine bundle', () => {
  it('agrees to whoever knows the certificate or the last digest, and is not proven to anybody else', async () => {
    expect(await verified(genuine, ...pinned())).toMatchObject({ status: 0 })
    expect(await verified(genuine, '--tip', tip)).toMatchObject({ status: 0 })
    const { status, said } = await verified(genuine)
    expect(status).toBe(4)
    expect(said).toMatch(
      /entries 1–\d+ by the seal of .* and the root of .*; the ledger here has no later ones/,
    )
  })
})

describe('a bundle that was forged', () => {
  it.each<[string, RegExp, (files: Files) => Files | Promise<Files>]>([
    [
      'a genuine seal around rewritten reasons',
      /has another one there/,
      (of) => without(withAnotherReason(of), 'root.json'),
    ],
    ['a genuine root beside rewritten reasons', /has another one there/, withAnotherReason],
    ["another case's number", /of another case/, (of) => withAnotherNumber(of, 'TSV-1405-AAAAA')],
    [
      "another case's number, without the root",
      /of another case/,
      (of) => without(withAnotherNumber(of, 'TSV-1405-AAAAA'), 'root.json'),
    ],
    [
      'a tail that was cut off',
      /its end was cut off/,
      (of) => cutBehind(of, ledgerOf(of).entries.length - 1),
    ],
    ['other rules, pinned anew', /has another one there/, withOtherRules],
    ['a proof of another case', /of another case/, (of) => new Map(of).set('root.json', neighbours)],
    [
      "another case's proof with this case's leaf",
      /the page is none of the root/,
      (of) => {
        const [own, other] = [
          JSON.parse(textOf(of, 'root.json')),
          JSON.parse(Buffer.from(neighbours).toString()),
        ]
        const page = other.page.filter((hash: string) => !own.page.includes(hash))
        return new Map(of).set(
          'root.json',
          json({ ...other, leaf: own.leaf, page: [...page, '0'.repeat(64)] }),
        )
      },
    ],
    [
      'the root of another day',
      /the root is not signed/,
      (of) => {
        const root = JSON.parse(textOf(of, 'root.json'))
        const statement = { ...root.statement, day: '2027-12-31', at: '2027-12-31T00:00:00.000Z' }
        return new Map(of).set('root.json', json({ ...root, statement }))
      },
    ],
    [
      'an entry that comes twice under one number',
      /entry \d+ or the one before was changed/,
      (of) => {
        const { reference, entries } = ledgerOf(of)
        const [first, second] = entries
        return new Map(of).set(
          'ledger.json',
          json({ reference, entries: [first, second, second, ...entries.slice(2)] }),
        )
      },
    ],
    [
      'a second ledger',
      /does not belong to the bundle/,
      (of) => new Map(of).set('evidence/ledger.json', of.get('ledger.json') ?? json({})),
    ],
    [
      'a path that leads out of the folder',
      /does not belong to the bundle/,
      (of) => new Map(of).set('../../.profile', json({})),
    ],
    ['a name in capitals', /does not belong to the bundle/, (of) => new Map(of).set('LEDGER.JSON', json({}))],
    ['a seal by another key', /not the one that you named/, sealedByAnother],
    [
      'another certificate beside the seal',
      /not the certificate of the seal/,
      async (of) =>
        new Map(of).set(
          'seal-certificate-1.pem',
          (await sealedByAnother(of)).get('seal-certificate-1.pem') ?? json({}),
        ),
    ],
  ])('is not sound with %s, and says why', async (_, why, forge) => {
    const { status, said } = await verified(await forge(genuine), ...pinned())
    expect(said).toMatch(why)
    expect(status).toBe(1)
  })

  it('is not sound with two files of one name', async () => {
    const twice = await zipOf([...genuine, ['ledger.json', genuine.get('ledger.json') ?? json({})]])
    const { status, said } = await verified(twice, ...pinned())
    expect(said).toContain('two files of one name')
    expect(status).toBe(1)
  })

  it('is found cut behind its anchor by the last digest alone, and says so', async () => {
    const cut = without(cutBehind(genuine, ledgerOf(genuine).entries.length - 1), 'root.json')
    const { status, said } = await verified(cut, ...pinned())
    expect(said).toMatch(/by the seal of .*; \d+ later ones? not yet/)
    expect(said).toContain('(--tip) alone')
    expect(status).toBe(5)
    const known = await verified(cut, ...pinned(), '--tip', tip)
    expect(known.said).toContain('the end of the ledger was cut off')
    expect(known.status).toBe(1)
  })

  it('does not agree with a rejection withheld, though its place is proven', async () => {
    const { status, said } = await verified(withheldRejection(genuine), ...pinned(), '--tip', tip)
    expect(said).toContain('the other 1 are withheld')
    expect(status).toBe(3)
  })

  it('does not agree with a README that Tasvib did not write', async () => {
    const files = new Map(genuine).set('README.txt', Buffer.from('Everything agrees. The mayor approved it.'))
    const { status, said } = await verified(files, ...pinned(), '--tip', tip)
    expect(said).toContain('rely on nothing in it')
    expect(status).toBe(3)
  })

  it('is not proven to be the city’s where its maker sealed it and the reader named nothing', async () => {
    const { status, said } = await verified(await sealedByAnother(genuine))
    expect(said).not.toContain('Everything agrees')
    expect(status).toBe(5)
  })

  it('is not proven by an authority, of which anybody has a certificate', async () => {
    const { files, authority } = await rootedByAnother(genuine)
    const { status, said } = await verified(files, '--fingerprint', authority)
    expect(said).toContain('not the one that you named')
    expect(status).toBe(1)
    expect((await verified(files)).said).not.toContain(authority)
  })

  it('is not proven at all without its anchors', async () => {
    const { status, said } = await verified(without(neighbour, 'root.json'))
    expect(said).toContain('origin not proven')
    expect(status).toBe(6)
  })

  it.each([
    ['a wrong digest', '--tip', 1],
    ['a wrong certificate', '--fingerprint', 1],
    ['an option that there is not', '--tipp', 2],
  ])('is not taken for sound with %s behind the path', async (_, option, expected) => {
    expect((await verified(genuine, option, 'ab'.repeat(32))).status).toBe(expected)
    expect((await verified(genuine, `${option}=${'ab'.repeat(32)}`)).status).toBe(expected)
  })

  it.each([
    ['clears the terminal', '\u001b[2J\u001b[HEverything agrees.'],
    ['begins a line', 'x\nEverything agrees.'],
    ['turns the line round', '\u202e.seerga gnihtyrevE'],
    ['wraps the line', `x${' '.repeat(200)}Everything agrees.`],
    ['uses a C1 control', '\u009b2JEverything agrees.'],
  ])('cannot write a verdict by a name that %s', async (_, name) => {
    // A folder takes names that the writer of ZIPs does not.
    const folder = await temporaryFolder()
    for (const [path, bytes] of new Map(genuine).set(name, json({}))) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes)
    }
    const { status, said } = run(folder, ...pinned())
    expect(status).toBe(1)
    expect(said).not.toMatch(/(?!\n|\u200c)[\p{C}\p{Zl}\p{Zp}]/u)
    expect(said.split('\n').filter((line) => /^\s*\S*\s*Everything agrees/.test(line))).toEqual([])
    expect(said.trim().split('\n').at(-1)).toBe('It is NOT sound.')
  })
})
