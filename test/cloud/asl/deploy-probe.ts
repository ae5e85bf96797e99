import { readFileSync } from 'node:fs'
import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import * as z from 'zod'

const code = readFileSync(new URL('probe.cjs', import.meta.url), 'utf8')
/** Seconds. */
const patience = { maxWaitTime: 180, minDelay: 1, maxDelay: 5 }

const outputsSchema = z.object({ Function: z.string(), Role: z.string(), Log: z.string() })
export interface Probe {
  /** ARNs. */
  readonly function: string
  readonly role: string
  /** The group to which the probe logs. */
  readonly log: string
  remove(): Promise<void>
}

const template = {
  Resources: {
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 1 } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 10,
        Code: { ZipFile: code },
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        LoggingConfig: { LogGroup: { Ref: 'Log' } },
      },
    },
    Rights: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'probe',
        Roles: [{ Ref: 'Role' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: { 'Fn::GetAtt': ['Function', 'Arn'] },
            },
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: { 'Fn::GetAtt': ['Log', 'Arn'] },
            },
          ],
        },
      },
    },
  },
  Outputs: {
    Function: { Value: { 'Fn::GetAtt': ['Function', 'Arn'] } },
    Role: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    Log: { Value: { Ref: 'Log' } },
  },
}

/** Makes the function that every case calls, and the role of the machines and of itself. */
export async function deployProbe(config: CloudFormationClientConfig, StackName: string): Promise<Probe> {
  const client = new CloudFormationClient(config)
  const asked = {
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_IAM' as const],
  }
  await client.send(new CreateStackCommand(asked))
  await waitUntilStackCreateComplete({ client, ...patience }, { StackName })
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }))
  const said = outputsSchema.parse(
    Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue]),
    ),
  )
  return {
    function: said.Function,
    role: said.Role,
    log: said.Log,
    remove: async () => {
      await client.send(new DeleteStackCommand({ StackName }))
      await waitUntilStackDeleteComplete({ client, ...patience }, { StackName })
      client.destroy()
    },
  }
}
