import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page, Response } from 'playwright-core'
import { Album, type Shot } from './album.ts'
import { foreignWords } from './foreign-words.ts'

/** What is wrong with pages, each fault with the state in which it was found. */
export interface Findings {
  readonly inaccessible: string[]
  readonly tooWide: string[]
  readonly tooHeavy: string[]
  readonly foreign: string[]
  /** Of the console, the content security policy, and requests to elsewhere. */
  readonly complaints: readonly string[]
}

/** Bytes of HTML, CSS and scripts, compressed, that one page may have. */
const budget = 60 * 1024
const narrowest = { width: 320, height: 640 }
const phone = { width: 390, height: 844 }
const desktop = { width: 1280, height: 800 }
/** What depends on colours and sizes; the rest is the same whatever the page looks like. */
const ofLooks = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable']
const schemes = ['light', 'dark'] as const

/** Loads every kept page once more, scripts and all, with what is folded away unfolded, and looks at it from every side. */
export async function examine(browser: Browser, album: Album, known: readonly string[]): Promise<Findings> {
  const shots = [...album.shots.values()]
  const own = new Album(shots[0]?.url ?? 'about:blank')
  const findings: Findings = {
    inaccessible: [],
    tooWide: [],
    tooHeavy: [],
    foreign: [],
    complaints: own.complaints,
  }
  const lanes = Array.from({ length: 2 }, async (_, lane) => {
    // Without transitions: a colour that is still on its way to another has the contrast of neither.
    const page = await browser.newPage({ reducedMotion: 'reduce' })
    own.watch(page)
    for (const shot of shots.filter((_, index) => index % 2 === lane)) {
      await examineShot(page, shot, { findings, known })
    }
    await page.close()
  })
  await Promise.all(lanes)
  return findings
}

async function examineShot(
  page: Page,
  shot: Shot,
  { findings, known }: { readonly findings: Findings; readonly known: readonly string[] },
): Promise<void> {
  await page.setViewportSize(narrowest)
  const weight = await show(page, shot)
  if (weight > budget) findings.tooHeavy.push(`${shot.name}: ${weight} bytes`)
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  if (width > narrowest.width) findings.tooWide.push(`${shot.name}: ${width} px`)
  const foreign = foreignWords(await words(page, shot), shot.language, known)
  findings.foreign.push(...foreign.map((word) => `${shot.name}: ${word}`))
  findings.inaccessible.push(...(await allLooks(page, shot)))
}

async function allLooks(page: Page, shot: Shot): Promise<string[]> {
  return inaccessible(page, shot.name, async () => void (await show(page, shot)))
}

/**
 * What axe-core finds on a page in light and dark, on a phone and on a desktop. `prepare` brings the page up anew for each
 * scheme; a page in the midst of something is looked at as it stands.
 */
export async function inaccessible(
  page: Page,
  name: string,
  prepare = async (): Promise<void> => {},
): Promise<string[]> {
  const faults: string[] = []
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize(phone)
    await prepare()
    await page.evaluate(axe.source)
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport)
      const isWhole = (scheme === 'light') === (viewport === phone)
      const found = await violations(page, isWhole)
      faults.push(...found.map((fault) => `${name}, ${scheme}, ${viewport.width} px: ${fault}`))
    }
  }
  return faults
}

/** Shows a page as it was sent, unfolded. Answers the compressed bytes of all that it consists of. */
export async function show(page: Page, { url, headers, html }: Shot): Promise<number> {
  const parts: Promise<Buffer>[] = []
  await page.unrouteAll()
  await page.route(url, (route) => route.fulfill({ status: 200, headers, body: html }))
  const count = (response: Response): void => {
    if (['stylesheet', 'script'].includes(response.request().resourceType())) parts.push(response.body())
  }
  page.on('response', count)
  await page.goto(url)
  page.off('response', count)
  await page.evaluate(
    'for (const folded of document.querySelectorAll("details:not(.document)")) folded.open = true',
  )
  const bodies = [Buffer.from(html), ...(await Promise.all(parts))]
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
}

async function violations(page: Page, isWhole: boolean): Promise<string[]> {
  const options = isWhole
    ? { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }
    : { resultTypes: ['violations'], runOnly: { type: 'rule', values: ofLooks } }
  const result = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return result.violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

/** All that the page says, also by its attributes; without ids, and what says by itself that it is of another language. */
async function words(page: Page, { language }: Shot): Promise<string> {
  return page.evaluate<string>(`(() => {
    const copy = document.documentElement.cloneNode(true)
    const others = '.code, style, script, [lang]:not([lang="${language}"])'
    for (const other of copy.querySelectorAll(others)) other.remove()
    const said = [...copy.querySelectorAll('*')].flatMap((element) =>
      ['alt', 'aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''))
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) said.push(walker.currentNode.data)
    return said.join('\\n')
  })()`)
}
