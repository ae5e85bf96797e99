import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { boardRoutes } from '#functions/board/door.ts'
import { factorWarnings } from '#functions/clock/factor-warnings.ts'
import type { Answer } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { sqliteFactors } from '#infra/machine/store/sqlite-factors.ts'
import { resetFactor } from '#infra/operate/reset-factor.ts'
import { kerman, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'

type Parts = Parameters<typeof request>[0]
type Cookies = Record<string, string>

const [first, second] = kerman.caseOffice.members.filter(({ access }) => access === 'case-office')
const member = first?.email ?? ''
const colleague = second?.email ?? ''
const ali = 'board+ali@kerman.example'
const sara = 'board+sara@kerman.example'
const required = { ...kerman, board: { secondFactor: 'required' as const } }

class Board extends ContractDesk {
  programmeNow = kerman
  board: BoardDependencies = { ...this.dependencies, programme: () => this.programmeNow }

  get factors() {
    return this.board.factors
  }

  replaceKey(): void {
    const factors = sqliteFactors(this.rows.database, 'another key that is 32 characters')
    this.board = { ...this.board, factors }
  }

  ask(route: keyof typeof boardRoutes, parts: Parts = {}): Promise<Answer> {
    return boardRoutes[route](request(parts), this.board)
  }

  /** By the mailed link. */
  async enter(email = member): Promise<Cookies> {
    const expires = new Date(this.now.getTime() + 600_000).toISOString()
    const token = await this.links.issue({ opens: 'board', email, expires })
    return cookiesIn(await this.ask('POST /board/enter/{token}', { path: { token }, ...asJson }))
  }

  /** Enters, sets the factor up as an app does, and answers what both sides keep. */
  async enrol(
    email = member,
    enrolment?: string,
  ): Promise<{ cookies: Cookies; secret: string; recovery: string[] }> {
    const cookies = await this.enter(email)
    const { offer } = factsIn(await this.ask('GET /board/factor', { cookies, ...asJson })) as {
      offer: { secret: string; base32: string }
    }
    const body = { secret: offer.secret, first: this.codeOf(offer.base32), enrolment }
    const answer = await this.ask('POST /board/factor', { cookies, body, ...asJson })
    const { recoveryCodes } = factsIn(answer) as { recoveryCodes: string[] }
    return { cookies: cookiesIn(answer), secret: offer.base32, recovery: recoveryCodes }
  }

  get reset() {
    return { ...this.board, programme: kerman, random: this.board.commit.random, now: this.now }
  }

  codeOf(secret: string, steps = 0): string {
    const timestamp = this.now.getTime() + steps * 30_000
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
  }

  prove(cookies: Cookies, code: string): Promise<Answer> {
    return this.ask('POST /board/factor/proof', { cookies, body: { code }, ...asJson })
  }

  opens(cookies: Cookies): Promise<Answer> {
    return this.ask('GET /board', { cookies, ...asJson })
  }

  later(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds)
  }

  async news(): Promise<string[]> {
    await answerSignIns({
      ...this.board,
      ...this.dependencies,
      programme: () => this.programmeNow,
      publicUrl: 'https://tasvib.example',
      now: () => this.now,
    })
    return this.mailer.sent.map(({ to, subject }) => `${to} ${subject}`)
  }
}

function codeIn(lines: readonly string[]): string {
  return /Enrolment code: (\S+)/.exec(lines.join('\n'))?.[1] ?? ''
}

function cookiesIn(answer: Answer): Cookies {
  const [name = '', value = ''] = (answered(answer).cookies?.[0] ?? '').split(';')[0]?.split('=') ?? []
  return { [name]: value }
}

