import * as real from '#functions/shared/aws/real.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import { secret } from '#functions/shared/ports/secrets.ts'
import { webhookTestEndpoint } from '#functions/shared/ports/settings.ts'
import { httpsCaller } from '#functions/shared/webhook/https-caller.ts'
import { callFinance } from './call-finance.ts'
import { handleMessages, type QueueResponse, queueEvent } from './handle-messages.ts'

/** Called with messages of the delivery queue. */
export async function handler(event: unknown): Promise<QueueResponse> {
  const test = webhookTestEndpoint()
  const secrets = (await secret('WEBHOOK_SECRET')).split(' ')
  const call = httpsCaller({ testOrigins: test === undefined ? [] : [new URL(test).origin] })
  return handleMessages(queueEvent.parse(event), {
    queue: real.deliveryQueue(),
    now: real.now,
    failed: logFailure,
    settle: (message) =>
      callFinance(message, {
        cases: real.cases(),
        files: real.files(),
        effects: real.effects(),
        endpoints: real.endpoints(),
        call,
        secrets,
        publicUrl: real.publicUrl(),
        commit: real.commit(),
        now: real.now,
      }),
  })
}
