import { called } from '#functions/shared/called.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import type { Home } from '#functions/shared/home.ts'
import { httpsCaller } from '#functions/shared/webhook/https-caller.ts'
import { callFinance } from './call-finance.ts'
import { handleMessages, type QueueResponse, queueEvent } from './handle-messages.ts'

const ports = ['cases', 'files', 'effects', 'endpoints', 'publicUrl', 'commit'] as const

type CallFinanceHome = Pick<
  Home,
  (typeof ports)[number] | 'deliveryQueue' | 'webhookSecrets' | 'webhookTestOrigins' | 'now'
>

/** Called with messages of the delivery queue. */
export function door(home: CallFinanceHome) {
  return async (event: unknown): Promise<QueueResponse> => {
    const secrets = await home.webhookSecrets()
    const call = httpsCaller({ testOrigins: home.webhookTestOrigins() })
    return handleMessages(queueEvent.parse(event), {
      queue: home.deliveryQueue(),
      now: home.now,
      failed: logFailure,
      settle: (message) => callFinance(message, { ...called(home, ports), call, secrets, now: home.now }),
    })
  }
}
