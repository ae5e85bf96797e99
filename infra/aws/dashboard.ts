import { Duration, type Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { type CaseMetrics, dashboardPeriod, type MetricName } from './metrics.ts'

export interface DashboardProps {
  readonly metrics: CaseMetrics
  readonly alarms: readonly Alarm[]
  readonly api: HttpApi
  readonly stateMachine: StateMachine
}

/** One page on which an engineer sees whether cases go on: alarms above, then people's work, then the machinery. */
export function createDashboard(
  stack: Stack,
  { metrics, alarms, api, stateMachine }: DashboardProps,
): Dashboard {
  const period = dashboardPeriod
  const each = (statistic: string, ...names: MetricName[]) =>
    names.map((name) => metrics.metric(name, statistic, period))
  return new Dashboard(stack, 'Dashboard', {
    dashboardName: stack.stackName,
    defaultInterval: Duration.days(7),
    widgets: [
      [new AlarmStatusWidget({ alarms: [...alarms], width: 24, height: 4 })],
      [
        graph(
          'What people did, by the hour',
          each(Stats.SUM, 'Submitted', 'Decided', 'Signed', 'Acknowledged'),
        ),
        new SingleValueWidget({
          title: 'Cases today',
          metrics: ['InReview' as const, 'HandoffsPending' as const].map((name) =>
            metrics.metric(name, Stats.MAXIMUM, Duration.days(1)),
          ),
          width: 8,
          height: 6,
        }),
        graph('Mails and effects that did not arrive', each(Stats.SUM, 'MailsFailed', 'EffectsFailed')),
      ],
      [
        graph('How late relay and clock are', each(Stats.p(99), 'RelayLag', 'ClockLag')),
        graph('Requests and errors', [
          api.metricCount({ period }),
          api.metricClientError({ period }),
          api.metricServerError({ period }),
        ]),
        graph('Workflows', [
          stateMachine.metricStarted({ period }),
          stateMachine.metricSucceeded({ period }),
          stateMachine.metricFailed({ period }),
        ]),
      ],
      [
        graph('Cases whose personal data was erased in its time', each(Stats.SUM, 'Erased')),
        graph('Steps of the machine that were an hour late', each(Stats.SUM, 'StepsLate')),
      ],
    ],
  })
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6 })
}
