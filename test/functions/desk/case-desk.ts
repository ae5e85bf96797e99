import { attemptCommit, commit } from '#functions/shared/commit.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { fourStages } from '#test/city/four-stages.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { memoryFiles, memoryRows } from '#test/home/memory-home.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { validForm } from '#test/workflows/form/valid-form.ts'
import type { DecisionKind } from '#workflows/decision.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { splitPersonal } from '#workflows/form/personal-fields.ts'
import type { ProposalForm } from '#workflows/form/proposal-form.ts'
import { digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Command, DocumentFacts } from '#workflows/proposal/commands.ts'
import { type Revision, revisionDigests } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

export const kerman = fourStages
export const reference = 'TSV-1405-7F3K2'
export const applicant = {
  name: 'نرگس باقری‌پور',
  organisation: 'سلامت‌یار کویر',
  email: 'narges@salamatyar.example',
}
export const secretSolution = 'راه‌حلی که پیش از اظهار دیده نمی‌شود '.repeat(6).trim()

export const attachmentBytes = {
  name: 'طرح توجیهی.pdf',
  type: 'application/pdf',
  bytes: Buffer.alloc(1_234_567, '%PDF-1.7 sample '),
}
export const attachment: FileRecord = {
  fileId: 'AAAAAAAAAAAAAAAAAAAAA1',
  name: 'طرح توجیهی.pdf',
  type: 'application/pdf',
  size: attachmentBytes.bytes.length,
  sha256: digestOfBytes(attachmentBytes.bytes),
  ofCase: true,
}

/** A request as a use case gets it. */
export function request(parts: Partial<HttpRequest> = {}): HttpRequest {
  return {
    path: {},
    query: {},
    language: 'fa',
    languageChosen: false,
    wants: 'html',
    body: {},
    files: [],
    cookies: {},
    ip: '192.0.2.1',
    userAgent: 'test',
    idempotencyKey: undefined,
    requestId: 'request-1',
    ...parts,
  }
}

/** A revision of the sample proposal, with some answers changed. */
export function revisionOf(number: number, changes: Readonly<Record<string, unknown>> = {}): Revision {
  const parts = splitPersonal({ ...validForm, solution: secretSolution, ...changes } as ProposalForm)
  const personal = { salt: 'a salt of sixteen', value: { ...parts.personal } }
  const open = { ...parts.open }
  const content = { open, personal, files: [attachment] }
  return {
    reference,
    revision: number,
    at: '2026-11-22T06:00:00.000Z',
    ...content,
    ...revisionDigests(content),
  }
}

function factsOf(revision: Revision): DocumentFacts {
  return {
    documentsDigest: revision.documentsDigest,
    title: String(revision.open['title']),
    sector: 'health',
    contractType: 'revenue_share',
    expectedRevenue: 9_375_000_000,
  }
}

/** One case with its links, on one machine's home in memory. */
export class CaseDesk {
  now = new Date('2026-11-22T06:00:00.000Z')
  readonly random = fixedRandom()
  readonly rows = memoryRows({ now: () => this.now, random: this.random })
  readonly drafts = this.rows.drafts
  readonly cases = this.rows.cases
  readonly links = this.rows.links
  readonly files = memoryFiles({ now: () => this.now, random: this.random, database: this.rows.database })
  readonly dependencies = {
    cases: this.cases,
    links: this.links,
    drafts: this.drafts,
    files: this.files,
    throttle: this.rows.throttle,
    random: this.random,
    programmeOf: () => kerman,
    now: () => this.now,
  }

  /** A case whose first stage is open. */
  static async open(changes: Readonly<Record<string, unknown>> = {}): Promise<CaseDesk> {
    const desk = await CaseDesk.submitted(changes)
    await desk.must({ type: 'confirm' }, { type: 'open-stage' })
    return desk
  }

  /** A case whose applicant has not confirmed the address. */
  static async submitted(changes: Readonly<Record<string, unknown>> = {}): Promise<CaseDesk> {
    const desk = new CaseDesk()
    const revision = revisionOf(1, changes)
    const submit: Command = {
      type: 'submit',
      reference,
      language: 'fa',
      documents: factsOf(revision),
      applicant,
    }
    const started = await attemptCommit({ ...desk.dependencies, programme: kerman }, null, submit, [
      { kind: 'revision', revision },
    ])
    await desk.files.upload(attachment.fileId, attachmentBytes)
    await desk.files.attach(reference, attachment)
    if (started === 'moved' || 'refused' in started) throw new Error('The case did not start')
    return desk
  }

