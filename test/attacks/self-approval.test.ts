import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import type { Page } from '#infra/machine/demo/visitor.ts'
import { approved } from '#test/journey/contract-stories.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { asSent } from '#workflows/text/email-address.ts'

/*
 * A founder who wants a say on the city's side of their own case, under another spelling of their mailbox: given a seat or a
 * signature by the office, by a reviewer, by silence or by the programme itself. All through the public routes of a running Tasvib.
 */
const { fields } = sampleProposals.fa
const programme = programmeById('kerman')
const secretary = programme.stages[0]?.seats[0]
const [mine, alternate] = [secretary?.holder.email ?? '', secretary?.alternate?.email ?? '']
const reason = 'همکار ماست.'
/** The person may not, or the address is none. */
const refusals = [409, 422]

/** Mailboxes with what else reaches them. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  'farid.karimi@gmail.com': [
    'farid.karimi@gmail.com',
    'f.a.r.i.d.karimi@gmail.com',
    'faridkarimi+city@gmail.com',
    'farid.karimi@googlemail.com',
    'FARID.Karimi@GMAIL.com',
    'f.aridkarimi+a+b@GoogleMail.COM',
    ' farid.karimi@gmail.com ',
    '\u2068farid.karimi@gmail.com\u2069',
    'ｆarid.karimi@ｇmail.com',
  ],
  'farid@نمونه.ایران': [
    'farid@نمونه.ایران',
    'farid@xn--hhbbbed.xn--mgba3a4f16a',
    'FARID+seat@نمونه.ایران',
    'farid@XN--HHBBBED.XN--MGBA3A4F16A',
    'farid@نمونه。ایران',
  ],
}

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(() => tasvib.stop())

async function proposed(email: string): Promise<string> {
  const { players } = tasvib
  const reference = await players.submit(
    { ...sampleProposals.fa, fields: { ...fields, email } },
    crypto.randomUUID(),
  )
  await players.confirm(asSent(email))
  return reference
}

/** Sends what a form would, whether or not the page has it. */
async function post(
  url: string,
  answers: Readonly<Record<string, string>>,
): Promise<{ sent: number; html: string }> {
  const page: Page = { url: new URL(url, tasvib.runtime.publicUrl).href, status: 200, html: '' }
  const { sent, shown } = await tasvib.visitors.fa.post(
    page,
    { action: page.url, multipart: false, fields: [] },
    answers,
  )
  return { sent, html: shown.html }
}

/** To whom the city's side of a case was ever mailed. */
async function askedByMail(reference: string): Promise<Set<string>> {
  const mails = await tasvib.visitors.fa.mails()
  const about = mails.filter(
    ({ text }) => text.includes(reference) && /\/(?:review|sign)\/[\w-]{30}/.test(text),
  )
  return new Set(about.map(({ to }) => to))
}

/** What the ledger of a case says, as the board shows it. */
async function ledgerOf(reference: string): Promise<string> {
  const { html } = await tasvib.visitors.fa.open(`/board/cases/${reference}/files/evidence.json`)
  expect(html).toContain(reference)
  return html
}

const person = (email: string) => ({ name: 'همکار تازه', email, role: 'کارشناس', reason })

describe.each(Object.entries(spellings))('a founder at %s', (email, others) => {
  it('is given no seat: not by a reviewer, not by the office, in no spelling', async () => {
    const { players, visitors } = tasvib
    await players.enterBoard()
    const reference = await proposed(email)
    const review = await players.openReview(mine)
    const before = await ledgerOf(reference)
    for (const other of others) {
      const delegated = await post(`${new URL(review.url).pathname}/delegation`, person(other))
      expect(refusals, `delegated to ${other}`).toContain(delegated.sent)
      for (const seat of ['secretariat', 'research-head']) {
        const body = { target: `seat:${seat}`, ...person(other) }
        const { sent } = await post(`/board/cases/${reference}/reassignment`, body)
        expect(refusals, `${seat} for ${other}`).toContain(sent)
      }
    }
    expect(await ledgerOf(reference)).toBe(before)
    expect([...(await askedByMail(reference))]).toEqual([mine])
    // What is refused is the person and not the form.
    const colleague = { target: 'seat:secretariat', ...person(alternate) }
    expect((await post(`/board/cases/${reference}/reassignment`, colleague)).sent).toBe(303)
    await visitors.fa.link(alternate, 'review', reference)
  })
})

describe('a founder whom the programme names', () => {
  it.each([
    ['+', mine.replace('@', '+startup@')],
    ['capitals', mine.toUpperCase()],
  ])('sits in no stage of their own case, as holder of its seat: %s', async (_, email) => {
    const reference = await proposed(email)
    await tasvib.visitors.fa.link(alternate, 'review', reference)
    expect([...(await askedByMail(reference))]).toEqual([alternate])
  })

  it('nor as the alternate to whom it would go, by recusal or by silence', async () => {
    const { players, visitors } = tasvib
    const reference = await proposed(alternate.replace('@', '+own@').toUpperCase())
    await players.openReview(mine)
    await visitors.fa.advance('P9D')
    expect((await askedByMail(reference)).has(alternate)).toBe(false)
    const second = await proposed(alternate.toUpperCase())
    await players.recuse(mine, 'این طرح از آن همکار من است.')
    await visitors.fa.words(programme.caseOffice.email, /کسی|جایگزین|داور/, second)
    expect((await askedByMail(second)).has(alternate)).toBe(false)
  })

  it('repairs nothing of it as a member of the board, in whatever spelling it was sent', async () => {
    const { players, visitors } = tasvib
    const member = programme.caseOffice.members[0]?.email ?? ''
    const reference = await proposed(member.replace('@', '+mine@').toUpperCase())
    await players.enterBoard()
    const before = await ledgerOf(reference)
    const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      reassignment: { target: 'seat:secretariat', ...person(alternate) },
      reissue: { target: 'applicant', reason },
      extension: { until: '1409/01/01', reason },
      closing: { reason, confirm: 'on' },
      hold: { reason },
      lift: { reason },
      reopening: { reason },
      redelivery: { reason },
      'legal-route': { route: 'open-window', body: 'شورا', number: '1', date: '1404/09/10' },
      terms: { note: '' },
      'terms/release': { note: '' },
    }
    for (const [form, answers] of Object.entries(forms)) {
      const { sent } = await post(`/board/cases/${reference}/${form}`, answers)
      expect(sent, form).toBeGreaterThanOrEqual(400)
      expect(sent, form).toBeLessThan(500)
    }
    expect(await ledgerOf(reference)).toBe(before)
    expect((await visitors.fa.open(`/board/cases/${reference}`)).html).not.toContain('/closing')
  })

  it('signs for one side alone', async () => {
    const { players, visitors } = tasvib
    const [head, mayor] = programme.signing.signatories
    const headMail = head?.holder.email ?? ''
    const founder = headMail.replace('@', '+company@').toUpperCase()
    const reference = await approved(players, { founder, proposal: {} })
    await players.settleTerms({})
    for (const email of [headMail, founder, headMail.replace('@', '+again@'), headMail.toUpperCase()]) {
      for (const { id } of programme.signing.signatories) {
        const body = { target: `signatory:${id}`, ...person(email) }
        const { sent } = await post(`/board/cases/${reference}/reassignment`, body)
        expect(refusals, `${id} for ${email}`).toContain(sent)
      }
    }
    await players.sign(founder, String(fields['contactName']))
    await visitors.fa.link(head?.alternate?.email ?? '', 'sign', reference)
    const asked = await askedByMail(reference)
    expect(asked.has(headMail)).toBe(false)
    expect(mayor).toBeDefined()
  })
})
