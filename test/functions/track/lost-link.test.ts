import { describe, expect, it } from 'vitest'
import { answerDelivery } from '#functions/finance/answer-delivery.ts'
import { recordPayment } from '#functions/finance/record-payment.ts'
import { showDelivery } from '#functions/finance/show-delivery.ts'
import { buckets, limits } from '#functions/shared/intake/limits.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { askLostLink, showLostLink } from '#functions/track/lost-link.ts'
import { showCase } from '#functions/track/show-case.ts'
import { applicant, kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import type { Command } from '#workflows/proposal/commands.ts'

const day = 86_400_000
const officeMember = kerman.caseOffice.members[0]?.email ?? ''
const later = (desk: ContractDesk, days: number) => {
  desk.now = new Date(desk.now.getTime() + days * day)
}

function lostLink(desk: ContractDesk) {
  const own = { ...desk.dependencies, ...desk.commit, cases: desk.cases }
  return {
    own,
    ask: async (body: object, parts: object = {}) => {
      const answer = await askLostLink(request({ body, ...parts }), own)
      await answerSignIns({ ...own, publicUrl: 'https://tasvib.example', now: () => desk.now })
      return answer
    },
  }
}

const tokenIn = (desk: ContractDesk, kind: string): string =>
  new RegExp(`https://tasvib\\.example/${kind}/(\\S+)`).exec(desk.mailer.sent.at(-1)?.text ?? '')?.[1] ?? ''

describe('whoever lost their link', () => {
  it('is mailed a fresh one for the case of their address, in whatever spelling, or of its reference', async () => {
    const desk = await ContractDesk.inReview()
    const { ask, own } = lostLink(desk)
    const spelling = applicant.email.toUpperCase()
    for (const body of [
      { email: spelling },
      { email: applicant.email, reference: reference.toLowerCase() },
    ]) {
      expect(await ask(body)).toMatchObject({ status: 303, headers: { location: '/lost-link?sent=1' } })
      expect(desk.mailer.sent.at(-1)?.to).toBe(applicant.email)
      const path = { token: tokenIn(desk, 'track') }
      expect(answered(await showCase(request({ path }), own)).status).toBe(200)
    }
    expect(desk.mailer.sent).toHaveLength(2)
  })

  it.each([
    ['TSV-۱۴۰۵-7F3K2'],
    ['tsv ١٤٠٥ 7f3k2'],
    ['\u2068TSV–۱۴۰۵—7F3K2\u2069'],
    ['TSVـ1405ـ7F3K2'],
    ['1405−7F3K2'],
  ])('finds it by its reference as people type or copy it: %s', async (typed) => {
    const desk = await ContractDesk.inReview()
    const { ask } = lostLink(desk)
    await ask({ email: applicant.email, reference: typed })
    expect(desk.mailer.sent.at(-1)?.to).toBe(applicant.email)
  })

  it.each(['TSV-1405', 'پرونده', '12345'])('is told when %s is no reference', async (typed) => {
    const { ask } = lostLink(await ContractDesk.inReview())
    expect(await ask({ email: applicant.email, reference: typed }, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'reference' }],
    })
  })

  it('gets the link of finance for contracts that finance has', async () => {
    const desk = await ContractDesk.withFinance()
    const { ask } = lostLink(desk)
    await ask({ email: kerman.finance.office.email }, asJson)
    const path = { token: tokenIn(desk, 'finance') }
    expect(answered(await showDelivery(request({ path }), desk.dependencies)).status).toBe(200)
  })

  it('is answered the same and causes the same whether known or not', async () => {
    const desk = await ContractDesk.inReview()
    const { own } = lostLink(desk)
    const work = async (body: object, parts: object) => {
      const calls: string[] = []
      const noted = new Proxy(own, {
        get: (target, name) => {
          calls.push(String(name))
          return Reflect.get(target, name) as unknown
        },
      })
      return { answer: await askLostLink(request({ body, ...parts }), noted), calls }
    }
    for (const parts of [{}, asJson, inEnglish]) {
      const ours = await work({ email: applicant.email }, parts)
      const nobody = await work({ email: 'nobody@startup.example' }, parts)
      expect(nobody).toEqual(ours)
      expect(ours.calls).not.toContain('cases')
    }
    expect(await desk.signIns.take()).toHaveLength(6)
  })

  it('is mailed three times a day at most, from wherever it is asked, and answered alike past that', async () => {
    const desk = await ContractDesk.inReview()
    const { ask } = lostLink(desk)
    for (let count = 0; count < 8; count += 1) {
      const answer = await ask({ email: applicant.email }, { ip: `198.51.100.${count}`, ...asJson })
      expect(factsIn(answer)).toEqual({ sent: 'if-known' })
    }
    expect(desk.mailer.sent).toHaveLength(3)
    for (let count = 0; count < 20; count += 1) await ask({ email: `a${count}@startup.example` })
    expect(await ask({ email: 'b@startup.example' }, asJson)).toMatchObject({ status: 429 })
  })

  it('is not shut out by who asks with references that there are not', async () => {
    const desk = await ContractDesk.inReview()
    const { ask } = lostLink(desk)
    for (let count = 0; count < 5; count += 1)
      await ask({ email: applicant.email, reference: `TSV-1405-AAAA${count}` })
    expect(desk.mailer.sent).toEqual([])
    await ask({ email: applicant.email })
    expect(desk.mailer.sent).toHaveLength(1)
  })

  it('has with proposals and half-filled forms three mails a day in all before they confirmed, and their own share after', async () => {
    const desk = new ContractDesk()
    const { ask } = lostLink(desk)
    await desk.submit(reference)
    const take = () =>
      desk.dependencies.throttle.take(
        buckets.proposalsFor(applicant.email.toUpperCase()),
        limits.proposalsPerAddress,
        desk.now,
      )
    expect(await take()).toEqual({ allowed: true })
    for (let count = 0; count < 5; count += 1) await ask({ email: applicant.email, reference })
    expect(desk.mailer.sent).toHaveLength(2)
    expect(await take()).toMatchObject({ allowed: false })
    await desk.must({ type: 'confirm' })
    for (let count = 0; count < 5; count += 1) await ask({ email: applicant.email, reference })
    expect(desk.mailer.sent).toHaveLength(5)
  })

  it('gets no link to the case of somebody else by its reference', async () => {
    const desk = await ContractDesk.inReview()
    const { ask } = lostLink(desk)
    await ask({ email: 'other@startup.example', reference })
    await ask({ email: applicant.email, reference: 'TSV-1405-AAAAA' })
    await ask({ email: kerman.finance.office.email, reference })
    expect(desk.mailer.sent).toEqual([])
  })

  it.each([
    ['was corrected', { type: 'withdraw', reason: '', because: 'address-corrected' }],
    ['was never confirmed', { type: 'expire' }],
    ['was closed by the office before', { type: 'close', by: officeMember, reason: 'Spam' }],
    ['was withdrawn before', { type: 'withdraw', reason: '' }],
  ] satisfies [string, Command][])('gets nothing of a case whose address %s', async (_how, end) => {
    const desk = new ContractDesk()
    const { ask, own } = lostLink(desk)
    await desk.submit(reference)
    later(desk, 60)
    await desk.must(end)
    const track = await desk.links.issue({
      opens: 'track',
      reference,
      issued: desk.now.toISOString(),
      expires: '2040-01-01T00:00:00.000Z',
    })
    for (const body of [{ email: applicant.email }, { email: applicant.email, reference }])
      await ask(body, asJson)
    expect(desk.mailer.sent).toEqual([])
    expect(await showCase(request({ path: { token: track } }), own)).toMatchObject({ status: 404 })
  })

  it('gets what others wrote as no live link, and of what is unconfirmed the reference alone', async () => {
    const title = 'Win at https://evil.example or www.evil.example, a@evil.example\u2069\u202E'
    const open = await ContractDesk.inReview({ title })
    await lostLink(open).ask({ email: applicant.email })
    const [mail] = open.mailer.sent
    for (const part of [mail?.text, mail?.html])
      expect(part).not.toMatch(/https:\/\/evil|www\.evil|a@evil|evil\.example|\u202E/)
    const desk = new ContractDesk()
    await desk.submit(reference, { title })
    await lostLink(desk).ask({ email: applicant.email })
    const sent = JSON.stringify(desk.mailer.sent)
    expect(sent).toContain(reference)
    expect(sent).toContain('/confirm/')
    expect(sent).not.toMatch(/Win at|evil/)
  })

  it('has a page in both languages, which says what is wrong', async () => {
    const desk = await ContractDesk.inReview()
    const { ask, own } = lostLink(desk)
    expect(answered(await showLostLink(request(), own)).body).toContain('پیوندم را گم کرده‌ام')
    expect(answered(await showLostLink(request(inEnglish), own)).body).toContain('I lost my link')
    expect(answered(await ask({ email: 'x' })).body).toContain('نشانی رایانامه را درست بنویسید.')
    expect(await ask({ email: 'x' }, asJson)).toMatchObject({ status: 422, errors: [{ field: 'email' }] })
  })
})

