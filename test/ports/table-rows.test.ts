import { DeleteItemCommand, DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoCodes } from '#functions/shared/aws/dynamo/dynamo-codes.ts'
import { dynamoContractIndex } from '#functions/shared/aws/dynamo/dynamo-contract-index.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoFactors } from '#functions/shared/aws/dynamo/dynamo-factors.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import {
  dynamoDrafts,
  dynamoEndpoints,
  dynamoSignIns,
  dynamoThrottle,
  dynamoWaits,
} from '#functions/shared/aws/dynamo/dynamo-ports.ts'
import { keys, signInPrefix } from '#functions/shared/aws/dynamo/keys.ts'
import { body } from '#functions/shared/aws/dynamo/table.ts'
import type { CaseStore, CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { Codes } from '#functions/shared/ports/codes.ts'
import type { ContractIndex } from '#functions/shared/ports/contract-index.ts'
import type { Drafts } from '#functions/shared/ports/drafts.ts'
import type { Effects, MailReport } from '#functions/shared/ports/effects.ts'
import type { Endpoints } from '#functions/shared/ports/endpoints.ts'
import { encrypter, type Factors } from '#functions/shared/ports/factors.ts'
import type { Figures } from '#functions/shared/ports/figures.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import { random } from '#functions/shared/ports/random.ts'
import type { SignIns } from '#functions/shared/ports/sign-ins.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import type { Waits } from '#functions/shared/ports/waits.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { sqliteCodes } from '#infra/machine/store/sqlite-codes.ts'
import { sqliteEffects } from '#infra/machine/store/sqlite-effects.ts'
import { sqliteFactors } from '#infra/machine/store/sqlite-factors.ts'
import { sqliteFigures } from '#infra/machine/store/sqlite-figures.ts'
import { sqliteLinks } from '#infra/machine/store/sqlite-links.ts'
import {
  sqliteContractIndex,
  sqliteDrafts,
  sqliteEndpoints,
  sqliteSignIns,
  sqliteThrottle,
  sqliteWaits,
} from '#infra/machine/store/sqlite-ports.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { everyRow } from './every-row.ts'
import { hasStore, useTable } from './real-table.ts'
import { rowText } from './row-text.ts'

const now = new Date('2026-11-22T06:00:00.000Z')
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds)
const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make))

const codeKey = 'a key that is 32 characters long'

interface Ports {
  readonly signIns: () => SignIns
  readonly links: (clock: () => Date) => Links
  readonly codes: () => Codes
  readonly factors: () => Factors
  readonly effects: () => Effects
  readonly endpoints: () => { readonly endpoints: Endpoints; readonly cases: CaseStore }
  readonly figures: () => Figures
  readonly throttle: () => Throttle
  readonly waits: () => Waits
  readonly drafts: () => { readonly drafts: Drafts; readonly cases: CaseStore }
  /** The index, and a way to write a contract into it as a case's entries do. */
  readonly contracts: () => {
    readonly index: ContractIndex
    readonly write: (rows: readonly CompanionRow[]) => Promise<void>
  }
}

const unreported = {
  dropped: null,
  messageId: null,
  deliveredAt: null,
  bouncedAt: null,
  complainedAt: null,
  delayedAt: null,
  returned: false,
}

let count = 0
function newReference(): string {
  count += 1
  return `TSV-1405-${String(count).padStart(5, '0')}`
}

function linkTo(reference: string) {
  return {
    opens: 'track',
    reference,
    issued: now.toISOString(),
    expires: after(1_000).toISOString(),
  } as const
}

/** A new case, with rows beside its entries. */
async function appendCase(cases: CaseStore, companions: readonly CompanionRow[]): Promise<void> {
  const play = new CasePlay().begin()
  const [first, ...rest] = play.entries
  if (first === undefined || play.state === null) throw new Error('A played case has entries')
  const after = { ...play.state, reference: newReference() }
  const appended = await cases.append({
    before: null,
    entries: [first, ...rest],
    after,
    due: null,
    companions,
  })
  if (appended !== 'appended') throw new Error('The case is there already')
}

