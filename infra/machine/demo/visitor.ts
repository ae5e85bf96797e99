import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import { type FormOnPage, formsOnPage, numberOnPage } from './form-on-page.ts'
import { linksInMail } from './links-in-mail.ts'

const mailSchema = z.array(
  z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() }),
)
export type DeliveredMail = z.infer<typeof mailSchema>[number]

export interface Page {
  readonly url: string
  readonly status: number
  readonly html: string
}

interface VisitedSite {
  readonly publicUrl: string
  readonly language: Language
  /** How long to wait for a mail or a page to come round. Milliseconds. */
  readonly patience?: number
  /** Where cookies are kept, by name, as a browser does; all pages are of one host. Its own where none is given. */
  readonly cookies?: Map<string, string>
}

/** On one machine the second port has everybody's mail and moves the time; elsewhere mail is read where it was sent to. */
export type VisitorOptions = VisitedSite &
  ({ readonly operatorUrl: string } | { readonly mailbox: () => Promise<readonly DeliveredMail[]> })

/**
 * Somebody at a browser with an inbox: opens pages, sends the forms that stand on them, follows links in mails. Knows nothing
 * of the inside, so that whatever it gets through works for people too.
 */
export class Visitor {
  readonly #options: VisitorOptions
  readonly #patience: number
  readonly #used = new Set<string>()
  readonly #cookies: Map<string, string>

  constructor(options: VisitorOptions) {
    this.#options = options
    this.#patience = options.patience ?? 20_000
    this.#cookies = options.cookies ?? new Map()
  }

  get publicUrl(): string {
    return this.#options.publicUrl
  }

  async open(address: string, headers: Record<string, string> = {}): Promise<Page> {
    const url = new URL(address, this.#options.publicUrl)
    if (url.searchParams.get('lang') === null) url.searchParams.set('lang', this.#options.language)
    const response = await this.#fetch(url, { headers })
    return { url: url.href, status: response.status, html: await response.text() }
  }

  /** A file, wherever its address leads; undefined when it leads to the sign-in. Throws for any other answer than 200. */
  async file(address: string): Promise<Buffer | undefined> {
    const response = await this.#fetch(new URL(address, this.#options.publicUrl), {})
    if (new URL(response.url).pathname === paths.signIn()) return undefined
    if (response.status !== 200) throw new Error(`A file was answered ${response.status}`)
    return Buffer.from(await response.arrayBuffer())
  }

  async json(address: string): Promise<{ status: number; body: unknown }> {
    const response = await this.#fetch(new URL(address, this.#options.publicUrl), {
      headers: { accept: 'application/json' },
    })
    return { status: response.status, body: await response.json() }
  }

  /** Fills in the form of a page whose action ends like this, sends it, and follows where it leads. Throws on an error page. */
  async send(
    page: Page,
    action: string,
    answers: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Page> {
    const form = formsOnPage(page.html).find((candidate) => candidate.action.split('?')[0]?.endsWith(action))
    if (form === undefined) throw new Error(`No form for ${action} on the page (status ${page.status})`)
    const { sent, shown } = await this.post(page, form, answers)
    if (sent >= 400) throw new Error(`${action.split('/')[1]} was answered ${sent}`)
    return shown
  }

  /** Types the number that a form may ask for, sends the form as a browser would, and follows the redirect if there is one: to a page that may well say 410, it is over. */
  async post(
    page: Page,
    form: FormOnPage,
    answers: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<{ readonly sent: number; readonly shown: Page }> {
    const body = new URLSearchParams()
    const asked = form.fields.some(([name]) => name === 'shownNumber') ? numberOnPage(page.html) : {}
    const typed = { ...asked, ...answers }
    for (const [name, value] of form.fields) if (!(name in typed)) body.append(name, value)
    for (const [name, value] of Object.entries(typed)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    }
    const response = await this.#fetch(new URL(form.action, page.url), {
      method: 'POST',
      body,
      redirect: 'manual',
    })
    const location = response.headers.get('location')
    if (response.status === 303 && location !== null) {
      return { sent: 303, shown: await this.open(new URL(location, page.url).href) }
    }
    const { status } = response
    return { sent: status, shown: { url: page.url, status, html: await response.text() } }
  }

  /**
   * The newest link of a kind in somebody's mails that this visitor has not used yet, of one case where `about` names its
   * reference; waits for it.
   */
  async link(to: string, kind: string, about = ''): Promise<string> {
    return this.#eventually(`a mail to ${to} with a /${kind}/ link`, () => this.#takeLinks(to, kind, about))
  }

  /** Passes over the links of a kind that somebody else may have followed; one that is asked for from here on is new. */
  async passOver(to: string, kind: string): Promise<void> {
    await this.#takeLinks(to, kind)
  }

  async #takeLinks(to: string, kind: string, about = ''): Promise<string | undefined> {
    const links = (await this.mails())
      .filter((mail) => mail.to === to && mail.text.includes(about))
      .flatMap(({ text }) => linksInMail(text, `${this.#options.publicUrl}/${kind}/`, about))
      .filter((link) => !this.#used.has(link))
    for (const seen of links) this.#used.add(seen)
    return links.at(-1)
  }

  /** Waits for a mail to somebody whose text matches; answers the match. */
  async words(to: string, pattern: RegExp, about = ''): Promise<RegExpMatchArray> {
    return this.#eventually(`a mail to ${to} that says ${pattern}`, async () => {
      const matches = (await this.mails()).flatMap((mail) => {
        const match = mail.to === to && mail.text.includes(about) ? mail.text.match(pattern) : null
        return match === null || this.#used.has(match[0]) ? [] : [match]
      })
      const match = matches.at(-1)
      if (match !== undefined) this.#used.add(match[0])
      return match
    })
  }

  async mails(): Promise<readonly DeliveredMail[]> {
    if ('mailbox' in this.#options) return this.#options.mailbox()
    const response = await fetch(new URL('/mailbox', this.#options.operatorUrl), {
      headers: { accept: 'application/json' },
    })
    return mailSchema.parse(await response.json())
  }

  /** Whether `advance` works: only where the clock is ours. */
  get travelsInTime(): boolean {
    return 'operatorUrl' in this.#options
  }

  /** Time travel, e.g. `P3D`. */
  async advance(duration: string): Promise<void> {
    if (!('operatorUrl' in this.#options)) throw new Error('Time passes here as it does everywhere')
    const response = await fetch(new URL('/clock', this.#options.operatorUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: duration }),
    })
    if (!response.ok) throw new Error(`The clock answered ${response.status}`)
  }

  /** What time it is there. */
  async now(): Promise<Date> {
    if (!('operatorUrl' in this.#options)) return new Date()
    const response = await fetch(new URL('/clock', this.#options.operatorUrl), {
      headers: { accept: 'application/json' },
    })
    return new Date(z.object({ now: z.iso.datetime() }).parse(await response.json()).now)
  }

  /** Waits until something that may take a moment is there. */
  async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    return this.#eventually(what, look)
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(url, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return response
  }

  async #eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + this.#patience
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}`)
      await sleep(80)
    }
  }
}
