import { describe, expect, it } from 'vitest'
import { commit } from '#functions/shared/commit.ts'
import { limits } from '#functions/shared/intake/limits.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { showConfirmation } from '#functions/submit/confirm-address.ts'
import { confirmOver } from '#functions/submit/confirm-texts.ts'
import { correctAddress } from '#functions/submit/correct-address.ts'
import { mailAgain } from '#functions/submit/mail-again.ts'
import { showThanks } from '#functions/submit/show-thanks.ts'
import { retentionDue } from '#workflows/proposal/retention.ts'
import { answered, kerman, problem, request, submitDesk } from './submit-desk.ts'

const asForm = { wants: 'html' } as const

/** A proposal that was just sent by the form: its reference, and the secret of its sending. */
async function sent(changes: Readonly<Record<string, unknown>> = {}) {
  const desk = submitDesk()
  const answer = answered(await desk.post(desk.form(changes), { ...asForm, idempotencyKey: 'key-1' }))
  return { desk, ...whereTo(answer.headers['location']) }
}

function whereTo(location: string | undefined) {
  const { searchParams } = new URL(location ?? '', 'https://tasvib.test')
  return { reference: searchParams.get('reference') ?? '', sending: searchParams.get('sending') ?? '' }
}

type Desk = ReturnType<typeof submitDesk>
const again = (desk: Desk, body: unknown) => mailAgain(request({ ...asForm, body }), desk.dependencies)
const correct = (desk: Desk, body: unknown) => correctAddress(request({ ...asForm, body }), desk.dependencies)
const thanks = async (desk: Desk, query: Record<string, string>) =>
  answered(await showThanks(request({ ...asForm, query }), desk.dependencies)).body
const entryTypes = async (desk: Desk, reference: string) =>
  (await desk.cases.entries(reference)).map(({ type, effects = [] }) => [type, ...effects].join(' '))
const open = async (desk: Desk) => (await desk.cases.list({ open: true, limit: 20 })).cases

describe('the page after a sending', () => {
  it('shows the address to whoever sent the proposal, and nothing of it to who knows the reference', async () => {
    const { desk, reference, sending } = await sent()
    expect(await thanks(desk, { reference, sending })).toContain('narges@salamatyar.example')
    for (const wrong of [{}, { sending: '' }, { sending: 'A'.repeat(43) }, { sending: reference }]) {
      const body = await thanks(desk, { reference, ...wrong })
      expect(body).toContain(reference)
      expect(body).not.toContain('narges@')
      expect(body).not.toContain('/thanks/')
    }
    const json = answered(await showThanks(request({ query: { reference } }), desk.dependencies))
    expect(json.body).not.toContain('narges@')
  })

  it('opens for half an hour, and keeps the secret as a digest alone', async () => {
    const { desk, reference, sending } = await sent()
    expect(sending).toMatch(/^[A-Za-z0-9_-]{43}$/)
    desk.advance(30 * 60_000 - 1)
    expect(await thanks(desk, { reference, sending })).toContain('narges@')
    desk.advance(2)
    expect(await thanks(desk, { reference, sending })).not.toContain('narges@')
  })

  it('says when mail does not reach the address', async () => {
    const { desk, reference, sending } = await sent()
    const email = 'narges@salamatyar.example'
    await commit(desk.dependencies, reference, { type: 'mark-unreachable', email, kind: 'bounce' })
    expect(await thanks(desk, { reference, sending })).toContain('نامه به این نشانی نرسید')
  })
})

describe('sending the mail again', () => {
  it('sends another link to confirm, beside which the first goes on working, once for two clicks', async () => {
    const { desk, reference, sending } = await sent()
    const first = await desk.links.issue({
      opens: 'confirm',
      reference,
      expires: '2027-01-01T00:00:00.000Z',
      issued: desk.dependencies.now().toISOString(),
    })
    desk.advance(1_000)
    for (let click = 0; click < 2; click += 1) expect((await again(desk, { sending })).status).toBe(303)
    expect(await entryTypes(desk, reference)).toEqual([
      'ProposalSubmitted mail-applicant:confirm-address',
      'LinkReissued mail-applicant:confirm-address',
    ])
    const confirm = await showConfirmation(request({ ...asForm, path: { token: first } }), desk.dependencies)
    expect(confirm.status).toBe(200)
  })

  it('floods nobody: three mails a day for a mailbox, sent, again and corrected to it together', async () => {
    const { desk, reference, sending } = await sent()
    const statuses: number[] = []
    for (let time = 0; time < 5; time += 1) {
      desk.advance(61_000)
      statuses.push((await again(desk, { sending })).status)
    }
    expect(statuses).toEqual([303, 303, 429, 429, 429])
    expect(await entryTypes(desk, reference)).toHaveLength(3)
  })

  it('is nobody’s but the sender’s', async () => {
    const { desk, reference } = await sent()
    for (const sending of ['', reference, 'A'.repeat(43)])
      expect(problem(await again(desk, { sending })).status).toBe(404)
    expect(problem(await again(desk, { reference })).status).toBe(404)
    expect(await entryTypes(desk, reference)).toHaveLength(1)
  })

  it('sends nothing once the address is confirmed', async () => {
    const { desk, reference, sending } = await sent()
    await commit(desk.dependencies, reference, { type: 'confirm' })
    expect((await again(desk, { sending })).status).toBe(409)
    expect((await correct(desk, { sending, email: 'other@startup.example' })).status).toBe(409)
    expect(await thanks(desk, { reference, sending })).not.toContain('/thanks/address')
  })
})

