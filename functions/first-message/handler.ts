import * as real from '#functions/shared/aws/real.ts'
import { sendFirstMessage } from '#functions/shared/emails/first-message.ts'
import { answerDeployment, deploymentEvent } from './deployment-event.ts'

/** Called when the stack is first deployed, and by `npm run operate -- test-message`. */
export async function handler(event: unknown): Promise<{ outcome: string }> {
  const told = deploymentEvent.parse(event ?? {})
  const asked = told.RequestType === undefined || told.RequestType === 'Create'
  const outcome = asked
    ? await sendFirstMessage({
        mailer: real.mailer(),
        programme: real.programme(),
        publicUrl: real.publicUrl(),
      })
    : 'not sent again'
  await answerDeployment(told, outcome)
  return { outcome }
}
