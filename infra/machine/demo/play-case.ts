import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import type { UploadName } from '#functions/shared/ports/files.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { formsOnPage } from './form-on-page.ts'
import { type SampleProposal, samplePdf } from './sample-proposal.ts'
import type { Page, Visitor } from './visitor.ts'

/** The people of a case at their browsers, one method for each thing that they do. Links come from their inboxes. */
export class CasePlayers {
  readonly #visitor: Visitor
  readonly #programme = programmeById('kerman')
  /** Of the case that was submitted last; mails about others are left alone. */
  #reference = ''

  constructor(visitor: Visitor) {
    this.#visitor = visitor
  }

  /** Uploads the attachments and sends the form; answers the case's reference. */
  async submit(proposal: SampleProposal, key: string): Promise<string> {
    const files = [
      await this.upload('business-plan.pdf', samplePdf('Business plan')),
      await this.upload('balance-sheet.pdf', samplePdf('Balance sheet')),
    ]
    const landing = await this.#visitor.open('/')
    const page = await this.#visitor.send(landing, '/proposals', {
      ...asForm(proposal.fields),
      files: files.map(({ fileId }) => fileId),
      secrets: files.map(({ secret }) => secret),
      idempotencyKey: key,
    })
    const reference = new URL(page.url).searchParams.get('reference')
    if (reference === null) throw new Error(`The thanks page (status ${page.status}) names no reference`)
    this.#reference = reference
    return reference
  }

  async upload(name: string, bytes: Uint8Array, type = 'application/pdf'): Promise<UploadName> {
    const asked = await fetch(new URL('/uploads', this.#visitor.publicUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, type, size: bytes.length }),
    })
    const ticket = ticketSchema.parse(await asked.json())
    const form = new FormData()
    for (const [field, value] of Object.entries(ticket.fields)) form.append(field, value)
    form.append('file', new Blob([Buffer.from(bytes)], { type }), name)
    const stored = await fetch(ticket.url, { method: 'POST', body: form })
    if (!stored.ok) throw new Error(`The upload was answered ${stored.status}`)
    return ticket
  }

  async confirm(email: string): Promise<void> {
    const link = await this.#visitor.link(email, 'confirm', this.#reference)
    await this.#visitor.send(await this.#visitor.open(link), tail(link), {})
  }

  /** Opens a review link from the inbox and declares no conflict where that was not done yet. */
  async openReview(email: string): Promise<Page> {
    const link = await this.#visitor.link(email, 'review', this.#reference)
    const page = await this.#visitor.open(link)
    if (!page.html.includes('noConflict')) return page
    return this.#visitor.send(page, '/declaration', { noConflict: 'on' })
  }

  async review(email: string, decision: string, reason: string, score = '4'): Promise<Page> {
    return this.decide(await this.openReview(email), { decision, reason, score })
  }

  async decide(
    page: Page,
    {
      decision,
      reason,
      score = '4',
      conditions = '',
    }: { decision: string; reason: string; score?: string; conditions?: string },
  ): Promise<Page> {
    const scores = page.html.includes('scores[')
      ? Object.fromEntries(this.#programme.rubric.criteria.map(({ id }) => [`scores[${id}]`, score]))
      : {}
    // What the story asks to be changed is its revenue estimate.
    const coded = decision === 'request-changes' ? { reasonCode: 'RET_FINANCE' } : {}
    const answer = { decision, reason, conditions, ...coded, ...scores }
    const sent = await this.#visitor.send(page, tail(page.url), answer)
    // Whose opinion ends the stage sees once more what they send.
    return sent.html.includes('name="checked"') ? this.#visitor.send(sent, tail(sent.url), {}) : sent
  }

  async recuse(email: string, reason: string): Promise<void> {
    const link = await this.#visitor.link(email, 'review', this.#reference)
    await this.#visitor.send(await this.#visitor.open(link), '/recusal', { reason })
  }

  /** Answers a request for changes; files stay as they were. */
  async revise(email: string, changes: Readonly<Record<string, unknown>>, key: string): Promise<void> {
    const link = await this.#visitor.link(email, 'track', this.#reference)
    const page = await this.#visitor.open(link)
    await this.#visitor.send(page, '/revision', { ...asForm(changes), idempotencyKey: key, consent: 'on' })
  }

  /** Signs a member of the case office in on the board, by the mailed link. */
  async enterBoard(): Promise<void> {
    const email = this.#programme.caseOffice.members[0]?.email ?? ''
    // The mail comes a moment after the answer, and the mailbox may have an earlier one.
    await this.#visitor.passOver(email, 'board/enter')
    await this.#visitor.send(await this.#visitor.open('/board/sign-in'), '/board/sign-in', { email })
    const link = await this.#visitor.link(email, 'board/enter')
    await this.#visitor.send(await this.#visitor.open(link), tail(link), {})
  }

  /** A file of a case as the board's office has it: evidence is whole there, and without reviewers' words by finance's link. */
  async boardFile(reference: string, file: string): Promise<Buffer> {
    const path = paths.boardFile(reference, file)
    const kept = await this.#visitor.file(path)
    if (kept !== undefined) return kept
    await this.enterBoard()
    const bytes = await this.#visitor.file(path)
    if (bytes === undefined) throw new Error('The board lets nobody in')
    return bytes
  }

  /** The case office completes the terms of the case and releases them; what is not changed stays as it is filled in. */
  async settleTerms(
    changes: Readonly<Record<string, string | readonly string[]>> = {},
    note = '',
  ): Promise<void> {
    const path = paths.terms(this.#reference)
    // Only so many sign-in links are sent, and a session lasts.
    const seen = await this.#visitor.open(path)
    if (formsOnPage(seen.html).some(({ action }) => action.includes(paths.signIn()))) await this.enterBoard()
    // Where nothing is to be settled yet, the address leads to the case.
    const page = await this.#visitor.until('terms to settle', async () => {
      const shown = await this.#visitor.open(path)
      return shown.html.includes('name="basis"') ? shown : undefined
    })
    await this.#recordLegalRoute()
    await this.#visitor.send(page, '/terms/release', { ...changes, note })
  }

  /** By which way of the law the contract comes about, with its decision; once, for all its versions. */
  async #recordLegalRoute(): Promise<void> {
    const page = await this.#visitor.open(`${paths.boardCase(this.#reference)}?repair=legalRoute`)
    const { kind, ...decision } = legalRoute
    const isRecorded = page.html.includes(`>${decision.number}<`)
    if (isRecorded) return
    const file = await this.upload('decision.pdf', samplePdf('Decision'))
    await this.#visitor.send(page, paths.legalRoute(this.#reference), {
      ...decision,
      route: kind,
      decision: file.fileId,
      secrets: file.secret,
    })
  }

  async sign(email: string, name: string): Promise<void> {
    const { link, page: shown } = await this.#contractOf(email)
    const page = await this.#visitor.send(shown, '/code', {})
    const [code] = await this.#visitor.words(email, /^\d{6}$/m, this.#reference)
    await this.#visitor.send(page, tail(link), { name, code, consent: 'on' })
  }

  async refuseToSign(email: string, reason: string): Promise<void> {
    const { page } = await this.#contractOf(email)
    await this.#visitor.send(page, '/refusal', { reason })
  }

  /** By the newest link; one that was mailed with an earlier version has ended with it, and the next is on its way. */
  #contractOf(email: string): Promise<{ readonly link: string; readonly page: Page }> {
    return this.#visitor.until(`a contract to sign for ${email}`, async () => {
      const link = await this.#visitor.link(email, 'sign', this.#reference)
      const page = await this.#visitor.open(link)
      return page.status === 410 ? undefined : { link, page }
    })
  }

  /** Acknowledges or returns a delivered contract; answers finance's page address, for the downloads below it. */
  async finance(answers: Readonly<Record<string, string>>): Promise<string> {
    const link = await this.#visitor.link(this.#programme.finance.office.email, 'finance', this.#reference)
    await this.#visitor.send(await this.#visitor.open(link), tail(link), answers)
    return link
  }
}

/** What the story's office records of its case. */
const legalRoute = {
  kind: 'open-window',
  body: 'شورای اسلامی شهر کرمان',
  number: '1404-318',
  date: '1404/09/10',
}

const ticketSchema = z.object({
  fileId: z.string(),
  secret: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
})

function tail(address: string): string {
  return new URL(address).pathname
}

/** Answers as a form sends them: text, lists for repeated names, `on` for a ticked box. */
function asForm(answers: Readonly<Record<string, unknown>>): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, value]) => {
      if (value === true) return [name, 'on']
      return [name, Array.isArray(value) ? value.map(String) : String(value)]
    }),
  )
}
