import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rootNight } from '#functions/ledger-root/door.ts'
import { selfSignedCertificate } from '#functions/shared/contract/seal/self-signed-certificate.ts'
import type { CaseStore, CaseSummary } from '#functions/shared/ports/case-store.ts'
import {
  newestRootKey,
  rootCertificateKey,
  rootKey,
  rootPageKey,
  sealCertificateKey,
} from '#functions/shared/ports/files.ts'
import { divertLog } from '#functions/shared/ports/log.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { type MemoryFiles, memoryFiles } from '#test/home/memory-home.ts'
import { memoryMailer } from '#test/home/memory-senders.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { chain, emptyTip, type Tip } from '#workflows/ledger/chain.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'

const oneDay = 86_400_000
const lines: Record<string, unknown>[] = []
const restoreLog = divertLog((line) => lines.push(JSON.parse(line)))
afterAll(restoreLog)
afterEach(() => {
  lines.length = 0
})

/** A key that signs, with its certificate. */
async function signer() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signMessage = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
  const certificate = await selfSignedCertificate({
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: signMessage,
    organization: 'شهرداری کرمان',
    now: new Date(),
  })
  const der = publicKey.export({ format: 'der', type: 'spki' })
  return { sign: signMessage, publicKey: async () => new Uint8Array(der), certificate }
}
let [own, stranger] = [] as unknown as [
  Awaited<ReturnType<typeof signer>>,
  Awaited<ReturnType<typeof signer>>,
]
beforeAll(async () => {
  ;[own, stranger] = [await signer(), await signer()]
})

/** Two cases whose ledgers a night's root was signed over; what the store says of them can be replaced. */
async function signedNight({ areOpen = true } = {}) {
  const world = new CaseWorld()
  world.play.begin()
  if (!areOpen) world.play.must({ type: 'withdraw', reason: 'Another partner' })
  await world.save()
  const { state } = await world.open()
  const heads = new Map<string, CaseSummary>()
  const ledgers = new Map<string, readonly Entry[] | Error>()
  const original = await world.cases.entries(reference)
  const other = 'TSV-1404-ANOTHER'
  for (const [name, entries] of [
    [reference, original],
    [other, rehashed(original, (entry) => named(other, { ...entry, salt: `${entry.salt}x` }))],
  ] as const) {
    ledgers.set(name, entries)
    heads.set(name, summary(name, state, entries))
  }
  const unreadable: string[] = []
  const read = { heads: 0, ledgers: [] as string[] }
  const cases: Pick<CaseStore, 'list' | 'entries' | 'find'> = {
    async find(of) {
      return heads.get(of)
    },
    async entries(of) {
      const found = ledgers.get(of) ?? []
      read.ledgers.push(of)
      if (found instanceof Error) throw found
      return found
    },
    async list(page) {
      const isOpen = 'open' in page && page.open
      const updated = state.submittedAt
      if (isOpen === areOpen) read.heads += heads.size
      return isOpen === areOpen
        ? {
            cases: [...heads.values()],
            unreadable: unreadable.map((one) => ({ reference: one, updated })),
          }
        : { cases: [] }
    },
  }
  const files = memoryFiles()
  for (const key of [sealCertificateKey, rootCertificateKey])
    await files.write(key, Buffer.from(own.certificate), 'application/x-pem-file')
  const mailer = memoryMailer()
  let at = new Date(world.now().getTime() + oneDay)
  const night = () =>
    rootNight({
      cases,
      files,
      mailer,
      programme: world.play.programme,
      publicUrl: 'https://tasvib.kerman.example',
      closedLedgersEvery: 7,
      sign: own.sign,
      publicKey: own.publicKey,
      now: () => at,
    })
  const signed = await night()
  return {
    state,
    world,
    heads,
    ledgers,
    unreadable,
    files,
    mailer,
    night,
    signed,
    original,
    other,
    /** A day later. */
    pass: () => {
      at = new Date(at.getTime() + oneDay)
    },
    today: () => at.toISOString().slice(0, 10),
    read,
    /** The store as somebody leaves it who may write there: a ledger anew, with all digests and its head right. */
    plant(name: string, entries: readonly Entry[]) {
      ledgers.set(name, entries)
      heads.set(name, summary(name, replay(entries) ?? state, entries))
    },
  }
}

const dayAfter = (day: string) => new Date(Date.parse(day) + oneDay).toISOString().slice(0, 10)

interface Root {
  readonly statement: Record<string, unknown>
  readonly pages: readonly string[]
  readonly signature: string
  readonly certificate?: string
}

