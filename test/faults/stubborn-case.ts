import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { UploadName } from '#functions/shared/ports/files.ts'
import { linksInMail } from '#infra/machine/demo/links-in-mail.ts'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import type { KillableTasvib } from './killable-tasvib.ts'

const kerman = programmeById('kerman')
const mailsSchema = z.array(z.object({ to: z.string(), text: z.string() }))
const caseSchema = z.object({
  status: z.string(),
  standing: z.unknown(),
  ledger: z.array(z.object({ sequence: z.number(), at: z.string(), type: z.string() })),
  deliveries: z.array(z.looseObject({ state: z.string() })),
})
const receiptSchema = z.object({ receipt: z.object({ digest: z.string() }) })

/** Milliseconds after which whoever waits for a code asks for another. */
const betweenCodes = 10_000

/** What the server acknowledged, to be found in the ledger at the end. */
export interface Acknowledged {
  readonly reference: string
  readonly receipts: readonly string[]
}

/** The case office's one session, how often it asked for a link, and the links that it has followed. */
export interface Office {
  cookie?: string | undefined
  asked: number
  readonly followed: Set<string>
}

/**
 * Plays an approved case against a server that may die at any moment. Every step is repeated, as people do, until it is
 * answered; an answer below 500 counts as an acknowledgement and is remembered.
 */
export class StubbornCase {
  readonly #server: KillableTasvib
  readonly #office: Office
  #applicant: string
  readonly #receipts: string[] = []
  readonly #patience: number
  #isReleased = false
  /** Empty until it is submitted. */
  #reference = ''

  constructor(server: KillableTasvib, name: string, office: Office, patience = 240_000) {
    this.#server = server
    this.#office = office
    this.#applicant = `${name}@startup.example`
    this.#patience = patience
  }

