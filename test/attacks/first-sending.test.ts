import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(() => tasvib.stop())

const { fields } = sampleProposals.fa

async function post(path: string, body: Readonly<Record<string, string>>): Promise<Response> {
  const { publicUrl } = tasvib.runtime
  return fetch(new URL(path, publicUrl), {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html' },
    body: new URLSearchParams(body),
  })
}

/** Sends a proposal as a founder does, and answers what the address of the next page has. */
async function sent(email: string): Promise<{ reference: string; sending: string }> {
  const { fileId, secret } = await tasvib.players.upload('plan.pdf', Buffer.from('%PDF-1.7\nPlan\n%%EOF'))
  const body = new URLSearchParams({ email, files: fileId, secrets: secret })
  for (const [name, value] of Object.entries(fields)) {
    if (name !== 'email') for (const one of [value].flat()) body.append(name, String(one))
  }
  const answer = await fetch(new URL('/proposals', tasvib.runtime.publicUrl), {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html' },
    body,
  })
  return whereTo(answer)
}

function whereTo(answer: Response): { reference: string; sending: string } {
  const { searchParams } = new URL(answer.headers.get('location') ?? '', 'https://tasvib.test')
  return { reference: searchParams.get('reference') ?? '', sending: searchParams.get('sending') ?? '' }
}

interface Kept {
  readonly to: string | readonly string[]
  readonly text: string
}
const mailsTo = async (mailbox: string): Promise<readonly Kept[]> => {
  const answer = await fetch(new URL('/mailbox', tasvib.runtime.operatorUrl), {
    headers: { accept: 'application/json' },
  })
  const mails = (await answer.json()) as readonly Kept[]
  return mails.filter(({ to }) => [to].flat().some((one) => one.toLowerCase() === mailbox))
}

describe('a stranger who knows a reference', () => {
  it('learns no address, has no mail sent and moves the case to no other mailbox', async () => {
    const { reference, sending } = await sent('founder@attack.example')
    const other = await sent('attacker@attack.example')
    expect(reference).toMatch(/^TSV-/)
    const guesses = ['', reference, 'A'.repeat(43), sending.slice(0, -1), other.reference]
    for (const guess of guesses) {
      const page = await fetch(
        new URL(
          `/thanks?reference=${reference}&sending=${encodeURIComponent(guess)}`,
          tasvib.runtime.publicUrl,
        ),
      )
      expect(await page.text()).not.toContain('founder@attack.example')
      const again = await post('/thanks/mail', { sending: guess, reference })
      const moved = await post('/thanks/address', {
        sending: guess,
        reference,
        email: 'thief@attack.example',
      })
      expect([again.status, moved.status]).toEqual([404, 404])
    }
    // One's own sending opens one's own case alone, whatever reference stands beside it.
    await post('/thanks/address', { sending: other.sending, reference, email: 'thief@attack.example' })
    const page = await fetch(
      new URL(`/thanks?reference=${reference}&sending=${sending}`, tasvib.runtime.publicUrl),
    )
    expect(await page.text()).toContain('founder@attack.example')
  })
})

describe('mail bombing by the first sending', () => {
  it('reaches a mailbox three times a day in all, by corrections and by forms to go on with, in any spelling', async () => {
    const spelled = ['victim@bombed.example', 'VICTIM@bombed.example', 'Victim@BOMBED.example']
    let { sending } = await sent('bomber@attack.example')
    for (let round = 0; round < 12; round += 1) {
      const email = round % 2 === 0 ? (spelled[(round / 2) % 3] ?? '') : `bomber-${round}@attack.example`
      const before = (await mailsTo(email.toLowerCase())).length
      const moved = whereTo(await post('/thanks/address', { sending, email }))
      if (moved.sending !== '') {
        sending = moved.sending
        // A correction that comes before the mail of the last one takes that mail back.
        await tasvib.visitors.en.until('the mail of this correction', async () =>
          (await mailsTo(email.toLowerCase())).length > before ? true : undefined,
        )
      }
      await post('/drafts', { email: spelled[round % 3] ?? '', title: 'BUY https://evil.example' })
    }
    await tasvib.visitors.en.until('the mails to the victim', async () =>
      (await mailsTo('victim@bombed.example')).length >= 3 ? true : undefined,
    )
    const mails = await mailsTo('victim@bombed.example')
    expect(mails).toHaveLength(3)
    expect(JSON.stringify(mails)).not.toContain('evil.example')
  })
})

describe('the link of somebody else’s half-filled form', () => {
  it('is not guessed, and its form runs nothing', async () => {
    const hostile = '"><img src=x onerror=alert(1)>'
    await post('/drafts', { email: 'writer@attack.example', title: hostile, nationalCode: '0499370899' })
    const mail = await tasvib.visitors.en.until('the link', async () =>
      (await mailsTo('writer@attack.example')).find(({ text }) => text.includes('/drafts/')),
    )
    const token = /\/drafts\/([A-Za-z0-9_-]{43})/.exec(mail.text)?.[1] ?? ''
    const open = async (guess: string) => fetch(new URL(`/drafts/${guess}`, tasvib.runtime.publicUrl))
    const turned = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    for (const guess of ['A'.repeat(43), turned, token.slice(1), token.toLowerCase()])
      expect((await open(guess)).status).toBe(404)
    const page = await open(token)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('0499370899')
    expect(html).not.toContain('<img src=x')
    expect(page.headers.get('cache-control')).toContain('no-store')
  })
})

const titleBy = async (token: string): Promise<string> => {
  const answer = await fetch(new URL(`/drafts/${token}`, tasvib.runtime.publicUrl), {
    headers: { accept: 'application/json' },
  })
  const { values } = (await answer.json()) as { values?: { title?: string[] } }
  return values?.title?.[0] ?? `none: ${answer.status}`
}

describe('whoever began a form for another’s mailbox', () => {
  it('reads nothing that its owner adds, overwrites nothing and takes nothing away', async () => {
    const email = 'owner@attack.example'
    const begun = await post('/drafts', { email, title: 'begun by a stranger' })
    const secret = /name="unsent" value="([^"]+)"/.exec(await begun.text())?.[1] ?? ''
    const mail = await tasvib.visitors.en.until('the link', async () =>
      (await mailsTo(email)).find(({ text }) => text.includes('/drafts/')),
    )
    const token = /\/drafts\/([A-Za-z0-9_-]{43})/.exec(mail.text)?.[1] ?? ''
    const again = await post('/drafts', { email, title: 'begun anew', unsent: secret })
    expect([again.status, await titleBy(token)]).toEqual([200, 'begun anew'])
    await post('/drafts', { email, title: 'what the owner adds', unsent: token })
    for (const guess of [secret, ...secret.split('.')]) expect(await titleBy(guess)).toMatch(/^none: 404/)
    const late = await post('/drafts', { email, title: 'overwritten', unsent: secret })
    expect(await late.text()).not.toContain('what the owner adds')
    // Sent as a proposal, or moved to another mailbox, the page would take its form along.
    await post('/drafts', { email: 'stranger@attack.example', title: 'moved', unsent: secret })
    expect(await titleBy(token)).toBe('what the owner adds')
  })
})
