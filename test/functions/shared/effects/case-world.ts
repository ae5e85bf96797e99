import type { SweepDependencies } from '#functions/clock/sweep.ts'
import { type CommitDependencies, settleAfter } from '#functions/shared/commit.ts'
import { type EffectDependencies, runEffect } from '#functions/shared/effects/run-effect.ts'
import { settle } from '#functions/shared/effects/settle.ts'
import type { CaseStore, CompanionRow, OpenCase } from '#functions/shared/ports/case-store.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import type { Figures } from '#functions/shared/ports/figures.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { memoryFiles, memoryRows } from '#test/home/memory-home.ts'
import { memoryDeliveryQueue, memoryEvents, memoryMailer, memoryWorkflow } from '#test/home/memory-senders.ts'
import { CasePlay, reference } from '#test/workflows/proposal/case-play.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { positionOf } from '#workflows/proposal/position.ts'

/** Those of another home, where its own promises are tried. */
export type Stores = Pick<TablePorts, 'cases' | 'effects' | 'figures'>

/** A played case and one machine's home around it, in memory: the store, mail, links, the workflow, the effects. */
export class CaseWorld {
  readonly play: CasePlay
  readonly now = (): Date => this.play.now
  readonly random = fixedRandom()
  readonly database = openDatabase(':memory:')
  readonly rows = memoryRows(this)
  readonly contracts = this.rows.contracts
  readonly endpoints = this.rows.endpoints
  readonly deliveryQueue = memoryDeliveryQueue(this.database, this.now)
  readonly cases: CaseStore
  readonly links = this.rows.links
  readonly files = memoryFiles(this)
  readonly mailer = memoryMailer(this)
  readonly events = memoryEvents(this.now)
  readonly waits = this.rows.waits
  readonly workflow = memoryWorkflow(this.database, this.now)
  readonly effects: Effects
  readonly figures: Figures
  readonly failures: unknown[] = []
  readonly running: EffectDependencies
  readonly commit: CommitDependencies
  #saved = 0

  constructor(programme?: Programme, storesAt?: (now: () => Date) => Stores) {
    this.play = new CasePlay(programme)
    const { cases: own, effects, figures } = storesAt?.(this.now) ?? this.rows
    this.cases = own
    this.effects = effects
    this.figures = figures
    const programmeOf = () => this.play.programme
    const { now, cases, links, files, mailer, events, deliveryQueue, waits, workflow } = this
    const publicUrl = 'https://tasvib.kerman.example'
    this.running = {
      now,
      cases,
      links,
      files,
      mailer,
      events,
      deliveryQueue,
      waits,
      workflow,
      programmeOf,
      publicUrl,
    }
    this.commit = { cases, random: this.random, programmeOf, now }
  }

  /** What the clock and the relay need; all of it can be replaced. */
  dependencies(changes: Partial<SweepDependencies> = {}): SweepDependencies {
    return {
      ...this.running,
      cases: this.cases,
      effects: this.effects,
      figures: this.figures,
      programme: () => this.play.programme,
      commit: this.commit,
      run: (tasks) => runEffect(tasks, this.running),
      failed: (_, error) => this.failures.push(error),
      ...changes,
    }
  }

  /** Puts what was played since the last time into the store, as `commit` would have done; answers the new entries. */
  async save(companions: readonly CompanionRow[] = []): Promise<readonly Entry[]> {
    const { entries, state, now } = this.play
    const [first, ...rest] = entries.slice(this.#saved)
    if (first === undefined || state === null) return []
    const before = (await this.cases.find(reference)) ?? null
    const due = new Date(now.getTime() + settleAfter).toISOString()
    const appended = await this.cases.append({
      before,
      entries: [first, ...rest],
      after: state,
      due,
      companions,
    })
    if (appended !== 'appended') throw new Error('Somebody else wrote first')
    this.#saved = entries.length
    return [first, ...rest]
  }

  /** Plays commands, saves each and settles its entries at once, as the stream does. */
  async tell(...commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      this.play.must(command)
      await this.relay()
    }
  }

  /** Saves what was played, and settles it as the stream does. */
  async relay(companions: readonly CompanionRow[] = []): Promise<void> {
    for (const entry of await this.save(companions))
      await settle(entry, await this.open(), this.dependencies())
  }

  /** Lets the workflow stand where the case does, as `await-step` does it. */
  async wait(token = `token ${this.play.entries.length}`, execution = reference): Promise<void> {
    const { state } = await this.open()
    await this.workflow.start({ name: execution, reference })
    this.workflow.wait(execution, token)
    await this.waits.put({ reference, key: positionOf(state)?.key ?? '', token, execution })
  }

  async open(): Promise<OpenCase> {
    const open = await this.cases.find(reference)
    if (open === undefined) throw new Error('There is no case')
    return open
  }

  /** Takes over what others committed to the store since. */
  async catchUp(): Promise<void> {
    this.play.entries = [...(await this.cases.entries(reference))]
    this.play.state = (await this.open()).state
    this.#saved = this.play.entries.length
  }

  /** Addresses and subjects' beginnings say enough of what was sent. */
  sentTo(): readonly string[] {
    return this.mailer.sent.map(({ to }) => to)
  }

  /** The files that finance's mail carries. */
  async putSignedContract(): Promise<void> {
    const bytes = new TextEncoder().encode('%PDF-1.7')
    await this.files.write(caseKey(reference, 'signed-contract-1.pdf'), bytes, 'application/pdf')
  }
}