describe('a second factor that is required from a day on', () => {
  const from = '2026-12-15'
  const soon = { ...kerman, board: { secondFactor: 'required' as const, secondFactorFrom: from } }
  const midnight = new Date('2026-12-14T20:30:00.000Z')

  it('is told of on every list of the board, to members without one, and not asked for before', async () => {
    const desk = new Board()
    desk.programmeNow = soon
    desk.now = new Date(midnight.getTime() - 1)
    const cookies = await desk.enter()
    expect(answered(await desk.opens(cookies)).status).toBe(200)
    for (const [parts, words] of [
      [{}, 'از این روز بدون آن وارد میز پرونده‌ها نمی‌شوید'],
      [inEnglish, 'the board does not open to you from <time datetime="2026-12-15">'],
    ] as const) {
      for (const route of ['GET /board', 'GET /board/cases', 'GET /board/contracts'] as const)
        expect(answered(await desk.ask(route, { cookies, ...parts })).body).toContain(words)
    }
    const own = await desk.enrol(colleague)
    expect(answered(await desk.ask('GET /board', own)).body).not.toContain('نمی‌شوید')
  })

  it('is asked for from that day’s first minute at the programme’s place, in sessions that are open too', async () => {
    const desk = new Board()
    desk.programmeNow = soon
    desk.now = new Date(midnight.getTime() - 1)
    const cookies = await desk.enter()
    desk.later(1)
    expect(await desk.opens(cookies)).toMatchObject({ status: 401, code: 'second-factor-first' })
    expect(factsIn(await desk.ask('GET /board/factor', { cookies, ...asJson }))).toMatchObject({ owed: true })
    expect(await desk.opens(await desk.enter())).toMatchObject({ code: 'second-factor-first' })
  })

  it('is told of by mail fourteen, seven and one day ahead, once each, with the day in both calendars', async () => {
    const desk = new Board()
    desk.programmeNow = soon
    const told: string[] = []
    for (let day = 20; day >= -3; day -= 1) {
      desk.now = new Date(Date.parse(`${from}T09:00:00.000Z`) - day * 86_400_000)
      const before = desk.mailer.sent.length
      // Another process each time.
      await factorWarnings()({
        ...desk.board,
        ...desk.dependencies,
        programme: () => soon,
        now: () => desk.now,
      })
      await desk.news()
      const mails = desk.mailer.sent.slice(before)
      if (mails.length > 0) told.push(`${day}: ${mails.length}`)
      for (const { text } of mails) {
        expect(text).toContain('۲۴ آذر ۱۴۰۵')
        expect(text).toContain('15 December 2026')
      }
    }
    const everybody = kerman.caseOffice.members.length
    expect(told).toEqual([`14: ${everybody}`, `7: ${everybody}`, `1: ${everybody}`])
  })

  it('is not told of where no day is named, or none is required', async () => {
    for (const programme of [
      required,
      { ...kerman, board: { secondFactor: 'optional' as const, secondFactorFrom: from } },
    ]) {
      const desk = new Board()
      desk.now = new Date(midnight.getTime() - 86_400_000)
      await factorWarnings()({
        ...desk.board,
        ...desk.dependencies,
        programme: () => programme,
        now: () => desk.now,
      })
      expect(await desk.news()).toEqual([])
    }
  })
})

