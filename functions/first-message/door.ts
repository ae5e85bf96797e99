import { sendFirstMessage } from '#functions/shared/emails/first-message.ts'
import type { Home } from '#functions/shared/home.ts'
import { answerDeployment, deploymentEvent } from './deployment-event.ts'

/** Called when the stack is first deployed, and by `npm run operate -- test-message`. */
export function door({ mailer, programme, publicUrl }: Pick<Home, 'mailer' | 'programme' | 'publicUrl'>) {
  return async (event: unknown): Promise<{ outcome: string }> => {
    const told = deploymentEvent.parse(event ?? {})
    const asked = told.RequestType === undefined || told.RequestType === 'Create'
    const outcome = asked
      ? await sendFirstMessage({ mailer: mailer(), programme: programme(), publicUrl: publicUrl() })
      : 'not sent again'
    await answerDeployment(told, outcome)
    return { outcome }
  }
}
