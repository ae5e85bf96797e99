import { describe, expect, it } from 'vitest'
import type { Repair } from '#functions/board/open-case.ts'
import { endOfWrittenDay } from '#functions/board/repair-command.ts'
import { repairWith } from '#functions/board/repair.ts'
import { showCase } from '#functions/board/show-case.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { dayInWords } from '#functions/shared/pages/day-in-words.ts'
import { kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { calendarOf, workingDaysAfter } from '#workflows/programme/working-calendar.ts'

type Parts = Parameters<typeof request>[0]

const by = kerman.caseOffice.members[0]?.email ?? ''
const seat = kerman.stages[0]?.seats[0]?.id ?? ''

async function post(desk: ContractDesk, repair: Repair, body: unknown, parts: Parts = {}) {
  const given = { cookies: await desk.session(), path: { reference }, body, ...parts }
  return await forMembers(repairWith(repair))(request(given), desk.dependencies)
}

const newPerson = {
  target: `seat:${seat}`,
  name: 'سارا کریمی',
  email: 's.karimi@kerman.example',
  reason: 'مرخصی',
}

describe('a name that no contract can print', () => {
  it('is refused for a signature, and taken for a seat, which no contract names', async () => {
    const signing = await ContractDesk.signing()
    const named = { ...newPerson, target: 'signatory:mayor', name: '李明', role: '市長' }
    expect(await post(signing, 'reassignment', named, asJson)).toMatchObject({
      status: 422,
      errors: [
        { field: 'name', code: 'unprintable' },
        { field: 'role', code: 'unprintable' },
      ],
    })
    expect(answered(await post(signing, 'reassignment', named)).body).toContain('李 明')
    const reviewing = await ContractDesk.inReview()
    expect(await post(reviewing, 'reassignment', { ...newPerson, name: '李明' })).toMatchObject({
      status: 303,
    })
  })
})

describe('reassigning', () => {
  it('gives a seat to somebody else, in the role of the seat unless another is written', async () => {
    const desk = await ContractDesk.inReview()
    const answer = factsIn(await post(desk, 'reassignment', newPerson, asJson))
    const entry = (await desk.entries()).at(-1)
    expect(answer).toEqual({
      reference,
      status: 'in-review',
      receipt: { sequence: entry?.sequence, digest: entry?.digest, at: entry?.at },
    })
    expect(entry).toMatchObject({
      type: 'SeatAssigned',
      actor: { role: 'office', email: by },
      data: {
        seat,
        because: 'reassignment',
        reason: 'مرخصی',
        holder: {
          email: 's.karimi@kerman.example',
          name: { fa: 'سارا کریمی', en: 'سارا کریمی' },
          role: kerman.stages[0]?.seats[0]?.holder.role,
        },
      },
    })
    await post(desk, 'reassignment', { ...newPerson, email: 'x@kerman.example', role: 'کارشناس' })
    expect((await desk.entries()).at(-1)).toMatchObject({ data: { holder: { role: { fa: 'کارشناس' } } } })
  })

  it('gives a signature to somebody else', async () => {
    const desk = await ContractDesk.signing()
    const body = { ...newPerson, target: 'signatory:mayor' }
    expect(await post(desk, 'reassignment', body)).toMatchObject({
      status: 303,
      headers: { location: `/board/cases/${reference}?done=reassignment` },
    })
    expect(await desk.signatory('mayor')).toBe('s.karimi@kerman.example')
  })

  it('shows the form again with every fault beside its field and the input kept', async () => {
    const desk = await ContractDesk.inReview()
    const json = await post(desk, 'reassignment', { target: 'x', email: 'x' }, asJson)
    expect(json).toMatchObject({ status: 422 })
    expect(json).toHaveProperty(
      'errors',
      ['target', 'name', 'email', 'reason'].map((field) => expect.objectContaining({ field })),
    )
    const page = answered(await post(desk, 'reassignment', { ...newPerson, reason: '', name: '<b>سارا' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain('دلیل خود را بنویسید.')
    expect(page.body).toContain('value="&lt;b&gt;سارا"')
    expect(page.body).toContain(`<option value="seat:${seat}" selected>`)
  })

  it('asks for the place of a person where none was chosen', async () => {
    const desk = await ContractDesk.inReview()
    const answer = await post(desk, 'reassignment', { ...newPerson, target: '' }, asJson)
    expect(answer).toMatchObject({ status: 422, errors: [{ field: 'target' }] })
  })

  it('tells why the process refuses a person, in both languages', async () => {
    const desk = await ContractDesk.inReview()
    const body = { ...newPerson, email: 'narges@salamatyar.example' }
    const json = await post(desk, 'reassignment', body, asJson)
    expect(json).toMatchObject({ code: 'person-is-applicant', errors: [{ field: 'email' }] })
    const page = answered(await post(desk, 'reassignment', body))
    expect(page.status).toBe(json.status)
    expect(page.body).toContain('has-fault')
    expect(answered(await post(desk, 'reassignment', body, inEnglish)).body).toContain('lang="en"')
    const unknown = { ...newPerson, target: 'seat:nobody' }
    expect(await post(desk, 'reassignment', unknown, asJson)).toMatchObject({ code: 'target-unknown' })
  })
})

describe('sending a link anew', () => {
  it('records whose it is and why, once for two clicks', async () => {
    const desk = await ContractDesk.inReview()
    const body = { target: `seat:${seat}`, reason: 'پیوند گم شد' }
    expect(await post(desk, 'reissue', body)).toMatchObject({
      status: 303,
      headers: { location: `/board/cases/${reference}?done=reissue` },
    })
    await post(desk, 'reissue', body)
    const reissued = (await desk.entries()).filter(({ type }) => type === 'LinkReissued')
    expect(reissued).toMatchObject([
      {
        actor: { role: 'office', email: by },
        data: { target: { place: 'seat', stage: 'intake', seat }, reason: 'پیوند گم شد' },
      },
    ])
  })

  it.each(['applicant', 'finance'])('reaches %s', async (target) => {
    const desk = await ContractDesk.withFinance()
    await post(desk, 'reissue', { target, reason: 'پیوند گم شد' })
    expect((await desk.entries()).at(-1)).toMatchObject({ data: { target: { place: target } } })
  })

  it('offers the signatory whose turn it is, and shows the form again without a reason', async () => {
    const desk = await ContractDesk.signing()
    const page = answered(await post(desk, 'reissue', { target: 'signatory:startup', reason: '' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain('<option value="signatory:startup" selected>')
    expect(page.body).not.toContain('value="signatory:mayor"')
    expect(await post(desk, 'reissue', { target: 'signatory:mayor', reason: 'گم شد' }, asJson)).toMatchObject(
      {
        code: 'target-unknown',
      },
    )
  })
})

describe('extending', () => {
  it.each(['۱۴۰۶/۰۱/۲۰', '2027-04-09'])('moves the deadline to the end of %s', async (until) => {
    const desk = await ContractDesk.inReview()
    expect(await post(desk, 'extension', { until, reason: 'تعطیلات' })).toMatchObject({ status: 303 })
    const state = await desk.state()
    expect(state).toMatchObject({ deadline: { at: '2027-04-09T20:30:00.000Z' } })
    expect((await desk.entries()).at(-1)).toMatchObject({
      actor: { role: 'office', email: by },
      data: { reason: 'تعطیلات' },
    })
  })

  it('refuses what is no day and what is not later', async () => {
    const desk = await ContractDesk.inReview()
    const day = await post(desk, 'extension', { until: '1405/13/01', reason: 'تعطیلات' }, asJson)
    expect(day).toMatchObject({ status: 422, errors: [{ field: 'until' }] })
    const past = await post(desk, 'extension', { until: '1404/01/01', reason: 'تعطیلات' }, asJson)
    expect(past).toMatchObject({ code: 'not-a-later-time', errors: [{ field: 'until' }] })
  })

  it('offers working days as the days that they come to, each from the deadline on', async () => {
    const desk = await ContractDesk.inReview()
    const opened = request({
      cookies: await desk.session(),
      path: { reference },
      query: { repair: 'extension' },
    })
    const page = answered(await forMembers(showCase)(opened, desk.dependencies))
    const days = [...page.body.matchAll(/name="until" value="([^"]+)"/g)].map(([, day]) => day)
    expect(days).toEqual([expect.any(String), expect.any(String), expect.any(String), 'day'])
    const [first = ''] = days
    const state = await desk.state()
    const end = 'deadline' in state ? Date.parse(state.deadline.at) : Number.NaN
    expect(workingDaysAfter(new Date(end), new Date(`${first}T12:00:00Z`), calendarOf(kerman))).toBe(3)
    expect(page.body).toContain(`۳ روز کاری دیگر، تا پایان ${dayInWords(first, 'fa')}`)
    expect(await post(desk, 'extension', { until: first, day: '', reason: 'تعطیلات' })).toMatchObject({
      status: 303,
    })
    const extended = await desk.state()
    expect(extended).toMatchObject({
      deadline: { at: endOfWrittenDay(first, kerman.timeZone)?.toISOString() },
    })
    const done = request({ cookies: await desk.session(), path: { reference }, query: { done: 'extension' } })
    expect(answered(await forMembers(showCase)(done, desk.dependencies)).body).toContain(
      dayInWords(first, 'fa'),
    )
  })

  it.each([{ until: 'day' }, {}])(
    'takes a day that is written, by its choice or without any: %j',
    async (choice) => {
      const desk = await ContractDesk.inReview()
      const body = { ...choice, day: '۱۴۰۶/۰۱/۲۰', reason: 'تعطیلات' }
      expect(await post(desk, 'extension', body)).toMatchObject({ status: 303 })
      expect(await desk.state()).toMatchObject({ deadline: { at: '2027-04-09T20:30:00.000Z' } })
    },
  )

  it('tells beside the written day that it is none, beside the choice that there is none, and of the reason too', async () => {
    const desk = await ContractDesk.inReview()
    const wrong = { until: 'day', day: '1405/13/01', reason: '' }
    expect(await post(desk, 'extension', wrong, asJson)).toMatchObject({
      errors: [{ field: 'day' }, { field: 'reason' }],
    })
    const page = answered(await post(desk, 'extension', wrong))
    expect(page.body).toContain('value="1405/13/01"')
    expect(page.body).toContain('تاریخ را مانند ۱۴۰۵/۰۹/۲۰ بنویسید.')
    expect(page.body).toContain('value="day" checked')
    expect(await post(desk, 'extension', { day: '', reason: '' }, asJson)).toMatchObject({
      errors: [{ field: 'until' }, { field: 'reason' }],
    })
  })
})

describe('taking a contract back', () => {
  it('closes every link for signing until the terms are settled anew', async () => {
    const desk = await ContractDesk.signing()
    await desk.sign('startup')
    expect(await post(desk, 'reopening', { reason: 'سهم باید تغییر کند' })).toMatchObject({ status: 303 })
    expect(await desk.state()).toMatchObject({ status: 'settling-terms', because: 'reopened' })
    expect((await desk.entries()).at(-1)).toMatchObject({
      type: 'TermsReopened',
      data: { version: 1, reason: 'سهم باید تغییر کند' },
    })
  })

  it('needs a reason, and a contract that is out for signature', async () => {
    const desk = await ContractDesk.signing()
    expect(await post(desk, 'reopening', { reason: '' }, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }],
    })
    const elsewhere = await ContractDesk.withFinance()
    const reason = { reason: 'سهم باید تغییر کند' }
    expect(await post(elsewhere, 'reopening', reason, asJson)).toMatchObject({ status: 409, code: 'not-now' })
    const page = answered(await post(elsewhere, 'reopening', reason))
    expect(page.status).toBe(409)
    expect(page.body).toContain('notice warning')
  })
})

describe('closing', () => {
  it('needs a reason and a tick', async () => {
    const desk = await ContractDesk.inReview()
    expect(await post(desk, 'closing', {}, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }, { field: 'confirm' }],
    })
    expect(answered(await post(desk, 'closing', { reason: 'تکراری' })).body).toContain(
      'بستن پرونده را تأیید کنید.',
    )
    expect((await desk.state()).status).toBe('in-review')
  })

  it('closes the case once', async () => {
    const desk = await ContractDesk.inReview()
    const body = { reason: 'تکراری است', confirm: 'true' }
    expect(factsIn(await post(desk, 'closing', body, asJson))).toMatchObject({ status: 'closed' })
    expect(await post(desk, 'closing', body, asJson)).toMatchObject({ code: 'case-closed' })
    const asked = request({ cookies: await desk.session(), path: { reference } })
    const page = answered(await forMembers(showCase)(asked, desk.dependencies)).body
    expect(page).toContain('با پایان پرونده بسته شد')
    const entries = await desk.entries()
    expect(entries.filter(({ type }) => type === 'CaseClosed')).toHaveLength(1)
  })
})

describe('every repair', () => {
  const all: readonly Repair[] = ['reassignment', 'reissue', 'extension', 'reopening', 'closing']

  it.each(all)('needs a session: %s', async (repair) => {
    const desk = await ContractDesk.inReview()
    const before = JSON.stringify(await desk.entries())
    const body = { ...newPerson, until: '2027-04-09', note: 'یادداشت', confirm: 'true' }
    expect(await post(desk, repair, body, { cookies: {} })).toMatchObject({
      status: 303,
      headers: { location: '/board/sign-in' },
    })
    expect(await post(desk, repair, body, { cookies: {}, ...asJson })).toMatchObject({ status: 401 })
    expect(JSON.stringify(await desk.entries())).toBe(before)
  })

  it.each(all)('finds no unknown case and survives any body: %s', async (repair) => {
    const desk = await ContractDesk.inReview()
    const path = { reference: 'TSV-1405-XXXXX' }
    expect(await post(desk, repair, {}, { path })).toMatchObject({ status: 404 })
    for (const body of [null, [], 'x', 3, { reason: {}, note: [], target: 1, conditions: 5 }]) {
      expect(await post(desk, repair, body, asJson)).toMatchObject({ status: 422 })
      expect(answered(await post(desk, repair, body)).status).toBe(422)
    }
  })
})

/** A case that the office closed. */
async function closedDesk(): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview()
  await post(desk, 'closing', { reason: 'Not pursued', confirm: 'on' })
  return desk
}

async function pageOf(desk: ContractDesk): Promise<string> {
  const given = { cookies: await desk.session(), path: { reference }, ...inEnglish }
  const answer = await forMembers(showCase)(request(given), desk.dependencies)
  return 'body' in answer ? answer.body : ''
}

describe('holding the personal data', () => {
  it('is offered once a case is closed, with the day on which the data goes', async () => {
    const desk = await closedDesk()
    const page = await pageOf(desk)
    expect(page).toMatch(/Kept until .*\d{4}.*, then erased\./)
    expect(page).toContain('?repair=hold')
    expect(page).not.toContain('?repair=lift')
    expect(await pageOf(await ContractDesk.inReview())).not.toContain('?repair=hold')
  })

  it('is recorded with its reason, shown, and lifted again', async () => {
    const desk = await closedDesk()
    expect(await post(desk, 'hold', { reason: 'A court asked for it' })).toMatchObject({ status: 303 })
    expect((await desk.entries()).at(-1)).toMatchObject({
      type: 'ErasureHeld',
      actor: { role: 'office', email: by },
      data: { reason: 'A court asked for it' },
    })
    const held = await pageOf(desk)
    expect(held).toMatch(/The case office holds it; it is not erased until that is lifted\. Its time is /)
    expect(held).toContain('?repair=lift')
    expect(await post(desk, 'hold', { reason: 'Once more' }, asJson)).toMatchObject({
      status: 409,
      code: 'erasure-held',
    })
    await post(desk, 'lift', { reason: 'The court has decided' })
    expect(await pageOf(desk)).toContain('Kept until')
  })

  it('needs a reason', async () => {
    const desk = await closedDesk()
    expect(await post(desk, 'hold', { reason: ' ' })).toMatchObject({ status: 422 })
    expect((await desk.entries()).at(-1)?.type).toBe('CaseClosed')
  })
})
