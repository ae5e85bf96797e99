import { describe, expect, it } from 'vitest'
import { sendFile } from '#functions/review/send-file.ts'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { attachment, CaseDesk, kerman, request } from '#test/functions/desk/case-desk.ts'
import type { CaseFile } from '#workflows/proposal/case-file.ts'

const guarantee = 'ضمانت‌نامهٔ بانکی پیش از آغاز کار به شهرداری تحویل شود.'
const escaped = (words: string) => words.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const asJson = { wants: 'json' } as const
const inEnglish = { language: 'en', languageChosen: true } as const

async function show(desk: CaseDesk, token: string, parts: Parameters<typeof request>[0] = {}) {
  const answer = await showReview(request({ path: { token }, ...parts }), desk.dependencies)
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return answer.body
}

async function fileIn(desk: CaseDesk, token: string): Promise<CaseFile> {
  return (JSON.parse(await show(desk, token, asJson)) as { caseFile: CaseFile }).caseFile
}

/** A case before the board of investment, after a revision and on a condition of the technical committee. */
async function atBoard(): Promise<CaseDesk> {
  const desk = await CaseDesk.open()
  await desk.toResearch()
  for (const index of [0, 1]) await desk.decide(index, 'request-changes', `برآورد ${index} <b>`)
  await desk.revise({ title: 'پایش سلامت، نسخهٔ دوم' })
  await desk.approveStage()
  await desk.must({ type: 'open-stage' })
  await desk.must({ type: 'recuse', ...(await desk.seat(1)), reason: 'خویشاوندم سهامدار است' })
  await desk.declare(0)
  const { documentsDigest } = await desk.state()
  const scores = Object.fromEntries(
    kerman.rubric.criteria.map(({ id }, index) => [id, index % 2 === 0 ? 5 : 4]),
  )
  const answer = { decision: 'approve', reason: 'پذیرفتنی است', scores, documentsDigest } as const
  await desk.must({ type: 'decide-review', ...(await desk.seat(0)), ...answer, conditions: [guarantee] })
  await desk.decide(1, 'approve', 'جانشین هم موافق است')
  if ((await desk.state()).status === 'in-review') await desk.decide(2, 'approve')
  await desk.must({ type: 'open-stage' })
  return desk
}

describe('the case file on the page of a reviewer', () => {
  it('is not told before no conflict of interest is declared', async () => {
    const desk = await atBoard()
    const token = await desk.reviewToken(0)
    for (const parts of [{}, asJson]) expect(await show(desk, token, parts)).not.toContain(guarantee)
  })

  it('shows conditions first, then what every earlier stage said, before the decision is asked for', async () => {
    const desk = await atBoard()
    await desk.declare(0)
    const body = await show(desk, await desk.reviewToken(0))
    const shown = [
      'تا اینجا',
      guarantee,
      'دبیرخانه، دور ۱',
      'مرکز مطالعات و پژوهش، دور ۱',
      'برآورد 0 &lt;b&gt;',
      'نسخهٔ ۲',
      'مرکز مطالعات و پژوهش، دور ۲',
      'جانشین هم موافق است',
      'خویشاوندم سهامدار است',
      'جانشین، پس از کناره‌گیری',
      'name="decision"',
    ]
    const places = shown.map((words) => body.indexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(body.slice(body.indexOf('id="so-far"'), body.indexOf('id="proposal"'))).not.toContain('@')
  })

  it('says the same in English', async () => {
    const desk = await atBoard()
    await desk.declare(0)
    const body = await show(desk, await desk.reviewToken(0), inEnglish)
    for (const shown of [
      'So far',
      'Conditions so far',
      guarantee,
      'Research centre, round 1',
      '2\u00A0×\u00A0Asked for changes',
    ]) {
      expect(body).toContain(shown)
    }
  })

  it('has every fact of the page for programs', async () => {
    const desk = await atBoard()
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    const [body, file] = [await show(desk, token), await fileIn(desk, token)]
    expect(file.conditions.map(({ text }) => text)).toEqual([guarantee])
    expect(file.rounds.map(({ stage, round, outcome }) => [stage, round, outcome])).toEqual([
      ['intake', 1, 'approved'],
      ['research', 1, 'changes-requested'],
      ['research', 2, 'approved'],
      ['investment', 1, 'approved'],
    ])
    expect(file.rounds[1]).toMatchObject({ answer: { revision: 2 }, changed: ['title'] })
    for (const { name, seats, recusals } of file.rounds) {
      expect(body).toContain(name.fa)
      for (const { holder, opinion } of seats) {
        if (holder !== null) expect(body).toContain(holder.name.fa)
        for (const words of [opinion?.reason ?? '', ...(opinion?.conditions ?? [])])
          expect(body).toContain(escaped(words))
      }
      for (const { reason } of recusals) expect(body).toContain(reason)
    }
  })

  it('opens the own round with the own opinion, on the page and for programs', async () => {
    const desk = await atBoard()
    await desk.decide(1, 'reject', 'یک مخالف در هیئت')
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    expect(await show(desk, token)).not.toContain('یک مخالف در هیئت')
    expect(JSON.stringify(await fileIn(desk, token))).not.toContain('یک مخالف در هیئت')
    await desk.decide(0, 'approve')
    expect(await show(desk, token)).toContain('یک مخالف در هیئت')
    expect(JSON.stringify(await fileIn(desk, token))).toContain('یک مخالف در هیئت')
  })

  it('opens the attachments of a revision that was reviewed before', async () => {
    const desk = await atBoard()
    const old = { ...attachment, fileId: 'AAAAAAAAAAAAAAAAAAAAA9', name: 'پیوست پیشین.pdf' }
    const cases = {
      ...desk.cases,
      revision: async (reference: string, number: number) => {
        const revision = await desk.cases.revision(reference, number)
        return revision !== undefined && number === 1 ? { ...revision, files: [old] } : revision
      },
    }
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    const shown = await showReview(request({ path: { token } }), { ...desk.dependencies, cases })
    expect(JSON.stringify(shown)).toContain(`/review/${token}/files/${old.fileId}`)
    const path = { token, file: old.fileId }
    expect(await sendFile(request({ path }), { ...desk.dependencies, cases })).toMatchObject({ status: 302 })
    expect(await sendFile(request({ path }), desk.dependencies)).toMatchObject({ status: 404 })
  })
})
