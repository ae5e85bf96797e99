import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

const member = programmeById('kerman').caseOffice.members[0]?.email ?? ''

async function post(path: string, body: object, cookie = ''): Promise<Response> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', cookie }
  const url = new URL(path, tasvib.runtime.publicUrl)
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), redirect: 'manual' })
}

async function get(path: string, cookie: string): Promise<Response> {
  return fetch(new URL(path, tasvib.runtime.publicUrl), { headers: { accept: 'application/json', cookie } })
}

const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''

/** What somebody gets who reads the member's mailbox. */
async function enter(): Promise<string> {
  await post('/board/sign-in', { email: member })
  const link = await tasvib.visitors.fa.link(member, 'board/enter')
  return cookieOf(await post(new URL(link).pathname, {}))
}

async function codeNow(secret: string): Promise<string> {
  const timestamp = (await tasvib.visitors.fa.now()).getTime()
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

describe('whoever reads the mailbox of a member with a second factor', () => {
  /** The member's own, for the next sign-in. */
  let unused = ''
  it('enters by no code that was used, by none that is guessed for hours, and by no recovery code twice', async () => {
    const { fa } = tasvib.visitors
    const first = await enter()
    const { offer } = (await (await get('/board/factor', first)).json()) as {
      offer: { secret: string; base32: string }
    }
    const seen = await codeNow(offer.base32)
    const enrolled = await post('/board/factor', { secret: offer.secret, first: seen }, first)
    const { recoveryCodes } = (await enrolled.json()) as { recoveryCodes: string[] }
    expect((await get('/board', cookieOf(enrolled))).status).toBe(200)

    const cookie = await enter()
    expect((await get('/board', cookie)).status, 'the mailbox alone').toBe(401)
    expect((await post('/board/factor/proof', { code: seen }, cookie)).status, 'the code that was seen').toBe(
      422,
    )
    const [code = ''] = recoveryCodes
    unused = recoveryCodes[1] ?? ''
    expect((await post('/board/factor/proof', { code }, cookie)).status).toBe(200)
    const again = await enter()
    expect((await post('/board/factor/proof', { code }, again)).status, 'its second use').toBe(422)

    let looked = 0
    // Six in ten minutes would let 120 through by themselves; those of a day may begin anew once meanwhile.
    for (let hour = 0; hour < 20; hour += 1) {
      await fa.advance('PT1H')
      const session = await enter()
      for (let guess = 0; guess < 7; guess += 1) {
        const { status } = await post('/board/factor/proof', { code: String(100_000 + guess) }, session)
        if (status === 422) looked += 1
      }
    }
    expect(looked).toBeGreaterThan(0)
    expect(looked).toBeLessThanOrEqual(80)
  })

  it('ends no session and changes no factor from a browser that was left open', async () => {
    await tasvib.visitors.fa.advance('P2D')
    const owed = await enter()
    const open = await enter()
    const given = cookieOf(await post('/board/factor/proof', { code: unused }, open))
    expect((await get('/board', given)).status).toBe(200)
    for (const [path, body] of [
      ['/board/factor/removal', {}],
      ['/board/members', { member, act: 'reset-factor' }],
      ['/board/sessions/end', {}],
    ] as const) {
      expect((await post(path, body, owed)).status, `${path} by the mailbox alone`).toBe(401)
      expect((await post(path, body, given)).status, `${path} without a code`).toBe(422)
    }
    expect((await get('/board', given)).status).toBe(200)
  })
})

describe('whoever looks for people by the lost link', () => {
  it('is answered alike, floods no mailbox, and gets no link to the case of another', async () => {
    const { fa } = tasvib.visitors
    const to = String(sampleProposals.fa.fields['email'])
    const reference = await tasvib.players.submit(sampleProposals.fa, crypto.randomUUID())
    await tasvib.players.confirm(to)
    await fa.link(to, 'track', reference)
    // The copy of the answers has a link of its own, and may come a moment later.
    await fa.advance('PT1M')
    const before = (await fa.mails()).length
    const answers = []
    for (const email of [to, 'nobody@startup.example', to, to.toUpperCase(), to, to])
      answers.push(await (await post('/lost-link', { email })).text())
    expect(new Set(answers).size).toBe(1)
    await post('/lost-link', { email: 'other@startup.example', reference })
    await fa.link(to, 'track', reference)
    await fa.advance('PT1M')
    const mails = (await fa.mails()).slice(before).filter(({ text }) => text.includes('/track/'))
    expect(mails.length).toBeLessThanOrEqual(3)
    expect(mails.map((mail) => mail.to)).not.toContain('other@startup.example')
  })
})
