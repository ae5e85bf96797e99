import { describe, expect, it } from 'vitest'
import { openFile } from '#functions/board/case-files.ts'
import { showCase } from '#functions/board/show-case.ts'
import { showNow } from '#functions/board/show-now.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { attachment, kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { exampleRoute } from '#test/workflows/contract/example-route.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { handedOnLedger } from '#workflows/proposal/handed-on-ledger.ts'

type Parts = Parameters<typeof request>[0]

const casePage = forMembers(showCase)
const file = forMembers(openFile)

async function show(desk: ContractDesk, parts: Parts = {}) {
  const given = { cookies: await desk.session(), path: { reference }, ...parts }
  return answered(await casePage(request(given), desk.dependencies))
}

describe('finance', () => {
  it.each([undefined, ['intake']])(
    'sees of reviewers what the programme shows it, everywhere alike: %j',
    async (sees) => {
      const desk = await ContractDesk.withFinance()
      const programme = { ...kerman, finance: { ...kerman.finance, ...(sees === undefined ? {} : { sees }) } }
      const dependencies = { ...desk.dependencies, commit: { ...desk.commit, programmeOf: () => programme } }
      const finance = { cookies: await desk.session('finance'), path: { reference } }
      const open = forMembers(showCase, ['finance'])
      const body = answered(await open(request(finance), dependencies)).body
      const facts = factsIn(await open(request({ ...finance, ...asJson }), dependencies))
      const decided = (await desk.entries()).filter(({ type }) => type === 'ReviewDecided')
      const ledger = facts['ledger'] as { type: string; sequence: number; data: { stage?: string } }[]
      const shown = ledger.filter(({ type }) => type === 'ReviewDecided')
      expect(decided.length).toBeGreaterThan(2)
      expect(new Set(shown.map(({ data }) => data.stage))).toEqual(new Set(sees ?? []))
      for (const { digest, sequence } of decided) {
        expect(body.includes(digest)).toBe(shown.some((entry) => entry.sequence === sequence))
      }
      expect(facts['caseFile'] === null).toBe(sees === undefined)
    },
  )

  it('has a ledger and a bundle in which what reviewers said is withheld, and the chain is whole', async () => {
    const desk = await ContractDesk.withFinance()
    const handed = handedOnLedger(await desk.entries(), 'finance')
    const types = handed.flatMap((entry) => ('type' in entry ? [entry.type] : []))
    expect(types).not.toContain('ReviewDecided')
    expect(types).not.toContain('NoConflictDeclared')
    expect(types).toContain('StageClosed')
    expect(types).toContain('ContractDelivered')
    expect(verify(handed)).toEqual([])
  })
})

