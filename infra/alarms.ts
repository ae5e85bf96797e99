import { Duration, type Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'

export interface AlarmsProps {
  readonly email: string | undefined
  readonly stateMachine: StateMachine
  readonly api: HttpApi
  readonly relay: IFunction
  readonly clock: IFunction
  /** Where entries lie that the relay could not settle, and bounces that could not be recorded. */
  readonly aside: { readonly entries: Queue; readonly feedback: Queue }
}

interface AlarmSpec {
  readonly metric: IMetric
  readonly threshold: number
  readonly means: string
  /** Breaches when the metric is below the threshold, or absent. */
  readonly below?: true
}

const period = Duration.minutes(5)

/** Alarms that each mean one thing that somebody has to look at. */
export function createAlarms(stack: Stack, props: AlarmsProps): void {
  const scope = new Construct(stack, 'Alarms')
  const topic = new Topic(scope, 'Topic', { enforceSSL: true })
  if (props.email !== undefined) topic.addSubscription(new EmailSubscription(props.email))
  for (const [name, spec] of Object.entries(specsOf(props))) {
    createAlarm(scope, name, spec).addAlarmAction(new SnsAction(topic))
  }
}

function createAlarm(scope: Construct, name: string, { metric, threshold, means, below }: AlarmSpec): Alarm {
  const { LESS_THAN_THRESHOLD, GREATER_THAN_OR_EQUAL_TO_THRESHOLD } = ComparisonOperator
  return new Alarm(scope, name, {
    metric,
    threshold,
    alarmDescription: means,
    evaluationPeriods: 1,
    comparisonOperator: below === true ? LESS_THAN_THRESHOLD : GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: below === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  })
}

function specsOf({ stateMachine, api, relay, clock, aside }: AlarmsProps): Record<string, AlarmSpec> {
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
    RequestsFail: {
      metric: api.metricServerError({ period }),
      threshold: 5,
      means:
        'People meet errors on the pages; see the logs of the functions by the request ids of the access log.',
    },
  }
}
