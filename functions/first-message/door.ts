import * as z from 'zod'
import { sendFirstMessage } from '#functions/shared/emails/first-message.ts'
import type { Home } from '#functions/shared/home.ts'

/**
 * What CloudFormation sends for a custom resource; nothing of it when an operator calls.
 * Source: "Custom resource request objects" of the CloudFormation user guide.
 */
export const deploymentEvent = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']).optional(),
  ResponseURL: z.url({ protocol: /^https$/ }).optional(),
  StackId: z.string().optional(),
  RequestId: z.string().optional(),
  LogicalResourceId: z.string().optional(),
})
type DeploymentEvent = z.infer<typeof deploymentEvent>

/** Tells CloudFormation, which waits for it at an address of its own, how it went. Throws when that cannot be told. */
export async function answerDeployment(event: DeploymentEvent, outcome: string): Promise<void> {
  const { ResponseURL: address, StackId, RequestId, LogicalResourceId } = event
  if (address === undefined) return
  const answer = {
    Status: 'SUCCESS',
    StackId,
    RequestId,
    LogicalResourceId,
    // Always the same, so that an update is never taken for a replacement.
    PhysicalResourceId: 'first-message',
    Data: { Outcome: outcome },
  }
  const response = await fetch(address, { method: 'PUT', body: JSON.stringify(answer) })
  // The address is a secret for an hour: an error must not quote it.
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`)
}

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
