import { describe, expect, it } from 'vitest'
import { sendFile } from '#functions/review/send-file.ts'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import {
  attachment,
  CaseDesk,
  kerman,
  reference,
  request,
  secretSolution,
} from '#test/functions/desk/case-desk.ts'

async function show(desk: CaseDesk, token: string, parts: Parameters<typeof request>[0] = {}) {
  const answer = await showReview(request({ path: { token }, ...parts }), desk.dependencies)
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return answer
}

const facts = (answer: HttpResponse) => JSON.parse(answer.body) as Record<string, unknown>
const asJson = { wants: 'json' } as const
const inEnglish = { language: 'en', languageChosen: true } as const

describe('a seat that has not declared', () => {
  it('shows who asks what by when, the title and the organisation, and none of the documents', async () => {
    const desk = await CaseDesk.open()
    const { status, body } = await show(desk, await desk.reviewToken(0))
    expect(status).toBe(200)
    expect(body).toContain('<html lang="fa" dir="rtl">')
    expect(body).toContain('پایش سلامت در محله‌های کرمان')
    expect(body).toContain('سلامت‌یار کویر')
    expect(body).toContain('name="noConflict"')
    expect(body).not.toContain('checked')
    expect(body).not.toContain(secretSolution)
    expect(body).not.toContain(attachment.fileId)
    expect(body).not.toContain('name="decision"')
  })

  it('says the same in English when asked to', async () => {
    const desk = await CaseDesk.open()
    const { body } = await show(desk, await desk.reviewToken(0), inEnglish)
    expect(body).toContain('<html lang="en" dir="ltr">')
    expect(body).toContain('Before the documents open')
    expect(body).not.toContain(secretSolution)
  })

  it('answers the same facts as JSON', async () => {
    const desk = await CaseDesk.open()
    const answer = await show(desk, await desk.reviewToken(0), asJson)
    expect(facts(answer)).toMatchObject({
      reference,
      status: 'awaiting-declaration',
      stage: 'intake',
      applicant: 'سلامت‌یار کویر',
      declared: false,
    })
    expect(answer.body).not.toContain(secretSolution)
    expect(answer.body).not.toContain(attachment.fileId)
  })

  it('gets no attachment', async () => {
    const desk = await CaseDesk.open()
    const path = { token: await desk.reviewToken(0), file: attachment.fileId }
    expect(await sendFile(request({ path }), desk.dependencies)).toMatchObject({
      status: 409,
      code: 'declaration-missing',
    })
  })
})

