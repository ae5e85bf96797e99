import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation'
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
type StackOutputs = z.infer<typeof outputsSchema>
const foundSchema = outputsSchema.partial()
type FoundOutputs = z.infer<typeof foundSchema>

/** What a stack says about itself. Throws when there is no such stack, or it is of another release that says less. */
export async function stackOutputs(client: CloudFormationClient, name: string): Promise<StackOutputs> {
  const outputs = await outputsFound(client, name)
  if (outputs === undefined) throw new Error(`There is no stack ${name}`)
  return outputsSchema.parse(outputs)
}

/** What a stack says about itself, however much that is; undefined when there is no such stack. */
export async function outputsFound(
  client: CloudFormationClient,
  name: string,
): Promise<FoundOutputs | undefined> {
  const stack = await found(client, name)
  if (stack === undefined) return undefined
  const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue])
  return foundSchema.parse(Object.fromEntries(outputs))
}

async function found(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }))
    return stack
  } catch (error) {
    // CloudFormation has no error of its own for a stack that there is not.
    if (error instanceof Error && error.message.includes('does not exist')) return undefined
    throw error
  }
}
