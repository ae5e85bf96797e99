import { afterEach, describe, expect, it } from 'vitest'
import type { CaseStore, CaseSummary } from '#functions/adapters/case-store.ts'
import { memoryFiles } from '#functions/adapters/files.fake.ts'
import { rootKey, rootPageKey } from '#functions/adapters/files.ts'
import { divertLog } from '#functions/adapters/log.ts'
import { memoryMailer } from '#functions/adapters/mailer.fake.ts'
import { rootNight } from '#functions/ledger-root/root-night.ts'
import { TornCase } from '#functions/torn-case.ts'
import { CaseWorld } from '#test/functions/relay/case-world.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { chain, emptyTip, type Tip } from '#workflows/ledger/chain.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

const oneDay = 86_400_000
const lines: Record<string, unknown>[] = []
divertLog((line) => lines.push(JSON.parse(line)))
afterEach(() => {
  lines.length = 0
})

/** Two cases whose ledgers a night's root was signed over; what the store says of them can be replaced. */
async function signedNight() {
  const world = new CaseWorld()
  world.play.begin()
  await world.save()
  const { state } = await world.open()
  const heads = new Map<string, CaseSummary>()
  const ledgers = new Map<string, Entry[] | Error>()
  const original = await world.cases.entries(reference)
  const other = 'TSV-1404-OTHER'
  for (const [name, entries] of [
    [reference, original],
    [other, rehashed(original, (entry) => ({ ...entry, salt: `${entry.salt}x` }))],
  ] as const) {
    ledgers.set(name, entries)
    heads.set(name, summary(name, state, entries))
  }
  const unreadable: string[] = []
  let areOpen = true
  const cases: Pick<CaseStore, 'list' | 'entries'> = {
    async entries(of) {
      const found = ledgers.get(of) ?? []
      if (found instanceof Error) throw found
      return found
    },
    async list(page) {
      const isOpen = 'open' in page && page.open
      const updated = state.submittedAt
      return isOpen === areOpen
        ? {
            cases: [...heads.values()],
            unreadable: unreadable.map((one) => ({ reference: one, updated })),
          }
        : { cases: [] }
    },
  }
  const files = memoryFiles()
  const mailer = memoryMailer()
  let at = new Date(world.now().getTime() + oneDay)
  const night = () =>
    rootNight({
      cases,
      files,
      mailer,
      programme: world.play.programme,
      publicUrl: 'https://tasvib.kerman.example',
      sign: async () => Uint8Array.of(1),
      now: () => at,
    })
  const signed = await night()
  return {
    state,
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
    closeAll: () => {
      areOpen = false
    },
    /** The store as somebody leaves it who may write there: a ledger anew, with all digests and its head right. */
    plant(name: string, entries: Entry[]) {
      ledgers.set(name, entries)
      heads.set(name, summary(name, state, entries))
    },
  }
}

function summary(name: string, state: CaseSummary['state'], entries: readonly Entry[]): CaseSummary {
  const tip: Tip = entries.at(-1) ?? emptyTip
  return { reference: name, state, tip, updated: state.submittedAt }
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
    const { night, pass, plant, original, signed, files, today, mailer } = await signedNight()
    expect(signed).toMatchObject({ cases: 2 })
    pass()
    const last = original.at(-1)
    if (last === undefined) throw new Error('There is no entry')
    plant(reference, [...original, ...chain<Entry>(last, [last], last.at)])
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

  it.each<[string, (night: Awaited<ReturnType<typeof signedNight>>) => void, object[]]>([
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
      [{ reference: undefined, code: 'missing-since-root' }],
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
        void files.write(rootPageKey(yesterday, root.pages[0]), Buffer.from('[]'), 'application/json')
      },
      [{ reference: undefined, code: 'root-damaged' }],
    ],
  ])('finds a ledger %s', async (_, harm, faults) => {
    const world = await signedNight()
    world.pass()
    harm(world)
    expect(await world.night()).toEqual({ faults })
    expect(await world.files.has(rootKey(world.today()))).toBe(false)
    expect(world.mailer.sent).toHaveLength(1)
  })

  it('compares with the last root there is, however long ago', async () => {
    const { night, pass, plant, original } = await signedNight()
    for (let count = 0; count < 60; count += 1) pass()
    plant(reference, rewritten(original))
    expect(await night()).toEqual({ faults: [{ reference, code: 'changed-since-root' }] })
  })

  it('looks as far back for the last root where every case is closed', async () => {
    const { night, pass, plant, original, closeAll } = await signedNight()
    for (let count = 0; count < 60; count += 1) pass()
    closeAll()
    plant(reference, rewritten(original))
    expect(await night()).toEqual({ faults: [{ reference, code: 'changed-since-root' }] })
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
