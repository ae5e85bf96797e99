import { describe, expect, it } from 'vitest'
import { showPipeline } from '#functions/board/show-pipeline.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'

const day = 86_400_000
const other = 'TSV-1405-AAAAA'
const route = forMembers(showPipeline)

interface Told {
  readonly steps: readonly Readonly<Record<string, unknown>>[]
  readonly months: readonly Readonly<Record<string, unknown>>[]
  readonly completed: number
}

async function told(desk: ContractDesk): Promise<Told> {
  const answer = await route(request({ cookies: await desk.session(), ...asJson }), desk.dependencies)
  return factsIn(answer) as unknown as Told
}

/** A case that has waited for research for ten days, and one that was submitted four days ago. */
async function twoCases(): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview()
  await desk.approveSeat()
  await desk.must({ type: 'open-stage' })
  desk.now = new Date(desk.now.getTime() + 6 * day)
  await desk.submit(other)
  desk.now = new Date(desk.now.getTime() + 4 * day)
  for (const name of [reference, other]) await desk.count(name)
  return desk
}

describe('the figures of the board', () => {
  it('tell of each step what is in it, for how long, the oldest, and what is expected', async () => {
    const { steps } = await told(await twoCases())
    expect(steps.map(({ step, cases, meanAge }) => [step, cases, meanAge])).toEqual([
      ['unconfirmed', 1, 4],
      ['stage intake', 0, null],
      ['stage research', 1, 10],
      ['stage investment', 0, null],
      ['stage board', 0, null],
      ['contract', 0, null],
      ['with-finance', 0, null],
    ])
    expect(steps[0]).toMatchObject({ oldest: { reference: other }, expectedRevenue: 9_375_000_000 })
    expect(steps[1]).toMatchObject({ oldest: null, expectedRevenue: 0, reached: 1, left: 1 })
  })

  it('tell how many cases came to each step, and what was decided in each month', async () => {
    const desk = await ContractDesk.withFinance()
    await desk.must({ type: 'acknowledge', note: '' })
    await desk.count()
    const { steps, months, completed } = await told(desk)
    expect(steps.every(({ reached, left }) => reached === 1 && left === 1)).toBe(true)
    expect(completed).toBe(1)
    expect(months).toHaveLength(12)
    expect(months.at(-1)).toEqual({
      month: '1405-09',
      submitted: 1,
      approved: 4,
      changesRequested: 0,
      rejected: 0,
      completed: 1,
      ended: 0,
    })
  })

  it('are the same when a case is counted again, and take a case out of the step that it left', async () => {
    const desk = await ContractDesk.signing()
    await desk.count()
    const before = await told(desk)
    await desk.count()
    expect(await told(desk)).toEqual(before)
    await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'پایان' })
    await desk.count()
    const { steps } = await told(desk)
    expect(steps.every(({ cases, expectedRevenue }) => cases === 0 && expectedRevenue === 0)).toBe(true)
  })

  it('are drawn in both languages, each drawing with a table that says the same', async () => {
    const desk = await twoCases()
    const show = async (parts = {}) =>
      answered(await route(request({ cookies: await desk.session(), ...parts }), desk.dependencies)).body
    const persian = await show()
    for (const title of ['از ثبت طرح تا پایان', 'هر گام چقدر طول می‌کشد', 'تصمیم‌ها در هر ماه']) {
      expect(persian).toContain(`aria-label="${title}"`)
      expect(persian).toContain(`<caption>${title}</caption>`)
    }
    expect(persian).toContain('آذر ۱۴۰۵')
    const english = await show(inEnglish)
    expect(english).toContain('IRR 9,375,000,000')
    expect(english).toContain('10 days')
    expect(await route(request(asJson), desk.dependencies)).toMatchObject({ status: 401 })
  })
})
