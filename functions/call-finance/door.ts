import { logFailure } from '#functions/shared/edge/failure-log.ts'
import type { Home } from '#functions/shared/home.ts'
import { httpsCaller } from '#functions/shared/webhook/https-caller.ts'
import { callFinance } from './call-finance.ts'
import { handleMessages, type QueueResponse, queueEvent } from './handle-messages.ts'

type CallFinanceHome = Pick<
  Home,
  | 'cases'
  | 'files'
  | 'effects'
  | 'endpoints'
  | 'deliveryQueue'
  | 'webhookSecrets'
  | 'webhookTestOrigins'
  | 'commit'
  | 'now'
  | 'publicUrl'
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
      settle: (message) =>
        callFinance(message, {
          cases: home.cases(),
          files: home.files(),
          effects: home.effects(),
          endpoints: home.endpoints(),
          call,
          secrets,
          publicUrl: home.publicUrl(),
          commit: home.commit(),
          now: home.now,
        }),
    })
  }
}
