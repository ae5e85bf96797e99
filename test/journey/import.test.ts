import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type DeliveredMail, type Page, Visitor } from '#infra/machine/demo/visitor.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { type KillableTasvib, startKillable } from '#test/faults/killable-tasvib.ts'
import { verify } from '#workflows/ledger/verify.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-import-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function started(folder: string): Promise<KillableTasvib> {
  const server = await startKillable(folder)
  ends.push(() => server.stop())
  return server
}

function operate(...command: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/operate/operate.ts', ...command], {
    encoding: 'utf8',
  })
  expect(status, stderr + stdout).toBe(0)
  return stdout
}

const mailSchema = z.array(
  z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() }),
)

interface Place {
  publicUrl: string
  operatorUrl: string
  readonly cookies: Map<string, string>
}

/** Somebody who stays where they are while Tasvib moves away under them: every look waits until it is there again. */
class Waiting extends Visitor {
  readonly #gate: () => Promise<unknown>

  constructor(place: Place, gate: () => Promise<unknown>) {
    const mailbox = async (): Promise<readonly DeliveredMail[]> => {
      await gate()
      const response = await fetch(new URL('/mailbox', place.operatorUrl), {
        headers: { accept: 'application/json' },
      })
      return mailSchema.parse(await response.json())
    }
    // The address is looked up at each request, for it is another one after the move.
    const options = {
      get publicUrl() {
        return place.publicUrl
      },
      language: 'fa' as const,
      patience: 60_000,
      mailbox,
      // One member of the office looks after all cases, at one browser.
      cookies: place.cookies,
    }
    super(options)
    this.#gate = gate
  }

  override async open(...given: Parameters<Visitor['open']>): Promise<Page> {
    await this.#gate()
    return super.open(...given)
  }

  override async post(...given: Parameters<Visitor['post']>): ReturnType<Visitor['post']> {
    await this.#gate()
    return super.post(...given)
  }
}

/** A case that is played up to a step, rests there, and goes on when it is told to. */
function restingAt(step: number, name: string, place: Place) {
  const rests = Promise.withResolvers<string>()
  const goes = Promise.withResolvers<void>()
  let [told, reference] = [0, '']
  const visitor = new Waiting(place, async () => (told >= step ? goes.promise : undefined))
  const sample = sampleProposals.fa
  const tell = (line: string) => {
    reference ||= /TSV-\d{4}-\w{5}/.exec(line)?.[0] ?? ''
    told += 1
    if (told === step) rests.resolve(reference)
  }
  const fields = { ...sample.fields, email: `${name}@startup.example` }
  const ended = playWholeCase(visitor, 'fa', tell, { ...sample, fields })
  ended.catch((error: unknown) => rests.reject(error))
  return { rests: rests.promise, goOn: () => goes.resolve(), ended }
}

async function ledgers(folder: string, references: readonly string[]) {
  const database = openDatabase(join(folder, databaseFile))
  try {
    const cases = sqliteCases(database, { now: () => new Date() })
    return await Promise.all(
      references.map(async (reference) => ({
        tip: (await cases.find(reference))?.tip,
        entries: await cases.entries(reference),
      })),
    )
  } finally {
    database.close()
  }
}

describe('what one installation exported', () => {
  it('goes on in another, from wherever each case stood to the receipt of finance', async () => {
    const [from, to, folder] = [await newFolder(), await newFolder(), await newFolder()]
    const before = await started(from)
    const { publicUrl, operatorUrl } = before
    const place: Place = { publicUrl, operatorUrl, cookies: new Map() }
    // Waiting for its address, for a review, for its revision, for terms, for signatures, for finance; and one that is over.
    const resting = []
    for (const step of [1, 2, 4, 9, 11, 12, 13]) {
      const one = restingAt(step, `step${step}`, place)
      await one.rests
      resting.push(one)
    }
    const references = await Promise.all(resting.map(({ rests }) => rests))
    await resting.at(-1)?.ended
    operate('export', folder, '--data', from)
    const kept = await ledgers(from, references)
    await before.stop()

    // Its keys are not in an export: whoever has them goes on with the same seal.
    for (const name of ['seal-key', 'seal-certificate', 'root-key', 'root-certificate'])
      await cp(join(from, `${name}.pem`), join(to, `${name}.pem`))
    expect(operate('import', folder, '--data', to)).toContain('7 cases')
    expect(await ledgers(to, references)).toEqual(kept)
    const after = await started(to)
    Object.assign(place, { publicUrl: after.publicUrl, operatorUrl: after.operatorUrl })
    const office = new Waiting(place, async () => undefined)
    const players = new CasePlayers(office)
    const over = references.at(-1) ?? ''
    const bundle = await players.boardFile(over, 'evidence.zip')
    expect(verifyBundle(bundle).filter(({ ok }) => !ok)).toEqual([])
    for (const reference of references) {
      const { status, body } = await office.json(paths.boardCase(reference))
      expect({ status, body }).toMatchObject({ status: 200, body: { reference } })
    }
    const board = JSON.stringify((await office.json('/board')).body)
    for (const reference of references.slice(1, -1)) expect(board).toContain(reference)

    for (const one of resting) one.goOn()
    const played = await Promise.all(resting.map(({ ended }) => ended))
    expect(played.map(({ reference }) => reference)).toEqual(references)
    const now = await ledgers(to, references)
    for (const [place, { entries, tip }] of now.entries()) {
      expect(verify(entries, tip)).toEqual([])
      const earlier = kept[place]?.entries ?? []
      expect(entries.slice(0, earlier.length)).toEqual(earlier)
      expect(entries.at(-1)?.type).toBe('ReceiptAcknowledged')
    }
    expect(now.at(-1)).toEqual(kept.at(-1))
    const [first = ''] = references
    const zip = await players.boardFile(first, 'evidence.zip')
    expect(verifyBundle(zip).filter(({ ok }) => !ok)).toEqual([])
    expect(operate('export', folder, '--data', to)).toContain('7 cases')
    expect(operate('check-export', folder)).toContain('are whole')
  })
})
