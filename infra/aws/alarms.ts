import { Duration, type Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import type { CaseMetrics } from './metrics.ts'

export interface AlarmsProps {
  readonly email: string | undefined
  readonly stateMachine: StateMachine
  readonly api: HttpApi
  readonly metrics: CaseMetrics
  readonly relay: IFunction
  readonly clock: IFunction
  readonly root: IFunction
  readonly retention: IFunction
  /** Where entries lie that the relay could not settle, bounces that could not be recorded, and calls that finance did not take. */
  readonly aside: { readonly entries: Queue; readonly feedback: Queue; readonly calls: Queue }
}

interface AlarmSpec {
  readonly metric: IMetric
  readonly threshold: number
  readonly means: string
  /** Breaches when the metric is below the threshold, or absent. */
  readonly below?: true
}

const period = Duration.minutes(5)

/** Where each alarm has a section: what it means, what to look at, what mends it. A test compares the two. */
const runbook = 'docs/operations.md'

/** Alarms that each mean one thing that somebody has to look at. */
export function createAlarms(
  stack: Stack,
  props: AlarmsProps,
): { readonly alarms: readonly Alarm[]; readonly topic: Topic } {
  const scope = new Construct(stack, 'Alarms')
  const topic = new Topic(scope, 'Topic', { enforceSSL: true })
  if (props.email !== undefined) topic.addSubscription(new EmailSubscription(props.email))
  const alarms = Object.entries(specsOf(props)).map(([name, spec]) => {
    const alarm = createAlarm(scope, name, spec)
    alarm.addAlarmAction(new SnsAction(topic))
    return alarm
  })
  return { alarms, topic }
}

function createAlarm(scope: Construct, name: string, { metric, threshold, means, below }: AlarmSpec): Alarm {
  const { LESS_THAN_THRESHOLD, GREATER_THAN_OR_EQUAL_TO_THRESHOLD } = ComparisonOperator
  return new Alarm(scope, name, {
    metric,
    threshold,
    alarmDescription: `${means} See ${runbook}, ${name}.`,
    evaluationPeriods: 1,
    comparisonOperator: below === true ? LESS_THAN_THRESHOLD : GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: below === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  })
}

function specsOf({
  stateMachine,
  api,
  metrics,
  relay,
  clock,
  root,
  retention,
  aside,
}: AlarmsProps): Record<string, AlarmSpec> {
  return {
    ExecutionsFailed: {
      metric: new MathExpression({
        expression: 'failed + timedOut',
        usingMetrics: {
          failed: stateMachine.metricFailed({ period }),
          timedOut: stateMachine.metricTimedOut({ period }),
        },
        period,
      }),
      threshold: 1,
      means:
        'The workflow of a case ended in failure. The ledger is whole; redrive the execution once the cause is mended.',
    },
    EntriesAside: {
      metric: aside.entries.metricApproximateNumberOfMessagesVisible({ period }),
      threshold: 1,
      means:
        'The relay gave up on an entry of the ledger. The clock tries its effects again; see the log of the relay.',
    },
    FeedbackAside: {
      metric: aside.feedback.metricApproximateNumberOfMessagesVisible({ period }),
      threshold: 1,
      means: 'A bounce or complaint was not recorded, so nobody was told that a person cannot be reached.',
    },
    CallsAside: {
      metric: aside.calls.metricApproximateNumberOfMessagesVisible({ period }),
      threshold: 1,
      means:
        "Finance's own system did not take a delivered contract in some three days; the case office knows.",
    },
    RelayLate: {
      metric: relay.metric('IteratorAge', { period, statistic: 'max' }),
      // Milliseconds.
      threshold: Duration.minutes(5).toMilliseconds(),
      means: 'Entries wait for more than five minutes for their mails and their next step.',
    },
    ClockFails: {
      metric: clock.metricErrors({ period }),
      threshold: 3,
      means: 'Most runs of the clock failed: reminders, deadlines and repeated deliveries stand still.',
    },
    ClockStopped: {
      metric: clock.metricInvocations({ period }),
      threshold: 1,
      below: true,
      means: 'The clock was not called for five minutes; see its schedule.',
    },
    ClockLate: {
      metric: metrics.metric('ClockLag', Stats.MAXIMUM, period),
      // Milliseconds.
      threshold: Duration.minutes(15).toMilliseconds(),
      means: 'Reminders and deadlines happen more than a quarter of an hour late.',
    },
    StepLate: {
      metric: metrics.metric('StepsLate', Stats.SUM, period),
      threshold: 1,
      means:
        'What a case waits for is not with people: opening a stage, drawing up, sealing or delivering is an hour late.',
    },
    RootFails: {
      metric: root.metricErrors({ period: Duration.hours(1) }),
      threshold: 1,
      means: 'The daily root over all ledgers was not signed or not kept at a try.',
    },
    LedgerFaults: {
      metric: metrics.metric('LedgerFaults', Stats.SUM, Duration.hours(1)),
      threshold: 1,
      means:
        'The nightly check found a ledger changed or damaged. No root is signed until it is mended; the case office has a mail.',
    },
    RetentionFails: {
      metric: retention.metricErrors({ period: Duration.hours(1) }),
      threshold: 1,
      means: "An applicant's data whose time is over was not erased; it is tried again, the next day too.",
    },
    MailsFail: {
      metric: metrics.metric('MailsFailed', Stats.SUM, period),
      threshold: 5,
      means:
        'The mail service does not take our mails; they are tried again, at longer and longer intervals.',
    },
    MailsReturn: {
      metric: metrics.metric('MailsReturned', Stats.SUM, period),
      threshold: 1,
      means:
        "A mail was refused for something of ours (policy, size, content, a blocklist), not of its recipient's; it is sent again.",
    },
    MailBounces: {
      metric: reputation('BounceRate'),
      threshold: 0.03,
      means:
        'More than three of a hundred mails bounce. At five the mail service reviews the account, at ten it stops it.',
    },
    MailComplaints: {
      metric: reputation('ComplaintRate'),
      threshold: 0.001,
      means:
        'More than one reader in a thousand called our mail unwanted; the mail service may stop the account.',
    },
    RequestsFail: {
      metric: api.metricServerError({ period }),
      threshold: 5,
      means:
        'People meet errors on the pages; see the logs of the functions by the request ids of the access log.',
    },
  }
}

/** Of the whole account in this region: the mail service judges that and no single sender. */
function reputation(rate: 'BounceRate' | 'ComplaintRate'): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${rate}`,
    statistic: Stats.MAXIMUM,
    period: Duration.hours(1),
  })
}
