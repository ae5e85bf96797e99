import { describe, expect, it } from 'vitest'
import { enter, showEnter, signOut } from '#functions/board/enter.ts'
import { listCases } from '#functions/board/list-cases.ts'
import { endSessions, showSessions } from '#functions/board/sessions.ts'
import { askSignIn, showSignIn } from '#functions/board/sign-in.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import { kerman, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, inEnglish } from '#test/functions/desk/contract-desk.ts'

type Parts = Parameters<typeof request>[0]

const member = kerman.caseOffice.members[0]?.email ?? ''
const stranger = 'stranger@kerman.example'
const board = forMembers(listCases)
const hour = 3_600_000

const ask = async (desk: ContractDesk, email: unknown, parts: Parts = {}) => {
  const answer = await askSignIn(request({ body: { email }, ...parts }), desk.dependencies)
  await answerSignIns({ ...desk.dependencies, publicUrl: 'https://tasvib.example', now: () => desk.now })
  return answer
}

/** The token in the mail that was sent last. */
function mailedToken(desk: ContractDesk): string {
  return /https:\/\/tasvib\.example\/board\/enter\/(\S+)/.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[1] ?? ''
}

const at = (token: string, parts: Parts = {}) => request({ path: { token }, ...parts })
const typedAt = (token: string) => at(token, { body: { shownNumber: shownNumber(token) } })

/** The session cookie of an answer, as the next request has it. */
function cookiesFrom(answer: Awaited<ReturnType<typeof enter>>): Record<string, string> {
  const [name = '', value = ''] = (answered(answer).cookies?.[0] ?? '').split(';')[0]?.split('=') ?? []
  return { [name]: value }
}

describe('asking for a sign-in link', () => {
  it('mails a member a link in both languages', async () => {
    const desk = new ContractDesk()
    expect(await ask(desk, member.toUpperCase())).toMatchObject({
      status: 303,
      headers: { location: '/board/sign-in?sent=1' },
    })
    const [mail] = desk.mailer.sent
    expect(mail?.to).toBe(member)
    expect(mail?.subject.startsWith('\u200F')).toBe(true)
    expect(mail?.text).toContain('ده دقیقه')
    expect(mail?.text).toContain('ten minutes')
    expect(mail?.html).toContain(`href="https://tasvib.example/board/enter/${mailedToken(desk)}"`)
  })

  it('tries every request when mails fail, and opens those again that could not be answered', async () => {
    const desk = new ContractDesk()
    const members = kerman.caseOffice.members.slice(0, 2).map(({ email }) => email)
    for (const email of members)
      await desk.signIns.ask({ kind: 'sign-in', email, at: desk.now.toISOString() })
    const answering = { ...desk.dependencies, publicUrl: 'https://tasvib.example', now: () => desk.now }
    const away = { send: () => Promise.reject(new Error('The mail server is away')) }
    const failing = answerSignIns({ ...answering, mailer: away })
    await expect(failing).rejects.toMatchObject({ errors: [expect.any(Error), expect.any(Error)] })
    await answerSignIns(answering)
    expect(desk.mailer.sent.map(({ to }) => to)).toEqual(members)
  })

  it('answers a stranger exactly the same and mails nothing', async () => {
    const desk = new ContractDesk()
    for (const parts of [{}, asJson, inEnglish]) {
      const [known, unknown] = [await ask(desk, member, parts), await ask(desk, stranger, parts)]
      expect(unknown).toEqual(known)
    }
    expect(desk.mailer.sent.map(({ to }) => to)).toEqual([member, member, member])
  })

  it('mails an address three links in ten minutes, answers alike past that, and locks no member out', async () => {
    const desk = new ContractDesk()
    const tenMinutes = hour / 6
    // Somebody else asks from everywhere as soon as the limit is open.
    const used = 8
    for (let count = 0; count < used; count += 1) {
      await Promise.all([ask(desk, member, { ip: `198.51.100.${count}` }), ask(desk, stranger)])
    }
    expect(desk.mailer.sent).toHaveLength(3)
    desk.now = new Date(desk.now.getTime() + tenMinutes - 1)
    const [known, unknown] = [await ask(desk, member, asJson), await ask(desk, stranger, asJson)]
    expect(known).toMatchObject({ status: 202 })
    expect(unknown).toEqual(known)
    expect(desk.mailer.sent).toHaveLength(3)
    // The member has the links that were sent for nothing, and one of them opens the board to the last moment.
    expect(await enter(typedAt(mailedToken(desk)), desk.dependencies)).toMatchObject({ status: 303 })
    desk.now = new Date(desk.now.getTime() + 1)
    await ask(desk, member)
    expect(desk.mailer.sent).toHaveLength(4)
  })

  it('limits a place that asks for many addresses', async () => {
    const desk = new ContractDesk()
    for (let count = 0; count < 20; count += 1) await ask(desk, `a${count}@kerman.example`)
    expect(await ask(desk, member, asJson)).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    })
    expect(await ask(desk, member, { ip: '198.51.100.7' })).toMatchObject({ status: 303 })
  })

  it.each([undefined, '', 'nobody', 'a@b', `${member},x@y.example`, `${member}\r\nBcc: x@y.example`, ['a']])(
    'refuses what is no address: %j',
    async (email) => {
      const desk = new ContractDesk()
      expect(await ask(desk, email, asJson)).toMatchObject({ status: 422, errors: [{ field: 'email' }] })
      const page = answered(await ask(desk, email))
      expect(page.status).toBe(422)
      expect(page.body).toContain('نشانی رایانامه را درست بنویسید.')
      expect(desk.mailer.sent).toHaveLength(0)
    },
  )

  it('has a page in both languages', async () => {
    const desk = new ContractDesk()
    const show = async (parts: Parts) => answered(await showSignIn(request(parts), desk.dependencies)).body
    expect(await show({})).toContain('ورود به میز پرونده‌ها')
    expect(await show({ query: { sent: '1' } })).toContain('درخواست شما رسید')
    expect(await show(inEnglish)).toContain('Sign in to the board')
  })
})

