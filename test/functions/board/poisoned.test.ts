import { describe, expect, it } from 'vitest'
import { exportCsv, exportJson } from '#functions/board/export-cases.ts'
import { listCases } from '#functions/board/list-cases.ts'
import { showNow } from '#functions/board/show-now.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'

const other = 'TSV-1405-OTHER'
const day = 86_400_000

/** Two cases, of which one runs under rules that the release lacks, and a third whose head is torn. */
async function poisonedDesk() {
  const desk = await ContractDesk.inReview()
  await desk.submit(other)
  desk.now = new Date(desk.now.getTime() + 60 * day)
  const { cases, commit } = desk.dependencies
  const poison = await cases.find(reference)
  const pinned = poison?.state.programme
  let asked = 0
  const programmeOf = () => {
    asked += 1
    throw new MissingProgramme('There is no such version')
  }
  const list: typeof cases.list = async (page) => {
    const found = await cases.list(page)
    const torn = [{ reference: 'TSV-1405-TORN1', updated: desk.now.toISOString() }]
    const marked = found.cases.map((one) =>
      one.reference === reference
        ? { ...one, state: { ...one.state, programme: { id: 'kerman', version: '1403.9' } } }
        : one,
    )
    return { ...found, cases: marked, unreadable: torn }
  }
  const dependencies = {
    ...desk.dependencies,
    cases: { ...cases, list },
    commit: {
      ...commit,
      programmeOf: (each: { version: string }) => (each.version === '1403.9' ? programmeOf() : kerman),
    },
  }
  return { desk, dependencies, pinned, asked: () => asked }
}

describe('a case that cannot be shown', () => {
  it.each([
    ['the list of cases', listCases],
    ['the page of now', showNow],
    ['the export for programs', exportJson],
    ['the export for spreadsheets', exportCsv],
  ])('is shown as such in %s, in both languages, and the others as ever', async (_, handler) => {
    const { desk, dependencies, asked } = await poisonedDesk()
    const board = forMembers(handler)
    const cookies = await desk.session()
    const show = async (parts: Parameters<typeof request>[0]) =>
      answered(await board(request({ cookies, ...parts }), dependencies))
    for (const parts of [{}, inEnglish, asJson]) {
      const { status, body } = await show(parts)
      expect(status).toBe(200)
      expect(body).toContain(reference)
      expect(body).toContain(other)
      expect(body).toContain('TSV-1405-TORN1')
    }
    expect((await show(inEnglish)).body).toContain('cannot be shown: version 1403.9 is missing')
    expect((await show(inEnglish)).body).toContain('cannot be shown: what is stored of it cannot be read')
    const isOfOneLanguage = handler === exportJson
    if (!isOfOneLanguage)
      expect((await show({})).body).toContain('نمایش‌پذیر نیست: نسخهٔ 1403.9 برنامه موجود نیست')
    expect(asked()).toBeGreaterThan(0)
  })

  it('is found by its whole reference though its head is torn', async () => {
    const { desk, dependencies } = await poisonedDesk()
    const torn = 'TSV-1405-TORN1'
    const find = async () => {
      throw new TornCase(torn, {})
    }
    const cases = { ...dependencies.cases, find }
    const ask = async (parts: Parameters<typeof request>[0]) => {
      const cookies = await desk.session()
      const asked = request({ cookies, query: { q: torn }, ...parts })
      return answered(await forMembers(listCases)(asked, { ...dependencies, cases }))
    }
    const { status, headers } = await ask({})
    expect([status, headers['location']]).toEqual([303, `/board/cases/${torn}`])
    expect((await ask(asJson)).body).toContain(torn)
  })
})
