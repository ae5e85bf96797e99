import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { liveAlias } from '#infra/case-workflow.ts'

/** A synthesized template, as far as a gap concerns it. */
export const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown().optional() })),
  Outputs: z.record(z.string(), z.unknown()),
})
export type Template = z.infer<typeof templateSchema>

/** Something that AWS has and the emulator has not. */
interface Gap {
  readonly lacks: string
  /** What the suite does about it, and what therefore stays unproven. */
  readonly instead: string
  /** Makes the emulator's copy of the template; the template itself is for AWS. */
  readonly adapt?: (template: Template) => Template
}

/** All that separates a green run here from a green run on AWS, as far as it is known. Found with ministack 1.5.33. */
const gaps: readonly Gap[] = [
  {
    lacks: 'AWS::StepFunctions::StateMachineVersion and StateMachineAlias in CloudFormation',
    instead:
      'The suite publishes the version and the alias by the API, which has them. Cases start by the alias.',
    adapt: withoutResources(({ Type }) => /^AWS::StepFunctions::StateMachine(?:Version|Alias)$/.test(Type)),
  },
  {
    lacks: 'The list `cookies` of a request in payload 2.0; they stay among the headers',
    instead:
      'The suite moves them before a function is called (emulate.py). Cookies of answers are as on AWS.',
  },
  {
    lacks: 'Metric math in AWS::CloudWatch::Alarm',
    instead: 'The alarm for failed executions is left out; the others are made. None is seen to ring.',
    adapt: withoutResources(
      ({ Type, Properties }) =>
        Type === 'AWS::CloudWatch::Alarm' &&
        z.looseObject({ Metrics: z.array(z.unknown()) }).safeParse(Properties).success,
    ),
  },
  {
    lacks: 'The attributes DkimDNSTokenName… of AWS::SES::EmailIdentity; domains are verified without DNS',
    instead: 'The output of the DNS records is left out.',
    adapt: ({ Outputs, ...rest }) => ({
      ...rest,
      Outputs: Object.fromEntries(Object.entries(Outputs).filter(([name]) => name !== 'MailByHand')),
    }),
  },
  {
    lacks: 'The resource and ses:FromAddress of ses:SendEmail when policies are checked',
    instead:
      'Relay and clock may send from anything; that they may send at all, and others may not, is checked.',
    adapt: widenGrants(['ses:SendEmail', 'ses:SendRawEmail'], () => '*'),
  },
  {
    lacks: 'kms:SigningAlgorithm and kms:MessageType when policies are checked',
    instead: 'The function that seals may sign in any way; that no other may sign at all is checked.',
    adapt: widenGrants(['kms:Sign'], (key) => key),
  },
  {
    lacks:
      'states:StateMachineQualifier; starting by an alias is checked against the alias, on AWS against the machine',
    instead: 'The grant names the alias instead.',
    adapt: widenGrants(['states:StartExecution'], (machine) => ({
      'Fn::Join': ['', [machine, `:${liveAlias}`]],
    })),
  },
  {
    lacks:
      'The state machine of states:SendTaskSuccess when policies are checked: a token names no machine there',
    instead: 'Relay and clock may answer tokens of any machine.',
    adapt: widenGrants(['states:SendTaskSuccess'], () => '*'),
  },
  {
    lacks: 'dynamodb:LeadingKeys, and dynamodb:Attributes of writes, when policies are checked',
    instead:
      'Which partitions a function may write to is not checked here; the stack test compares it with what is written.',
  },
  {
    lacks: 'Policies of the roles that Step Functions and the poller of the stream assume',
    instead: 'Not checked here. Those of the functions are, and those of the CDK for its bucket.',
  },
  {
    lacks: 'Attachments and header fields in the captured mail',
    instead:
      'Links and words of mails are read; the contract in the mail to finance is fetched from its page.',
  },
  {
    lacks: 'Deliveries, bounces and complaints on the event bus',
    instead: 'The function for them is deployed and not called.',
  },
  {
    lacks: 'A clock that can be set',
    instead: 'The reminder after two weeks is left out of the case; the one-machine runtime has it.',
  },
]

/** @throws Error when the template has nothing any more of what a gap is about: then the gap is to be struck off. */
export function adaptToEmulator(template: Template): Template {
  return gaps.reduce((before, { lacks, adapt }) => {
    if (adapt === undefined) return before
    const after = adapt(before)
    if (isDeepStrictEqual(before, after)) throw new Error(`The template does not need: ${lacks}`)
    return after
  }, template)
}

type Resource = Template['Resources'][string]

function withoutResources(lacking: (resource: Resource) => boolean) {
  return ({ Resources, ...rest }: Template): Template => ({
    ...rest,
    Resources: Object.fromEntries(Object.entries(Resources).filter(([, resource]) => !lacking(resource))),
  })
}

const policySchema = z.looseObject({
  PolicyDocument: z.looseObject({
    Statement: z.array(
      z.looseObject({
        Action: z.union([z.string(), z.array(z.string())]),
        Resource: z.unknown(),
        Condition: z.unknown().optional(),
      }),
    ),
  }),
})
type Statement = z.infer<typeof policySchema>['PolicyDocument']['Statement'][number]

/** Takes the actions out of their statements into one without condition, about another resource. */
function widenGrants(actions: readonly string[], resourceOf: (given: unknown) => unknown) {
  const widen = (statement: Statement): Statement[] => {
    const { Action, Resource, Condition: _, ...rest } = statement
    const all = [Action].flat()
    const widened = all.filter((action) => actions.includes(action))
    if (widened.length === 0) return [statement]
    const others = all.filter((action) => !actions.includes(action))
    return [
      ...(others.length > 0 ? [{ ...statement, Action: others }] : []),
      { ...rest, Action: widened, Resource: resourceOf(Resource) },
    ]
  }
  const widenIn = (resource: Resource): Resource => {
    if (resource.Type !== 'AWS::IAM::Policy') return resource
    const { PolicyDocument, ...rest } = policySchema.parse(resource.Properties)
    const Statement = PolicyDocument.Statement.flatMap(widen)
    return { ...resource, Properties: { ...rest, PolicyDocument: { ...PolicyDocument, Statement } } }
  }
  return ({ Resources, ...rest }: Template): Template => ({
    ...rest,
    Resources: Object.fromEntries(
      Object.entries(Resources).map(([id, resource]) => [id, widenIn(resource)] as const),
    ),
  })
}