describe('a corrected address', () => {
  it('has the same answers and files, and withdraws the first case, whose link says so', async () => {
    const { desk, reference, sending } = await sent({ email: 'narges@slip.example' })
    const old = await desk.links.issue({ opens: 'confirm', reference, expires: '2027-01-01T00:00:00.000Z' })
    const fixed = whereTo(
      answered(await correct(desk, { sending, email: ' Narges@right.example ' })).headers['location'],
    )
    expect(fixed.reference).not.toBe(reference)
    const [first, second] = await Promise.all([
      desk.cases.revision(reference, 1),
      desk.cases.revision(fixed.reference, 1),
    ])
    expect(second?.open).toEqual(first?.open)
    expect(second?.personal?.value).toEqual({ ...first?.personal?.value, email: 'Narges@right.example' })
    expect(second?.files).toEqual(first?.files)
    const [file] = second?.files ?? []
    if (file === undefined) throw new Error('The new case has its file')
    expect(desk.files.stored.has(attachmentKey(fixed.reference, file))).toBe(true)
    expect(await thanks(desk, fixed)).toContain('Narges@right.example')
    expect((await desk.cases.find(reference))?.state).toMatchObject({
      status: 'closed',
      closing: 'withdrawn',
      because: 'address-corrected',
    })
    const gone = answered(await showConfirmation(request({ path: { token: old } }), desk.dependencies))
    expect([gone.status, JSON.parse(gone.body).title]).toEqual([410, confirmOver.corrected.title.fa])
  })

  it('tells nobody at the wrong address of it, and is kept no longer than what was never confirmed', async () => {
    const { desk, reference, sending } = await sent()
    await correct(desk, { sending, email: 'right@startup.example' })
    expect((await entryTypes(desk, reference)).at(-1)).toBe('ProposalWithdrawn workflow')
    const state = (await desk.cases.find(reference))?.state
    if (state === undefined) throw new Error('The case is there')
    expect(retentionDue(state, kerman)?.slice(0, 10)).toBe('2026-12-22')
  })

  it('is made once, however often it is sent, and not twice with two addresses', async () => {
    const { desk, sending } = await sent()
    const email = 'right@startup.example'
    const answers = await Promise.all([1, 2, 3].map(() => correct(desk, { sending, email })))
    expect(
      new Set(answers.map((answer) => whereTo(answered(answer).headers['location']).reference)).size,
    ).toBe(1)
    expect((await correct(desk, { sending, email: 'third@startup.example' })).status).toBe(409)
    expect(await open(desk)).toHaveLength(1)
  })

  it('goes on where it died between the new case and the end of the first', async () => {
    const { desk, reference, sending } = await sent()
    const { append } = desk.cases
    const dying = {
      ...desk.dependencies,
      cases: {
        ...desk.cases,
        append: async (append_: Parameters<typeof append>[0]) => {
          if (append_.before !== null) throw new Error('It died')
          return append(append_)
        },
      },
    }
    const body = { sending, email: 'right@startup.example' }
    await expect(correctAddress(request({ ...asForm, body }), dying)).rejects.toThrow('It died')
    expect(await open(desk)).toHaveLength(2)
    expect((await correct(desk, body)).status).toBe(303)
    expect((await open(desk)).map((one) => one.reference)).not.toContain(reference)
  })

  it('leaves one live case where the first address was confirmed at that moment, and says so', async () => {
    const { desk, reference, sending } = await sent()
    const { append } = desk.cases
    const racing = {
      ...desk.dependencies,
      cases: {
        ...desk.cases,
        append: async (append_: Parameters<typeof append>[0]) => {
          const appended = await append(append_)
          if (append_.before === null) await commit(desk.dependencies, reference, { type: 'confirm' })
          return appended
        },
      },
    }
    const body = { sending, email: 'right@startup.example' }
    for (const dependencies of [racing, desk.dependencies]) {
      const answer = answered(await correctAddress(request({ ...asForm, body }), dependencies))
      expect([answer.status, answer.body.includes('این نشانی تأیید شده')]).toEqual([409, true])
      expect((await open(desk)).map((one) => one.reference)).toEqual([reference])
    }
    expect(problem(await correctAddress(request({ body }), desk.dependencies)).code).toBe('not-now')
  })

  it.each(['', 'narges', 'a@b', 'narges@salamatyar.example', '<script>@x.ir'])(
    'is asked for anew when it is %j',
    async (email) => {
      const { desk, reference, sending } = await sent()
      const answer = answered(await correct(desk, { sending, email }))
      expect(answer.status).toBe(422)
      expect(answer.body).not.toContain('<script>@')
      expect((await open(desk)).map((one) => one.reference)).toEqual([reference])
    },
  )

  it('bombs nobody: whoever corrects on and on sends each mailbox three mails a day at most', async () => {
    const { desk, sending } = await sent()
    const victims = ['v@victim.example', 'V@victim.example', 'v@VICTIM.example', 'other@startup.example']
    let secret = sending
    const mails = new Map<string, number>()
    for (let round = 0; round < 24; round += 1) {
      const email = victims[round % victims.length] ?? ''
      const answer = answered(await correct(desk, { sending: secret, email }))
      if (answer.status !== 303) continue
      secret = whereTo(answer.headers['location']).sending
      const mailbox = email.toLowerCase()
      mails.set(mailbox, (mails.get(mailbox) ?? 0) + 1)
    }
    expect([...mails.values()].every((count) => count <= limits.proposalsPerAddress.count)).toBe(true)
    expect(await open(desk)).toHaveLength(1)
  })

  it('is nobody’s but the sender’s', async () => {
    const { desk, reference } = await sent()
    for (const sending of ['', reference, 'B'.repeat(43)])
      expect(problem(await correct(desk, { sending, email: 'thief@startup.example' })).status).toBe(404)
    expect(await open(desk)).toHaveLength(1)
  })
})
