import type { Browser, Page } from 'playwright-core'

/** What a bot has done, so that a test sees that it did anything. */
export interface Rounds {
  pages: number
  presses: number
  submissions: number
}

/** What stands in a page's controls before something is pressed: what the page came with, or the bot's own choice. */
const dispositions = ['as it came', 'first options', 'last options'] as const
type Disposition = (typeof dispositions)[number]

/**
 * A mail scanner of the worst kind: opens every link in a real browser, scripts and all, follows what the pages link to,
 * presses every button that it finds and sends every form: as it came, and with every box ticked and an option chosen of
 * every choice and list. It writes nothing, since no program knows what to write.
 */
export async function scan(browser: Browser, links: readonly string[]): Promise<Rounds> {
  const context = await browser.newContext()
  context.setDefaultTimeout(5_000)
  // A page that a busy machine brings late is no file, which fails at once.
  context.setDefaultNavigationTimeout(60_000)
  const rounds: Rounds = { pages: 0, presses: 0, submissions: 0 }
  const seen = new Set<string>()
  const open = [...links]
  const lanes = Array.from({ length: 8 }, async () => {
    const page = await context.newPage()
    for (let link = open.shift(); link !== undefined; link = open.shift()) {
      if (seen.has(link)) continue
      seen.add(link)
      if (!(await visit(page, link))) continue
      rounds.pages += 1
      if (links.includes(link)) open.push(...(await linksOn(page)))
      await tryEverything(page, link, rounds)
    }
  })
  await Promise.all(lanes)
  await context.close()
  return rounds
}

async function tryEverything(page: Page, link: string, rounds: Rounds): Promise<void> {
  // A document in the browser's own viewer has nothing to press; where nothing can be chosen, the last options are the first.
  const has = (selector: string) => page.locator(selector).count()
  if ((await has('button, form')) === 0) return
  const isChosen = (await has('input[type=radio], select')) > 0
  for (const disposition of isChosen ? dispositions : dispositions.slice(0, 2)) {
    const target = { link, disposition }
    // By a script, which also presses what is hidden until a page's own scripts show it.
    const presses = await each(
      page,
      { ...target, selector: 'button' },
      (index) => `document.querySelectorAll('button')[${index}]?.click()`,
    )
    // By the prototype, as a field of that name would hide the form's own.
    const way = disposition === 'as it came' ? 'submit' : 'requestSubmit'
    const submissions = await each(
      page,
      { ...target, selector: 'form' },
      (index) => `HTMLFormElement.prototype.${way}.call(document.forms[${index}])`,
    )
    rounds.presses += presses
    rounds.submissions += submissions
  }
}

/** Does it to each of a page's elements in turn, on the page opened anew. Answers how many there were. */
async function each(
  page: Page,
  { link, disposition, selector }: { link: string; disposition: Disposition; selector: string },
  act: (index: number) => string,
): Promise<number> {
  await visit(page, link)
  let count = 0
  // What was done to the one before may have left fewer.
  while (count < (await page.locator(selector).count())) {
    await dispose(page, disposition)
    await settled(page, act(count))
    await visit(page, link)
    count += 1
  }
  return count
}

/**
 * Does it and waits for what follows: the page that a form leads to, or a while for what a script may do. A form that its browser
 * refuses to send leads nowhere, and needs no waiting.
 */
async function settled(page: Page, act: string): Promise<void> {
  const leads = page.waitForEvent('load', { timeout: 1_500 }).catch(() => undefined)
  const isRefused = await page.evaluate<boolean>(`(() => {
    let [invalid, sent] = [false, false]
    document.addEventListener('invalid', () => { invalid = true }, { capture: true, once: true })
    document.addEventListener('submit', () => { sent = true }, { capture: true, once: true })
    ${act}
    return invalid && !sent
  })()`)
  if (!isRefused) await leads
}

async function dispose(page: Page, disposition: Disposition): Promise<void> {
  if (disposition === 'as it came') return
  const at = disposition === 'first options' ? '0' : '-1'
  await page.evaluate<void>(`(() => {
    for (const box of document.querySelectorAll('input[type=checkbox]')) box.checked = true
    const radios = [...document.querySelectorAll('input[type=radio]')]
    for (const name of new Set(radios.map((radio) => radio.name))) {
      radios.filter((radio) => radio.name === name).at(${at}).checked = true
    }
    for (const list of document.querySelectorAll('select')) {
      const options = [...list.options].filter((option) => option.value !== '')
      if (options.length > 0) list.value = options.at(${at}).value
    }
  })()`)
}

/** Whether there is a page, unfolded; some links are of files. */
async function visit(page: Page, link: string): Promise<boolean> {
  try {
    await page.goto(link)
  } catch {
    return false
  }
  await page.evaluate(
    'for (const folded of document.querySelectorAll("details:not(.document)")) folded.open = true',
  )
  return true
}

async function linksOn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    '[...document.querySelectorAll("main a")].filter(({ origin }) => origin === location.origin).map(({ href }) => href.split("#")[0])',
  )
}
