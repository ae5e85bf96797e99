import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attachmentsTexts } from '#functions/shared/pages/attachments.ts'
import { draftTexts } from '#functions/shared/pages/draft.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { answersTexts } from '#functions/submit/answers-page.ts'
import { confirmTexts } from '#functions/submit/confirm-texts.ts'
import { landingTexts } from '#functions/submit/landing-texts.ts'
import { thanksTexts } from '#functions/submit/thanks-texts.ts'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { fields } from '#workflows/form/fields.ts'
import { personalFields } from '#workflows/form/personal-fields.ts'
import type { Language } from '#workflows/language.ts'
import { Album } from './album.ts'
import { chromiumIsMissing, openChromium } from './chromium.ts'
import { attach, fillProposal, fillProposalByKeyboard } from './fill-proposal.ts'
import { Person } from './person.ts'
import { desktop } from './stage.ts'

const plan = { name: 'plan.pdf', bytes: samplePdf('Plan') }
/** Larger than a form itself may carry. */
const large = { name: 'large.pdf', bytes: Buffer.concat([samplePdf('Large'), Buffer.alloc(7_000_000, 10)]) }

const answers = (language: Language, email: string) => ({ ...sampleProposals[language].fields, email })

describe.skipIf(chromiumIsMissing)('the form where scripts run', () => {
  let tasvib: RunningTasvib
  let browser: Browser
  let album: Album
  let founder: Person
  const complaints: string[] = []

  beforeAll(async () => {
    tasvib = await runTasvib()
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser.close()
    await tasvib.stop()
  })
  beforeEach(async () => {
    await sitDown('fa')
  })
  afterEach(async () => {
    await founder.leave()
    complaints.push(...album.complaints)
  })

  async function sitDown(language: Language): Promise<void> {
    const { publicUrl } = tasvib.runtime
    album = new Album(publicUrl)
    founder = await Person.at({ browser, album, language, publicUrl, device: desktop })
    await founder.open(`/?lang=${language}`)
  }

  /** What stands below the question of that name. */
  const below = (label: string) =>
    founder.page
      .locator('.field', { has: founder.textbox(label) })
      .last()
      .locator('.below')
      .innerText()
  /** What this browser keeps: on the device, and with the tab. */
  const storedTexts = () =>
    founder.page.evaluate<[string[], string[]]>(
      '[Object.values(localStorage), Object.values(sessionStorage)]',
    )
  const reference = () => new URL(founder.page.url()).searchParams.get('reference') ?? ''

  it('counts characters as the server does, and says when there are too few or too many', async () => {
    const { label } = fields.problem
    expect(await below(label.fa)).toBe('از ۲۰۰ تا ۲٬۰۰۰ نویسه')
    await founder.write(label.fa, `  ${'می‌روم '.repeat(10)}`)
    expect(await below(label.fa)).toBe('۶۹ نویسه نوشته‌اید؛ دست‌کم ۲۰۰ نویسه لازم است.')
    await founder.write(label.fa, 'ب'.repeat(450))
    expect(await below(label.fa)).toBe('۴۵۰ از ۲٬۰۰۰ نویسه')
    await founder.write(label.fa, 'ب'.repeat(2001))
    expect(await below(label.fa)).toBe('۲٬۰۰۱ نویسه نوشته‌اید؛ حداکثر ۲٬۰۰۰ نویسه جا می‌شود.')
  })

  it('writes amounts in words, in Persian also in tomans, and in English', async () => {
    await founder.write(fields.capex.label.fa, '۴۵٬۰۰۰٬۰۰۰٬۰۰۰')
    expect(await below(fields.capex.label.fa)).toBe(
      '۴۵٬۰۰۰٬۰۰۰٬۰۰۰ ریال: چهل و پنج میلیارد ریال، برابر ۴٬۵۰۰٬۰۰۰٬۰۰۰ تومان',
    )
    await founder.leave()
    await sitDown('en')
    await founder.write(fields.capex.label.en, '2500000000')
    expect(await below(fields.capex.label.en)).toBe(
      'IRR 2,500,000,000: two billion five hundred million rials',
    )
  })

  it('asks companies alone for their legal id, and keeps what was typed while it does not', async () => {
    const { legalId, applicantType } = fields
    const [company, team] = applicantType.options
    const question = founder.page.getByLabel(legalId.label.fa, { exact: true })
    expect(await question.isVisible()).toBe(false)
    await founder.choose(applicantType.label.fa, company.label.fa)
    await question.fill('10380284790')
    await founder.choose(applicantType.label.fa, team.label.fa)
    expect(await question.isVisible()).toBe(false)
    expect(await question.isDisabled()).toBe(true)
    await founder.choose(applicantType.label.fa, company.label.fa)
    expect(await question.inputValue()).toBe('10380284790')
  })

  it('finds a draft again after a reload and in the other language, but no tick of the declaration', async () => {
    await fillProposal(founder, 'fa', answers('fa', 'draft@salamatyar.example'))
    await founder.page.reload()
    await founder.seesHeading(draftTexts.fa.restored)
    expect(await founder.textbox(fields.title.label.fa).inputValue()).toBe(sampleProposals.fa.fields['title'])
    expect(await founder.page.getByRole('checkbox', { name: fields.consent.help.fa }).isChecked()).toBe(false)
    await founder.sees('ریال:')
    await founder.page.goto('/?lang=en')
    await founder.seesHeading(draftTexts.en.restored)
    expect(await founder.textbox(fields.title.label.en).inputValue()).toBe(sampleProposals.fa.fields['title'])
  })

  it('removes a draft from the device when asked, and brings it back when that was a mistake', async () => {
    await founder.write(fields.title.label.fa, 'طرح نیمه‌کاره')
    await founder.page.reload()
    await founder.button(draftTexts.fa.discard).first().click()
    await founder.sees(draftTexts.fa.discarded)
    expect(await founder.textbox(fields.title.label.fa).inputValue()).toBe('')
    expect(await founder.page.evaluate('Object.keys(localStorage)')).toEqual([])
    await founder.button(draftTexts.fa.undo).click()
    await founder.page.reload()
    expect(await founder.textbox(fields.title.label.fa).inputValue()).toBe('طرح نیمه‌کاره')
  })

  it('loses nothing to an error, a crash after it, and forgets the draft once the address is confirmed', async () => {
    const all = answers('fa', 'crash@salamatyar.example')
    await fillProposal(founder, 'fa', { ...all, municipalShare: '120' })
    await attach(founder, 'fa', [plan])
    await founder.press(landingTexts.fa.check)
    await founder.seesHeading(partsTexts.fa.faultsTitle)
    await founder.write(fields.municipalShare.label.fa, '12.5')
    await founder.page.goto('about:blank')
    await founder.open('/?lang=fa')
    await founder.seesHeading(draftTexts.fa.restored)
    expect(await founder.textbox(fields.municipalShare.label.fa).inputValue()).toBe('12.5')
    await attach(founder, 'fa', [plan])
    await founder.tick(fields.consent.help.fa)
    await founder.press(landingTexts.fa.check)
    await founder.press(answersTexts.fa.send)
    await founder.seesHeading(thanksTexts.fa.title)
    await founder.page.goto('/?lang=fa')
    expect(await founder.textbox(fields.title.label.fa).inputValue()).not.toBe('')
    await founder.page.goto(await tasvib.visitors.fa.link('crash@salamatyar.example', 'confirm'))
    await founder.typeNumber()
    await founder.press(confirmTexts.fa.ask.button)
    await founder.seesHeading(confirmTexts.fa.begun.title)
    await founder.page.goto('/?lang=fa')
    expect(await founder.textbox(fields.title.label.fa).inputValue()).toBe('')
    expect(await storedTexts()).toEqual([[], []])
  })

  it('keeps what is personal with the tab alone, unless its owner asks for it, and takes that back', async () => {
    const all: Readonly<Record<string, unknown>> = answers('fa', 'shared@salamatyar.example')
    await fillProposal(founder, 'fa', all)
    await founder.page.reload()
    const [device, tab] = await storedTexts()
    for (const id of personalFields) {
      const value = typeof all[id] === 'string' ? all[id] : ''
      if (value === '') continue
      expect(device.join(), id).not.toContain(value)
      expect(tab.join(), id).toContain(value)
    }
    const other = await founder.page.context().newPage()
    await other.goto('/?lang=fa')
    await other.getByRole('heading', { name: draftTexts.fa.restored }).waitFor()
    expect(await other.locator('#field-nationalCode').inputValue()).toBe('')
    expect(await other.locator('#field-title').inputValue()).toBe(all['title'])
    await other.close()
    await founder.tick(draftTexts.fa.keepAll)
    await founder.page.reload()
    expect((await storedTexts())[0].join()).toContain(String(all['nationalCode']))
    await founder.page.getByRole('checkbox', { name: draftTexts.fa.keepAll }).uncheck()
    await founder.page.reload()
    expect((await storedTexts())[0].join()).not.toContain(String(all['nationalCode']))
  })

  it('says why a form was not sent that waited for attachments of which one was refused', async () => {
    await founder.page.route('**/uploads', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    await attach(founder, 'fa', [plan, { name: 'macro.exe', bytes: plan.bytes }])
    await founder.button(landingTexts.fa.check).click()
    await founder.sees(attachmentsTexts.fa.waiting)
    await founder.sees(attachmentsTexts.fa.held)
    expect(album.complaints.splice(0)).toEqual([expect.stringContaining('422')])
    await founder.button(`${attachmentsTexts.fa.remove}: macro.exe`).click()
    expect(await founder.page.getByText(attachmentsTexts.fa.held).isVisible()).toBe(false)
  })

  it('uploads attachments ahead with their progress, larger ones than a form can carry too', async () => {
    const heard: string[] = []
    await founder.page.exposeFunction('heard', (text: string) => heard.push(text))
    await founder.page.evaluate(`new MutationObserver((changes) => {
      for (const { target } of changes) heard(target.textContent)
    }).observe(document.querySelector('.uploads'), { subtree: true, childList: true, characterData: true })`)
    await fillProposal(founder, 'fa', answers('fa', 'upload@salamatyar.example'))
    await attach(founder, 'fa', [plan, large])
    await founder.page.getByText(attachmentsTexts.fa.arrived).nth(1).waitFor()
    expect(heard.some((text) => /بارگذاری: [۱-۹][۰-۹]*٪/.test(text))).toBe(true)
    await founder.press(landingTexts.fa.check)
    await founder.press(answersTexts.fa.send)
    await founder.seesHeading(thanksTexts.fa.title)
    expect(reference()).toMatch(/^TSV-/)
  })

  it('says why a file is refused, takes no more than may be, and lets go of one again', async () => {
    await attach(founder, 'fa', [{ name: 'macro.exe', bytes: plan.bytes }])
    await founder.sees('تنها پرونده‌های PDF، PNG، JPEG و XLSX پذیرفته می‌شود')
    // A browser reports each answer of 4xx on its console.
    expect(album.complaints.splice(0)).toEqual([expect.stringContaining('422')])
    const names = ['1', '2', '3', '4', '5', '6']
    await attach(
      founder,
      'fa',
      names.map((name) => ({ ...plan, name: `${name}.pdf` })),
    )
    await founder.page.getByText(attachmentsTexts.fa.arrived).nth(4).waitFor()
    await founder.sees(attachmentsTexts.fa.tooMany)
    await founder.button(`${attachmentsTexts.fa.remove}: 6.pdf`).click()
    await founder.button(`${attachmentsTexts.fa.remove}: 5.pdf`).click()
    await attach(founder, 'fa', [{ ...plan, name: '7.pdf' }])
    await founder.page.getByText(attachmentsTexts.fa.arrived).nth(4).waitFor()
  })

  it('sends a file with the form where it cannot be uploaded ahead', async () => {
    await founder.page.route('**/tasvib-files*', (route) => route.abort())
    await fillProposal(founder, 'fa', answers('fa', 'fallback@salamatyar.example'))
    await attach(founder, 'fa', [plan])
    await founder.sees(attachmentsTexts.fa.later)
    await founder.press(landingTexts.fa.check)
    await founder.press(answersTexts.fa.send)
    await founder.seesHeading(thanksTexts.fa.title)
    expect(reference()).toMatch(/^TSV-/)
    album.complaints.length = 0
  })

  it('waits for attachments that are under way, and then sends the form by itself, once', async () => {
    const posts: string[] = []
    founder.page.on('request', (request) => {
      if (request.url().endsWith('/proposals')) posts.push(request.method())
    })
    await founder.page.route('**/tasvib-files*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
    await fillProposal(founder, 'fa', answers('fa', 'waiting@salamatyar.example'))
    await attach(founder, 'fa', [plan])
    await founder.button(landingTexts.fa.check).dblclick()
    await founder.sees(attachmentsTexts.fa.waiting)
    await founder.seesHeading(answersTexts.fa.title)
    expect(posts).toEqual(['POST'])
  })

  it('can be filled in and sent by the keyboard alone', async () => {
    const all = answers('fa', 'keyboard@salamatyar.example')
    await attach(founder, 'fa', [plan])
    await founder.page.getByText(attachmentsTexts.fa.arrived).waitFor()
    await founder.page.evaluate('window.scrollTo(0, 0); document.activeElement.blur()')
    await fillProposalByKeyboard(founder, all)
    await founder.tabTo(founder.button(landingTexts.fa.check))
    await founder.strike('Enter')
    await founder.press(answersTexts.fa.send)
    await founder.seesHeading(thanksTexts.fa.title)
    expect(reference()).toMatch(/^TSV-/)
  })

  it('leaves console and content security policy in peace, and asks nothing of another origin', () => {
    expect(complaints).toEqual([])
  })
})