describe("a case on the case office's board", () => {
  it('shows who is awaited, the proposal, decisions with their reasons, and the whole ledger in words', async () => {
    const desk = await ContractDesk.signing()
    const { status, body } = await show(desk)
    expect(status).toBe(200)
    const entries = await desk.entries()
    for (const shown of [
      'نرگس باقری‌پور',
      'دلیل committee-technical',
      'پایش سلامت در محله‌های کرمان',
      `/board/cases/${reference}/files/${attachment.fileId}`,
      `/board/cases/${reference}/files/contract.pdf`,
      `/board/cases/${reference}/files/evidence.json`,
      'متقاضی نشانی رایانامهٔ خود را تأیید کرد.',
      `هر ${entries.length.toLocaleString('fa-IR')} رویداد دست‌نخورده`,
      ...entries.map(({ digest }) => digest),
    ]) {
      expect(body).toContain(shown)
    }
    expect(body).not.toContain('files/release.json')
  })

  it('shows who has a place instead of whom, since when, in the case and among those that are due', async () => {
    const desk = await ContractDesk.signing()
    await desk.sign('startup')
    const state = await desk.state()
    if (!('deadline' in state)) throw new Error('Signatures are due')
    desk.now = new Date(silenceOf(state.deadline))
    await desk.must({ type: 'expire' })
    const awaited = {
      email: 'n.hatami@kerman.example',
      name: { en: 'Nasrin Hatami' },
      insteadOf: { en: 'Dariush Amiri' },
      since: desk.now.toISOString(),
    }
    expect(factsIn(await show(desk, asJson))).toMatchObject({
      standing: { awaited: [awaited], overdue: false },
    })
    const { body } = await show(desk, inEnglish)
    expect(body).toMatch(/in place of <bdi[^>]*>Dariush Amiri</)
    expect(body).toContain('Dariush Amiri')
    desk.now = new Date(desk.now.getTime() + 9 * 86_400_000)
    const now = forMembers(showNow)
    const today = factsIn(await now(request({ cookies: await desk.session(), ...asJson }), desk.dependencies))
    expect(today).toMatchObject({ soon: [{ standing: { awaited: [awaited] } }], overdue: [] })
  })

  it("says what can be done where the startup's representative does not sign, and nothing of it afterwards", async () => {
    const desk = await ContractDesk.signing()
    const said = 'نمایندهٔ کسب‌وکار جانشین ندارد'
    expect((await show(desk)).body).toContain(said)
    await desk.sign('startup')
    expect((await show(desk)).body).not.toContain(said)
  })

  it('is the same in English', async () => {
    const desk = await ContractDesk.withFinance()
    const { body } = await show(desk, inEnglish)
    expect(body).toContain('<html lang="en" dir="ltr">')
    expect(body).toContain('With finance')
    expect(body).toContain('The ledger was verified: all ')
    expect(body).toContain('files/release.json')
  })

  it('gives all of it as JSON', async () => {
    const desk = await ContractDesk.signing()
    const facts = factsIn(await show(desk, asJson))
    const { length } = await desk.entries()
    expect(facts).toMatchObject({
      reference,
      status: 'signing',
      standing: { awaited: [{ email: 'narges@salamatyar.example' }], overdue: false },
      verified: { whole: true, entries: length, faults: [] },
      files: [
        'contract.pdf',
        exampleRoute().decision?.fileId,
        'evidence.json',
        'evidence.zip',
        attachment.fileId,
      ],
      repairs: ['reassignment', 'reissue', 'extension', 'reopening', 'closing'],
    })
    expect(facts['ledger']).toHaveLength(length)
  })

  it('shows the conditions of approvals and what became of the contract, to those alone who see the review', async () => {
    const desk = await ContractDesk.inReview()
    await desk.approveSeat(['ضمانت‌نامهٔ بانکی <b>'])
    const early = (await show(desk)).body
    expect(early).toContain('ضمانت‌نامهٔ بانکی &lt;b&gt;')
    await desk.approveAll()
    await desk.drawUp('کف سهم افزوده شد')
    const { body } = await show(desk, inEnglish)
    expect(body).toContain('Conditions so far')
    expect(body).toContain('کف سهم افزوده شد')
    expect(factsIn(await show(desk, asJson))).toMatchObject({
      caseFile: {
        conditions: [{ stage: 'intake', text: 'ضمانت‌نامهٔ بانکی <b>' }],
        rounds: [{ stage: 'intake' }, {}, {}, {}],
      },
    })
    const finance = { cookies: await desk.session('finance'), path: { reference } }
    const open = forMembers(showCase, ['finance'])
    expect(answered(await open(request(finance), desk.dependencies)).body).not.toContain('id="so-far"')
    expect(factsIn(await open(request({ ...finance, ...asJson }), desk.dependencies))['caseFile']).toBeNull()
  })

  it('says plainly when an entry was tampered with', async () => {
    const desk = await ContractDesk.inReview()
    const entries = await desk.entries()
    const forged = entries.map((entry) =>
      entry.type === 'ProposalSubmitted' ? { ...entry, data: { ...entry.data, title: 'دیگر' } } : entry,
    )
    const cases = { ...desk.cases, entries: async () => forged }
    const given = { cookies: await desk.session(), path: { reference } }
    const answer = await casePage(request(given), { ...desk.dependencies, cases })
    expect(answered(answer).body).toContain('دفتر دست خورده است')
    const json = factsIn(await casePage(request({ ...given, ...asJson }), { ...desk.dependencies, cases }))
    expect(json['verified']).toMatchObject({
      whole: false,
      faults: [{ sequence: 1, code: 'digest-differs' }],
    })
  })

  it('finds a ledger whose end was cut off', async () => {
    const desk = await ContractDesk.inReview()
    const cut = (await desk.entries()).slice(0, -1)
    const cases = { ...desk.cases, entries: async () => cut }
    const given = { cookies: await desk.session(), path: { reference }, ...asJson }
    const json = factsIn(await casePage(request(given), { ...desk.dependencies, cases }))
    expect(json['verified']).toMatchObject({ whole: false, faults: [{ code: 'tip-differs' }] })
  })

  it('does not take an entry that came meanwhile for tampering', async () => {
    const desk = await ContractDesk.inReview()
    const before = await desk.cases.find(reference)
    await desk.must({ type: 'withdraw', reason: 'انصراف' })
    const cases = { ...desk.cases, find: async () => before }
    const given = { cookies: await desk.session(), path: { reference }, ...asJson }
    const json = factsIn(await casePage(request(given), { ...desk.dependencies, cases }))
    expect(json['verified']).toMatchObject({ whole: true })
  })

  it('shows what was mailed, how often it was tried and what went wrong', async () => {
    const desk = await ContractDesk.inReview()
    const effect = { reference, sequence: 3, kind: 'mail-reviewer:review-requested:secretariat' }
    const { email } = await firstSeat(desk)
    expect((await show(desk)).body).toContain('در راه')
    for (let time = 0; time < 2; time += 1) {
      await desk.effects.claim(effect, desk.now)
      await desk.effects.failed(effect, 'Throttling <b>', desk.now)
    }
    const { body } = await show(desk)
    expect(body).toContain('درخواست نظر')
    expect(body).toContain(email)
    expect(body).toContain('نرفت؛ دوباره کوشیده می‌شود')
    expect(body).toContain('۲ بار کوشش')
    expect(body).toContain('Throttling &lt;b&gt;')
    expect(body).not.toContain(effect.kind)
    await desk.effects.claim(effect, desk.now)
    await desk.effects.done(effect, desk.now)
    expect((await show(desk)).body).toContain('فرستاده شد')
    const about = { messageId: 'm-1', at: desk.now }
    await desk.effects.reported(effect, 'delivered', about)
    expect((await show(desk)).body).toContain('>رسید<')
    await desk.effects.reported(effect, 'bounced', about)
    expect((await show(desk)).body).toContain('برگشت خورد')
  })

  it('draws where the case is in the workflow, in the words of the page', async () => {
    const desk = await ContractDesk.signing()
    const { body } = await show(desk)
    expect(body).toContain('data-state="Collect signatures" data-mark="current"')
    expect(body).toContain('>گردآوری امضاها</text>')
    expect(body).not.toContain('>Collect signatures<')
    expect((await show(desk, inEnglish)).body).toContain('>Signatures</text>')
  })

  it.each([
    ['in-review', () => ContractDesk.inReview(), ['reassignment', 'extension', 'closing']],
    ['signing', () => ContractDesk.signing(), ['reassignment', 'extension', 'reopening', 'closing']],
    ['with-finance', () => ContractDesk.withFinance(), ['extension', 'closing']],
    ['settling-terms', returned, ['extension', 'closing']],
    ['closed', closed, []],
  ] as const)('offers in %s what the process admits there', async (status, make, offered) => {
    const desk = await make()
    expect((await desk.state()).status).toBe(status)
    const { body } = await show(desk)
    for (const repair of ['reassignment', 'extension', 'reopening', 'closing']) {
      const isOffered = (offered as readonly string[]).includes(repair)
      expect(body.includes(`?repair=${repair}#repair`)).toBe(isOffered)
      const opened = await show(desk, { query: { repair } })
      expect(opened.body.includes(`action="/board/cases/${reference}/${repair}"`)).toBe(isOffered)
    }
  })

  it('leads to the terms while they are to be settled, and only then', async () => {
    const link = `href="/board/cases/${reference}/terms"`
    expect((await show(await returned())).body).toContain(link)
    expect((await show(await ContractDesk.signing())).body).not.toContain(link)
  })

  it('preselects nobody where a place is reassigned', async () => {
    const desk = await ContractDesk.inReview()
    const { body } = await show(desk, { query: { repair: 'reassignment' } })
    const [seat] = kerman.stages[0]?.seats ?? []
    expect(body).toContain(`<option value="seat:${seat?.id}">`)
    expect(body).not.toContain('selected')
  })

  it('escapes what people wrote', async () => {
    const desk = await ContractDesk.inReview({ title: '<script>1</script>' })
    const { email, seat, stage } = await firstSeat(desk)
    await desk.must({ type: 'recuse', email, seat, stage, reason: '<svg onload=x>' })
    const { body } = await show(desk)
    expect(body).not.toContain('<script>')
    expect(body).not.toContain('<svg onload')
    expect(body).toContain('&lt;svg onload=x&gt;')
  })

  it('is not found under an unknown reference, and not open without a session', async () => {
    const desk = await ContractDesk.inReview()
    const cookies = await desk.session()
    const unknown = request({ cookies, path: { reference: 'TSV-1405-XXXXX' } })
    expect(await casePage(unknown, desk.dependencies)).toMatchObject({ status: 404 })
    expect(await file(unknown, desk.dependencies)).toMatchObject({ status: 404 })
    const stranger = request({ path: { reference }, ...asJson })
    expect(await casePage(stranger, desk.dependencies)).toMatchObject({ status: 401 })
    expect(await file(stranger, desk.dependencies)).toMatchObject({ status: 401 })
  })

  it('changes nothing by being opened', async () => {
    const desk = await ContractDesk.signing()
    const before = JSON.stringify([await desk.entries(), await desk.cases.find(reference)])
    for (const parts of [{}, asJson, { query: { repair: 'closing', done: 'closing' } }]) {
      await show(desk, parts)
    }
    expect(JSON.stringify([await desk.entries(), await desk.cases.find(reference)])).toBe(before)
  })
})