describe('a seat that has declared', () => {
  it('shows the proposal, the attachments and a decision that nothing preselects', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.declare(0)
    const { body } = await show(desk, await desk.reviewToken(0))
    expect(body).toContain(secretSolution)
    expect(body).toContain(attachment.fileId)
    expect(body).toContain('۴۵٬۰۰۰٬۰۰۰٬۰۰۰ ریال')
    expect(body).toContain('۱٫۲ مگابایت')
    expect(body.match(/name="decision" value/g)).toHaveLength(3)
    expect(body.match(/name="scores\[revenue\]" value="\d"/g)).toHaveLength(6)
    expect(body).not.toContain('checked')
    expect(body).toContain('name="documentsDigest"')
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id } of kerman.rubric.criteria) expect(body).toContain(`name="scores[${id}]"`)
  })

  it('keeps to itself how the applicant is reached', async () => {
    const desk = await CaseDesk.open()
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    const pages = [await show(desk, token), await show(desk, token, asJson)]
    for (const { body } of pages) {
      expect(body).toContain(secretSolution)
      for (const hidden of ['0013542419', '09131234567', 'narges@salamatyar.example', '7616913439']) {
        expect(body).not.toContain(hidden)
      }
    }
  })

  it('answers the proposal, the rubric and the offered decisions as JSON', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.declare(0)
    const answer = facts(await show(desk, await desk.reviewToken(0), { ...asJson, ...inEnglish }))
    expect(answer).toMatchObject({
      status: 'open',
      stage: 'research',
      declared: true,
      decisions: ['approve', 'request-changes', 'reject'],
      proposal: { solution: secretSolution, capex: 45_000_000_000 },
      decision: null,
      receipt: null,
    })
    expect(answer['rubric']).toMatchObject({ scale: [0, 5] })
    expect(answer['documentsDigest']).toBe((await desk.state()).documentsDigest)
  })

  it('sends an attachment of the current revision by a short-lived address, and nothing else', async () => {
    const desk = await CaseDesk.open()
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    const sent = await sendFile(request({ path: { token, file: attachment.fileId } }), desk.dependencies)
    expect(sent).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
    expect(JSON.stringify(sent)).toContain(`cases/${reference}/attachments/${attachment.fileId}`)
    for (const file of ['contract.pdf', '../secret', 'bbbbbbbbbb-bbbbbbbb_b2']) {
      const other = await sendFile(request({ path: { token, file } }), desk.dependencies)
      expect(other).toMatchObject({ status: 404 })
    }
  })

  it('says how the stage decides, how many are awaited and what the scores mean, in both languages', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(1, 'reject', 'پذیرفتنی نیست')
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    const { body } = await show(desk, token, inEnglish)
    for (const words of [
      'The stage approves when 2 of its 3 seats approve.',
      'The mean of the scores has to reach 65 of 100',
      'if there are both, the request for changes prevails',
      `This is round 1 of at most ${kerman.maxRounds}.`,
      'is still awaited, and the case office is told.',
      'Of 3 seats 2 are still awaited.',
      '3 – acceptable',
      'You have given no score yet.',
    ]) {
      expect(body).toContain(words)
    }
    expect((await show(desk, token)).body).toContain('میانگین امتیازها باید به ۶۵ از ۱۰۰ برسد')
    expect(facts(await show(desk, token, { ...asJson, ...inEnglish }))).toMatchObject({
      awaited: 2,
      isLast: false,
      minimumScore: 65,
    })
  })

  it('lets the first button of the form, which Enter presses, decide nothing', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.declare(0)
    const { body } = await show(desk, await desk.reviewToken(0))
    const form = body.slice(body.indexOf('id="decision"'))
    expect(form.match(/<button type="submit"[^>]*>/)?.[0]).toMatch(/formaction="[^"]+\/draft"/)
  })

  it('shows the receipt once decided, and preselects nothing for another decision', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(0, 'approve', 'طرح خوبی است')
    const token = await desk.reviewToken(0)
    const { body } = await show(desk, token)
    const { receipt } = facts(await show(desk, token, asJson))
    expect(body).toContain('نظر شما ثبت شده است')
    expect(body).toContain((receipt as { digest: string }).digest)
    expect(body).toContain('طرح خوبی است')
    expect(body).not.toMatch(/name="decision"[^>]*checked/)
    expect(body).toMatch(/name="scores\[revenue\]" value="4" checked/)
  })

  it('shows in a second round what was asked and what changed, old beside new', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(2, 'approve', 'بدون تغییر هم خوب است')
    await desk.decide(0, 'request-changes', 'برآورد درآمد را روشن‌تر کنید')
    await desk.decide(1, 'request-changes', 'مدت را کوتاه کنید')
    await desk.revise({ durationMonths: 24, mobile: '09139999999' })
    const token = await desk.reviewToken(0)
    const { body } = await show(desk, token)
    expect(body).toContain('برآورد درآمد را روشن‌تر کنید')
    expect(body).toContain('مدت را کوتاه کنید')
    const changes = body.slice(body.indexOf('id="changes"'), body.indexOf('id="proposal"'))
    expect(changes).not.toContain('بدون تغییر هم خوب است')
    const json = facts(await show(desk, token, asJson))
    expect(json['round']).toBe(2)
    expect(json['changes']).toEqual([
      { field: 'durationMonths', label: 'مدت قرارداد (ماه)', before: 36, after: 24 },
    ])
    expect(json['asked']).toHaveLength(2)
  })

  it('does not offer to ask for changes in the last round', async () => {
    const desk = await CaseDesk.open()
    for (let round = 1; round < kerman.maxRounds; round += 1) {
      await desk.decide(0, 'request-changes')
      await desk.revise({ durationMonths: 36 + round })
    }
    const answer = facts(await show(desk, await desk.reviewToken(0), asJson))
    expect(answer['decisions']).toEqual(['approve', 'reject'])
  })

  it('escapes what applicants and reviewers wrote', async () => {
    const script = '<script>alert("x")</script>'
    const desk = await CaseDesk.open({ title: `طرحی با ${script}`, solution: `${secretSolution} ${script}` })
    await desk.toResearch()
    await desk.decide(0, 'request-changes', `چرا ${script} نوشته شد؟`)
    const { body } = await show(desk, await desk.reviewToken(0))
    expect(body).toContain('&lt;script&gt;')
    expect(body).not.toContain('<script>')
  })
})

