import { attemptCommit, commit } from '#functions/shared/commit.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { countCase } from '#functions/shared/effects/count-case.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { memoryFiles, memoryRows } from '#test/home/memory-home.ts'
import { memoryMailer } from '#test/home/memory-senders.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language } from '#workflows/language.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { Access } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { applicant, kerman, reference, revisionOf } from './case-desk.ts'

const farAway = '2030-01-01T00:00:00.000Z'
const office = kerman.caseOffice.members[0]?.email ?? ''
const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, 5]))

/** Terms by which the applicant signs, or somebody else. */
export function deskTerms(representative: string = applicant.name): ContractTerms {
  const { parties, ...terms } = exampleTerms()
  return { ...terms, parties: { ...parties, startup: { ...parties.startup, representative } } }
}

/** A case on its way from review to finance, on one machine's home in memory. */
export class ContractDesk {
  now = new Date('2026-11-22T06:00:00.000Z')
  readonly random = fixedRandom()
  readonly rows = memoryRows({ now: () => this.now, random: this.random })
  readonly codes = this.rows.codes
  readonly cases = this.rows.cases
  readonly links = this.rows.links
  readonly files = memoryFiles({ now: () => this.now, random: this.random, database: this.rows.database })
  readonly mailer = memoryMailer({ now: () => this.now, database: this.rows.database })
  readonly signIns = this.rows.signIns
  readonly effects = this.rows.effects
  readonly figures = this.rows.figures
  readonly commit = {
    cases: this.cases,
    random: this.random,
    programmeOf: () => kerman,
    now: () => this.now,
  }
  readonly dependencies = {
    cases: this.cases,
    links: this.links,
    files: this.files,
    codes: this.codes,
    factors: this.rows.factors,
    mailer: this.mailer,
    signIns: this.signIns,
    throttle: this.rows.throttle,
    effects: this.effects,
    figures: this.figures,
    commit: this.commit,
    programme: () => kerman,
    publicUrl: () => 'https://tasvib.example',
  }

  /** A case whose first stage is open. */
  static async inReview({
    language = 'fa',
    title,
    from,
  }: {
    language?: Language
    title?: string
    from?: string
  } = {}) {
    const desk = new ContractDesk()
    await desk.submit(reference, { language, title, from })
    await desk.must({ type: 'confirm' }, { type: 'open-stage' })
    return desk
  }

  /** A case whose contract waits for its first signature. */
  static async signing(given: { language?: Language; title?: string } = {}) {
    const desk = await ContractDesk.inReview(given)
    await desk.approveAll()
    await desk.drawUp()
    return desk
  }

  /** A case that finance has. */
  static async withFinance() {
    const desk = await ContractDesk.signing()
    await desk.signAll()
    return desk
  }

  async submit(
    name: string,
    {
      language = 'fa',
      title,
      from = applicant.email,
    }: { language?: Language; title?: string | undefined; from?: string | undefined } = {},
  ): Promise<void> {
    const revision = { ...revisionOf(1, title === undefined ? {} : { title }), reference: name }
    const documents = {
      documentsDigest: revision.documentsDigest,
      title: String(revision.open['title']),
      sector: 'health',
      contractType: 'revenue_share',
      expectedRevenue: 9_375_000_000,
    }
    const submit: Command = {
      type: 'submit',
      reference: name,
      language,
      documents,
      applicant: { ...applicant, email: from },
    }
    const started = await attemptCommit({ ...this.commit, programme: kerman }, null, submit, [
      { kind: 'revision', revision },
    ])
    if (started === 'moved' || 'refused' in started) throw new Error('The case did not start')
  }