  async play(): Promise<Acknowledged> {
    const reference = await this.#submit()
    this.#reference = reference
    await this.#sayAt(await this.#link(reference, this.#applicant, 'confirm'), {})
    for (const { seats, quorum } of kerman.stages) {
      const needed = quorum.kind === 'atLeast' ? quorum.count : Math.floor(seats.length / 2) + 1
      for (const { holder } of seats.slice(0, needed)) await this.#approve(reference, holder.email)
    }
    await this.#releaseTerms(reference)
    for (const email of [this.#applicant, ...kerman.signing.signatories.map(({ holder }) => holder.email)]) {
      await this.#sign(reference, email)
    }
    const finance = await this.#link(reference, kerman.finance.office.email, 'finance')
    this.#remember(await this.#sayAt(finance, { outcome: 'acknowledge', voucher: 'F-1' }))
    return { reference, receipts: this.#receipts }
  }

  async #submit(): Promise<string> {
    const { fields } = sampleProposals.en
    const upload = await this.#persist('an upload', () => this.#upload())
    let key = crypto.randomUUID()
    return this.#persist('the submission', async () => {
      const body = JSON.stringify({
        ...fields,
        email: this.#applicant,
        files: [upload.fileId],
        secrets: [upload.secret],
      })
      const response = await fetch(`${this.#server.publicUrl}/proposals`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
        body,
      })
      if (response.status === 429) {
        // Each kill between counting a proposal and recording it costs one of the three that an address may send in a day.
        this.#applicant = `again-${this.#applicant}`
        key = crypto.randomUUID()
      }
      if (response.status !== 202) throw new Error(`it was answered ${response.status}`)
      return z.object({ reference: z.string() }).parse(await response.json()).reference
    })
  }

  async #upload(): Promise<UploadName | undefined> {
    const bytes = samplePdf('Plan')
    const asked = await fetch(`${this.#server.publicUrl}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'plan.pdf', type: 'application/pdf', size: bytes.length }),
    })
    const ticket = z
      .object({
        fileId: z.string(),
        secret: z.string(),
        url: z.string(),
        fields: z.record(z.string(), z.string()),
      })
      .parse(await asked.json())
    const form = new FormData()
    for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value)
    form.append('file', new Blob([Buffer.from(bytes)], { type: 'application/pdf' }), 'plan.pdf')
    const stored = await fetch(ticket.url, { method: 'POST', body: form })
    return stored.ok ? ticket : undefined
  }

  async #approve(reference: string, email: string): Promise<void> {
    const link = await this.#link(reference, email, 'review')
    await this.#sayAt(`${link}/declaration`, { noConflict: 'on' })
    const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [`scores[${id}]`, '5']))
    this.#remember(await this.#sayAt(link, { decision: 'approve', reason: 'It fits', ...scores }))
  }

  /** A member of the case office signs in, records the legal route and releases the terms as they are filled in. */
  async #releaseTerms(reference: string): Promise<void> {
    const terms = `${this.#server.publicUrl}/board/cases/${reference}/terms`
    const cookie = await this.#persist('a session on the board', () => this.#enterBoard())
    const { fileId: decision, secret: secrets } = await this.#persist('the upload of a decision', () =>
      this.#upload(),
    )
    const route = {
      route: 'waiver',
      body: 'City council',
      number: '12',
      date: '2025-11-01',
      decision,
      secrets,
    }
    await this.#persist('the legal route', async () => {
      const address = `${this.#server.publicUrl}/board/cases/${reference}/legal-route`
      const { status } = await this.#post(address, route, { cookie })
      // One that was recorded without an answer says nothing new.
      return status === 200 ? true : undefined
    })
    const released = await this.#persist('the terms', async () => {
      const seen = await fetch(terms, { headers: { accept: 'application/json', cookie } })
      // A release that was recorded without an answer: the case has gone on.
      if (seen.status === 409 && this.#isReleased) return null
      if (!seen.ok) throw new Error(`the terms were answered ${seen.status}`)
      this.#isReleased = true
      const { status, body } = await this.#post(`${terms}/release`, {}, { cookie })
      return status === 200 ? body : undefined
    })
    if (released !== null) this.#remember(released)
  }

  /**
   * The session's cookie, which all cases share: only so many links are sent. A link works once, so one whose answer was lost
   * is asked for anew, by the next member who may settle terms: the others of the board may not.
   */
  async #enterBoard(): Promise<string | undefined> {
    const office = this.#office
    if (office.cookie !== undefined) return office.cookie
    const members = kerman.caseOffice.members.filter(({ access }) => access === 'case-office')
    if ((await this.#boardLink(members)) === undefined) {
      const email = members[office.asked % members.length]?.email ?? ''
      office.asked += 1
      await this.#post(`${this.#server.publicUrl}/board/sign-in`, { email })
    }
    for (let look = 0; look < 20; look += 1) {
      const link = await this.#boardLink(members)
      if (link !== undefined) {
        office.followed.add(link)
        const headers = { accept: 'application/json' }
        const entered = await fetch(link, { method: 'POST', headers, body: new URLSearchParams() })
        office.cookie = entered.headers.getSetCookie()[0]?.split(';')[0]
        return office.cookie
      }
      await sleep(100)
    }
    return undefined
  }

  /** One that nobody has followed. */
  async #boardLink(members: readonly { readonly email: string }[]): Promise<string | undefined> {
    const texts = (await this.#mails())
      .filter(({ to }) => members.some(({ email }) => email === to))
      .map(({ text }) => text)
    const links = texts.flatMap((text) => linksInMail(text, `${this.#server.publicUrl}/board/enter/`))
    return links.findLast((link) => !this.#office.followed.has(link))
  }

  async #sign(reference: string, email: string): Promise<void> {
    const link = await this.#link(reference, email, 'sign')
    const shown = await this.#persist('the contract', async () => {
      const response = await fetch(link, { headers: { accept: 'application/json' } })
      return response.ok ? JSON.stringify(await response.json()) : undefined
    })
    const documentDigest = /"documentDigest":"([0-9a-f]{64})"/.exec(shown)?.[1] ?? ''
    const tried = new Set<string>()
    let askAt = 0
    const answer = await this.#persist(`the signature of ${email}`, async () => {
      let code = await this.#newCode(reference, email, tried)
      if (code === undefined) {
        // Who guesses, or asks without end, is stopped: a mail that a kill cut off comes with the next start.
        if (Date.now() < askAt) return undefined
        const asked = await this.#post(`${link}/code`, {})
        if (asked.status < 300) askAt = Date.now() + betweenCodes
        code = [...tried].at(-1)
        // Who has signed is sent no code, and gets the receipt again.
        if (asked.status < 400 || asked.status === 429 || code === undefined) return undefined
      }
      const name = 'A Signatory'
      const fields = { name, askedName: name, code, consent: 'on', documentDigest }
      const signed = await this.#post(link, fields)
      if (signed.status < 500) tried.add(code)
      return signed.status === 200 ? signed.body : undefined
    })
    this.#remember(answer)
  }

  /** The latest that was not tried. */
  async #newCode(reference: string, email: string, tried: Set<string>): Promise<string | undefined> {
    const codes = (await this.#mails())
      .filter(({ to, text }) => to === email && text.includes(reference))
      .flatMap(({ text }) => /^\d{6}$/m.exec(text)?.[0] ?? [])
    return codes.findLast((candidate) => !tried.has(candidate))
  }

  #remember(body: unknown): void {
    this.#receipts.push(receiptSchema.parse(body).receipt.digest)
  }

  /** Posts until it is answered 200; the same words again get the same answer. */
  async #sayAt(link: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
    return this.#persist(`an answer below /${new URL(link).pathname.split('/')[1]}`, async () => {
      const { status, body } = await this.#post(link, fields)
      return status === 200 ? (body ?? null) : undefined
    })
  }

  async #post(
    link: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(link, {
      method: 'POST',
      headers: { accept: 'application/json', ...headers },
      body: new URLSearchParams(fields),
    })
    return { status: response.status, body: await response.json() }
  }

  async #link(reference: string, email: string, kind: string): Promise<string> {
    return this.#persist(`a /${kind}/ link for ${email}`, async () => {
      // What a kill cut off the clock sends later, and one mail then tells a reviewer of several cases.
      const links = (await this.#mails())
        .filter(({ to, text }) => to === email && text.includes(reference))
        .flatMap(({ text }) => linksInMail(text, `${this.#server.publicUrl}/${kind}/`, reference))
      return links.at(-1)
    })
  }

  async #mails(): Promise<z.infer<typeof mailsSchema>> {
    const response = await fetch(`${this.#server.operatorUrl}/mailbox`, {
      headers: { accept: 'application/json' },
    })
    return mailsSchema.parse(await response.json())
  }

  async #persist<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
    const start = Date.now()
    let last = 'no answer'
    // On a busy machine twenty kills take minutes, in which nothing may come of it; only the time after the last one counts.
    while (Date.now() < Math.max(start, this.#server.upSince) + this.#patience) {
      try {
        const result = await attempt()
        if (result !== undefined) return result
        last = 'refused'
      } catch (error) {
        last = error instanceof Error ? error.message : 'unknown'
      }
      await sleep(100)
    }
    throw new Error(`Waited in vain for ${what} (${last})${await this.#whereItStands()}`)
  }

  /** What the board says of the case: its last entries, what it caused and how far that got, and the drawn workflow's last word. */
  async #whereItStands(): Promise<string> {
    if (this.#reference === '') return ''
    const cookie = await this.#enterBoard().catch(() => undefined)
    const headers = { accept: 'application/json', cookie: cookie ?? '' }
    const seen = await fetch(`${this.#server.publicUrl}/board/cases/${this.#reference}`, { headers })
    const answer: unknown = await seen.json()
    const known = caseSchema.safeParse(answer)
    if (!known.success) return `: the board answered ${seen.status} ${JSON.stringify(answer)}`
    const { status, standing, ledger, deliveries } = known.data
    const workflow = await fetch(`${this.#server.operatorUrl}/workflow/${this.#reference}`)
    const execution = /<strong>(\w+)<\/strong>[^<]*(?:<bdi[^>]*>([^<]*))?/.exec(await workflow.text())
    const outstanding = deliveries.filter(({ state }) => !['done', 'sent', 'delivered'].includes(state))
    const told = {
      reference: this.#reference,
      status,
      standing,
      execution: execution?.slice(1),
      ledger: ledger.slice(-8).map(({ sequence, at, type }) => `${sequence} ${type} ${at}`),
      outstanding,
    }
    return `: ${JSON.stringify(told, null, 1)}`
  }
}
