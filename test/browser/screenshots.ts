import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Visitor } from '#infra/machine/demo/visitor.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { type Language, languages } from '#workflows/language.ts'
import { Album } from './album.ts'
import { openChromium } from './chromium.ts'
import { closeCase } from './close-case.ts'
import { playDetours } from './detours.ts'
import { show } from './examine-page.ts'
import { playHandedOn } from './handed-on.ts'
import { playCase } from './play-case.ts'
import { takeReadmePictures } from './readme-pictures.ts'
import { playSideDoors } from './side-doors.ts'
import { desktop } from './stage.ts'
import { takePicture } from './take-picture.ts'

const folder = new URL('../../screenshots/', import.meta.url).pathname
/** The few pictures of the README, and not all. */
const forReadme = process.argv.includes('--readme')
/** Pictures in dark colours too. */
const schemes = process.argv.includes('--dark') ? (['light', 'dark'] as const) : (['light'] as const)
const widths = { phone: 390, desktop: 1280 }

/** Goes on with the pictures of a run that was broken off: those that are there stay. */
const resumes = process.argv.includes('--resume')
/** How long one step of a picture may take: a machine that does other work beside takes minutes. Milliseconds. */
const patience = 180_000
/** What has no picture, and why: told at the end, since one that fails is no reason to lose the others. */
const failed: string[] = []

if (!forReadme && !resumes) await rm(folder, { recursive: true, force: true })
const browser = await openChromium()
try {
  if (forReadme) await inTasvib((tasvib) => takeReadmePictures(tasvib, browser))
  else
    await inTasvib(async ({ visitors }) => {
      for (const language of languages) {
        await picturesOf(browser, visitors[language], language)
        // Members of the board are mailed only so many links in an hour.
        await visitors[language].advance('PT2H')
      }
    })
} finally {
  await browser.close()
}
if (!forReadme) console.log(`Screenshots are in ${folder}`)
if (failed.length > 0) {
  console.error(['Without a picture (try `npm run screenshots -- --resume`):', ...failed].join('\n  '))
  process.exitCode = 1
}

async function inTasvib(act: (tasvib: RunningTasvib) => Promise<void>): Promise<void> {
  const tasvib = await runTasvib()
  try {
    await act(tasvib)
  } finally {
    await tasvib.stop()
  }
}

/** Every page state of a case and every mail that it sent, on a phone's width and on a desktop's. */
async function picturesOf(browser: Browser, visitor: Visitor, language: Language): Promise<void> {
  const album = new Album(visitor.publicUrl)
  const before = (await visitor.mails()).length
  const stage = { browser, album, visitor, language, device: desktop }
  // What one of them kept is worth its pictures, also where it did not come to its end.
  for (const play of [playCase, playDetours, playSideDoors, closeCase, playHandedOn]) {
    await play(stage).catch((error: unknown) => {
      failed.push(`${language}, ${play.name}: ${String(error)}`)
    })
  }
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
): Promise<void> {
  if (resumes && (existsSync(`${path}.png`) || existsSync(`${path}-part-1.png`))) return
  for (const attempt of ['first', 'last'] as const) {
    const page = await browser.newPage(look)
    page.setDefaultTimeout(patience)
    try {
      await open(page)
      await takePicture(page, path)
      return
    } catch (error) {
      if (attempt === 'last') failed.push(`${path}: ${String(error)}`)
      else console.warn(`${path} again: ${String(error)}`)
    } finally {
      await page.close()
    }
  }
}