const open = async (desk: ContractDesk, name: string) =>
  file(request({ cookies: await desk.session(), path: { reference, file: name } }), desk.dependencies)

describe("a case's files", () => {
  it('are attachments to be saved and the documents that exist so far', async () => {
    const desk = await ContractDesk.signing()
    const saved = answered(await open(desk, attachment.fileId))
    expect(saved).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
    expect(saved.headers['location']).toContain(`cases/${reference}/attachments/${attachment.fileId}`)
    expect(saved.headers['location']).toContain('disposition=attachment')
    expect(await open(desk, 'contract.pdf')).toMatchObject({ status: 302 })
    expect(await open(desk, 'signed-contract.pdf')).toMatchObject({ status: 404 })
    expect(await open(desk, 'BBBBBBBBBBBBBBBBBBBBBB')).toMatchObject({ status: 404 })
    await desk.signAll()
    expect(await open(desk, 'signed-contract.pdf')).toMatchObject({ status: 302 })
    expect(await open(desk, 'evidence.json')).toMatchObject({ status: 200 })
  })

  it('hold no contract before one was drawn up', async () => {
    const desk = await ContractDesk.inReview()
    expect(await open(desk, 'contract.pdf')).toMatchObject({ status: 404 })
  })

  it('are no longer offered once the data of the applicant was erased with them', async () => {
    const desk = await ContractDesk.signing()
    await desk.must(
      { type: 'close', by: 'z.rahimi@kerman.example', reason: 'The startup was wound up' },
      { type: 'erase', by: 'z.rahimi@kerman.example', reason: 'Asked for' },
    )
    const { body } = await show(desk)
    expect(body).toContain(attachment.name)
    for (const name of [attachment.fileId, 'contract.pdf']) {
      expect(body).not.toContain(`/files/${name}`)
      expect(await open(desk, name)).toMatchObject({ status: 404 })
    }
  })
})

async function returned(): Promise<ContractDesk> {
  const desk = await ContractDesk.withFinance()
  await desk.must({ type: 'return', reason: 'شبا نادرست است' })
  return desk
}

async function closed(): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview()
  await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'پایان کار' })
  return desk
}

async function firstSeat(desk: ContractDesk) {
  const state = await desk.state()
  const seat = state.status === 'in-review' ? state.seats[0] : undefined
  if (state.status !== 'in-review' || !seat?.holder) throw new Error('Nobody holds the first seat')
  return { email: seat.holder.email, seat: seat.seat, stage: state.stage }
}
