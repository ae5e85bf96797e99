import { type CallDependencies, callFinance } from '#functions/call-finance/call-finance.ts'
import { handleMessages } from '#functions/call-finance/door.ts'
import { sealContract } from '#functions/seal-contract/seal-contract.ts'
import { commit } from '#functions/shared/commit.ts'
import { settle } from '#functions/shared/effects/settle.ts'
import type { CallOutcome, WebhookCall } from '#functions/shared/webhook/webhook-caller.ts'
import { sealDependencies, signedWorld } from '#test/functions/seal-contract/signed-world.ts'
import type { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'

export const webhook = { url: 'https://erp.kerman.example/tasvib', allowedHosts: ['erp.kerman.example'] }
const withWebhook: Programme = { ...kerman, finance: { ...kerman.finance, webhook } }
export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** A sealed contract of a city whose finance has a system of its own, with the relay, the queue and that system. */
export class FinanceWorld {
  readonly world: CaseWorld
  readonly calls: WebhookCall[] = []
  readonly failures: unknown[] = []
  /** The one that was handed over last. */
  message: ReturnType<CaseWorld['deliveryQueue']['receive']> | undefined
  /** What the system answers. */
  answer: CallOutcome = { kind: 'accepted' }
  readonly dependencies: CallDependencies

  constructor(world: CaseWorld) {
    this.world = world
    const { cases, files, effects, endpoints, now } = world
    this.dependencies = {
      cases,
      files,
      effects,
      endpoints,
      now,
      commit: { ...world.commit, programmeOf: () => withWebhook },
      secrets: [secret],
      publicUrl: 'https://tasvib.kerman.example',
      call: async (call) => {
        this.calls.push(call)
        return this.answer
      },
    }
  }

  static async delivered(): Promise<FinanceWorld> {
    const world = await signedWorld()
    await sealContract(reference, sealDependencies(world))
    const finance = new FinanceWorld(world)
    await finance.tell({ type: 'deliver' })
    return finance
  }

  /** Commits, and relays the new entries as the stream does. */
  async tell(command: Command, rows: Parameters<typeof commit>[3] = []): Promise<void> {
    const committed = await commit(this.dependencies.commit, reference, command, rows)
    if (committed === undefined || 'refused' in committed) throw new Error(`${command.type} was refused`)
    await this.relay()
  }

  async relay(): Promise<void> {
    await this.world.catchUp()
    const dependencies = { ...this.world.dependencies(), programmeOf: () => withWebhook }
    for (const entry of await this.world.cases.entries(reference)) {
      await settle(entry, await this.world.open(), dependencies)
    }
  }

  /** Hands the next message to the function, as the queue does; answers whether it comes again, and when. */
  async receive(
    message = this.world.deliveryQueue.receive(),
  ): Promise<{ readonly again: boolean; readonly wait: number | undefined }> {
    const { deliveryQueue: queue, now } = this.world
    const { id, receipt, body } = message
    this.message = message
    const postponed = queue.postponed.length
    const event = { Records: [{ messageId: id, receiptHandle: receipt, body }] }
    const { batchItemFailures } = await handleMessages(event, {
      queue,
      now,
      settle: (each) => callFinance(each, this.dependencies),
      failed: (_, error) => this.failures.push(error),
    })
    if (batchItemFailures.length === 0) queue.remove(receipt)
    await this.world.catchUp()
    return {
      again: batchItemFailures.length > 0,
      wait: queue.postponed.length > postponed ? queue.postponed.at(-1)?.milliseconds : undefined,
    }
  }

  pass(milliseconds: number): void {
    this.world.play.pass(milliseconds)
  }

  async row() {
    const rows = await this.world.effects.list(reference)
    return rows.findLast(({ kind }) => kind === 'webhook-call')
  }

  async entriesOf(type: string) {
    return (await this.world.cases.entries(reference)).filter((entry) => entry.type === type)
  }
}
