import { describe, expect, it } from 'vitest'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import { sendDocument } from '#functions/track/send-document.ts'
import { showCase } from '#functions/track/show-case.ts'
import {
  attachment,
  CaseDesk,
  kerman,
  reference,
  request,
  secretSolution,
} from '#test/functions/desk/case-desk.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'

const inEnglish = { language: 'en', languageChosen: true } as const

async function show(desk: CaseDesk, parts: Parameters<typeof request>[0] = {}): Promise<HttpResponse> {
  const token = await desk.trackToken()
  const answer = await showCase(request({ path: { token }, ...parts }), desk.dependencies)
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return answer
}

async function facts(desk: CaseDesk, parts: Parameters<typeof request>[0] = {}) {
  const { body } = await show(desk, { wants: 'json', ...parts })
  return JSON.parse(body) as Record<string, unknown> & {
    path: { id: string; state: string; beganAt: string | null; endedAt: string | null }[]
    history: { type: string; words: string; reason: string | null }[]
    asked: { decision: string; role: string; reason: string }[]
    contract: { files: { name: string; url: string }[] } | null
  }
}

const standing = ({ path }: { path: { id: string; state: string }[] }) =>
  path.map(({ id, state }) => `${id}: ${state}`)

/** Every personal name of the city's people. */
const cityNames = kerman.stages
  .flatMap(({ seats }) => seats)
  .flatMap(({ holder, alternate }) => [holder, ...(alternate === undefined ? [] : [alternate])])
  .flatMap(({ name, email }) => [name.fa, name.en, email])

/** A case brought to each of its states, and what its page says there. */
const places: readonly [status: string, bring: (desk: CaseDesk) => Promise<void>, fa: string, en: string][] =
  [
    [
      'between-stages',
      (desk) => desk.decide(0, 'approve'),
      'در راه مرحلهٔ بعد',
      'On its way to the next stage',
    ],
    ['in-review', (desk) => desk.toResearch(), 'در حال بررسی', 'Under review'],
    [
      'awaiting-revision',
      (desk) => desk.decide(0, 'request-changes'),
      'در انتظار اصلاح شما',
      'Waiting for your revision',
    ],
    ['signing', (desk) => desk.toSigning(), 'در انتظار امضا', 'Waiting for signatures'],
    [
      'sealing',
      async (desk) => {
        await desk.toSigning()
        await desk.signAll()
      },
      'قرارداد امضا شد',
      'Signed, and being sealed',
    ],
    [
      'settling-terms',
      async (desk) => {
        await desk.toSigning()
        await desk.must({
          type: 'refuse-to-sign',
          id: 'startup',
          email: 'narges@salamatyar.example',
          reason: 'شبا نادرست است',
        })
      },
      'مفاد قرارداد در حال تعیین است',
      'The terms of the contract are being settled',
    ],
    [
      'with-finance',
      async (desk) => {
        await desk.toSigning()
        await desk.signAll()
        await desk.seal()
        await desk.must({ type: 'deliver' })
      },
      'نزد امور مالی',
      'With the finance office',
    ],
    ['closed', (desk) => desk.decide(0, 'reject'), 'طرح تصویب نشد', 'The proposal was not approved'],
  ]