describe('the mailed link', () => {
  it('shows a button and is not used up by being opened', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const token = mailedToken(desk)
    for (let count = 0; count < 3; count += 1) {
      const { status, body } = answered(await showEnter(at(token), desk.dependencies))
      expect(status).toBe(200)
      expect(body).toContain(`action="/board/enter/${token}"`)
    }
    expect(await enter(typedAt(token), desk.dependencies)).toMatchObject({ status: 303 })
  })

  it('signs in once, with a cookie that only this host reads over TLS', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const token = mailedToken(desk)
    const answer = answered(await enter(typedAt(token), desk.dependencies))
    expect(answer).toMatchObject({ status: 303, headers: { location: '/board' } })
    expect(answer.cookies?.[0]).toMatch(
      /^__Host-tasvib=[^;]+; Path=\/; Max-Age=43200; Secure; HttpOnly; SameSite=Lax$/,
    )
    expect(await board(request({ cookies: cookiesFrom(answer) }), desk.dependencies)).toMatchObject({
      status: 200,
    })
    expect(await enter(typedAt(token), desk.dependencies)).toMatchObject({ status: 404 })
    expect(await showEnter(at(token, asJson), desk.dependencies)).toMatchObject({ status: 404 })
  })

  it('is not used up by a program that presses the button', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const token = mailedToken(desk)
    for (const body of [{}, { shownNumber: '' }, { shownNumber: '1' }, null]) {
      const page = answered(await enter(at(token, { body }), desk.dependencies))
      expect(page.status).toBe(422)
      expect(page.cookies ?? []).toEqual([])
      expect(page.body).toContain('href="#field-shownNumber"')
    }
    expect(await enter(typedAt(token), desk.dependencies)).toMatchObject({ status: 303 })
  })

  it('signs in one of two who press at once', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const token = mailedToken(desk)
    const answers = await Promise.all([1, 2].map(() => enter(typedAt(token), desk.dependencies)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 404])
  })

  it('sets a cookie without Secure where there is no TLS', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const dependencies = { ...desk.dependencies, publicUrl: () => 'http://127.0.0.1:8080' }
    const answer = answered(await enter(typedAt(mailedToken(desk)), dependencies))
    expect(answer.cookies?.[0]).toMatch(/^tasvib=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
    const cookies = cookiesFrom(answer)
    expect(await board(request({ cookies }), dependencies)).toMatchObject({ status: 200 })
  })

  it('ends after ten minutes, and is not found when it opens something else', async () => {
    const desk = await ContractDesk.signing()
    await ask(desk, member)
    const token = mailedToken(desk)
    desk.now = new Date(desk.now.getTime() + hour / 6)
    expect(await enter(typedAt(token), desk.dependencies)).toMatchObject({ status: 404 })
    const other = await desk.financeToken()
    expect(await enter(typedAt(other), desk.dependencies)).toMatchObject({ status: 404 })
    expect(await desk.links.find(other)).toBeDefined()
  })
})

