import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reviewTexts } from '#functions/review/review-texts.ts'
import { confirmTexts } from '#functions/submit/confirm-texts.ts'
import { formsOnPage, numberOnPage } from '#infra/machine/demo/form-on-page.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { chromiumIsMissing, openChromium } from './chromium.ts'
import { type Rounds, scan } from './scanner-bot.ts'
import { programme } from './stage.ts'

const { fields, revised } = sampleProposals.fa
const reason = 'با اولویت‌های شهر هم‌خوان است.'
const [clerk, otherClerk] = programme.caseOffice.members.map(({ email }) => email)

describe.skipIf(chromiumIsMissing)('a scanner that opens, clicks and submits all that mails lead to', () => {
  let tasvib: RunningTasvib
  let browser: Browser
  let cookie: string
  const cases: Record<string, string> = {}
  let before: Record<string, string>
  let entrance: string
  let unconfirmed: string
  let rounds: Rounds

  beforeAll(async () => {
    tasvib = await runTasvib()
    browser = await openChromium()
    await playCases()
    cookie = await enter(await askToEnter(clerk ?? ''))
    // Two links whose forms ask for no words: they wait for their people while the scanner comes by.
    entrance = await askToEnter(otherClerk ?? '')
    await tasvib.visitors.fa.until('a link to confirm', () => newestLink(unconfirmed, 'confirm'))
    before = await ledgers()
    rounds = await scan(browser, await linksInMails())
  })
  afterAll(async () => {
    await browser.close()
    await tasvib.stop()
  })

  it('finds links of every kind, and buttons and forms behind them', () => {
    expect(rounds.pages).toBeGreaterThan(20)
    expect(rounds.presses).toBeGreaterThan(20)
    expect(rounds.submissions).toBeGreaterThan(20)
  })

  it('adds no decision, no signature, no receipt: every ledger stands as it stood', async () => {
    expect(await ledgers()).toEqual(before)
  })

  it('signs nobody in and confirms no address: both links still do it for their people', async () => {
    const { visitors } = tasvib
    expect(await enter(entrance)).toMatch(/=\S/)
    const link = await latestLink(unconfirmed, 'confirm')
    const page = await visitors.fa.open(link)
    expect(page.html).toContain(confirmTexts.fa.ask.button)
    const begun = await visitors.fa.send(page, new URL(link).pathname, {})
    expect(begun.html).toContain(confirmTexts.fa.begun.title)
  })

  it('leaves every link to the person to whom it was sent', async () => {
    const { players, visitors } = tasvib
    const form = async (email: string, kind: string, action: string) => {
      const page = await visitors.fa.open(await latestLink(email, kind))
      return [kind, page.status, formsOnPage(page.html).some((one) => one.action.endsWith(action))]
    }
    expect(await form('signing@salamatyar.example', 'sign', '/code')).toEqual(['sign', 200, true])
    expect(await form(programme.finance.office.email, 'finance', '')).toEqual(['finance', 200, true])
    expect(await form('revision@salamatyar.example', 'track', '/revision')).toEqual(['track', 200, true])
    const decided = await players.decide(
      await visitors.fa.open(await latestLink(programme.stages[1]?.seats[0]?.holder.email ?? '', 'review')),
      { decision: 'approve', reason, score: '5' },
    )
    expect(decided.html).toContain(reviewTexts.fa.receipt.title)
  })

  /** One case at each place where somebody is waited for. */
  async function playCases(): Promise<void> {
    const { players } = tasvib
    const submit = async (name: string) => {
      const email = `${name}@salamatyar.example`
      cases[name] = await players.submit({ fields: { ...fields, email }, revised }, crypto.randomUUID())
      return email
    }
    const approve = async (stages: readonly number[]) => {
      for (const stage of stages) {
        for (const { holder } of (programme.stages[stage]?.seats ?? []).slice(0, 2)) {
          await players.review(holder.email, 'approve', reason, '5')
        }
      }
    }
    for (const end of ['finance', 'signing'] as const) {
      const email = await submit(end)
      await players.confirm(email)
      await approve([0, 1, 2, 3])
      await players.settleTerms()
      if (end === 'signing') break
      await players.sign(email, String(fields['contactName']))
      for (const { holder } of programme.signing.signatories) await players.sign(holder.email, holder.name.fa)
    }
    await players.confirm(await submit('revision'))
    await players.review(programme.stages[0]?.seats[0]?.holder.email ?? '', 'request-changes', reason)
    await players.confirm(await submit('review'))
    await approve([0])
    await players.openReview(programme.stages[1]?.seats[0]?.holder.email ?? '')
    unconfirmed = await submit('confirm')
  }

  async function linksInMails(): Promise<string[]> {
    const mails = await tasvib.visitors.fa.mails()
    const texts = mails.map(({ html, text }) => `${text} ${html}`).join(' ')
    return [...new Set(texts.match(/https?:\/\/[^\s<>"')]+/g))]
  }

  async function ledgers(): Promise<Record<string, string>> {
    const pairs = Object.entries(cases).map(async ([name, reference]) => {
      const path = `/board/cases/${reference}/files/evidence.json`
      const answer = await fetch(new URL(path, tasvib.runtime.publicUrl), { headers: { cookie } })
      expect(answer.status).toBe(200)
      return [name, await answer.text()] as const
    })
    return Object.fromEntries(await Promise.all(pairs))
  }

  async function askToEnter(email: string): Promise<string> {
    const body = new URLSearchParams({ email })
    const asked = await fetch(new URL('/board/sign-in', tasvib.runtime.publicUrl), { method: 'POST', body })
    expect(asked.status).toBe(200)
    return latestLink(email, 'board/enter')
  }

  async function latestLink(email: string, kind: string): Promise<string> {
    return tasvib.visitors.fa.until(`a link to ${email}`, () => newestLink(email, kind))
  }

  async function newestLink(email: string, kind: string): Promise<string | undefined> {
    const { visitors, runtime } = tasvib
    const texts = (await visitors.fa.mails()).filter(({ to }) => to === email).map(({ text }) => text)
    return texts
      .join(' ')
      .match(new RegExp(`${runtime.publicUrl}/${kind}/[\\w-]+`, 'g'))
      ?.at(-1)
  }
})

/** Reads the number on the page and types it. Answers the session's cookie; empty where the link is used up. */
async function enter(link: string): Promise<string> {
  const shown = await fetch(link)
  const body = new URLSearchParams(numberOnPage(await shown.text()))
  const answer = await fetch(link, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.getSetCookie().join('; ').split(';')[0] ?? ''
}