describe('the applicant’s page', () => {
  it.each(places)(
    'tells where a case stands that is %s, in both languages and as JSON',
    async (status, bring, fa, en) => {
      const desk = await CaseDesk.open()
      await bring(desk)
      const before = await desk.cases.find(reference)
      const persian = await show(desk)
      expect(persian.status).toBe(200)
      expect(persian.body).toContain('<html lang="fa" dir="rtl">')
      expect(persian.body).toContain(fa)
      const english = await show(desk, inEnglish)
      expect(english.body).toContain('<html lang="en" dir="ltr">')
      expect(english.body).toContain(en)
      expect(await facts(desk)).toMatchObject({ reference, status, title: 'پایش سلامت در محله‌های کرمان' })
      expect(await desk.cases.find(reference)).toEqual(before)
      for (const name of cityNames) expect(persian.body + english.body).not.toContain(name)
      const ids = [...persian.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
    },
  )

  it('waits for the address of a new case', async () => {
    const desk = await CaseDesk.submitted()
    expect((await show(desk, inEnglish)).body).toContain('Waiting for you to confirm your address')
    const { path, ...rest } = await facts(desk, inEnglish)
    expect(rest).toMatchObject({ status: 'unconfirmed', stage: null, inHand: ['You (the applicant)'] })
    expect(path[0]).toMatchObject({ id: 'confirmation', state: 'current', endedAt: null })
  })

  it('says of a step that is held that its day has passed, and not before', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    const held = [/روز مهلت گذشته و پرونده همچنان باز است/, /The day has passed, and the case is still open/]
    const pages = async () => [(await show(desk)).body, (await show(desk, inEnglish)).body]
    for (const [index, page] of (await pages()).entries()) expect(page).not.toMatch(held[index] ?? '')
    const { state } = (await desk.cases.find(reference)) ?? {}
    if (state === undefined || !('deadline' in state)) throw new Error('A review is due')
    desk.now = new Date(silenceOf(state.deadline))
    await desk.must({ type: 'expire' })
    for (const [index, page] of (await pages()).entries()) expect(page).toMatch(held[index] ?? '')
  })

  it('draws the way with what is done, where the case stands and what is to come', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    const sheet = await facts(desk, inEnglish)
    expect(standing(sheet)).toEqual([
      'confirmation: done',
      'intake: done',
      'research: current',
      'investment: coming',
      'board: coming',
      'contract: coming',
      'finance: coming',
    ])
    expect(sheet.path[1]?.beganAt).not.toBeNull()
    expect(sheet.path[1]?.endedAt).not.toBeNull()
    expect(sheet.path[2]).toMatchObject({ endedAt: null })
    expect(sheet['inHand']).toEqual([
      'Head of the research centre',
      'Researcher, urban management',
      'Researcher, economics of innovation',
    ])
    expect(sheet['dueAt']).toMatch(/^2026-/)
  })

  it('no longer awaits a role that has decided', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(0, 'approve')
    expect((await facts(desk, inEnglish))['inHand']).toHaveLength(2)
  })

  it('ends the way where the case stopped', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.must({ type: 'withdraw', reason: 'شریک ما رفت' })
    const sheet = await facts(desk)
    expect(standing(sheet)).toEqual(['confirmation: done', 'intake: done', 'research: stopped'])
    expect(sheet).toMatchObject({ status: 'closed', closing: 'withdrawn', inHand: [], dueAt: null })
    expect(sheet.history[0]).toMatchObject({ type: 'ProposalWithdrawn', reason: 'شریک ما رفت' })
  })

  it('goes the whole way when the case is complete', async () => {
    const desk = await CaseDesk.open()
    await desk.toSigning()
    await desk.signAll()
    await desk.seal()
    await desk.must({ type: 'deliver' }, { type: 'acknowledge', voucher: 'V-77', note: 'یادداشت درونی' })
    const sheet = await facts(desk)
    expect(standing(sheet).every((step) => step.endsWith(': done'))).toBe(true)
    expect(sheet['closing']).toBe('completed')
    const { body } = await show(desk)
    expect(body).toContain('V-77')
    expect(body).not.toContain('یادداشت درونی')
  })

  it('tells what was asked and why, by role, requests for changes first', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(0, 'approve', 'خوب است ولی <script>alert(1)</script>')
    await desk.decide(1, 'request-changes', 'مدت را کوتاه کنید')
    await desk.decide(2, 'request-changes', 'درآمد را روشن کنید')
    const { asked } = await facts(desk, inEnglish)
    expect(asked.map(({ decision, role }) => `${decision}: ${role}`)).toEqual([
      'request-changes: Researcher, urban management',
      'request-changes: Researcher, economics of innovation',
      'approve: Head of the research centre',
    ])
    const { body } = await show(desk)
    expect(body).toContain('مدت را کوتاه کنید')
    expect(body).not.toContain('<script>')
  })

  it('tells beside each question what is asked of it, and leads there from what the reviewer wrote', async () => {
    const desk = await CaseDesk.open()
    const { documentsDigest } = await desk.state()
    await desk.declare(0)
    await desk.must({
      type: 'decide-review',
      ...(await desk.seat(0)),
      decision: 'request-changes',
      reason: 'برآورد را روشن کنید',
      reasonCode: 'RET_FINANCE',
      scores: {},
      documentsDigest,
    })
    const { body } = await show(desk)
    const asked = '<strong>خواسته شده:</strong> برآورد مالی ناکافی – کارشناس دبیرخانهٔ سرمایه‌گذاری'
    expect(body.split(asked)).toHaveLength(1 + 4)
    expect(body).toContain(`id="field-capex-asked">${asked}`)
    expect(body).toMatch(/id="field-capex"[^>]* aria-describedby="[^"]*field-capex-asked/)
    expect(body).toContain('<a href="#field-annualRevenue">')
    expect(body).not.toContain('id="field-title-asked"')
  })

  it('draws when the next steps are due, and who has the present one', async () => {
    const desk = await CaseDesk.open()
    const { body } = await show(desk)
    const [, current = ''] =
      /<li class="current" aria-current="step">(.+?)<\/li>\s*<li class="coming">/s.exec(body) ?? []
    expect(current).toContain('اکنون اینجا')
    expect(current).toContain('کارشناس دبیرخانهٔ سرمایه‌گذاری')
    expect(current).toMatch(/مهلت: <time/)
    expect(body).toContain('حداکثر ۱۵ روز کاری')
  })

  it('tells of silence by the new due date alone, and of nobody by name', async () => {
    const desk = await CaseDesk.open()
    const before = await desk.state()
    if (!('deadline' in before)) throw new Error('A review is due')
    desk.now = new Date(silenceOf(before.deadline))
    await desk.must({ type: 'expire' })
    const after = await desk.state()
    if (!('deadline' in after)) throw new Error('A review is due')
    const shown = await facts(desk, inEnglish)
    expect(shown['dueAt']).toBe(after.deadline.at)
    expect(after.deadline.at > before.deadline.at).toBe(true)
    expect(shown['inHand']).toEqual([kerman.stages[0]?.seats[0]?.alternate?.role.en])
    expect(shown.history[0]?.words).toMatch(
      /^The deadline passed; it went to alternates, and the new deadline/,
    )
    const { body } = await show(desk)
    expect(cityNames.filter((name) => body.includes(name))).toEqual([])
  })

  it('says nothing of what reviewers say while the round is open', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(0, 'reject', 'هنوز محرمانه است')
    expect((await show(desk)).body).not.toContain('هنوز محرمانه است')
    const sheet = await facts(desk)
    expect(JSON.stringify(sheet)).not.toContain('هنوز محرمانه است')
    const types = new Set(sheet.history.map(({ type }) => type))
    for (const hidden of ['ReviewDecided', 'NoConflictDeclared']) expect(types).not.toContain(hidden)
  })

  it('fills the revision form with the last revision, and asks for the declaration anew', async () => {
    const desk = await CaseDesk.open()
    expect((await show(desk)).body).not.toContain('/revision"')
    await desk.decide(0, 'request-changes')
    const { body } = await show(desk)
    expect(body).toContain('/revision"')
    expect(body).toContain(secretSolution)
    expect(body).toContain('value="۴۵٬۰۰۰٬۰۰۰٬۰۰۰"')
    expect(body).toMatch(new RegExp(`name="files" value="${attachment.fileId}" checked`))
    expect(body).toMatch(/name="idempotencyKey" value="[^"]+"/)
    expect(body).not.toMatch(/name="consent"[^>]*checked/)
  })

  it('speaks the applicant’s language unless another is chosen', async () => {
    const desk = await CaseDesk.open()
    expect((await show(desk, { language: 'en', languageChosen: false })).body).toContain('lang="fa"')
  })

  it('escapes what the applicant wrote', async () => {
    const desk = await CaseDesk.open({
      title: 'طرح <script>alert(1)</script>',
      risks: '"><script>'.repeat(9),
    })
    for (const body of [(await show(desk)).body, (await show(desk, inEnglish)).body]) {
      expect(body).toContain('&lt;script&gt;')
      expect(body).not.toContain('<script>')
    }
    await desk.decide(0, 'request-changes')
    expect((await show(desk)).body).not.toContain('<script>')
  })

  it('is not found by a link that nobody made or that opens something else', async () => {
    const desk = await CaseDesk.open()
    for (const token of ['', 'unknown', await desk.reviewToken(0)]) {
      const answers = [
        await showCase(request({ path: { token } }), desk.dependencies),
        await sendDocument(request({ path: { token, file: attachment.fileId } }), desk.dependencies),
      ]
      for (const answer of answers) expect(answer).toMatchObject({ status: 404 })
    }
  })
})