/** What the rows of both homes promise. */
function promises(ports: Ports): void {
  it('keep a second factor by member, each told apart by the very address, and of two changes at once the one', async () => {
    const factors = ports.factors()
    expect(await factors.find('none@city.example')).toBeUndefined()
    const made = await times(5, () => factors.put('f@city.example', factor, 0))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await factors.find('F@City.example')).toEqual({ state: 'set', factor, version: 1 })
    expect(await factors.find('f+board@city.example')).toBeUndefined()
    const used = await times(5, () => factors.put('f@city.example', { ...factor, lastStep: 8 }, 1))
    expect(used.filter(Boolean)).toHaveLength(1)
    expect((await factors.find('f@city.example'))?.version).toBe(2)
    const sealed = await factors.encrypt('f@city.example', 'text')
    expect(await factors.decrypt('f@city.example', sealed)).toBe('text')
    expect(await factors.decrypt('g@city.example', sealed)).toBeUndefined()
    expect(await factors.decrypt('f@city.example', 'nonsense')).toBeUndefined()
    const enrolment = { digest: 'digest', until: '2026-12-07T08:00:00.000Z' }
    expect(await factors.reset('none@city.example', enrolment)).toBe(false)
    expect(await times(3, () => factors.reset('f@city.example', enrolment))).toEqual([true, true, true])
    expect(await factors.find('f@city.example')).toEqual({ state: 'reset', enrolment, version: 5 })
    expect(await factors.put('f@city.example', factor, 2)).toBe(false)
    expect(await factors.put('f@city.example', factor, 5)).toBe(true)
    expect([await factors.remove('f@city.example'), await factors.remove('f@city.example')]).toEqual([
      true,
      false,
    ])
  })

  it('use a code up once, and none but the newest', async () => {
    const codes = ports.codes()
    const place = { reference: newReference(), place: 'finance.money', email: 'f@city.example' }
    const code = await codes.issue(place, now)
    const check = await codes.check(place, code, now)
    if (check.result !== 'right') throw new Error('The code is right')
    expect(await codes.use(place, 'another hash')).toBe(false)
    const used = await times(5, () => codes.use(place, check.hash))
    expect(used.filter(Boolean)).toHaveLength(1)
    expect(await codes.check(place, code, now)).toEqual({ result: 'expired' })
  })

  it('opens a link until its very last millisecond, though its row is still there', async () => {
    let time = now
    const links = ports.links(() => time)
    const claim = linkTo(newReference())
    const token = await links.issue(claim)
    time = after(999)
    expect(await links.find(token)).toEqual(claim)
    time = after(1_000)
    expect(await links.find(token)).toBeUndefined()
    expect(await links.consume(token)).toBe(false)
  })

  it('opens nothing for a token that was never issued', async () => {
    const links = ports.links(() => now)
    await links.issue(linkTo(newReference()))
    for (const token of ['', 'link', '../'.repeat(20), random.token(), '\u0000', 'پیوند']) {
      expect(await links.find(token)).toBeUndefined()
      expect(await links.consume(token)).toBe(false)
    }
  })

  it('finds a contract by what was written with its entries, and by nothing else', async () => {
    const { index, write } = ports.contracts()
    const place = { reference: 'TSV-1405-7F3K2', version: 1, part: 'document' } as const
    const mark = digestOf('a document')
    await write([{ kind: 'contract-mark', mark, place }])
    expect(await index.find(mark)).toEqual(place)
    for (const other of [digestOf('another'), 'releases', '']) expect(await index.find(other)).toBeUndefined()
  })

  it('lists published contracts page by page, the newest first', async () => {
    const { index, write } = ports.contracts()
    const contracts = Array.from({ length: 5 }, (_, count) => ({
      reference: newReference(),
      version: 1,
      number: `KRM-${count}`,
    }))
    for (const [count, contract] of contracts.entries()) {
      await write([{ kind: 'contract-release', at: after(count * 1_000).toISOString(), contract }])
    }
    const first = await index.released({ limit: 3 })
    const second = await index.released({ limit: 3, cursor: first.cursor })
    expect([...first.contracts, ...second.contracts]).toEqual(contracts.toReversed())
    expect(second.cursor).toBeUndefined()
  })

  it('keeps the newest draft of a seat until it is erased, and ends it with the round', async () => {
    const { drafts, cases } = ports.drafts()
    const play = new CasePlay().begin()
    const [first, ...rest] = play.entries
    const reference = newReference()
    if (first === undefined || play.state === null) throw new Error('A played case has entries')
    const before = { ...play.state, reference }
    const tip = { sequence: play.entries.length, digest: play.entries.at(-1)?.digest ?? '' }
    await cases.append({ before: null, entries: [first, ...rest], after: before, due: null, companions: [] })
    const { stage, seat } = play.seat(0)
    const place = { reference, stage, seat }
    const draft = {
      email: 'r@city.example',
      at: now.toISOString(),
      reason: 'نیمه',
      scores: { revenue: '۴' },
      conditions: '',
    }
    await drafts.save(place, { ...draft, reason: 'پیش از آن' })
    await drafts.save(place, draft)
    expect(await drafts.find(place)).toEqual(draft)
    expect(await drafts.find({ ...place, seat: 'other' })).toBeUndefined()
    await drafts.erase(place)
    await drafts.erase(place)
    expect(await drafts.find(place)).toBeUndefined()

    await drafts.save(place, draft)
    const [closing] = play
      .must({ type: 'close', by: 'office@city.example', reason: 'Over' })
      .entries.slice(-1)
    if (closing === undefined) throw new Error('A closed case has an entry that says so')
    const after = { ...play.state, reference }
    const end = { entries: [closing], after, due: null, companions: [] } as const
    expect(await cases.append({ ...end, before: { state: before, tip } })).toBe('appended')
    expect(await drafts.find(place)).toBeUndefined()
  })

  it('lets one of many take a link away', async () => {
    const links = ports.links(() => now)
    const token = await links.issue(linkTo(newReference()))
    const taken = await times(20, () => links.consume(token))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(await links.find(token)).toBeUndefined()
  })

  it('finds the right code, of the right signatory of the right case', async () => {
    const codes = ports.codes()
    const place = { reference: newReference(), place: 'mayor', email: 'mayor@kerman.example' }
    const code = await codes.issue(place, now)
    expect(code).toMatch(/^\d{6}$/)
    expect(await codes.check(place, code, now)).toEqual({ result: 'right', hash: expect.any(String) })
    expect(await codes.check({ ...place, place: 'startup' }, code, now)).toEqual({ result: 'expired' })
    expect(await codes.check({ ...place, reference: newReference() }, code, now)).toEqual({
      result: 'expired',
    })
    const another = { ...place, email: 'deputy@kerman.example' }
    expect(await codes.check(another, code, now)).toEqual({ result: 'wrong' })
  })

  it('takes five tries of a hundred at once, and then not even the right code', async () => {
    const codes = ports.codes()
    const place = { reference: newReference(), place: 'mayor', email: 'mayor@kerman.example' }
    const code = await codes.issue(place, now)
    const wrong = code === '000001' ? '000002' : '000001'
    const checks = await times(100, () => codes.check(place, wrong, now))
    expect(checks.filter(({ result }) => result === 'wrong')).toHaveLength(5)
    expect(checks.filter(({ result }) => result === 'locked')).toHaveLength(95)
    expect(await codes.check(place, code, now)).toEqual({ result: 'locked' })
  })

  it('takes the newest code for ten minutes, and the one before for a minute more', async () => {
    const codes = ports.codes()
    const place = { reference: newReference(), place: 'mayor', email: 'mayor@kerman.example' }
    const old = await codes.issue(place, now)
    const code = await codes.issue(place, now)
    expect(await codes.check(place, old, after(59_999))).toMatchObject({ result: 'right' })
    if (old !== code) expect(await codes.check(place, old, after(60_000))).toEqual({ result: 'wrong' })
    expect((await codes.check(place, code, after(599_999))).result).toBe('right')
    expect(await codes.check(place, code, after(600_000))).toEqual({ result: 'expired' })
  })

  it('lists the sessions of one member and ends them all, renewed or not', async () => {
    const links = ports.links(() => now)
    const session = (email: string, began: Date) =>
      ({ opens: 'session', email, began: began.toISOString(), expires: after(1_000).toISOString() }) as const
    const mailbox = `member-${newReference()}@city.example`
    const tokens = [
      await links.issue(session(mailbox, now)),
      await links.issue(session(mailbox.toUpperCase(), after(1))),
    ]
    const other = await links.issue(session(mailbox.replace('@', '+board@'), now))
    expect((await links.sessionsOf(mailbox)).map(({ began }) => began)).toEqual([
      after(1).toISOString(),
      now.toISOString(),
    ])
    const renewed = { ...session(mailbox, now), expires: after(9_000).toISOString() }
    await links.renew(tokens[0] ?? '', renewed)
    expect(await links.find(tokens[0] ?? '')).toEqual(renewed)
    await links.endSessions(mailbox)
    await links.renew(tokens[0] ?? '', renewed)
    for (const token of tokens) expect(await links.find(token)).toBeUndefined()
    expect(await links.sessionsOf(mailbox)).toEqual([])
    expect(await links.find(other)).toBeDefined()
  })

  it('gives each request to sign in to one of many who look', async () => {
    const signIns = ports.signIns()
    const asked = ['a@city.example', 'b@city.example'].map(
      (email) => ({ kind: 'sign-in', email, at: now.toISOString() }) as const,
    )
    for (const request of asked) await signIns.ask(request)
    const taken = (await times(10, () => signIns.take())).flat()
    expect(taken.toSorted((a, b) => (a.email < b.email ? -1 : 1))).toEqual(asked)
  })

  it('gives a request to sign in again that could not be answered', async () => {
    const signIns = ports.signIns()
    const request = {
      kind: 'lost-links',
      email: 'c@city.example',
      at: now.toISOString(),
      reference: null,
    } as const
    await signIns.askAgain(request)
    expect(await signIns.take()).toEqual([request])
    expect(await signIns.take()).toEqual([])
  })

  it('gives an effect to one of many, and to nobody once it is done', async () => {
    const effects = ports.effects()
    const effect = { reference: newReference(), sequence: 3, kind: 'mail:review-requested:research-1' }
    const claims = await times(50, () => effects.claim(effect, now))
    expect(claims.filter(Boolean)).toHaveLength(1)
    await effects.done(effect, after(5))
    expect(await effects.claim(effect, after(60_000))).toBe(false)
    await effects.failed(effect, 'too late', after(6))
    expect(await effects.list(effect.reference)).toEqual([
      { ...effect, ...unreported, done: true, attempts: 1, lastError: null, at: after(5).toISOString() },
    ])
  })

  it('gives an effect that was dropped to nobody, keeps why, and drops none that is done or in hand', async () => {
    const effects = ports.effects()
    const effect = {
      reference: newReference(),
      sequence: 5,
      kind: 'mail-reviewer:review-requested:research-1',
    }
    await effects.dropped(effect, 'moved-on', now)
    expect(await effects.list(effect.reference)).toEqual([
      {
        ...effect,
        ...unreported,
        dropped: 'moved-on',
        done: false,
        attempts: 0,
        lastError: null,
        at: now.toISOString(),
      },
    ])
    expect(await effects.claim(effect, after(60_000))).toBe(false)
    const failed = { ...effect, sequence: 6 }
    await effects.claim(failed, now)
    await effects.dropped(failed, 'answered', after(1))
    expect(await effects.list(effect.reference)).toMatchObject([
      { sequence: 5 },
      { sequence: 6, dropped: null },
    ])
    await effects.failed(failed, 'MailRefused', after(2))
    await effects.dropped(failed, 'answered', after(3))
    expect(await effects.list(effect.reference)).toMatchObject([
      { sequence: 5 },
      { sequence: 6, dropped: 'answered', lastError: null },
    ])
    expect((await effects.failing(50)).filter(({ reference }) => reference === effect.reference)).toEqual([])
    await effects.done(effect, after(4))
    await effects.dropped(effect, 'moved-on', after(60_000))
    expect(await effects.list(effect.reference)).toMatchObject([
      { done: true, dropped: null },
      { sequence: 6 },
    ])
  })

  it('gives an effect again after half a minute, or as soon as it failed', async () => {
    const effects = ports.effects()
    const effect = { reference: newReference(), sequence: 12, kind: 'workflow' }
    expect(await effects.claim(effect, now)).toBe(true)
    expect(await effects.claim(effect, after(29_999))).toBe(false)
    expect(await effects.claim(effect, after(30_000))).toBe(true)
    await effects.failed(effect, 'MailRefused', after(30_000))
    expect(await effects.list(effect.reference)).toMatchObject([{ lastError: 'MailRefused', attempts: 2 }])
    expect(await effects.claim(effect, after(30_001))).toBe(true)
  })

  it('keeps with an effect what became of its mail, the first report of each kind, in whatever order they come', async () => {
    const effects = ports.effects()
    const effect = { reference: newReference(), sequence: 4, kind: 'mail-applicant:case-begun' }
    const report = (what: MailReport, milliseconds: number) =>
      effects.reported(effect, what, { messageId: 'm-1', at: after(milliseconds) })
    await report('delivered', 1)
    expect(await effects.list(effect.reference)).toEqual([])
    await effects.claim(effect, now)
    await report('bounced-for-now', 2)
    expect(await effects.list(effect.reference)).toMatchObject([
      { messageId: 'm-1', deliveredAt: null, bouncedAt: after(2).toISOString() },
    ])
    for (const milliseconds of [3, 4]) await report('delivered', milliseconds)
    await effects.done(effect, after(5), 'm-1')
    const delivered = { done: true, messageId: 'm-1', deliveredAt: after(3).toISOString(), bouncedAt: null }
    expect(await effects.list(effect.reference)).toMatchObject([delivered])
    for (const milliseconds of [6, 7]) await report('bounced', milliseconds)
    await report('complained', 8)
    await report('delayed', 9)
    const told = {
      delayedAt: after(9).toISOString(),
      returned: false,
      dropped: null,
      bouncedAt: after(6).toISOString(),
      complainedAt: after(8).toISOString(),
    }
    expect(await effects.list(effect.reference)).toEqual([
      { ...effect, ...delivered, ...told, attempts: 1, lastError: null, at: after(5).toISOString() },
    ])
  })

  it('gives an effect back whose message came back, from its time on, unless that was delivered or is not its last one', async () => {
    const effects = ports.effects()
    const effect = { reference: newReference(), sequence: 5, kind: 'mail-applicant:rejected' }
    const retryAt = after(3_600_000)
    const back = (messageId: string) =>
      effects.returned(effect, 'MailReturned 5.7.1', { messageId, now: after(2), retryAt })
    expect(await back('m-1')).toBe(false)
    await effects.claim(effect, now)
    await effects.done(effect, after(1), 'm-1')
    expect(await back('m-0')).toBe(false)
    expect(await back('m-1')).toBe(true)
    expect(await effects.list(effect.reference)).toMatchObject([
      { done: true, returned: true, lastError: 'MailReturned 5.7.1' },
    ])
    const isFailing = async () =>
      (await effects.failing(100)).some(({ reference }) => reference === effect.reference)
    expect(await isFailing()).toBe(true)
    expect(await effects.claim(effect, after(3_599_999))).toBe(false)
    expect(await effects.claim(effect, retryAt)).toBe(true)
    await effects.done(effect, after(3_600_001), 'm-2')
    expect(await isFailing()).toBe(false)
    expect(await effects.list(effect.reference)).toMatchObject([
      { done: true, returned: false, lastError: null, messageId: 'm-2', attempts: 2 },
    ])
    expect(await back('m-1')).toBe(false)
    expect(await back('m-2')).toBe(true)
    await effects.dropped(effect, 'moved-on', after(3_700_000))
    expect(await effects.list(effect.reference)).toMatchObject([{ dropped: 'moved-on', returned: false }])
    await effects.claim(effect, after(9_000_000))
    const other = { ...effect, sequence: 6 }
    await effects.claim(other, now)
    await effects.done(other, after(1), 'm-3')
    await effects.reported(other, 'delivered', { messageId: 'm-3', at: after(2) })
    expect(await effects.returned(other, 'x', { messageId: 'm-3', now: after(3), retryAt })).toBe(false)
  })

  it('gives no effect again whose message came back and was delivered after all', async () => {
    const effects = ports.effects()
    const effect = { reference: newReference(), sequence: 7, kind: 'mail-applicant:rejected' }
    const retryAt = after(900_000)
    await effects.claim(effect, now)
    await effects.done(effect, after(1), 'm-1')
    await effects.returned(effect, 'MailReturned 4.4.7', { messageId: 'm-1', now: after(2), retryAt })
    await effects.reported(effect, 'delivered', { messageId: 'm-0', at: after(3) })
    expect(await effects.list(effect.reference)).toMatchObject([{ returned: true }])
    await effects.reported(effect, 'delivered', { messageId: 'm-1', at: after(4) })
    expect(await effects.list(effect.reference)).toMatchObject([
      { done: true, returned: false, lastError: null, messageId: 'm-1' },
    ])
    const failing = await effects.failing(100)
    expect(failing.filter(({ reference }) => reference === effect.reference)).toEqual([])
    expect(await effects.claim(effect, retryAt)).toBe(false)
  })

  it('tells of all cases what failed and is not done yet, that which has stood so for longest first', async () => {
    const effects = ports.effects()
    const failing = [1, 2, 3].map((sequence) => ({ reference: newReference(), sequence, kind: 'mail:x' }))
    const mine = new Set(failing.map(({ reference }) => reference))
    for (const [index, effect] of failing.entries()) {
      await effects.claim(effect, now)
      await effects.failed(effect, 'MailRefused', after(-index))
    }
    const told = async () => (await effects.failing(100)).filter(({ reference }) => mine.has(reference))
    expect(await told()).toEqual(failing.toReversed())
    const [first, second] = failing
    if (first === undefined || second === undefined) throw new Error('There are three')
    await effects.claim(first, after(1))
    await effects.done(first, after(2))
    await effects.claim(second, after(3))
    await effects.failed(second, 'MailRefused', after(4))
    expect((await told()).map(({ sequence }) => sequence)).toEqual([3, 2])
  })

  it('counts each entry of a case once, whoever counts, and adds what comes in one', async () => {
    const figures = ports.figures()
    const step = `now ${newReference()}`
    const changes = new Map([[step, { count: 1, revenue: 9_000_000_000_000, seconds: 100 }]])
    const cases = Array.from({ length: 12 }, newReference)
    const all = await Promise.all(
      cases.map((reference) => times(3, () => figures.add({ reference, from: 0, upTo: 4, changes }))),
    )
    expect(all.flat().filter((answer) => answer === 'added')).toHaveLength(12)
    const [one = ''] = cases
    expect(await figures.countedUpTo(one)).toBe(4)
    expect(await figures.countedUpTo(newReference())).toBe(0)
    const away = new Map([[step, { count: -1, revenue: -9_000_000_000_000, seconds: -100 }]])
    expect(await figures.add({ reference: one, from: 3, upTo: 5, changes: away })).toBe('moved')
    expect(await figures.add({ reference: one, from: 4, upTo: 5, changes: away })).toBe('added')
    expect((await figures.present()).get(step)).toEqual({
      count: 11,
      revenue: 99_000_000_000_000,
      seconds: 1_100,
    })
  })

  it('tells the figures of some months and of no others', async () => {
    const figures = ports.figures()
    const name = newReference()
    const months = ['1390-11', '1390-12', '1391-01', '1391-02']
    const amounts = { count: 1, revenue: 0, seconds: 0 }
    for (const month of months) {
      const changes = new Map([[`${month} ${name}`, amounts]])
      await figures.add({ reference: newReference(), from: 0, upTo: 1, changes })
    }
    const told = [...(await figures.months('1390-12', '1391-01')).keys()]
    expect(told.filter((figure) => figure.endsWith(name))).toEqual([`1390-12 ${name}`, `1391-01 ${name}`])
  })

  it('lists the effects of one case alone, by entry', async () => {
    const effects = ports.effects()
    const [reference, other] = [newReference(), newReference()]
    for (const sequence of [11, 2, 1]) await effects.claim({ reference, sequence, kind: 'event' }, now)
    await effects.claim({ reference: other, sequence: 1, kind: 'event' }, now)
    expect((await effects.list(reference)).map(({ sequence }) => sequence)).toEqual([1, 2, 11])
  })

  it('lets no more through a bucket than it holds, and says when to come back', async () => {
    const throttle = ports.throttle()
    const bucket = `proposals of ${newReference()}`
    const limit = { count: 7, seconds: 60 }
    const taken = await times(50, () => throttle.take(bucket, limit, now))
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(7)
    const refused = taken.find((one) => !one.allowed)
    if (refused === undefined || refused.allowed) throw new Error('Forty-three were refused')
    expect(refused.retryAfter).toBeGreaterThan(0)
    expect(refused.retryAfter).toBeLessThanOrEqual(60)
    expect(await throttle.take(bucket, limit, after(refused.retryAfter * 1_000))).toEqual({ allowed: true })
    expect(await throttle.take(`${bucket} of another`, limit, now)).toEqual({ allowed: true })
    const large = { count: 10, seconds: 60, amount: 4 }
    const bytes = await times(5, () => throttle.take(`${bucket} of bytes`, large, now))
    expect(bytes.filter(({ allowed }) => allowed)).toHaveLength(2)
    expect(await throttle.take(`${bucket} of bytes`, { ...large, amount: 2 }, now)).toEqual({ allowed: true })
    expect(await throttle.take(`${bucket} of more`, { ...large, amount: 11 }, now)).toMatchObject({
      allowed: false,
    })
  })

  it('takes one alone for what has a name, also from a bucket that is empty since, and lets no other name through', async () => {
    const throttle = ports.throttle()
    const bucket = `named proposals of ${newReference()}`
    const limit = { count: 3, seconds: 60 }
    const take = (name?: string) => throttle.take(bucket, limit, now, name)
    const same = await times(20, () => take('first'))
    expect(same.every(({ allowed }) => allowed)).toBe(true)
    expect(await take('second')).toEqual({ allowed: true })
    expect(await take()).toEqual({ allowed: true })
    for (const name of ['third', 'third', undefined])
      expect(await take(name)).toMatchObject({ allowed: false })
    for (const name of ['first', 'second']) expect(await take(name)).toEqual({ allowed: true })
    expect(await throttle.take(bucket, limit, after(60_000), 'third')).toEqual({ allowed: true })
  })

  it('knows whether an endpoint is gone, by what was last written with an entry', async () => {
    const { endpoints, cases } = ports.endpoints()
    const url = `https://finance.example/${newReference()}`
    const say = (disabled: boolean) => appendCase(cases, [{ kind: 'endpoint', url, disabled }])
    expect(await endpoints.isDisabled(url)).toBe(false)
    await say(true)
    expect(await endpoints.isDisabled(url)).toBe(true)
    expect(await endpoints.isDisabled(`${url}/other`)).toBe(false)
    await say(false)
    expect(await endpoints.isDisabled(url)).toBe(false)
  })

  it('knows the newest wait of a case', async () => {
    const waits = ports.waits()
    const wait = { reference: newReference(), key: 'review research 1', token: 'first', execution: 'one' }
    expect(await waits.find(wait.reference)).toBeUndefined()
    await waits.put(wait)
    await waits.put({ ...wait, token: 'second' })
    expect(await waits.find(wait.reference)).toEqual({ ...wait, token: 'second' })
  })
}

