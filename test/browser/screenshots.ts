import { mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import type { Visitor } from '#infra/local/demo/visitor.ts'
import { runTasvib } from '#test/journey/running-tasvib.ts'
import { type Language, languages } from '#workflows/language.ts'
import { Album } from './album.ts'
import { openChromium } from './chromium.ts'
import { show } from './examine-page.ts'
import { playCase } from './play-case.ts'
import { takeReadmePictures } from './readme-pictures.ts'
import { desktop } from './stage.ts'

const folder = new URL('../../screenshots/', import.meta.url).pathname
/** The few pictures of the README, and not all. */
const forReadme = process.argv.includes('--readme')
const widths = { phone: 390, desktop: 1280 }

const tasvib = await runTasvib()
const browser = await openChromium()
try {
  if (forReadme) await takeReadmePictures(tasvib, browser)
  else for (const language of languages) await picturesOf(browser, tasvib.visitors[language], language)
} finally {
  await browser.close()
  await tasvib.stop()
}
if (!forReadme) console.log(`Screenshots are in ${folder}`)

/** Every page state of a case and every mail that it sent, on a phone's width and on a desktop's. */
async function picturesOf(browser: Browser, visitor: Visitor, language: Language): Promise<void> {
  const album = new Album(visitor.publicUrl)
  const before = (await visitor.mails()).length
  await playCase({ browser, album, visitor, language, device: desktop })
  const mails = (await visitor.mails()).slice(before)
  for (const [device, width] of Object.entries(widths)) {
    const place = `${folder}${language}/${device}`
    await mkdir(place, { recursive: true })
    const page = await browser.newPage({ viewport: { width, height: 844 } })
    for (const shot of album.shots.values()) {
      await show(page, shot)
      await page.screenshot({ path: `${place}/${shot.name}.png`, fullPage: true })
    }
    await page.unrouteAll()
    for (const [index, { to, html }] of mails.entries()) {
      await page.setContent(html)
      const name = `mail-${String(index + 1).padStart(2, '0')}-${to.replaceAll(/[^\w]+/g, '-')}`
      await page.screenshot({ path: `${place}/${name}.png`, fullPage: true })
    }
    await page.close()
  }
}
