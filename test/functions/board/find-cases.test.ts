import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseFilterSchema, matcherOf } from '#functions/board/case-filter.ts'
import { findCases } from '#functions/board/find-cases.ts'
import { listCases } from '#functions/board/list-cases.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { memoryRows } from '#test/home/memory-home.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'

const now = new Date('2026-11-22T06:00:00.000Z')
const { state: sample, entries } = new CasePlay().begin()

/** A store of cases with these titles, the last of them last, that counts how many heads it gave out. */
async function storeOf(titles: readonly string[]) {
  const [first] = entries
  if (sample === null || first === undefined) throw new Error('There is no case')
  const { cases } = memoryRows()
  for (const [index, title] of titles.entries()) {
    const after = { ...sample, reference: `TSV-1405-${String(index).padStart(5, '0')}`, title }
    await cases.append({ before: null, entries: [first], after, due: null, companions: [] })
  }
  const given: number[] = []
  return {
    given,
    list: async (page: Parameters<CaseStore['list']>[0]) => {
      const answer = await cases.list(page)
      given.push(answer.cases.length)
      return answer
    },
  }
}

/** Made once: they are read alone. */
let store: ReturnType<typeof storeOf> | undefined
async function many() {
  const cases = await (store ??= storeOf(Array.from({ length: 2_000 }, () => 'باغ')))
  cases.given.length = 0
  return cases
}

type Query = Readonly<Record<string, string>>

const search = (query: Query, cursor?: string) => ({
  filter: caseFilterSchema.parse(query),
  cursor,
  now,
  programme: kerman,
})

describe('the search through the list', () => {
  const queries: readonly Query[] = [
    { q: 'آب' },
    { q: 'اب' },
    { q: 'آب راه' },
    { q: 'آب', show: 'closed' },
    { q: 'ر' },
    { stage: 'intake' },
    { status: 'in-review' },
    { status: 'signing' },
    { q: 'باغ', stage: 'research' },
    {},
  ]

  it('finds by pages exactly what reading everything would find, each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('باغ', 'آب', 'راه آب', 'آب‌انبار و آب', 'راه'), { maxLength: 300 }),
        fc.constantFrom(...queries),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 500 }),
        async (titles, query, wanted, mostRead) => {
          const cases = await storeOf(titles)
          const found: string[] = []
          let cursor: string | null | undefined
          do {
            const page = await findCases(cases, search(query, cursor ?? undefined), { wanted, mostRead })
            found.push(...page.cases.map((each) => each.reference))
            expect(page.read).toBeLessThan(mostRead + 100)
            cursor = page.cursor
          } while (cursor !== null)
          const matches = matcherOf(caseFilterSchema.parse(query), { now, programme: kerman })
          const everything = await cases.list({ open: true, limit: 1_000 })
          const expected = everything.cases.filter(({ state }) => matches(state))
          expect(found.toSorted()).toEqual(expected.map((each) => each.reference).toSorted())
        },
      ),
      { numRuns: 150 },
    )
  })

  it.each<[Query, number]>([
    [{}, 50],
    [{ q: 'نیست' }, 0],
    [{ q: 'باغ' }, 50],
    [{ stage: 'intake' }, 50],
    [{ status: 'signing' }, 0],
    [{ status: 'completed', show: 'closed' }, 0],
    [{ overdue: 'true' }, 0],
  ])('reads of 2,000 cases no more than it shows for %j', async (query, shown) => {
    const cases = await many()
    const page = await findCases(cases, search(query), { wanted: 50, mostRead: 500 })
    expect(page.cases).toHaveLength(shown)
    expect(cases.given).toEqual([shown])
  })

  it('stops at its bound where two filters have no list together, and says where to go on', async () => {
    const cases = await many()
    const page = await findCases(cases, search({ q: 'باغ', status: 'signing' }), {
      wanted: 50,
      mostRead: 500,
    })
    expect(page).toMatchObject({ cases: [], read: 500, cursor: expect.any(String) })
    expect(cases.given).toHaveLength(10)
  })
})

const board = forMembers(listCases)
async function show(desk: ContractDesk, query: Record<string, string>, parts = {}) {
  return answered(await board(request({ cookies: await desk.session(), query, ...parts }), desk.dependencies))
}
async function found(desk: ContractDesk, query: Record<string, string>): Promise<string[]> {
  const rows = factsIn(await show(desk, query, asJson))['cases'] as { reference: string }[]
  return rows.map((row) => row.reference)
}

describe('the board', () => {
  it.each(['كتاب هاي', 'کتاب‌های  آموزشي', '۷f3k2', 'سلامت يار', 'کتابهای ۱۲', reference, 'tsv ۱۴۰۵ 7F3K2'])(
    'finds a case by %s',
    async (q) => {
      const desk = await ContractDesk.inReview({ title: 'کتاب‌های آموزشی 12' })
      expect(await found(desk, { q })).toEqual([reference])
      expect(await found(desk, { q: `${q} نیست` })).toEqual([])
    },
  )

  it('looks for words among all cases unless it is said where', async () => {
    const desk = await ContractDesk.inReview()
    await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'The end' })
    for (const q of [reference, 'سلامت', 'یار', 'باقری پور', 'نرگس']) {
      expect(await found(desk, { q })).toEqual([reference])
      expect(await found(desk, { q, show: 'closed', status: 'closed-by-office' })).toEqual([reference])
    }
    expect(await found(desk, { q: 'سلامت', show: 'open' })).toEqual([])
    expect(await found(desk, { show: 'closed', status: 'completed' })).toEqual([])
    expect(await found(desk, {})).toEqual([])
  })

  it.each([reference, 'tsv ۱۴۰۵ 7f3k2', '1405-7F3K2', `${reference}-C1`])(
    'leads a browser that asks for %s to the case at once',
    async (q) => {
      const desk = await ContractDesk.inReview()
      expect(await show(desk, { q })).toMatchObject({
        status: 303,
        headers: { location: `/board/cases/${reference}` },
      })
    },
  )

  it('narrows by stage, by status and to what is overdue', async () => {
    const desk = await ContractDesk.inReview()
    expect(await found(desk, { stage: 'intake', status: 'in-review' })).toEqual([reference])
    expect(await found(desk, { stage: 'research' })).toEqual([])
    expect(await found(desk, { status: 'signing' })).toEqual([])
    expect(await found(desk, { overdue: 'true' })).toEqual([])
    desk.now = new Date(desk.now.getTime() + 60 * 86_400_000)
    expect(await found(desk, { overdue: 'true' })).toEqual([reference])
  })

  it('keeps what was asked for in the form and in its links, escaped', async () => {
    const desk = await ContractDesk.inReview()
    const { body } = await show(desk, { q: '"><b>x', status: 'in-review', overdue: 'on' })
    expect(body).toContain('value="&quot;&gt;&lt;b&gt;x"')
    expect(body).toContain('<option value="in-review" selected>')
    expect(body).toContain('value="true" checked')
    expect(body).not.toContain('<b>x')
    expect(body).toContain('show=closed&amp;q=%22%3E%3Cb%3Ex')
    expect((await show(desk, { q: 'x' }, inEnglish)).body).toContain('No such case')
  })

  it('takes any filter', async () => {
    const desk = await ContractDesk.inReview()
    for (const query of [{ q: '\u0000' }, { q: 'x'.repeat(9_999) }, { stage: '../' }, { overdue: '?' }]) {
      expect((await show(desk, query)).status).toBe(200)
    }
  })
})
