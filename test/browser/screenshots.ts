import { mkdir, rm } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Visitor } from '#infra/local/demo/visitor.ts'
import { runTasvib } from '#test/journey/running-tasvib.ts'
import { type Language, languages } from '#workflows/language.ts'
import { Album } from './album.ts'
import { openChromium } from './chromium.ts'
import { closeCase } from './close-case.ts'
import { playDetours } from './detours.ts'
import { show } from './examine-page.ts'
import { playCase } from './play-case.ts'
import { takeReadmePictures } from './readme-pictures.ts'
import { desktop } from './stage.ts'
import { takePicture } from './take-picture.ts'

const folder = new URL('../../screenshots/', import.meta.url).pathname
/** The few pictures of the README, and not all. */
const forReadme = process.argv.includes('--readme')
/** Pictures in dark colours too. */
const schemes = process.argv.includes('--dark') ? (['light', 'dark'] as const) : (['light'] as const)
const widths = { phone: 390, desktop: 1280 }

if (!forReadme) await rm(folder, { recursive: true, force: true })
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
  const stage = { browser, album, visitor, language, device: desktop }
  await playCase(stage)
  await playDetours(stage)
  await closeCase(stage)
  const mails = (await visitor.mails()).slice(before)
  const pictures = [
    ...[...album.shots.values()].map((shot) => ({
      name: shot.name,
      open: async (page: Page) => void (await show(page, shot)),
    })),
    ...mails.map(({ to, html }, index) => ({
      name: `mail-${String(index + 1).padStart(2, '0')}-${to.replaceAll(/[^\w]+/g, '-')}`,
      open: (page: Page) => page.setContent(html),
    })),
  ]
  for (const colorScheme of schemes) {
    for (const [device, width] of Object.entries(widths)) {
      const place = `${folder}${language}/${device}${colorScheme === 'dark' ? '-dark' : ''}`
      await mkdir(place, { recursive: true })
      const look = { viewport: { width, height: 844 }, colorScheme }
      for (const { name, open } of pictures)
        await pictureOf(browser, look, { path: `${place}/${name}`, open })
    }
  }
}

/**
 * One picture, in a page of its own: a browser that painted some hundred pages in one and the same was seen to hang, and then
 * everything after it was lost. One that hangs all the same is tried once more.
 */
async function pictureOf(
  browser: Browser,
  look: BrowserContextOptions,
  { path, open }: { readonly path: string; readonly open: (page: Page) => Promise<void> },
  isLast = false,
): Promise<void> {
  const page = await browser.newPage(look)
  try {
    await open(page)
    await takePicture(page, path)
  } catch (error) {
    if (isLast) throw error
    console.warn(`${path} again: ${String(error)}`)
    await pictureOf(browser, look, { path, open }, true)
  } finally {
    await page.close()
  }
}