  async must(...commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      const committed = await commit(this.commit, reference, command)
      if (committed === undefined || 'refused' in committed) {
        throw new Error(`${command.type} was refused: ${JSON.stringify(committed)}`)
      }
    }
  }

  async state(): Promise<ProposalState> {
    const open = await this.cases.find(reference)
    if (open === undefined) throw new Error('There is no case')
    return open.state
  }

  entries(): Promise<readonly Entry[]> {
    return this.cases.entries(reference)
  }

  /** Counts a case for the board's figures, as relay and clock do. */
  async count(name: string = reference): Promise<void> {
    const open = await this.cases.find(name)
    if (open === undefined) throw new Error('There is no case')
    await countCase(open, { cases: this.cases, figures: this.figures, programmeOf: () => kerman })
  }

  /** Every seat of every stage approves, until the terms are to be settled. */
  async approveAll(conditions: readonly string[] = []): Promise<void> {
    for (;;) {
      const state = await this.state()
      if (state.status === 'settling-terms') return
      if (state.status === 'between-stages') {
        await this.must({ type: 'open-stage' })
        continue
      }
      await this.approveSeat(conditions)
    }
  }

  /** The next seat of the open stage approves. */
  async approveSeat(conditions: readonly string[] = []): Promise<void> {
    const state = await this.state()
    if (state.status !== 'in-review') throw new Error(`Nothing to approve: ${state.status}`)
    const next = state.seats.find(({ decision }) => decision === null)
    if (!next?.holder) throw new Error('Nobody is left to approve')
    const seat = { stage: state.stage, seat: next.seat, email: next.holder.email }
    const { documentsDigest } = state
    const reason = `دلیل ${next.seat}`
    await this.must({ type: 'declare', ...seat })
    await this.must({
      type: 'decide-review',
      ...seat,
      decision: 'approve',
      reason,
      scores,
      conditions,
      documentsDigest,
    })
  }

  /** The case office releases the terms and the contract is drawn up. */
  async drawUp(note = 'بازبینی شد', { representative = applicant.name } = {}): Promise<void> {
    const version = (await this.state()).contractVersion + 1
    const terms = deskTerms(representative)
    if ((await this.state()).legalRoute === null) await this.must(recordOf())
    await this.must({ type: 'release-terms', by: office, terms, note })
    const bytes = new TextEncoder().encode(JSON.stringify(terms))
    await this.files.write(caseKey(reference, `terms-${version}.json`), bytes, 'application/json')
    await this.must({
      type: 'draw-up',
      version,
      number: `${reference}-C${version}`,
      documentDigest: digestOf(`contract ${version}`),
      termsDigest: digestOf(terms),
    })
  }

  /** Signs for the person who holds a place now. */
  async sign(id: string): Promise<void> {
    const email = await this.signatory(id)
    const evidence = { typedName: 'نام کامل', ip: '192.0.2.9', userAgent: 'test' }
    await this.must({ type: 'sign', id, email, documentDigest: await this.documentDigest(), evidence })
  }

  /** All three sign, the contract is sealed and delivered. */
  async signAll(): Promise<void> {
    for (const id of ['startup', 'organization-head', 'mayor']) await this.sign(id)
    const { contractVersion: version } = await this.state()
    const [sealDigest, openContractingDigest] = [digestOf(`seal ${version}`), digestOf(`release ${version}`)]
    await this.must({ type: 'seal', version, sealDigest, openContractingDigest }, { type: 'deliver' })
  }

  async documentDigest(): Promise<string> {
    const state = await this.state()
    if (!('contract' in state) || state.contract === null) throw new Error('There is no contract')
    return state.contract.documentDigest
  }

  async signatory(id: string): Promise<string> {
    const state = await this.state()
    const place = 'signatories' in state ? state.signatories.find((each) => each.id === id) : undefined
    if (!place?.person) throw new Error(`Nobody signs as ${id}`)
    return place.person.email
  }

  async signToken(id: string): Promise<string> {
    const email = await this.signatory(id)
    return await this.links.issue({
      opens: 'sign',
      reference,
      signatory: id,
      email,
      issued: this.now.toISOString(),
      expires: farAway,
    })
  }

  financeToken(email = kerman.finance.office.email): Promise<string> {
    return this.links.issue({
      opens: 'finance',
      reference,
      email,
      issued: this.now.toISOString(),
      expires: farAway,
    })
  }

  /** The cookies of a signed-in member with that access to the board. */
  async session(access: Access = 'case-office'): Promise<Record<string, string>> {
    const email = kerman.caseOffice.members.find((member) => member.access === access)?.email ?? ''
    return { '__Host-tasvib': await this.links.issue({ opens: 'session', email, expires: farAway }) }
  }
}

/** An answer that is no problem. */
export function answered(answer: HttpResponse | Problem): HttpResponse {
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return answer
}

export function factsIn(answer: HttpResponse | Problem): Record<string, unknown> {
  return JSON.parse(answered(answer).body) as Record<string, unknown>
}

export const asJson = { wants: 'json' } as const
export const inEnglish = { language: 'en', languageChosen: true } as const
