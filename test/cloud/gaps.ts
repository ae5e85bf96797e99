import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import * as z from 'zod'
import { liveAlias } from '#infra/aws/case-workflow.ts'
import type { AslCase } from '#test/cloud/asl/asl-case.ts'
import { type Template, widenGrants, withoutResources } from './adapt-template.ts'

/** Something that AWS has and the emulator has not. */
interface Gap {
  readonly lacks: string
  /** What the suite does about it, and what therefore stays unproven. */
  readonly instead: string
  /** Makes the emulator's copy of the template; the template itself is for AWS. */
  readonly adapt?: (template: Template) => Template
  /** How cases of the state machine go there, precisely: once they go as on AWS, the gap is to be struck off. */
  readonly plays?: (goes: Goes, name: string) => Goes
}
type Goes = AslCase['goes']

const unnamed = { status: 'FAILED', error: 'Runtime.HandlerError' }

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
  {
    lacks:
      'The name of the error that a function throws: whatever it is, the state machine hears Runtime.HandlerError. AWS takes `error.name` (Developer Guide, "Lambda function errors in Node.js"; "Handling errors in Step Functions")',
    instead:
      'Retriers by that name play no part there; those for States.TaskFailed do, and the deployed file is played with both.',
    plays: inCases({
      'fails with the name of the error that a function throws': unnamed,
      'tries again until it succeeds': { ...unnamed, output: undefined, entered: ['Ask'], tried: 1 },
      'does not repeat what its retrier does not list': unnamed,
      'gives up after so many tries, and tells the catcher which error it was': {
        output: expect.objectContaining({ Error: unnamed.error }),
      },
      'draws up three times more where the function fails by a bug, and fails then': unnamed,
    }),
  },
  {
    lacks:
      'The failure of a function that is called with a token: it waits for the token all the same. On AWS the task has failed, and its retriers and catchers apply (Developer Guide, "Service integration patterns", and the states language, "Errors")',
    instead: 'What the deployed file does then is played on the local interpreter alone.',
    plays: inCases({
      'fails when the function fails that should hand the token on': { error: 'States.Timeout' },
      'calls the function again that should hand the token on, and takes the newest': {
        output: { next: 'terms' },
        tried: 1,
        said: ['resumed'],
      },
      'does not repeat what waits for a token when its function fails by a bug': {
        ...unnamed,
        entered: ['Hold review stage', 'Ask the ledger'],
        tried: 5,
      },
    }),
  },
  {
    lacks:
      'A token of its own for each try. On AWS a task that is tried again gets a new one (Developer Guide, "Service integration patterns")',
    instead: 'Handlers that keep the newest token are tested against the local interpreter.',
  },
  {
    lacks:
      'Starting idempotently: the second start is refused whatever its input. On AWS it is taken for the first while that runs with the same input (API reference, "StartExecution")',
    instead:
      'There a second execution could be started while the first has not told its token yet; the suite counts one for each case.',
    plays: inCases({
      'takes a repeated start with the same input for the same, and refuses another input': {
        said: ['name-used', 'name-used', 'resumed', 'name-used'],
      },
    }),
  },
  {
    lacks:
      'The limit of 256 KiB for what a state hands on, States.DataLimitExceeded (Developer Guide, "Step Functions service quotas")',
    instead: 'The deployed file hands on a reference and the name of a step.',
  },
  {
    lacks: 'MaxDelaySeconds and JitterStrategy of a retrier (states language, "Errors")',
    instead:
      'Tries follow each other without chance, after a minute at most; the cases have intervals of a second.',
  },
  {
    lacks:
      'In histories: the parameters of a task, with its token, and the events that it started, was submitted or timed out (API reference, "HistoryEvent")',
    instead:
      'Tokens are taken from the log of the function that got them, and histories compared by states, tries and ends.',
  },
  {
    lacks:
      'A failed execution without output: it has the error there too. On AWS there is none (API reference, "DescribeExecution")',
    instead: 'The cases expect it.',
    // After all that change the error.
    plays: (goes) =>
      goes.status === 'FAILED' ? { ...goes, output: expect.objectContaining({ Error: goes.error }) } : goes,
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

/** How a case goes on the emulator. */
export function goesOnEmulator({ name, goes }: AslCase): Goes {
  return gaps.reduce((before, { plays }) => plays?.(before, name) ?? before, goes)
}

/** What the emulator is no longer without, as far as cases can tell, or what is about cases that there are not. */
export function gapsThatAreClosed(cases: readonly AslCase[]): string[] {
  return gaps.flatMap(({ lacks, plays }) =>
    plays === undefined || cases.some(({ goes, name }) => !isDeepStrictEqual(plays(goes, name), goes))
      ? []
      : lacks,
  )
}

function inCases(cases: Readonly<Record<string, Partial<Goes>>>) {
  return (goes: Goes, name: string): Goes => ({ ...goes, ...cases[name] })
}