describe('a link that has come to its end', () => {
  it('is not found when nobody made it or it opens something else', async () => {
    const desk = await CaseDesk.open()
    for (const token of ['', 'unknown', '../../etc', await desk.trackToken()]) {
      const answer = await showReview(request({ path: { token } }), desk.dependencies)
      expect(answer).toMatchObject({ status: 404, code: 'not-found' })
    }
  })

  it('shows the own decision, its receipt and the outcome once the stage has closed', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.decide(0, 'approve', 'مدارک کامل است')
    const page = await show(desk, token)
    expect(page.status).toBe(200)
    expect(page.body).toContain('<h1>نظر شما ثبت شده است</h1>')
    expect(page.body).toContain('تنها جایگاه این مرحله موافقت کرد.')
    expect(page.body).not.toContain('می‌توانید نظر خود را تغییر دهید')
    expect(page.body).toContain('مدارک کامل است')
    const json = await show(desk, token, { ...asJson, ...inEnglish })
    expect(json.status).toBe(200)
    expect(facts(json)).toMatchObject({ decision: 'approve', stageOutcome: 'approved', stage: 'intake' })
    expect((facts(json)['receipt'] as { digest: string }).digest).toMatch(/^[0-9a-f]{64}$/)
    expect(page.body).not.toContain(secretSolution)
    expect(page.body).not.toContain('<form')
  })

  it('tells nothing of the case once the seat is somebody else’s', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.declare(0)
    await desk.must({
      type: 'reassign',
      by: 'z.rahimi@kerman.example',
      target: { seat: 'secretariat' },
      to: {
        name: { fa: 'کسی', en: 'Someone' },
        role: { fa: 'کارشناس', en: 'Officer' },
        email: 'new@kerman.example',
      },
      reason: 'در مرخصی است',
    })
    for (const parts of [{}, inEnglish, asJson]) {
      const answer = await show(desk, token, parts)
      expect(answer.status).toBe(410)
      for (const secret of [
        secretSolution,
        'پایش سلامت',
        'سلامت‌یار',
        'new@kerman.example',
        attachment.fileId,
      ]) {
        expect(answer.body).not.toContain(secret)
      }
    }
    expect(facts(await show(desk, token, asJson))).toMatchObject({
      reason: 'seat-reassigned',
      stageOutcome: null,
    })
    const path = { token, file: attachment.fileId }
    expect(await sendFile(request({ path }), desk.dependencies)).toMatchObject({ status: 410 })
  })

  it('says that the case has closed when it ended before the stage did', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.must({ type: 'withdraw', reason: '' })
    const answer = await show(desk, token, inEnglish)
    expect(answer.status).toBe(410)
    expect(answer.body).toContain('This case has closed')
    expect(answer.body).not.toContain('Outcome of the stage')
  })
})

it('changes nothing however often it is opened, in whatever state', async () => {
  const desk = await CaseDesk.open()
  const token = await desk.reviewToken(0)
  const openAll = async () => {
    for (const parts of [{}, asJson, inEnglish]) await show(desk, token, parts)
    await sendFile(request({ path: { token, file: attachment.fileId } }), desk.dependencies)
  }
  for (const step of [() => desk.declare(0), () => desk.decide(0, 'approve')]) {
    const before = await desk.cases.find(reference)
    await openAll()
    expect(await desk.cases.find(reference)).toEqual(before)
    await step()
  }
  const closed = await desk.cases.find(reference)
  await openAll()
  expect(await desk.cases.find(reference)).toEqual(closed)
})