const factor = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  enrolledAt: now.toISOString(),
  lastStep: 7,
  recovery: ['a digest'],
}

/** What only what is stored can promise. */
function storedPromises(ports: Ports, dump: () => Promise<string>): void {
  promises(ports)

  it('holds no secret of a second factor in the clear', async () => {
    const factors = ports.factors()
    await factors.put('secret@city.example', factor, 0)
    const stored = await dump()
    for (const word of [factor.secret, 'a digest', 'secret@city.example']) expect(stored).not.toContain(word)
    const other = encrypter(() => 'another key that is 32 characters')
    expect(
      await other.decrypt('a@city.example', await factors.encrypt('a@city.example', 'text')),
    ).toBeUndefined()
  })

  it('holds no token of a link and no address of a bucket', async () => {
    const links = ports.links(() => now)
    const expires = after(60_000).toISOString()
    const token = await links.issue({ opens: 'track', reference: newReference(), expires })
    await ports.throttle().take('mails to flood@startup.example', { count: 1, seconds: 60 }, now)
    const stored = await dump()
    expect(stored).toContain('track')
    expect(stored).not.toContain(token)
    expect(stored).not.toContain('flood@startup.example')
  })
}

describe.skipIf(!hasStore)('rows in DynamoDB', () => {
  const table = useTable()
  const cases = () => dynamoCases(table(), () => now)
  storedPromises(
    {
      links: (clock) => dynamoLinks(table(), random, clock),
      codes: () => dynamoCodes(table(), async () => codeKey, random),
      factors: () => dynamoFactors(table(), async () => codeKey),
      effects: () => dynamoEffects(table()),
      endpoints: () => ({ endpoints: dynamoEndpoints(table()), cases: cases() }),
      figures: () => dynamoFigures(table()),
      throttle: () => dynamoThrottle(table()),
      signIns: () => dynamoSignIns(table(), random),
      waits: () => dynamoWaits(table()),
      drafts: () => ({ drafts: dynamoDrafts(table()), cases: cases() }),
      contracts: () => ({
        index: dynamoContractIndex(table()),
        write: (rows) => appendCase(cases(), rows),
      }),
    },
    async () => {
      const { Items = [] } = await table().client.send(new ScanCommand({ TableName: table().name }))
      return Items.map(rowText).join('\n')
    },
  )

  it('tell the stream of a request to sign in, and not of one that is asked again', async () => {
    const prefixed = async () => {
      const { Items = [] } = await table().client.send(new ScanCommand({ TableName: table().name }))
      return Items.filter(({ SK }) => SK?.S?.startsWith(signInPrefix)).length
    }
    const signIns = dynamoSignIns(table(), random)
    const request = { kind: 'sign-in', email: 'd@city.example', at: now.toISOString() } as const
    await signIns.ask(request)
    expect(await prefixed()).toBe(1)
    for (const taken of await signIns.take()) await signIns.askAgain(taken)
    expect(await prefixed()).toBe(0)
    expect(await signIns.take()).toEqual([request])
  })
})

