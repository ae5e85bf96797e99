import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseSummary } from '#functions/adapters/case-store.ts'
import { caseFilterSchema } from '#functions/board/case-filter.ts'
import { findCases } from '#functions/board/find-cases.ts'
import { listCases } from '#functions/board/list-cases.ts'
import { forMembers } from '#functions/board/session.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import { reference, request } from '../desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '../desk/contract-desk.ts'

const now = new Date('2026-11-22T06:00:00.000Z')
const { state: sample } = new CasePlay().begin()

/** A list of so many cases that counts how much of it was read. */
function listOf(titles: readonly string[]) {
  const all: CaseSummary[] = titles.map((title, index) => {
    if (sample === null) throw new Error('There is no case')
    const name = `TSV-1405-${String(index).padStart(5, '0')}`
    return { reference: name, state: { ...sample, reference: name, title }, updated: '' }
  })
  const reads: number[] = []
  return {
    reads,
    list: async ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => {
      reads.push(limit)
      const start = Number(cursor ?? 0)
      const end = start + limit
      return { cases: all.slice(start, end), cursor: end < all.length ? String(end) : undefined }
    },
  }
}

const search = (q: string, cursor?: string) => ({ filter: caseFilterSchema.parse({ q }), cursor, now })

describe('the search through the list', () => {
  it('finds by pages exactly what reading everything would find, each once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('باغ', 'آب', 'راه'), { maxLength: 900 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 500 }),
        async (titles, wanted, mostRead) => {
          const cases = listOf(titles)
          const found: string[] = []
          let cursor: string | null | undefined
          do {
            const page = await findCases(cases, search('آب', cursor ?? undefined), { wanted, mostRead })
            found.push(...page.cases.map((each) => each.reference))
            expect(page.read).toBeLessThan(mostRead + 100)
            cursor = page.cursor
          } while (cursor !== null)
          const expected = titles.flatMap((title, index) =>
            title === 'آب' ? [`TSV-1405-${String(index).padStart(5, '0')}`] : [],
          )
          expect(found).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('stops at its bound in 100,000 cases of which none matches, and says where to go on', async () => {
    const cases = listOf(Array.from({ length: 100_000 }, () => 'باغ'))
    const page = await findCases(cases, search('نیست'), { wanted: 50, mostRead: 2_000 })
    expect(page).toEqual({ cases: [], read: 2_000, cursor: '2000' })
    expect(cases.reads).toHaveLength(20)
  })

  it('reads no more of a plain list than is shown', async () => {
    const cases = listOf(Array.from({ length: 300 }, () => 'باغ'))
    const page = await findCases(cases, search(''), { wanted: 50, mostRead: 2_000 })
    expect(page).toMatchObject({ read: 50, cursor: '50' })
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

  it('finds a whole reference also among closed cases', async () => {
    const desk = await ContractDesk.inReview()
    await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'The end' })
    expect(await found(desk, { q: reference })).toEqual([reference])
    expect(await found(desk, { q: 'سلامت' })).toEqual([])
    expect(await found(desk, { q: 'سلامت', show: 'closed', status: 'closed-by-office' })).toEqual([reference])
    expect(await found(desk, { show: 'closed', status: 'completed' })).toEqual([])
  })

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
