import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attachmentsTexts } from '#functions/shared/pages/attachments.ts'
import { draftTexts } from '#functions/shared/pages/draft.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { answersTexts } from '#functions/submit/answers-page.ts'
import { landingTexts } from '#functions/submit/landing-texts.ts'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { fields } from '#workflows/form/fields.ts'
import { languages } from '#workflows/language.ts'
import { Album } from './album.ts'
import { chromiumIsMissing, openChromium } from './chromium.ts'
import { inaccessible } from './examine-page.ts'
import { attach, fillProposal } from './fill-proposal.ts'
import { Person } from './person.ts'
import { desktop } from './stage.ts'

const plan = { name: 'plan.pdf', bytes: samplePdf('Plan') }

/** What axe-core finds where scripts are in the midst of something, which no page that the server sent shows. */
describe.skipIf(chromiumIsMissing)('the form while its scripts are at work', () => {
  let tasvib: RunningTasvib
  let browser: Browser

  beforeAll(async () => {
    tasvib = await runTasvib()
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser.close()
    await tasvib.stop()
  })

  describe.each(languages)('in %s', (language) => {
    let founder: Person

    beforeEach(async () => {
      const { publicUrl } = tasvib.runtime
      const album = new Album(publicUrl)
      founder = await Person.at({ browser, album, language, publicUrl, device: desktop })
      await founder.open(`/?lang=${language}`)
    })
    afterEach(async () => {
      await founder.leave()
    })

    /** Holds uploads back until it is called. */
    async function holdUploads(): Promise<() => void> {
      const { promise, resolve } = Promise.withResolvers<void>()
      await founder.page.route('**/tasvib-files*', async (route) => {
        await promise
        await route.continue()
      })
      return resolve
    }

    it('has no fault with a draft restored, with one discarded, and with counters over their limit', async () => {
      const { title, problem, capex } = fields
      await fillProposal(founder, language, sampleProposals[language].fields)
      await founder.write(problem.label[language], 'x'.repeat(2_001))
      await founder.page.reload()
      await founder.seesHeading(draftTexts[language].restored)
      expect(await founder.textbox(title.label[language]).inputValue()).not.toBe('')
      expect(await founder.textbox(capex.label[language]).inputValue()).not.toBe('')
      expect(await inaccessible(founder.page, 'restored')).toEqual([])
      await founder.button(draftTexts[language].discard).first().click()
      await founder.sees(draftTexts[language].discarded)
      expect(await inaccessible(founder.page, 'discarded')).toEqual([])
    })

    it('has no fault while attachments are under way, refused, too many, and waited for', async () => {
      const texts = attachmentsTexts[language]
      const release = await holdUploads()
      await fillProposal(founder, language, {
        ...sampleProposals[language].fields,
        email: `at-work-${language}@salamatyar.example`,
      })
      await attach(founder, language, [plan, { ...plan, name: 'macro.exe' }])
      await founder.page.locator('.upload[data-state=refused]').waitFor()
      await attach(
        founder,
        language,
        ['1', '2', '3', '4', '5'].map((name) => ({ ...plan, name: `${name}.pdf` })),
      )
      await founder.sees(texts.tooMany)
      await founder.page.locator('.upload progress').first().waitFor()
      expect(await inaccessible(founder.page, 'under way')).toEqual([])
      for (const name of ['macro.exe', '5.pdf']) {
        await founder.button(`${texts.remove}: ${name}`).click()
      }
      await founder.button(landingTexts[language].check).click()
      await founder.sees(texts.waiting)
      expect(await inaccessible(founder.page, 'waited for')).toEqual([])
      release()
      await founder.seesHeading(answersTexts[language].title)
      expect(await inaccessible(founder.page, 'answers to check')).toEqual([])
    })

    it('has no fault where files have arrived or go with the form, and when an error comes back', async () => {
      const texts = attachmentsTexts[language]
      await attach(founder, language, [plan])
      await founder.page.getByText(texts.arrived).waitFor()
      await founder.page.route('**/tasvib-files*', (route) => route.abort())
      await attach(founder, language, [{ ...plan, name: 'later.pdf' }])
      await founder.sees(texts.later)
      expect(await inaccessible(founder.page, 'arrived and later')).toEqual([])
      await founder.press(landingTexts[language].check)
      await founder.seesHeading(partsTexts[language].faultsTitle)
      await founder.write(fields.title.label[language], 'x')
      expect(await inaccessible(founder.page, 'an error')).toEqual([])
    })
  })
})