/** The day's root with something else in it, signed by somebody who has a key of their own. */
function forged(change: (root: Root) => object) {
  return async (files: MemoryFiles, day: string) => {
    const kept: Root = JSON.parse(Buffer.from(files.stored.get(rootKey(day))?.bytes ?? []).toString())
    const root = change({ ...kept, certificate: stranger.certificate }) as Root
    const signature = await stranger.sign(Buffer.from(canonicalJson(root.statement)))
    const bytes = Buffer.from(
      JSON.stringify({ ...root, signature: Buffer.from(signature).toString('base64') }),
    )
    await files.write(rootKey(day), bytes, 'application/json')
  }
}

function summary(name: string, state: CaseSummary['state'], entries: readonly Entry[]): CaseSummary {
  const tip: Tip = entries.at(-1) ?? emptyTip
  return { reference: name, state: { ...state, reference: name }, tip, updated: state.submittedAt }
}

/** An entry as another case has it. */
function named(name: string, entry: Entry): Entry {
  return entry.type === 'ProposalSubmitted' ? { ...entry, data: { ...entry.data, reference: name } } : entry
}

/** The same ledger with some words changed and every digest right. */
function rehashed(entries: readonly Entry[], change: (entry: Entry) => Entry): Entry[] {
  const made: Entry[] = []
  for (const entry of entries) {
    made.push(...chain<Entry>(made.at(-1) ?? emptyTip, [change(entry)], entry.at))
  }
  return made
}

const rewritten = (entries: readonly Entry[], at = 0) =>
  rehashed(entries, (entry) =>
    entry.sequence === at + 1 ? { ...entry, salt: 'another salt of sixteen' } : entry,
  )

