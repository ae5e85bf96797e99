import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import * as z from 'zod'

const outputsSchema = z.object({
  PublicUrl: z.string(),
  TableName: z.string(),
  BucketName: z.string(),
  StateMachine: z.string(),
  Programme: z.string(),
  MailFrom: z.string(),
  MailRedirect: z.string().optional(),
  EventBus: z.string(),
  CallQueue: z.string(),
})
export type StackOutputs = z.infer<typeof outputsSchema>

/** What a stack says about itself. Throws when there is no such stack. */
export async function stackOutputs(client: CloudFormationClient, name: string): Promise<StackOutputs> {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }))
  if (stack === undefined) throw new Error(`There is no stack ${name}`)
  const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue])
  return outputsSchema.parse(Object.fromEntries(outputs))
}