describe('a second factor', () => {
  it('is offered to a member as picture and text, in both languages, and set up with its first code', async () => {
    const desk = new Board()
    const cookies = await desk.enter()
    for (const [parts, words] of [
      [{}, 'تنظیم عامل دوم'],
      [inEnglish, 'Set up a second factor'],
    ] as const) {
      const page = answered(await desk.ask('GET /board/factor', { cookies, ...parts }))
      expect(page.body).toContain(words)
      expect(page.body).toContain('<svg role="img"')
    }
    const body = { secret: 'none', first: '123456' }
    expect(await desk.ask('POST /board/factor', { cookies, body, ...asJson })).toMatchObject({
      status: 422,
      errors: [{ field: 'secret' }],
    })
    const { recovery, cookies: whole } = await desk.enrol()
    expect(new Set(recovery).size).toBe(10)
    expect(await desk.opens(whole)).toMatchObject({ status: 200 })
    expect(await desk.opens(cookies), 'other sessions end').toMatchObject({ status: 401 })
    expect(await desk.news()).toContainEqual(expect.stringContaining('Your second factor was set up'))
    expect(JSON.stringify(desk.rows.rows('factors'))).not.toContain(recovery[0]?.replace('-', ''))
  })

  it('is asked for at the next sign-in, and nothing opens before it is given', async () => {
    const desk = new Board()
    const { secret } = await desk.enrol()
    desk.later(60_000)
    const cookies = await desk.enter()
    for (const route of [
      'GET /board',
      'GET /board/members',
      'GET /board/sessions',
      'POST /board/members',
    ] as const) {
      expect(await desk.ask(route, { cookies, ...asJson })).toMatchObject({ code: 'second-factor-first' })
      expect(await desk.ask(route, { cookies })).toMatchObject({
        status: 303,
        headers: { location: '/board/factor' },
      })
    }
    expect(answered(await desk.ask('GET /board/factor', { cookies })).body).toContain('کد یک‌بارمصرف')
    const anew = {
      secret: await desk.factors.encrypt(member, JSON.stringify({ secret, until: Infinity })),
      first: '1',
    }
    expect(await desk.ask('POST /board/factor', { cookies, body: anew, ...asJson })).toMatchObject({
      status: 422,
    })
    expect(await desk.prove(cookies, '000000')).toMatchObject({ errors: [{ code: 'code-wrong' }] })
    const answer = await desk.prove(cookies, desk.codeOf(secret))
    expect(answer).toMatchObject({ status: 200 })
    expect(await desk.opens(cookiesIn(answer))).toMatchObject({ status: 200 })
    expect(await desk.opens(cookies), 'the token is a new one').toMatchObject({ status: 401 })
    const { sessions } = factsIn(
      await desk.ask('GET /board/sessions', { cookies: cookiesIn(answer), ...asJson }),
    )
    expect(sessions).toContainEqual(expect.objectContaining({ factors: 2 }))
  })

  it('takes the code of the step before and after, and no code twice, nor one before it', async () => {
    const desk = new Board()
    const { secret } = await desk.enrol()
    for (const [steps, result] of [
      [-2, 'code-wrong'],
      [2, 'code-wrong'],
      [0, 200],
      [0, 'code-used'],
      [-1, 'code-used'],
      [1, 200],
    ] as const) {
      desk.later(steps === -2 ? 600_000 : 0)
      const answer = await desk.prove(await desk.enter(), desk.codeOf(secret, steps))
      expect(answer, `${steps}`).toMatchObject(
        result === 200 ? { status: 200 } : { errors: [{ code: result }] },
      )
    }
  })

  it('takes a code once of many requests at once', async () => {
    const desk = new Board()
    const { secret } = await desk.enrol()
    desk.later(60_000)
    const cookies = await desk.enter()
    const code = desk.codeOf(secret)
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.prove(cookies, code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('is not guessed: some forty looks a day, whatever the session', async () => {
    const desk = new Board()
    await desk.enrol()
    let looked = 0
    for (let hour = 0; hour < 12; hour += 1) {
      desk.later(3_600_000)
      const cookies = await desk.enter()
      for (let guess = 0; guess < 12; guess += 1) {
        const { status } = await desk.prove(cookies, String(100_000 + hour * 100 + guess))
        if (status !== 429) looked += 1
      }
    }
    expect(looked).toBeLessThanOrEqual(80)
  })

  it('is proved by who gave it already, however often somebody with the mailbox alone has guessed', async () => {
    const desk = new Board()
    const { cookies, secret } = await desk.enrol()
    desk.later(60_000)
    const stranger = await desk.enter()
    for (let guess = 0; guess < 8; guess += 1) await desk.prove(stranger, String(100_000 + guess))
    expect(await desk.prove(stranger, '100009')).toMatchObject({ status: 429 })
    const body = { code: desk.codeOf(secret) }
    expect(await desk.ask('POST /board/sessions/end', { cookies, body, ...asJson })).toMatchObject({
      status: 200,
    })
  })

  it('is stood in for by a recovery code, once each, and its use is told', async () => {
    const desk = new Board()
    const { recovery } = await desk.enrol()
    const [code = ''] = recovery
    expect(await desk.prove(await desk.enter(), code.toLowerCase().replace('-', ' '))).toMatchObject({
      status: 200,
    })
    expect(await desk.prove(await desk.enter(), code)).toMatchObject({ errors: [{ code: 'code-wrong' }] })
    expect(await desk.news()).toContainEqual(expect.stringContaining('One of your recovery codes was used'))
  })

  it('is asked of who has a session already, once the programme requires it', async () => {
    const desk = new Board()
    const cookies = await desk.enter()
    expect(await desk.opens(cookies)).toMatchObject({ status: 200 })
    desk.programmeNow = required
    expect(await desk.opens(cookies)).toMatchObject({ code: 'second-factor-first' })
    const page = answered(await desk.ask('GET /board/factor', { cookies }))
    expect(page.body).toContain('این برنامه از همهٔ اعضای میز عامل دوم می‌خواهد')
    const { cookies: whole, secret } = await desk.enrol()
    expect(await desk.opens(whole)).toMatchObject({ status: 200 })
    desk.later(60_000)
    const removal = { cookies: whole, body: { code: desk.codeOf(secret) }, ...asJson }
    expect(await desk.ask('POST /board/factor/removal', removal)).toMatchObject({
      code: 'second-factor-required',
    })
  })

  it('is replaced or removed with a code of its own alone', async () => {
    const desk = new Board()
    const { cookies, secret } = await desk.enrol()
    desk.later(60_000)
    const offered = factsIn(
      await desk.ask('GET /board/factor', { cookies, query: { anew: '1' }, ...asJson }),
    ) as { offer: { secret: string; base32: string } }
    const body = { secret: offered.offer.secret, first: desk.codeOf(offered.offer.base32) }
    const put = (code: string) =>
      desk.ask('POST /board/factor', { cookies, body: { ...body, code }, ...asJson })
    expect(await put('')).toMatchObject({ errors: [{ code: 'code-missing' }] })
    expect(await put('000000')).toMatchObject({ errors: [{ code: 'code-wrong' }] })
    const replaced = await put(desk.codeOf(secret))
    expect(replaced).toMatchObject({ status: 200 })
    desk.later(60_000)
    const remove = (code: string) =>
      desk.ask('POST /board/factor/removal', { cookies: cookiesIn(replaced), body: { code }, ...asJson })
    expect(await remove(desk.codeOf(secret))).toMatchObject({ errors: [{ code: 'code-wrong' }] })
    expect(await remove(desk.codeOf(offered.offer.base32))).toMatchObject({ status: 200 })
    expect(await desk.opens(await desk.enter())).toMatchObject({ status: 200 })
  })

  it('asks who signed in a while ago for a mailed code before one is set up', async () => {
    const desk = new Board()
    const cookies = await desk.enter()
    desk.later(20 * 60_000)
    const { offer } = factsIn(await desk.ask('GET /board/factor', { cookies, ...asJson })) as {
      offer: { secret: string; base32: string }
    }
    const body = { secret: offer.secret, first: desk.codeOf(offer.base32) }
    expect(await desk.ask('POST /board/factor', { cookies, body, ...asJson })).toMatchObject({
      errors: [{ field: 'code' }],
    })
    await desk.ask('POST /board/code', { cookies, ...asJson })
    const code = /^\d{6}$/m.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[0]
    const enrolled = await desk.ask('POST /board/factor', { cookies, body: { ...body, code }, ...asJson })
    expect(enrolled).toMatchObject({ status: 200 })
  })
})

describe('a factor whose key was replaced', () => {
  it('is still owed, is shown as such to colleagues, and is reset by them; nothing fails for it', async () => {
    const desk = new Board()
    await desk.enrol()
    const { cookies: theirs } = await desk.enrol(colleague)
    const members = async (parts: Parts = asJson) =>
      desk.ask('GET /board/members', { cookies: theirs, ...parts })
    expect(factsIn(await members())['members']).toContainEqual(
      expect.objectContaining({ email: member, factor: 'set' }),
    )
    desk.replaceKey()

    const cookies = await desk.enter()
    expect(await desk.opens(cookies)).toMatchObject({ code: 'second-factor-first' })
    expect(factsIn(await desk.ask('GET /board/factor', { cookies, ...asJson }))).toEqual({
      owed: true,
      enrolled: true,
      readable: false,
    })
    const page = answered(await desk.ask('GET /board/factor', { cookies, ...inEnglish }))
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('cannot be read') })
    expect(page.body).not.toContain('<svg role="img"')
    expect(await desk.prove(cookies, '123456')).toMatchObject({ errors: [{ code: 'code-unreadable' }] })

    expect(answered(await members(inEnglish)).body).toContain('cannot be read; reset it')
    expect(await desk.ask('GET /board/sessions', { cookies: theirs })).toMatchObject({ status: 200 })
    expect(factsIn(await members())['members']).toContainEqual(
      expect.objectContaining({ email: member, factor: 'unreadable', enrolledAt: null }),
    )
    const told = await resetFactor(colleague, desk.reset)
    const { cookies: after, secret } = await desk.enrol(colleague, codeIn(told.lines))
    desk.later(60_000)
    const body = { member, act: 'reset-factor', code: desk.codeOf(secret) }
    const reset = factsIn(await desk.ask('POST /board/members', { cookies: after, body, ...asJson }))
    const { cookies: again } = await desk.enrol(member, String(reset['enrolmentCode']))
    expect(await desk.opens(again)).toMatchObject({ status: 200 })
  })
})

describe('two members who share a mailbox', () => {
  it('have a factor and sessions each, and one is not the other', async () => {
    const desk = new Board()
    const office = {
      ...kerman.caseOffice,
      members: kerman.caseOffice.members.map((each) => ({
        ...each,
        email: each.email === member ? ali : each.email === colleague ? sara : each.email,
      })),
    }
    desk.programmeNow = { ...kerman, caseOffice: office }
    const hers = await desk.enter(sara)
    const { cookies, secret } = await desk.enrol(ali)
    expect(await desk.opens(hers), 'her session goes on').toMatchObject({ status: 200 })
    expect(await desk.opens(await desk.enter(sara)), 'she owes none').toMatchObject({ status: 200 })
    desk.later(60_000)
    const act = (target: string) => {
      const body = { member: target, act: 'end-sessions', code: desk.codeOf(secret) }
      return desk.ask('POST /board/members', { cookies, body, ...asJson })
    }
    expect(await act(ali.toUpperCase())).toMatchObject({ errors: [{ code: 'oneself' }] })
    expect(await act(sara)).toMatchObject({ status: 200 })
    expect(await desk.opens(hers)).toMatchObject({ status: 401 })
    expect(await desk.opens(cookies)).toMatchObject({ status: 200 })
  })
})

describe('a colleague of the case office', () => {
  it('resets the factor of another, never their own, with a code of theirs; the other is told and signed out', async () => {
    const desk = new Board()
    const other = await desk.enrol(colleague)
    const { cookies, secret } = await desk.enrol()
    desk.later(60_000)
    const act = (body: object) => desk.ask('POST /board/members', { cookies, body, ...asJson })
    const reset = { member: colleague, act: 'reset-factor' }
    expect(await act(reset)).toMatchObject({ errors: [{ field: 'code' }] })
    const code = desk.codeOf(secret)
    for (const own of [member, member.toUpperCase()])
      expect(await act({ ...reset, member: own, code })).toMatchObject({ errors: [{ code: 'oneself' }] })
    expect(await act({ ...reset, member: 'stranger@kerman.example', code })).toMatchObject({
      errors: [{ field: 'member' }],
    })
    expect(await desk.opens(other.cookies)).toMatchObject({ status: 200 })
    expect(await act({ ...reset, code })).toMatchObject({ status: 200 })
    expect(await desk.opens(other.cookies)).toMatchObject({ status: 401 })
    expect(await desk.factors.find(colleague)).toMatchObject({ state: 'reset' })
    expect(await desk.news()).toContainEqual(
      expect.stringMatching(new RegExp(`^${colleague}.*factor was reset`)),
    )
  })

  it('ends the sessions of another alone, by a mailed code where they have no factor', async () => {
    const desk = new Board()
    const theirs = await desk.enter(colleague)
    const cookies = await desk.enter()
    const page = answered(await desk.ask('GET /board/members', { cookies }))
    expect(page.body).toContain('اعضای میز')
    const body = { member: colleague, act: 'end-sessions' }
    const asked = answered(await desk.ask('POST /board/members', { cookies, body }))
    expect(asked.body).toContain('کد تأیید فرستاده شد')
    const code = /^\d{6}$/m.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[0]
    expect(await desk.ask('POST /board/members', { cookies, body: { ...body, code } })).toMatchObject({
      status: 303,
    })
    expect(await desk.opens(theirs)).toMatchObject({ status: 401 })
    expect(await desk.opens(cookies)).toMatchObject({ status: 200 })
  })
})

it('is reset by an operator where no colleague is there, and the member is told', async () => {
  const desk = new Board()
  const { cookies } = await desk.enrol()
  const { reset } = desk
  expect(await resetFactor('stranger@kerman.example', reset)).toMatchObject({ ok: false })
  expect(await resetFactor(member.toUpperCase(), reset)).toMatchObject({ ok: true })
  expect(await desk.opens(cookies)).toMatchObject({ status: 401 })
  expect(await desk.opens(await desk.enter())).toMatchObject({ code: 'second-factor-first' })
  expect(await desk.news()).toContainEqual(expect.stringContaining('factor was reset'))
})

it('tells of no code where there was no factor to reset', async () => {
  const desk = new Board()
  expect((await resetFactor(member, desk.reset)).lines).toContain('There was no second factor.')
  const news = await desk.news()
  expect(news).toContainEqual(expect.stringContaining('ended'))
  expect(news).not.toContainEqual(expect.stringContaining('factor was reset'))
})

it('is told for a day while mail fails, and no longer', async () => {
  const desk = new Board()
  await desk.enrol()
  const tried = async (): Promise<number> => {
    let tries = 0
    const send = async () => {
      tries += 1
      throw new Error('no mail today')
    }
    const answering = answerSignIns({
      ...desk.board,
      ...desk.dependencies,
      mailer: { send },
      publicUrl: 'https://tasvib.example',
      now: () => desk.now,
    })
    await answering.catch(() => undefined)
    return tries
  }
  expect(await tried()).toBe(1)
  desk.later(23 * 3_600_000)
  expect(await tried()).toBe(1)
  desk.later(2 * 3_600_000)
  expect([await tried(), await tried()]).toEqual([0, 0])
  expect(await desk.signIns.take()).toEqual([])
})

/** Sets the next one up by the mailbox, with what stands where the enrolment code belongs. */
async function tried(desk: Board, enrolment: string | undefined): Promise<Answer> {
  const cookies = await desk.enter()
  const { offer } = factsIn(await desk.ask('GET /board/factor', { cookies, ...asJson })) as {
    offer: { secret: string; base32: string }
  }
  const body = { secret: offer.secret, first: desk.codeOf(offer.base32), enrolment }
  return desk.ask('POST /board/factor', { cookies, body, ...asJson })
}

describe('a factor that was reset', () => {
  it('is set up anew by nobody who has the mailbox alone, and opens nothing to them', async () => {
    const desk = new Board()
    const { recovery } = await desk.enrol()
    const { lines } = await resetFactor(member, desk.reset)
    for (const [guess, code] of [
      [undefined, 'missing'],
      ['', 'missing'],
      ['۱۲۳۴۵۶', 'wrong'],
      ['AAAA-AAAA-AAAA-AAAA', 'wrong'],
      [recovery[0], 'wrong'],
    ] as const)
      expect(await tried(desk, guess)).toMatchObject({ errors: [{ code: `enrolment-${code}` }] })
    const cookies = await desk.enter()
    expect(await desk.opens(cookies)).toMatchObject({ code: 'second-factor-first' })
    expect(await desk.prove(cookies, recovery[0] ?? '')).toMatchObject({ errors: [{ code: 'code-reset' }] })
    await desk.news()
    expect(JSON.stringify(desk.mailer.sent)).not.toContain(codeIn(lines))
    expect(JSON.stringify(desk.rows.rows('factors'))).not.toContain(codeIn(lines).replaceAll('-', ''))
  })

  it('is set up anew with the code, in whatever case and however grouped, once', async () => {
    const desk = new Board()
    await desk.enrol()
    const code = codeIn((await resetFactor(member, desk.reset)).lines)
    expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    const cookies = await desk.enter()
    const page = answered(await desk.ask('GET /board/factor', { cookies, ...inEnglish }))
    expect(page.body).toContain('name="enrolment"')
    const typed = `\u2068${code.toLowerCase().replaceAll('-', ' ')}\u2069`
    expect(await tried(desk, typed)).toMatchObject({ status: 200 })
    expect(await desk.factors.find(member)).toMatchObject({ state: 'set' })
  })

  it('is no longer set up by the code of an earlier reset, nor after a week', async () => {
    const desk = new Board()
    await desk.enrol()
    const first = codeIn((await resetFactor(member, desk.reset)).lines)
    const second = codeIn((await resetFactor(member, desk.reset)).lines)
    expect(await tried(desk, first)).toMatchObject({ errors: [{ code: 'enrolment-wrong' }] })
    desk.later(7 * 86_400_000)
    expect(await tried(desk, second)).toMatchObject({ errors: [{ code: 'enrolment-expired' }] })
  })

  it('is not guessed: six looks in ten minutes, also at the right one', async () => {
    const desk = new Board()
    await desk.enrol()
    const code = codeIn((await resetFactor(member, desk.reset)).lines)
    for (let look = 0; look < 6; look += 1) await tried(desk, 'AAAA-AAAA-AAAA-AAAB')
    expect(await tried(desk, code)).toMatchObject({ status: 429 })
  })

  it('is shown with its code to the colleague who reset it, once, on a page in either language', async () => {
    for (const [parts, words] of [
      [{}, 'کد راه‌اندازی همکارتان'],
      [inEnglish, 'Your colleague’s enrolment code'],
    ] as const) {
      const desk = new Board()
      await desk.enrol(colleague)
      const { cookies, secret } = await desk.enrol()
      desk.later(60_000)
      const body = { member: colleague, act: 'reset-factor', code: desk.codeOf(secret) }
      const page = answered(await desk.ask('POST /board/members', { cookies, body, ...parts }))
      expect(page.body).toContain(words)
      const code = /([A-Z2-7]{4}-){3}[A-Z2-7]{4}/.exec(page.body)?.[0]
      expect(answered(await desk.ask('GET /board/members', { cookies, ...parts })).body).not.toContain(code)
      expect(await desk.opens((await desk.enrol(colleague, code)).cookies)).toMatchObject({ status: 200 })
    }
  })

  it('needs no code where there was no factor: the first is set up by the mailbox', async () => {
    const desk = new Board()
    expect((await resetFactor(member, desk.reset)).lines.join()).not.toContain('Enrolment')
    expect(await tried(desk, undefined)).toMatchObject({ status: 200 })
  })
})