describe('the night', () => {
  it('signs a root while all ledgers are as they were, also when they have gone on', async () => {
    const { night, pass, heads, ledgers, world, signed, files, today, mailer } = await signedNight()
    expect(signed).toMatchObject({ cases: 2 })
    pass()
    world.play.approveStage()
    await world.save()
    const entries = await world.cases.entries(reference)
    ledgers.set(reference, entries)
    heads.set(reference, summary(reference, (await world.open()).state, entries))
    expect(await night()).toMatchObject({ day: today(), cases: 2 })
    expect(await files.has(rootKey(today()))).toBe(true)
    expect(mailer.sent).toEqual([])
    expect(lines).toContainEqual(expect.objectContaining({ measured: 'ledgers', count: 2, faults: 0 }))
  })

  it.each([
    ['the first entry on', 0],
    ['the last entry', -1],
  ])('finds a ledger that was written anew from %s, and does not sign it', async (_, at) => {
    const { night, pass, plant, original, files, today, mailer } = await signedNight()
    pass()
    plant(reference, rewritten(original, at < 0 ? original.length - 1 : at))
    expect(await night()).toEqual({ faults: [{ reference, code: 'changed-since-root' }] })
    expect(await files.has(rootKey(today()))).toBe(false)
    expect(mailer.sent).toHaveLength(1)
    expect(mailer.sent[0]?.text).toContain(reference)
    expect(lines).toContainEqual(
      expect.objectContaining({ measured: 'ledger-fault', reference, code: 'changed-since-root' }),
    )
    expect(lines).toContainEqual(expect.objectContaining({ measured: 'ledgers', faults: 1 }))
  })

  it.each<[string, (night: Awaited<ReturnType<typeof signedNight>>) => unknown, object[]]>([
    [
      'whose newest entries were cut',
      ({ plant, original }) => {
        plant(reference, original.slice(0, -1))
      },
      [{ reference, code: 'changed-since-root' }],
    ],
    [
      'that is gone',
      ({ heads, ledgers }) => {
        heads.delete(reference)
        ledgers.delete(reference)
      },
      [{ reference: undefined, code: 'missing-since-root' }],
    ],
    [
      'that says it is younger than the root',
      ({ heads, plant, original, state }) => {
        plant(reference, rewritten(original))
        const later = { ...state, submittedAt: '2099-01-01T00:00:00.000Z' }
        heads.set(reference, summary(reference, later, rewritten(original)))
      },
      [
        { reference, code: 'head-differs' },
        { reference: undefined, code: 'missing-since-root' },
      ],
    ],
    [
      'whose head says that it was decided',
      ({ heads, state, original }) => {
        if (state.status !== 'in-review') throw new Error('It is in review')
        const [seat, ...seats] = state.seats
        const holder = { name: { fa: 'دوست', en: 'A friend' }, email: 'friend@attack.example' }
        const planted = { ...state, seats: [{ ...seat, holder }, ...seats] } as typeof state
        heads.set(reference, summary(reference, planted, original))
      },
      [{ reference, code: 'head-differs' }],
    ],
    [
      'that was put into another’s place',
      ({ heads, ledgers, state }) => {
        const [one, two] = [ledgers.get(reference), ledgers.get('TSV-1404-ANOTHER')]
        if (!Array.isArray(one) || !Array.isArray(two)) throw new Error('There are two')
        ledgers.set(reference, two).set('TSV-1404-ANOTHER', one)
        heads.set(reference, summary(reference, state, two))
        heads.set('TSV-1404-ANOTHER', summary('TSV-1404-ANOTHER', state, one))
      },
      [
        { reference, code: 'head-differs' },
        { reference: 'TSV-1404-ANOTHER', code: 'head-differs' },
      ],
    ],
    [
      'with an entry that its head knows nothing of',
      ({ ledgers, original }) => {
        const last = original.at(-1)
        if (last === undefined) throw new Error('There is no entry')
        ledgers.set(reference, [...original, ...chain<Entry>(last, [last], last.at)])
      },
      [{ reference, code: 'chain-broken' }],
    ],
    [
      'whose digests are wrong',
      ({ plant, original }) => {
        plant(
          reference,
          original.map((entry) => ({ ...entry, salt: 'another salt of sixteen' })),
        )
      },
      [{ reference, code: 'chain-broken' }],
    ],
    [
      'whose head is another ledger’s',
      ({ heads, state, original, other, ledgers }) => {
        const entries = ledgers.get(other)
        heads.set(reference, {
          ...summary(reference, state, Array.isArray(entries) ? entries : []),
        })
        expect(original.length).toBeGreaterThan(0)
      },
      [{ reference, code: 'chain-broken' }],
    ],
    [
      'that cannot be read',
      ({ ledgers }) => {
        ledgers.set(reference, new TornCase(reference, {}))
      },
      [{ reference, code: 'unreadable' }],
    ],
    [
      'whose head cannot be read',
      ({ heads, unreadable }) => {
        heads.delete(reference)
        unreadable.push(reference)
      },
      [{ reference, code: 'unreadable' }],
    ],
    [
      'of which the root’s own page was changed',
      ({ files, today }) => {
        const yesterday = new Date(Date.parse(today()) - oneDay).toISOString().slice(0, 10)
        const root = JSON.parse(Buffer.from(files.stored.get(rootKey(yesterday))?.bytes ?? []).toString())
        return files.write(rootPageKey(yesterday, root.pages[0]), Buffer.from('[]'), 'application/json')
      },
      [{ reference: undefined, code: 'root-damaged' }],
    ],
  ])('finds a ledger %s', async (_, harm, faults) => {
    const world = await signedNight()
    world.pass()
    await harm(world)
    expect(await world.night()).toEqual({ faults })
    expect(await world.files.has(rootKey(world.today()))).toBe(false)
    expect(world.mailer.sent).toHaveLength(1)
  })

  it.each<[string, (files: MemoryFiles, today: string) => Promise<unknown>, string]>([
    ['is signed by another key', forged((root) => root), 'root-forged'],
    [
      'says another day',
      forged((root) => ({ ...root, statement: { ...root.statement, day: '2020-01-01' } })),
      'root-forged',
    ],
    ['has lost its certificate too', forged((root) => ({ ...root, certificate: undefined })), 'root-forged'],
    [
      'cannot be read',
      (files, day) => files.write(rootKey(day), Buffer.from('{'), 'application/json'),
      'root-damaged',
    ],
    [
      'is not there',
      (files, day) =>
        files.write(newestRootKey, Buffer.from(JSON.stringify({ day: dayAfter(day) })), 'application/json'),
      'root-missing',
    ],
  ])('signs nothing when the last root %s', async (_, harm, code) => {
    const { night, pass, files, today, mailer } = await signedNight()
    await harm(files, today())
    pass()
    expect(await night()).toEqual({ faults: [{ reference: undefined, code }] })
    expect(await files.has(rootKey(today()))).toBe(false)
    expect(mailer.sent).toHaveLength(1)
  })

  it('takes no root that somebody laid there for today', async () => {
    const { night, pass, files, today } = await signedNight()
    const yesterday = today()
    pass()
    const root = files.stored.get(rootKey(yesterday))?.bytes ?? new Uint8Array()
    await files.write(rootKey(today()), root, 'application/json')
    expect(await night()).toEqual({ faults: [{ reference: undefined, code: 'root-forged' }] })
  })

  it('takes the root of an earlier key whose certificate is kept beside the seal’s', async () => {
    const { night, pass, files, today } = await signedNight()
    await forged((root) => root)(files, today())
    const both = Buffer.from(own.certificate + stranger.certificate)
    await files.write(sealCertificateKey, both, 'application/x-pem-file')
    pass()
    expect(await night()).toMatchObject({ day: today() })
  })

  it('signs on while the key of the roots has no certificate yet, and says so once a day', async () => {
    const { night, pass, files, today, mailer } = await signedNight()
    files.stored.delete(rootCertificateKey)
    for (const days of [1, 2]) {
      pass()
      expect(await night()).toMatchObject({ day: today() })
      await night()
      expect(mailer.sent).toHaveLength(days)
    }
    expect(mailer.sent[0]?.subject).toContain('has no certificate')
    expect(lines).toContainEqual(
      expect.objectContaining({ measured: 'ledger-fault', code: 'root-uncertified' }),
    )
    expect(lines).toContainEqual(expect.objectContaining({ measured: 'ledgers', faults: 1 }))
  })

  it('takes no root of another’s key while its own has no certificate', async () => {
    const { night, pass, files, today } = await signedNight()
    for (const key of [rootCertificateKey, sealCertificateKey]) files.stored.delete(key)
    await forged((root) => ({ ...root, certificate: undefined }))(files, today())
    pass()
    expect(await night()).toEqual({ faults: [{ reference: undefined, code: 'root-forged' }] })
  })

  it('tells of a case that cannot be read in other words than of one that was changed', async () => {
    const { night, pass, ledgers, mailer } = await signedNight()
    ledgers.set(reference, new TornCase(reference, {}))
    pass()
    await night()
    expect(mailer.sent.map(({ subject }) => subject).join()).toContain('cannot be read')
    expect(mailer.sent[0]?.text).toContain('no sign of tampering')
  })

  it('compares with the last root there is, however long ago', async () => {
    const { night, pass, plant, original } = await signedNight()
    for (let count = 0; count < 60; count += 1) pass()
    plant(reference, rewritten(original))
    expect(await night()).toEqual({ faults: [{ reference, code: 'changed-since-root' }] })
  })

  it('looks as far back for the last root where every case is closed', async () => {
    const { night, pass, plant, original } = await signedNight({ areOpen: false })
    for (let count = 0; count < 60; count += 1) pass()
    plant(reference, rewritten(original))
    expect(await night()).toEqual({ faults: [{ reference, code: 'changed-since-root' }] })
  })

  it('reads each head once, and a closed ledger that stands as the root has it once a week', async () => {
    const { night, pass, read, other } = await signedNight({ areOpen: false })
    expect(read.heads).toBe(2)
    read.heads = 0
    read.ledgers = []
    for (let day = 0; day < 7; day += 1) {
      pass()
      await night()
    }
    expect(read.heads).toBe(14)
    expect(read.ledgers.toSorted()).toEqual([other, reference].toSorted())
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('makes up for night %i of a week that did not run', async (missed) => {
    const { night, pass, read, other } = await signedNight({ areOpen: false })
    read.ledgers = []
    for (let day = 0; day < 8; day += 1) {
      pass()
      if (day !== missed) await night()
    }
    expect(read.ledgers.toSorted()).toEqual([other, reference].toSorted())
  })

  it('finds within a week what was changed in a closed ledger below a head that was left', async () => {
    const { night, pass, ledgers, original } = await signedNight({ areOpen: false })
    ledgers.set(reference, rewritten(original))
    const found: object[] = []
    for (let day = 0; day < 7; day += 1) {
      pass()
      const night7 = await night()
      if ('faults' in night7) found.push(...night7.faults)
    }
    expect(found).toContainEqual({ reference, code: 'chain-broken' })
  })

  it('tells the office once a day, again the next day, and anew when something else is wrong', async () => {
    const { night, pass, plant, original, other, ledgers, mailer } = await signedNight()
    pass()
    plant(reference, rewritten(original))
    await night()
    await night()
    expect(mailer.sent).toHaveLength(1)
    const entries = ledgers.get(other)
    plant(other, rewritten(Array.isArray(entries) ? entries : []))
    await night()
    expect(mailer.sent).toHaveLength(2)
    pass()
    await night()
    expect(mailer.sent).toHaveLength(3)
  })

  it('tries a mail again that did not go out, and signs again once all is mended', async () => {
    const { night, pass, plant, original, mailer, today } = await signedNight()
    pass()
    plant(reference, rewritten(original))
    mailer.refuse(1)
    await expect(night()).rejects.toThrow('did not take')
    await night()
    expect(mailer.sent).toHaveLength(1)
    plant(reference, original)
    expect(await night()).toMatchObject({ day: today(), cases: 2 })
  })
})
