import type { Page, Response } from 'playwright-core'
import type { Language } from '#workflows/language.ts'

/** A page as the server sent it, so that it can be looked at again in other colours and widths, whatever asked for it. */
export interface Shot {
  /** Of the state, e.g. `review-decision-fault`. */
  readonly name: string
  readonly language: Language
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly html: string
}

/** Every page state that the people of a case met, each once, and whatever their browsers complained about. */
export class Album {
  readonly shots = new Map<string, Shot>()
  /** Requests to other origins, errors and warnings of the console, refusals of the content security policy. */
  readonly complaints: string[] = []
  readonly #origin: string
  readonly #latest = new WeakMap<Page, Response>()

  constructor(publicUrl: string) {
    this.#origin = new URL(publicUrl).origin
  }

  watch(page: Page): void {
    page.on('request', (request) => {
      const url = new URL(request.url())
      // Chromium shows PDFs by an extension of its own.
      const isBrowsers = ['data:', 'chrome:', 'chrome-extension:'].includes(url.protocol)
      if (!isBrowsers && url.origin !== this.#origin) this.complaints.push(`a request to ${url.href}`)
    })
    page.on('response', (response) => {
      const isRedirect = response.status() >= 300 && response.status() < 400
      // A document that is shown in the page is not the page.
      const isPage = response.request().isNavigationRequest() && response.frame() === page.mainFrame()
      if (isPage && !isRedirect) this.#latest.set(page, response)
    })
    page.on('console', (message) => {
      // A browser says this of each page whose status is 400 or more, which such a page is meant to have.
      const isStatus =
        message.text().startsWith('Failed to load resource') && message.location().url === page.url()
      if (['error', 'warning'].includes(message.type()) && !isStatus) {
        this.complaints.push(`${message.text()} (${message.location().url})`)
      }
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
  }

  /** Keeps the page that is open, under the name of its state. */
  async keep(page: Page, name: string, language: Language): Promise<void> {
    const response = this.#latest.get(page)
    if (response === undefined) throw new Error(`No page is open for ${name}`)
    if (this.shots.has(name)) return
    const { 'content-security-policy': policy = '' } = await response.allHeaders()
    this.shots.set(name, {
      name,
      language,
      url: response.url(),
      status: response.status(),
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      html: await response.text(),
    })
  }
}