  async must(...commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      const committed = await commit(this.dependencies, reference, command)
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

  /** The holder of a seat of the open stage, by place. */
  async seat(index: number): Promise<{ stage: string; seat: string; email: string }> {
    const state = await this.state()
    const seat = state.status === 'in-review' ? state.seats[index] : undefined
    if (state.status !== 'in-review' || !seat?.holder) throw new Error(`Nobody holds seat ${index}`)
    return { stage: state.stage, seat: seat.seat, email: seat.holder.email }
  }

  /** The link of that seat's holder. */
  async reviewToken(index: number): Promise<string> {
    const seat = await this.seat(index)
    return this.links.issue({
      opens: 'review',
      reference,
      ...seat,
      issued: this.now.toISOString(),
      expires: '2030-01-01T00:00:00.000Z',
    })
  }

  async trackToken(): Promise<string> {
    return this.links.issue({
      opens: 'track',
      reference,
      issued: this.now.toISOString(),
      expires: '2030-01-01T00:00:00.000Z',
    })
  }

  async declare(index: number): Promise<void> {
    await this.must({ type: 'declare', ...(await this.seat(index)) })
  }

  /** A seat declares if it has not, and decides. */
  async decide(index: number, decision: DecisionKind, reason = `دلیل جایگاه ${index}`): Promise<void> {
    const { documentsDigest } = await this.state()
    const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, 4]))
    await this.declare(index)
    const seat = await this.seat(index)
    await this.must({ type: 'decide-review', ...seat, decision, reason, scores, documentsDigest })
  }

  /** The intake stage approves, and the research stage opens. */
  async toResearch(): Promise<void> {
    await this.decide(0, 'approve')
    await this.must({ type: 'open-stage' })
  }

  /** The applicant's revision, and the stage's next round. */
  async revise(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const revision = revisionOf((await this.state()).revision + 1, changes)
    const committed = await commit(
      this.dependencies,
      reference,
      { type: 'revise', documents: factsOf(revision), applicant },
      [{ kind: 'revision', revision }],
    )
    if (committed === undefined || 'refused' in committed) throw new Error('The revision was refused')
    await this.must({ type: 'open-stage' })
  }

  /** Approvals until the stage closes. */
  async approveStage(): Promise<void> {
    const { status } = await this.state()
    if (status === 'between-stages') await this.must({ type: 'open-stage' })
    const open = await this.state()
    if (open.status !== 'in-review') throw new Error(`The case is ${open.status}`)
    for (let index = 0; index < open.seats.length; index += 1) {
      const state = await this.state()
      if (state.status !== 'in-review' || state.stage !== open.stage) return
      await this.decide(index, 'approve')
    }
  }

  /** A contract that waits for its signatures. */
  async toSigning(): Promise<void> {
    while ((await this.state()).status !== 'settling-terms') await this.approveStage()
    const terms = exampleTerms({}, { reference })
    await this.must(recordOf(), { type: 'release-terms', by: 'office@kerman.example', terms, note: '' })
    await this.must({
      type: 'draw-up',
      version: 1,
      number: `${reference}-C1`,
      documentDigest: digestOf('contract'),
      termsDigest: digestOf(terms),
    })
  }

  async signNext(): Promise<void> {
    const state = await this.state()
    const next =
      state.status === 'signing' ? state.signatories.find(({ signed }) => signed === null) : undefined
    if (!next?.person) throw new Error('Nobody has to sign')
    await this.must({
      type: 'sign',
      id: next.id,
      email: next.person.email,
      documentDigest: digestOf('contract'),
      evidence: { typedName: 'A Name', ip: '192.0.2.1', userAgent: 'test' },
    })
  }

  async signAll(): Promise<void> {
    while ((await this.state()).status === 'signing') await this.signNext()
  }

  async seal(): Promise<void> {
    const [sealDigest, openContractingDigest] = [digestOf('seal'), digestOf('release')]
    await this.must({ type: 'seal', version: 1, sealDigest, openContractingDigest })
  }
}
