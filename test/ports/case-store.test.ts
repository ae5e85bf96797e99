import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoCodes } from '#functions/shared/aws/dynamo/dynamo-codes.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { jsonOf } from '#functions/shared/aws/dynamo/table.ts'
import { attemptCommit, type CommitDependencies, commit, settleAfter } from '#functions/shared/commit.ts'
import type { CaseList, CaseStore, CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { Codes } from '#functions/shared/ports/codes.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { sqliteCodes } from '#infra/machine/store/sqlite-codes.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { applicant, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { wordsIn } from '#workflows/board/search-words.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { type Revision, revisionDigests } from '#workflows/proposal/revision.ts'
import { everyRow } from './every-row.ts'
import { hasStore, useTable } from './real-table.ts'
import { rowText } from './row-text.ts'

const start = new Date('2026-11-22T06:00:00.000Z')

interface Kit {
  readonly cases: CaseStore
  readonly codes: Codes
  readonly dependencies: CommitDependencies & { readonly programme: typeof kerman }
  /** The time that the store and the commits see. */
  now: Date
}

function kit(make: (now: () => Date) => { cases: CaseStore; codes: Codes }): Kit {
  const made: { now: Date } = { now: start }
  const { cases, codes } = make(() => made.now)
  const dependencies = {
    cases,
    random: fixedRandom(),
    programmeOf: () => kerman,
    programme: kerman,
    now: () => made.now,
  }
  return Object.assign(made, { cases, codes, dependencies })
}

let count = 0
/** References are never used twice, since the suite shares one table. */
function newReference(): string {
  count += 1
  return `TSV-1405-${String(count).padStart(5, '0')}`
}

async function submit(
  { dependencies }: Kit,
  reference: string,
  companions: readonly CompanionRow[] = [],
): Promise<unknown> {
  const command = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const
  return attemptCommit(dependencies, null, command, companions)
}

function request(key: string, answer: unknown, expires: Date): CompanionRow {
  return { kind: 'request', key, answer, expires: expires.toISOString() }
}

function revisionOf(reference: string): Revision {
  const personal = { salt: 'salt-of-a-revision', value: { email: applicant.email } }
  const content = { open: { title: 'Health at home' }, personal, files: [] }
  return {
    reference,
    revision: 1,
    at: start.toISOString(),
    ...content,
    ...revisionDigests(content),
  }
}

/** What both stores promise; use cases are tested on one machine's. */
function promises(newKit: () => Kit): void {
  it('keeps a new case and reads it back as it was', async () => {
    const my = newKit()
    const reference = newReference()
    const revision = revisionOf(reference)
    await submit(my, reference, [{ kind: 'revision', revision }])

    const open = await my.cases.find(reference)
    const entries = await my.cases.entries(reference)

    expect(entries.map(({ type }) => type)).toEqual(['ProposalSubmitted'])
    expect(verify(entries, open?.tip)).toEqual([])
    expect(open?.state).toEqual(replay(entries))
    expect(await my.cases.revision(reference, 1)).toEqual(revision)
    expect(await my.cases.revision(reference, 2)).toBeUndefined()
  })

  it('reads a case at once as it reads its parts', async () => {
    const my = newKit()
    const reference = newReference()
    await submit(my, reference, [{ kind: 'revision', revision: revisionOf(reference) }])
    await commit(my.dependencies, reference, { type: 'confirm' })

    for (const parts of ['ledger', 'papers'] as const) {
      const read = await my.cases.read(reference, parts)
      expect(await read.open()).toEqual(await my.cases.find(reference))
      expect(await read.entries()).toEqual(await my.cases.entries(reference))
    }
    const papers = await my.cases.read(reference, 'papers')
    expect(await papers.revision(1)).toEqual(revisionOf(reference))
    expect(await papers.revision(2)).toBeUndefined()
  })

  it('knows nothing of a case that was never submitted', async () => {
    const my = newKit()
    const reference = newReference()
    expect(await (await my.cases.read(reference, 'papers')).open()).toBeUndefined()
    expect(await my.cases.find(reference)).toBeUndefined()
    expect(await my.cases.entries(reference)).toEqual([])
  })

  it('takes one of a hundred appends that were decided on the same head', async () => {
    const my = newKit()
    const reference = newReference()
    await submit(my, reference)
    const open = await my.cases.find(reference)
    if (open === undefined) throw new Error('It was just submitted')

    const results = await Promise.all(
      Array.from({ length: 100 }, () => attemptCommit(my.dependencies, open, { type: 'confirm' }, [])),
    )

    expect(results.filter((result) => result !== 'moved')).toHaveLength(1)
    const entries = await my.cases.entries(reference)
    expect(entries).toHaveLength(2)
    expect(verify(entries)).toEqual([])
  })

  it('refuses a new case under a reference that is taken, and leaves the old one as it was', async () => {
    const my = newKit()
    const reference = newReference()
    await submit(my, reference)
    const before = await my.cases.find(reference)
    expect(await submit(my, reference)).toBe('moved')
    expect(await my.cases.find(reference)).toEqual(before)
  })

  it('gives the repeat of a request the first answer, and writes nothing of the second', async () => {
    const my = newKit()
    const [first, second, key] = [newReference(), newReference(), `key ${newReference()}`]
    const tomorrow = new Date(start.getTime() + 86_400_000)
    await submit(my, first, [request(key, { reference: first }, tomorrow)])
    expect(await submit(my, second, [request(key, { reference: second }, tomorrow)])).toBe('moved')
    expect(await my.cases.answerTo(key)).toEqual({ reference: first })
    expect(await my.cases.find(second)).toBeUndefined()
    expect(await my.cases.answerTo(`${key} of somebody else`)).toBeUndefined()
  })

  it('makes one case of a hundred equal requests at once', async () => {
    const my = newKit()
    const key = `key ${newReference()}`
    const tomorrow = new Date(start.getTime() + 86_400_000)
    const results = await Promise.all(
      Array.from({ length: 100 }, () => {
        const reference = newReference()
        return submit(my, reference, [request(key, { reference }, tomorrow)])
      }),
    )
    expect(results.filter((result) => result !== 'moved')).toHaveLength(1)
  })

  it('forgets a first answer when its time is over, though its row is still there', async () => {
    const my = newKit()
    const key = `key ${newReference()}`
    const expires = new Date(start.getTime() + 60_000)
    await submit(my, newReference(), [request(key, 'first', expires)])
    my.now = new Date(expires.getTime() - 1)
    expect(await my.cases.answerTo(key)).toBe('first')
    my.now = expires
    expect(await my.cases.answerTo(key)).toBeUndefined()
    const later = new Date(expires.getTime() + 60_000)
    expect(await submit(my, newReference(), [request(key, 'second', later)])).not.toBe('moved')
    expect(await my.cases.answerTo(key)).toBe('second')
  })

  it('uses a signing code up with the entry that it stands for, once', async () => {
    const my = newKit()
    const reference = newReference()
    await submit(my, reference)
    const place = { reference, place: 'mayor' }
    const mailed = { ...place, email: 'mayor@kerman.example' }
    const code = await my.codes.issue(mailed, my.now)
    const check = await my.codes.check(mailed, code, my.now)
    if (check.result !== 'right') throw new Error('The code was just issued')
    const use = { kind: 'code-use', ...place, hash: check.hash } as const

    expect(await commit(my.dependencies, reference, { type: 'confirm' }, [use])).toHaveProperty('state')
    const open = await my.cases.find(reference)
    const again = await attemptCommit(my.dependencies, open ?? null, { type: 'open-stage' }, [use])

    expect(again).toBe('moved')
    expect((await my.cases.find(reference))?.state.status).toBe('between-stages')
    expect(await my.codes.check(mailed, code, my.now)).toEqual({ result: 'expired' })
  })

  it('finds what is due, oldest first, and not what is not', async () => {
    const my = newKit()
    my.now = new Date('2020-01-01T00:00:00.000Z')
    const [early, late] = [newReference(), newReference()]
    await submit(my, early)
    my.now = new Date('2020-01-01T00:05:00.000Z')
    await submit(my, late)
    const dueAt = new Date(my.now.getTime() + settleAfter)

    expect(await my.cases.due(new Date(dueAt.getTime() - 1), 10)).toEqual([early])
    expect(await my.cases.due(dueAt, 10)).toEqual([early, late])
    expect(await my.cases.due(dueAt, 1)).toEqual([early])

    const open = await my.cases.find(early)
    if (open === undefined) throw new Error('It was just submitted')
    expect(await my.cases.reschedule(open, null)).toBe('appended')
    expect(await my.cases.due(dueAt, 10)).toEqual([late])
    expect(await my.cases.reschedule(open, { at: '2020-01-01T00:00:30Z', to: 'clock' })).toBe('appended')
    expect(await my.cases.due(dueAt, 10)).toEqual([early, late])
  })

  it('does not reschedule a case that moved since it was read', async () => {
    const my = newKit()
    const reference = newReference()
    await submit(my, reference)
    const open = await my.cases.find(reference)
    if (open === undefined) throw new Error('It was just submitted')
    await commit(my.dependencies, reference, { type: 'confirm' })
    expect(await my.cases.reschedule(open, null)).toBe('moved')
  })

  it('finds a case by the beginning of any of its words, in any spelling, the newest first, each once', async () => {
    const my = newKit()
    const [older, newer, other] = [newReference(), newReference(), newReference()]
    await submitAs(my, older, 'کتاب‌های آموزشی و کتابخانه')
    my.now = new Date(my.now.getTime() + 1)
    await submitAs(my, newer, 'كتاب الكترونيكي')
    await submitAs(my, other, 'باغ')
    expect(await foundBy(my, 'کتاب')).toEqual([newer, older])
    expect(await foundBy(my, 'کتابخ')).toEqual([older])
    expect(await foundBy(my, 'الکت')).toEqual([newer])
    expect(await foundBy(my, 'کتابی')).toEqual([])
    expect(await foundBy(my, 'ک')).toEqual([])
    const [, , tail = ''] = other.split('-')
    expect(await foundBy(my, tail)).toContain(other)
  })

  it('pages through what a word finds, each once, and begins anew at a cursor of another word', async () => {
    const my = newKit()
    const references = Array.from({ length: 25 }, newReference)
    for (const reference of references) await submitAs(my, reference, 'فانوس و فانوسک')
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await my.cases.list({ word: 'فانوس', limit: 7, cursor })
      found.push(...page.cases.map(({ reference }) => reference))
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(found.toSorted()).toEqual(references.toSorted())
  })

  it('finds a revised case by its new words', async () => {
    const my = newKit()
    const reference = newReference()
    await submitAs(my, reference, 'نخلستان')
    await commit(my.dependencies, reference, { type: 'confirm' })
    await commit(my.dependencies, reference, { type: 'open-stage' })
    const open = await my.cases.find(reference)
    if (open?.state.status !== 'in-review') throw new Error('It is in review')
    const [seat] = open.state.seats
    const place = { stage: open.state.stage, seat: seat?.seat ?? '', email: seat?.holder?.email ?? '' }
    await commit(my.dependencies, reference, { type: 'declare', ...place })
    const { documentsDigest } = open.state
    const decision = 'request-changes' as const
    await commit(my.dependencies, reference, {
      type: 'decide-review',
      ...place,
      decision,
      reason: 'Another title',
      scores: {},
      documentsDigest,
    })
    const revised = { ...documents(2), title: 'پسته‌زار' }
    await commit(my.dependencies, reference, { type: 'revise', documents: revised, applicant })
    expect(await foundBy(my, 'پسته')).toEqual([reference])
    expect(await foundBy(my, 'نخلستان')).toEqual([])
  })

  it('lists what stands at a place, the longest there first or last, and nothing else', async () => {
    const my = newKit()
    my.now = new Date('2033-01-01T00:00:00.000Z')
    const references = Array.from({ length: 12 }, newReference)
    for (const reference of references) {
      my.now = new Date(my.now.getTime() + 1_000)
      await submit(my, reference)
    }
    const [first = '', second = ''] = references
    await commit(my.dependencies, first, { type: 'confirm' })
    await commit(my.dependencies, second, { type: 'withdraw', reason: 'no more' })
    const at = async (place: string, newestFirst = false) =>
      (await everyPage(my.cases, { places: [place], newestFirst })).filter((each) =>
        references.includes(each),
      )
    const waiting = references.slice(2)
    expect(await at('unconfirmed')).toEqual(waiting)
    expect(await at('unconfirmed', true)).toEqual(waiting.toReversed())
    expect(await at('between-stages intake')).toEqual([first])
    expect(await at('closed withdrawn')).toEqual([second])
    expect(await my.cases.list({ places: [], limit: 5 })).toMatchObject({ cases: [] })
  })

  it('lists deadlines within a time, the earliest first', async () => {
    const my = newKit()
    my.now = new Date('2034-01-01T00:00:00.000Z')
    const references = Array.from({ length: 9 }, newReference)
    const deadlines: string[] = []
    for (const reference of references) {
      my.now = new Date(my.now.getTime() + 7 * 86_400_000)
      await submit(my, reference)
      const open = await my.cases.find(reference)
      deadlines.push(open !== undefined && 'deadline' in open.state ? open.state.deadline.at : '')
    }
    const between = async (from: string | undefined, until: string) =>
      (await everyPage(my.cases, { deadline: { until, ...(from === undefined ? {} : { from }) } })).filter(
        (each) => references.includes(each),
      )
    const [second = '', fourth = ''] = [deadlines[1], deadlines[3]]
    expect(await between(undefined, fourth)).toEqual(references.slice(0, 4))
    expect(await between(second, fourth)).toEqual(references.slice(1, 4))
    expect(await between(second, second)).toEqual(references.slice(1, 2))
  })

  it('lists what needs the case office, until it does not any more', async () => {
    const my = newKit()
    const reference = newReference()
    await submit(my, reference)
    const needing = async () =>
      (await everyPage(my.cases, { attention: true })).filter((each) => each === reference)
    expect(await needing()).toEqual([])
    const lost = { type: 'mark-unreachable', email: applicant.email, kind: 'bounce' } as const
    await commit(my.dependencies, reference, lost)
    expect(await needing()).toEqual([reference])
    await commit(my.dependencies, reference, { type: 'withdraw', reason: 'no more' })
    expect(await needing()).toEqual([])
  })

  it('pages through two hundred cases, newest first, each once, open and closed apart', async () => {
    const my = newKit()
    my.now = new Date('2031-01-01T00:00:00.000Z')
    const references = Array.from({ length: 200 }, newReference)
    for (const [index, reference] of references.entries()) {
      // Some of them in the same millisecond.
      my.now = new Date(my.now.getTime() + (index % 3))
      await submit(my, reference)
    }
    const closed = references.filter((_, index) => index % 10 === 0)
    for (const reference of closed) {
      await commit(my.dependencies, reference, { type: 'withdraw', reason: 'no more' })
    }

    const open = await allPages(my.cases, true, references)
    expect(open.map(({ reference }) => reference).sort()).toEqual(
      references.filter((reference) => !closed.includes(reference)).sort(),
    )
    const times = open.map(({ updated }) => updated)
    expect(times).toEqual(times.toSorted().toReversed())
    const withdrawn = await allPages(my.cases, false, references)
    expect(withdrawn.map(({ reference }) => reference).sort()).toEqual(closed.toSorted())
    expect(withdrawn.every(({ state }) => state.status === 'closed')).toBe(true)
  })
}

/** The references of a whole list, read in small pages. */
async function everyPage(cases: CaseStore, list: CaseList): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await cases.list({ ...list, limit: 3, cursor })
    found.push(...page.cases.map(({ reference }) => reference))
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

async function foundBy(my: Kit, typed: string): Promise<string[]> {
  const [word = ''] = wordsIn(typed)
  const { cases } = await my.cases.list({ word, limit: 50 })
  return cases.map(({ reference }) => reference)
}

async function submitAs(my: Kit, reference: string, title: string): Promise<void> {
  const submitted = { ...documents(1), title }
  const command = {
    type: 'submit',
    reference,
    language: 'fa',
    documents: submitted,
    applicant: { ...applicant, name: 'الف', organisation: 'ب' },
  } as const
  await attemptCommit(my.dependencies, null, command, [])
}

async function allPages(cases: CaseStore, open: boolean, mine: readonly string[]) {
  const found = []
  let cursor: string | undefined
  do {
    const page = await cases.list({ open, limit: 17, cursor })
    expect(page.cases.length).toBeLessThanOrEqual(17)
    found.push(...page.cases)
    cursor = page.cursor
  } while (cursor !== undefined)
  // The table is shared with the other tests of this suite.
  return found.filter(({ reference }) => mine.includes(reference))
}

/** A real home, with what only a test does to it. */
interface RealHome {
  readonly kit: () => Kit
  /** Puts a word in the place of another in the stored head of a case. */
  readonly tear: (reference: string, word: string, another: string) => Promise<void>
  /** Everything that is stored, as text. */
  readonly dump: () => Promise<string>
}

/** What only what is stored can promise. */
function storedPromises({ kit: newKit, tear, dump }: RealHome): void {
  promises(newKit)

  it('begins anew at a cursor that is none', async () => {
    const my = newKit()
    await submit(my, newReference())
    const first = await my.cases.list({ open: true, limit: 5 })
    expect(first.cases.length).toBeGreaterThan(0)
    for (const cursor of ['', 'nonsense', '../../', Buffer.from('9999#x').toString('base64url')]) {
      expect(await my.cases.list({ open: true, limit: 5, cursor })).toEqual(first)
    }
  })

  it('does not take a row for a case that is not one, and lists the others all the same', async () => {
    const my = newKit()
    my.now = new Date('2039-01-01T00:00:00.000Z')
    const [torn, whole] = [newReference(), newReference()]
    await submit(my, torn)
    await submit(my, whole)
    await tear(torn, '"unconfirmed"', '"approved"')
    await expect(my.cases.find(torn)).rejects.toThrow('cannot be read')
    const { cases, unreadable = [] } = await my.cases.list({ open: true, limit: 2 })
    expect([...unreadable, ...cases].map(({ reference }) => reference)).toEqual([torn, whole])
    await tear(torn, '"approved"', '"unconfirmed"')
  })

  it('holds no key of a request and no code as it is', async () => {
    const my = newKit()
    const [reference, key] = [newReference(), 'a key that only its sender knows']
    await submit(my, reference, [request(key, null, new Date(start.getTime() + 60_000))])
    const code = await my.codes.issue({ reference, place: 'mayor', email: 'mayor@kerman.example' }, start)
    const stored = await dump()
    expect(stored).toContain(reference)
    for (const secret of [`"${code}"`, digestOf(code), key]) expect(stored).not.toContain(secret)
  })
}

const codeKey = 'a key that is 32 characters long'

describe.skipIf(!hasStore)('cases in DynamoDB', () => {
  const table = useTable()
  storedPromises({
    kit: () =>
      kit((now) => ({
        cases: dynamoCases(table(), now),
        codes: dynamoCodes(table(), async () => codeKey, fixedRandom()),
      })),
    async tear(reference, word, another) {
      const { client, name } = table()
      const found = await client.send(new GetItemCommand({ TableName: name, Key: keys.head(reference) }))
      const body = jsonOf(found.Item ?? {}).replace(word, another)
      await client.send(new PutItemCommand({ TableName: name, Item: { ...found.Item, body: { S: body } } }))
    },
    async dump() {
      const { Items = [] } = await table().client.send(new ScanCommand({ TableName: table().name }))
      return Items.map(rowText).join('\n')
    },
  })
})

describe('cases in the database of one machine', () => {
  const database = openDatabase(':memory:')
  storedPromises({
    kit: () =>
      kit((now) => ({
        cases: sqliteCases(database, { now }),
        codes: sqliteCodes(database, codeKey, fixedRandom()),
      })),
    async tear(reference, word, another) {
      database.sql
        .run`UPDATE cases SET head = replace(head, ${word}, ${another}) WHERE reference = ${reference}`
    },
    dump: async () => everyRow(database).join('\n'),
  })
})
