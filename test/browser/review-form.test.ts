import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkTexts } from '#functions/review/check-step.ts'
import { reviewTexts } from '#functions/review/review-texts.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { languages } from '#workflows/language.ts'
import { chromiumIsMissing, openChromium } from './chromium.ts'
import { inaccessible } from './examine-page.ts'
import { programme } from './stage.ts'

const { fields, revised } = sampleProposals.fa
const email = 'reviewed@salamatyar.example'
const holder = (stage: number, seat: number) => programme.stages[stage]?.seats[seat]?.holder.email ?? ''
const criterion = programme.rubric.criteria[0]?.id ?? ''
/** A folder for pictures, for whoever wants to look. */
const pictures = process.env['PICTURES']

describe.skipIf(chromiumIsMissing)('the form of a review in a browser', () => {
  let tasvib: RunningTasvib
  let browser: Browser
  let link: string

  beforeAll(async () => {
    tasvib = await runTasvib()
    browser = await openChromium()
    const { players } = tasvib
    await players.submit({ fields: { ...fields, email }, revised }, crypto.randomUUID())
    await players.confirm(email)
    await players.review(holder(0, 0), 'approve', 'مدارک کامل است')
    link = (await players.openReview(holder(1, 0))).url
  })
  afterAll(async () => {
    await browser.close()
    await tasvib.stop()
  })

  async function opened(parts: { width?: number; scripts?: boolean; language?: string } = {}): Promise<Page> {
    const { width = 1280, scripts = true, language = 'fa' } = parts
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      javaScriptEnabled: scripts,
    })
    const page = await context.newPage()
    const address = new URL(link)
    address.searchParams.set('lang', language)
    await page.goto(address.href)
    return page
  }

  async function decided(): Promise<unknown> {
    const answer = await fetch(link, { headers: { accept: 'application/json' } })
    return ((await answer.json()) as { decision: unknown }).decision
  }

  it('records nothing when Enter is pressed in any field, with scripts or without', async () => {
    for (const scripts of [true, false]) {
      const page = await opened({ scripts })
      const form = '#decision form'
      const count = await page.locator(`${form} input:not([type=hidden])`).count()
      expect(count).toBeGreaterThan(40)
      for (let index = 0; index < count; index += 9) {
        await page.locator(`${form} input[name=decision]`).first().check()
        await page.locator(`${form} textarea[name=reason]`).fill('دلیلی که نوشته‌ام')
        const input = page.locator(`${form} input:not([type=hidden])`).nth(index)
        await input.focus()
        await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
        expect(new URL(page.url()).hash).toBe('#decision')
      }
      expect(await page.getByText('گزینش شما «موافقت» بود').count()).toBe(1)
      expect(await page.locator('input[name=decision]:checked').count()).toBe(0)
      await page.context().close()
    }
    expect(await decided()).toBeNull()
  })

  it.each(languages)('adds the scores up while they are given, in %s', async (language) => {
    const page = await opened({ language })
    for (const { id } of programme.rubric.criteria) {
      await page.locator(`input[name="scores[${id}]"][value="3"]`).check()
    }
    const total = await page.locator('[data-total]').textContent()
    expect(total).toContain(language === 'fa' ? '۶۰ از ۱۰۰' : '60 of 100')
    expect(total).toContain(language === 'fa' ? 'کمتر از آن است' : 'yours is below it')
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await inaccessible(page, `review ${language} ${width}`)).toEqual([])
      if (pictures !== undefined) {
        await page.locator('#decision').screenshot({ path: `${pictures}/form-${language}-${width}.png` })
      }
    }
    await page.context().close()
  })

  it('tells after saving, where no script runs, what the scores come to', async () => {
    const page = await opened({ scripts: false })
    await page.locator(`input[name="scores[${criterion}]"][value="4"]`).check()
    await page.getByRole('button', { name: reviewTexts.fa.decision.saveDraft, exact: true }).click()
    expect(await page.locator('[data-total]').textContent()).toContain('با امتیاز')
    await page.context().close()
  })

  it('shows the last who is awaited what they send, lets them change it, and gives them the receipt', async () => {
    const { players } = tasvib
    for (const seat of [1, 2]) await players.review(holder(1, seat), 'approve', 'خوب است', '4')
    const page = await opened({ width: 390 })
    const texts = reviewTexts.fa.decision
    const answer = async () => {
      await page.locator('input[name=decision][value=approve]').check()
      for (const { id } of programme.rubric.criteria) {
        await page.locator(`input[name="scores[${id}]"][value="3"]`).check()
      }
      await page.locator('#field-reason').fill('با اولویت‌های شهر هم‌خوان است')
      await page.getByRole('button', { name: texts.button, exact: true }).click()
      await page.getByRole('heading', { name: checkTexts.fa.ends, exact: true }).waitFor()
    }
    await answer()
    expect(await inaccessible(page, 'check')).toEqual([])
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/check.png`, fullPage: true })
    await page.getByRole('button', { name: checkTexts.fa.change, exact: true }).click()
    expect(await page.locator('#field-reason').inputValue()).toBe('با اولویت‌های شهر هم‌خوان است')
    expect(await decided()).toBeNull()
    await answer()
    await page.getByRole('button', { name: checkTexts.fa.send, exact: true }).click()
    await page.getByRole('heading', { name: reviewTexts.fa.receipt.title, exact: true }).waitFor()
    expect(await inaccessible(page, 'receipt')).toEqual([])
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/receipt.png`, fullPage: true })
    await page.context().close()
  })
})