describe('requests to sign in of which one cannot be deleted', () => {
  it('are all taken but that one', async () => {
    const request = { kind: 'sign-in', email: 'e@city.example', at: now.toISOString() }
    const rows = ['1', '2', '3'].map((id) => ({ ...keys.signIn(request.at, id), ...body(request) }))
    const client = mockClient(DynamoDBClient)
    client.on(QueryCommand).resolves({ Items: rows })
    client.on(DeleteItemCommand).resolves({ Attributes: rows[0] })
    client.on(DeleteItemCommand, { Key: keys.signIn(request.at, '1') }).rejects(new Error('Away'))
    const signIns = dynamoSignIns({ client: new DynamoDBClient({ region: 'local' }), name: 'tasvib' }, random)
    expect(await signIns.take()).toEqual([request, request])
    client.restore()
  })
})

describe('rows in the database of one machine', () => {
  const database = openDatabase(':memory:')
  const cases = () => sqliteCases(database, { now: () => now })
  storedPromises(
    {
      links: (clock) => sqliteLinks(database, random, clock),
      codes: () => sqliteCodes(database, codeKey, random),
      factors: () => sqliteFactors(database, codeKey),
      effects: () => sqliteEffects(database),
      endpoints: () => ({ endpoints: sqliteEndpoints(database), cases: cases() }),
      figures: () => sqliteFigures(database),
      throttle: () => sqliteThrottle(database),
      signIns: () => sqliteSignIns(database),
      waits: () => sqliteWaits(database),
      drafts: () => ({ drafts: sqliteDrafts(database), cases: cases() }),
      contracts: () => ({
        index: sqliteContractIndex(database),
        write: (rows) => appendCase(cases(), rows),
      }),
    },
    async () => everyRow(database).join('\n'),
  )
})