describe('a link whose purpose has ended', () => {
  it('opens for ninety days after the case, then says how to ask for another, and that one opens', async () => {
    const desk = await ContractDesk.inReview()
    const { ask, own } = lostLink(desk)
    const links = desk.links
    const token = await links.issue({
      opens: 'track',
      reference,
      issued: desk.now.toISOString(),
      expires: '2030-01-01T00:00:00.000Z',
    })
    const show = (parts: object = {}) => showCase(request({ path: { token }, ...parts }), own)
    await desk.must({ type: 'withdraw', reason: '' })
    later(desk, 89)
    expect(answered(await show()).status).toBe(200)
    later(desk, 2)
    expect(await show(asJson)).toMatchObject({ status: 410, code: 'link-ended' })
    await ask({ email: applicant.email })
    const path = { token: tokenIn(desk, 'track') }
    expect(answered(await showCase(request({ path }), own)).status).toBe(200)
    later(desk, 8)
    expect(await showCase(request({ path }), own)).toMatchObject({ status: 410, code: 'link-ended' })
  })

  it('is not that of finance, nor of the applicant, while anything of the contract is expected', async () => {
    const desk = await ContractDesk.withFinance()
    const { own } = lostLink(desk)
    const token = await desk.financeToken()
    const track = await desk.links.issue({
      opens: 'track',
      reference,
      issued: desk.now.toISOString(),
      expires: '2040-01-01T00:00:00.000Z',
    })
    const path = { token }
    await answerDelivery(request({ path, body: { outcome: 'acknowledge' }, ...asJson }), desk.dependencies)
    later(desk, 1_000)
    expect(answered(await showDelivery(request({ path }), desk.dependencies)).status).toBe(200)
    expect(answered(await showCase(request({ path: { token: track } }), own)).status).toBe(200)
    expect(await recordPayment(request({ path, ...asJson }), desk.dependencies)).toMatchObject({
      status: 422,
    })
  })
})
