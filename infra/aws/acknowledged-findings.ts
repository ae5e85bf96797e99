import { Stack, Token, Validations } from 'aws-cdk-lib'
import type { CfnBucket } from 'aws-cdk-lib/aws-s3'
import type { IConstruct } from 'constructs'
import type { Deployment } from './deployment.ts'

/** Rules of cdk-nag's pack AwsSolutions that this stack breaks on purpose; whatever else it finds fails a test. */
interface Acknowledged {
  readonly rule: string
  /** Whose finding, by the construct's path below the stack. */
  readonly where: RegExp
  readonly reason: string
}

const always: readonly Acknowledged[] = [
  {
    rule: 'APIG4',
    where: /^Public\/(?:Api\/.+|Fallback)\/Resource$/,
    reason:
      'Nobody needs an account: a link is the authorization, and each function checks it, the session or the code itself.',
  },
  {
    rule: 'S1',
    where: /^Files\/Resource$/,
    reason:
      'Access logs would hold presigned addresses, with which anybody can read the file for five minutes.',
  },
  {
    rule: 'SMG4',
    where: /^CodeKey\/Resource$/,
    reason:
      'It keys the digests of codes that live ten minutes; a new value, set by hand with a deployment, ends those alone.',
  },
  {
    rule: 'SMG4',
    where: /^WebhookSecret\/Resource$/,
    reason:
      'Finance has to be given each new value by hand; the old and the new one sign side by side meanwhile.',
  },
  {
    rule: 'SQS3',
    where: /\/Aside\/Resource$/,
    reason: 'These queues are where failures are set aside; an alarm rings as soon as one holds anything.',
  },
  {
    rule: 'SF1',
    where: /^Workflow\/Machine\/Resource$/,
    reason:
      'The history of each execution keeps every event for 90 days; the log has what somebody must act on.',
  },
]

const untraced: Acknowledged = {
  rule: 'SF2',
  where: /^Workflow\/Machine\/Resource$/,
  reason:
    'X-Ray is off unless the context `tracing` asks for it: it costs time at each cold start, and money.',
}

const ofEdge: readonly Acknowledged[] = [
  {
    rule: 'CFR1',
    where: /^Edge\/Distribution\/Resource$/,
    reason: 'Founders and their lawyers may be abroad.',
  },
  {
    rule: 'CFR3',
    where: /^Edge\/Distribution\/Resource$/,
    reason: 'Access logs would hold paths, and paths are links. The API logs routes.',
  },
  {
    rule: 'SMG4',
    where: /^Edge\/OriginSecret\/Resource$/,
    reason: 'It says only that a request passed the firewall; a new value is set with a deployment.',
  },
]

/** Says of each finding that is meant why it is; `cdk-nag` and the CDK read it. */
export function acknowledgeFindings(
  stack: Stack,
  { tracing, edge }: Pick<Deployment, 'tracing' | 'edge'>,
): void {
  const rules = [...always, ...wildcards(stack), ...(tracing ? [] : [untraced]), ...(edge ? ofEdge : [])]
  for (const construct of stack.node.findAll()) {
    for (const { rule, where, reason } of rules) {
      if (where.test(pathIn(stack, construct))) {
        Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason })
      }
    }
  }
}

const policies = /^(?:\w+Function|Workflow\/Machine)\/Role\/DefaultPolicy\/Resource$/

const scanPolicy = /^MalwareScan\/Role\/DefaultPolicy\/Resource$/

/** The wildcards in resources. None is in an action, and none names things of another installation. */
function wildcards(stack: Stack): readonly Acknowledged[] {
  const bucket = stack.node.findChild('Files').node.defaultChild as CfnBucket
  const files = (prefix: string) => `<${stack.getLogicalId(bucket)}.Arn>/${prefix}/*`
  const place = [named(stack.partition, 'Partition'), 'states', named(stack.region, 'Region')]
  const machine = [...place, named(stack.account, 'AccountId'), 'execution', stack.stackName].join(':')
  const guardDutyRule = [
    named(stack.partition, 'Partition'),
    'events',
    named(stack.region, 'Region'),
    named(stack.account, 'AccountId'),
    'rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3',
  ].join(':')
  return [
    ...['incoming', 'uploads', 'cases', 'cases/*/attachments', 'evidence', 'terms', 'roots'].map(
      (prefix) => ({
        rule: `IAM5[Resource::${files(prefix)}]`,
        where: policies,
        reason: 'Files are made while the system runs; the first part of the key says what they are.',
      }),
    ),
    ...['incoming', 'uploads', 'cases'].map((prefix) => ({
      rule: `IAM5[Resource::${files(prefix)}]`,
      where: scanPolicy,
      reason: 'GuardDuty scans and tags what people upload; the first part of the key says what that is.',
    })),
    {
      rule: `IAM5[Resource::arn:${guardDutyRule}*]`,
      where: scanPolicy,
      reason: 'GuardDuty names the rule by which it hears of uploads itself; it may touch no rule of others.',
    },
    {
      rule: `IAM5[Resource::arn:${machine}:*]`,
      where: policies,
      reason: 'Executions are named when cases start; all are of this one machine.',
    },
    {
      rule: 'IAM5[Resource::*]',
      where: policies,
      reason: 'ListStreams, X-Ray and the delivery of logs by Step Functions know no resource.',
    },
  ]
}

/** A part of an ARN as the rule writes it: by the pseudo parameter's name where it is known only when it is deployed. */
function named(value: string, name: string): string {
  return Token.isUnresolved(value) ? `<AWS::${name}>` : value
}

function pathIn(stack: Stack, construct: IConstruct): string {
  return construct.node.path.slice(Stack.of(stack).node.path.length + 1)
}
