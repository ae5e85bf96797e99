import type { Browser, Page } from 'playwright-core'

/** What a bot has done, so that a test sees that it did anything. */
export interface Rounds {
  pages: number
  presses: number
  submissions: number
}

/**
 * A mail scanner of the worst kind: opens every link in a real browser, scripts and all, follows what the pages link to,
 * presses every button that it finds and sends every form as it stands.
 */
export async function scan(browser: Browser, links: readonly string[]): Promise<Rounds> {
  const context = await browser.newContext()
  context.setDefaultTimeout(5_000)
  const page = await context.newPage()
  const rounds: Rounds = { pages: 0, presses: 0, submissions: 0 }
  const seen = new Set<string>()
  const open = [...links]
  for (let link = open.shift(); link !== undefined; link = open.shift()) {
    if (seen.has(link)) continue
    seen.add(link)
    if (!(await visit(page, link))) continue
    rounds.pages += 1
    if (links.includes(link)) open.push(...(await linksOn(page)))
    rounds.presses += await each(page, link, 'button', (index) => page.locator('button').nth(index).click())
    for (const way of ['submit', 'requestSubmit']) {
      // By the prototype, as a field of that name would hide the form's own.
      const send = (index: number) =>
        page.evaluate<void>(`HTMLFormElement.prototype.${way}.call(document.forms[${index}])`)
      rounds.submissions += await each(page, link, 'form', send)
    }
  }
  await context.close()
  return rounds
}

/** Does it to each of a page's elements in turn, on the page opened anew. Answers how many there were. */
async function each(
  page: Page,
  link: string,
  selector: string,
  act: (index: number) => Promise<void>,
): Promise<number> {
  let count = 0
  // What was done to the one before may have left fewer.
  while (count < (await page.locator(selector).count())) {
    await Promise.all([page.waitForEvent('load'), act(count)])
    await visit(page, link)
    count += 1
  }
  return count
}

/** Whether there is a page, unfolded; some links are of files. */
async function visit(page: Page, link: string): Promise<boolean> {
  try {
    await page.goto(link)
  } catch {
    return false
  }
  await page.evaluate('for (const folded of document.querySelectorAll("details")) folded.open = true')
  return true
}

async function linksOn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    '[...document.querySelectorAll("main a")].filter(({ origin }) => origin === location.origin).map(({ href }) => href.split("#")[0])',
  )
}