describe('a session', () => {
  it('is needed: a browser is led to sign-in, a program gets 401', async () => {
    const desk = await ContractDesk.inReview()
    await ask(desk, member)
    // A member's own link, not yet pressed, is no session.
    const link = mailedToken(desk)
    for (const cookies of [{}, { '__Host-tasvib': 'unknown' }, { '__Host-tasvib': link }]) {
      expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({
        status: 303,
        headers: { location: '/board/sign-in' },
      })
      expect(await board(request({ cookies, ...asJson }), desk.dependencies)).toMatchObject({ status: 401 })
    }
  })

  it('ends after twelve hours, however much it is used', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const cookies = cookiesFrom(await enter(typedAt(mailedToken(desk)), desk.dependencies))
    for (let count = 0; count < 23; count += 1) {
      desk.now = new Date(desk.now.getTime() + hour / 2)
      expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({ status: 200 })
    }
    desk.now = new Date(desk.now.getTime() + hour / 2 - 1)
    expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({ status: 200 })
    desk.now = new Date(desk.now.getTime() + 1)
    expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({ status: 303 })
  })

  it('ends after an hour in which nothing was done', async () => {
    const desk = new ContractDesk()
    await ask(desk, member)
    const cookies = cookiesFrom(await enter(typedAt(mailedToken(desk)), desk.dependencies))
    desk.now = new Date(desk.now.getTime() + hour - 1)
    expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({ status: 200 })
    desk.now = new Date(desk.now.getTime() + hour)
    expect(await board(request({ cookies, ...asJson }), desk.dependencies)).toMatchObject({ status: 401 })
  })

  it('is listed with the others of the member alone, and all of them end at once', async () => {
    const desk = new ContractDesk()
    const enterAs = async (email: string) => {
      await ask(desk, email)
      return cookiesFrom(await enter(typedAt(mailedToken(desk)), desk.dependencies))
    }
    const other = kerman.caseOffice.members[1]?.email ?? ''
    const [one, two, theirs] = [await enterAs(member), await enterAs(member), await enterAs(other)]
    const sessions = forMembers(showSessions, ['finance', 'auditor'])
    const listed = answered(await sessions(request({ cookies: one, ...asJson }), desk.dependencies))
    expect(JSON.parse(listed.body)).toMatchObject({ sessions: [{ began: desk.now.toISOString() }, {}] })
    const page = answered(await sessions(request({ cookies: one }), desk.dependencies))
    expect(page.body).toContain('action="/board/sessions/end"')
    const end = forMembers(endSessions, ['finance', 'auditor'])
    const asked = answered(await end(request({ cookies: two }), desk.dependencies))
    expect(asked.status, 'whoever finds a browser open ends nothing').toBe(422)
    expect(asked.body).toContain('کد تأیید فرستاده شد')
    expect(desk.mailer.sent.at(-1)?.to).toBe(member)
    const code = /^\d{6}$/m.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[0]
    expect(await board(request({ cookies: two }), desk.dependencies)).toMatchObject({ status: 200 })
    const wrong = { body: { code: '999999' }, ...asJson }
    expect(await end(request({ cookies: two, ...wrong }), desk.dependencies)).toMatchObject({ status: 422 })
    const ended = await end(request({ cookies: two, body: { code } }), desk.dependencies)
    expect(answered(ended).cookies?.[0]).toContain('Max-Age=0')
    for (const cookies of [one, two])
      expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({ status: 303 })
    expect(await sessions(request({ cookies: theirs }), desk.dependencies)).toMatchObject({ status: 200 })
  })

  it('ends for whoever leaves the programme', async () => {
    const desk = new ContractDesk()
    const cookies = await desk.session()
    const [, ...members] = kerman.caseOffice.members
    const programme = { ...kerman, caseOffice: { ...kerman.caseOffice, members } }
    const dependencies: BoardDependencies = { ...desk.dependencies, programme: () => programme }
    expect(await board(request({ cookies }), dependencies)).toMatchObject({ status: 303 })
  })

  it('is over in the store too after signing out', async () => {
    const desk = new ContractDesk()
    const cookies = await desk.session()
    const answer = answered(await signOut(request({ cookies }), desk.dependencies))
    expect(answer).toMatchObject({ status: 303, headers: { location: '/board/sign-in' } })
    expect(answer.cookies?.[0]).toContain('__Host-tasvib=; Path=/; Max-Age=0;')
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(await board(request({ cookies }), desk.dependencies)).toMatchObject({ status: 303 })
    expect(await signOut(request(asJson), desk.dependencies)).toMatchObject({ status: 200 })
  })
})
