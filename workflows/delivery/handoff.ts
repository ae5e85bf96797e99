import type { Entry } from '#workflows/proposal/entries.ts'

type Channel = 'email' | 'page' | 'event' | 'webhook'

/** How far an effect of the delivery got. */
export interface ChannelEffect {
  readonly sequence: number
  readonly kind: string
  readonly done: boolean
  readonly attempts: number
  readonly lastError: string | null
  readonly at: string
}

/** One channel of a delivery. Times are ISO 8601; null while it has not happened. */
export interface ChannelState {
  readonly channel: Channel
  readonly requestedAt: string
  readonly attempts: number
  readonly attemptedAt: string | null
  readonly succeededAt: string | null
  readonly lastError: string | null
  /** Whether it is tried no more though it did not succeed. */
  readonly givenUp: boolean
}

/** How one version of a contract was handed to finance, and what finance said. */
export interface Handoff {
  readonly version: number
  readonly number: string
  readonly deliveredAt: string
  readonly channels: readonly ChannelState[]
  readonly answer: { readonly outcome: 'acknowledged' | 'returned'; readonly at: string } | null
}

/** The name of the effect that counts the calls of finance's endpoint. */
export const webhookCall = 'webhook-call'

/** The effects by which each channel goes out; the webhook's is the call itself, not its place in the queue. */
const effectOf: Readonly<Record<Exclude<Channel, 'page'>, string>> = {
  email: 'mail-finance:contract-delivered',
  event: 'event:ContractDelivered',
  webhook: webhookCall,
}

/**
 * Every delivery of a case, the newest first, made of its ledger and its effects, so that there is no second truth to keep in
 * step. A repeated webhook call counts for the delivery that it repeats.
 */
export function handoffsOf(
  entries: readonly Entry[],
  effects: readonly ChannelEffect[],
  { hasWebhook }: { readonly hasWebhook: boolean },
): readonly Handoff[] {
  return entries
    .flatMap((entry) => (entry.type === 'ContractDelivered' ? [entry] : []))
    .map(({ sequence, at, data: { version } }): Handoff => {
      const drawnUp = entries.find(
        (entry) => entry.type === 'ContractDrawnUp' && entry.data.version === version,
      )
      const repeats = entries.flatMap((entry) =>
        entry.type === 'DeliveryRepeated' && entry.data.version === version ? [entry] : [],
      )
      const last = repeats.at(-1)
      const asked = last ?? { sequence, at }
      const webhook = {
        ...channelOf('webhook', asked, effects),
        givenUp: entries.some(
          (entry) =>
            entry.type === 'WebhookGivenUp' &&
            entry.data.version === version &&
            entry.sequence > asked.sequence,
        ),
      }
      return {
        version,
        number: drawnUp?.type === 'ContractDrawnUp' ? drawnUp.data.number : '',
        deliveredAt: at,
        channels: [
          channelOf('email', { sequence, at }, effects),
          // It is there from the moment of the entry; whether it was opened nobody keeps.
          {
            channel: 'page',
            requestedAt: at,
            attempts: 1,
            attemptedAt: at,
            succeededAt: at,
            lastError: null,
            givenUp: false,
          },
          channelOf('event', { sequence, at }, effects),
          ...(hasWebhook || webhook.attempts > 0 ? [webhook] : []),
        ],
        answer: answerTo(entries, version),
      }
    })
    .toReversed()
}

function channelOf(
  channel: Exclude<Channel, 'page'>,
  { sequence, at }: { readonly sequence: number; readonly at: string },
  effects: readonly ChannelEffect[],
): ChannelState {
  const row = effects.find((effect) => effect.sequence === sequence && effect.kind === effectOf[channel])
  return {
    channel,
    requestedAt: at,
    attempts: row?.attempts ?? 0,
    attemptedAt: row?.at ?? null,
    succeededAt: row?.done === true ? row.at : null,
    lastError: row?.lastError ?? null,
    givenUp: false,
  }
}

function answerTo(entries: readonly Entry[], version: number): Handoff['answer'] {
  for (const entry of entries) {
    if (entry.type === 'ReceiptAcknowledged' && entry.data.version === version) {
      return { outcome: 'acknowledged', at: entry.at }
    }
    if (entry.type === 'ContractReturned' && entry.data.version === version) {
      return { outcome: 'returned', at: entry.at }
    }
  }
  return null
}