const send = async (desk: CaseDesk, file: string) =>
  sendDocument(request({ path: { token: await desk.trackToken(), file } }), desk.dependencies)

describe('the applicant’s documents', () => {
  it('are the attachments of the current revision', async () => {
    const desk = await CaseDesk.open()
    const sent = await send(desk, attachment.fileId)
    expect(sent).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
    expect(await send(desk, 'bbbbbbbbbb-bbbbbbbb_b2')).toMatchObject({ status: 404 })
  })

  it('include the contract once everybody signed, and the sealed one once it is', async () => {
    const desk = await CaseDesk.open()
    await desk.toSigning()
    expect(await send(desk, 'contract.pdf')).toMatchObject({ status: 404 })
    expect((await facts(desk)).contract).toBeNull()
    await desk.signAll()
    expect(await send(desk, 'contract.pdf')).toMatchObject({ status: 302 })
    expect(await send(desk, 'signed-contract.pdf')).toMatchObject({ status: 404 })
    await desk.seal()
    expect(await send(desk, 'signed-contract.pdf')).toMatchObject({ status: 302 })
    expect(JSON.stringify(await send(desk, 'signed-contract.pdf'))).toContain(
      `cases/${reference}/signed-contract-1.pdf`,
    )
    expect((await facts(desk)).contract?.files.map(({ name }) => name)).toEqual([
      'signed-contract.pdf',
      'contract.pdf',
    ])
    expect((await show(desk)).body).toContain('/files/signed-contract.pdf')
    // The whole ledger names reviewers; the applicant has a bundle of their own.
    for (const name of ['evidence.json', 'evidence.zip']) {
      expect(await send(desk, name)).toMatchObject({ status: 404 })
    }
  })
})
