import { Duration } from 'aws-cdk-lib'
import { Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { FunctionName } from '#functions/catalogue.ts'
import type { Measurement } from '#functions/shared/ports/measure.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

type Measured = Measurement['measured']
/** A field of a line that `measure` writes; Lambda's JSON format puts the whole line under `message`. */
type FieldOf<M extends Measured> = Exclude<keyof Extract<Measurement, { measured: M }>, 'measured'> & string

interface Filter {
  readonly measured: Measured
  /** Lines where this field has this value. */
  readonly where?: { readonly field: string; readonly is: string }
  /** Whose value is the metric's; without it lines are counted. */
  readonly value?: string
  readonly unit: Unit
  /** The function that measures it, where it is another than those that work behind the pages. */
  readonly by?: FunctionName
}

/** What works behind the pages, and measures how it went. */
const workers = ['relay', 'clock', 'ledger-root', 'retention'] as const satisfies readonly FunctionName[]

function filter<M extends Measured>(
  measured: M,
  spec: {
    readonly where?: { readonly field: FieldOf<M>; readonly is: string }
    readonly value?: FieldOf<M>
    readonly unit: Unit
  },
): Filter {
  return { measured, ...spec }
}

/** Counted in the log of the function that records it. */
const ofType = (is: Entry['type'], by: FunctionName) => ({
  ...filter('entry', { where: { field: 'type', is }, unit: Unit.COUNT }),
  by,
})
const standing = (is: string) =>
  filter('standing', { where: { field: 'status', is }, value: 'count', unit: Unit.COUNT })

/** Everything that is measured, by the name of its metric. */
const metrics = {
  Submitted: ofType('ProposalSubmitted', 'submit'),
  Decided: ofType('ReviewDecided', 'review'),
  Signed: ofType('ContractSigned', 'sign'),
  Acknowledged: ofType('ReceiptAcknowledged', 'finance'),
  RelayLag: filter('relayed', { value: 'lag', unit: Unit.MILLISECONDS }),
  ClockLag: filter('due', { value: 'lag', unit: Unit.MILLISECONDS }),
  MailsFailed: filter('effect-failed', { where: { field: 'effect', is: 'mail' }, unit: Unit.COUNT }),
  EffectsFailed: filter('effect-failed', { unit: Unit.COUNT }),
  MailsReturned: filter('mail-returned', { unit: Unit.COUNT }),
  StepsLate: filter('step-late', { unit: Unit.COUNT }),
  LedgerFaults: filter('ledgers', { value: 'faults', unit: Unit.COUNT }),
  Erased: filter('retired', { value: 'count', unit: Unit.COUNT }),
  HandoffsPending: standing('with-finance'),
  InReview: standing('in-review'),
} as const satisfies Record<string, Filter>
export type MetricName = keyof typeof metrics

export interface CaseMetricsProps {
  readonly namespace: string
  readonly logs: Readonly<Record<FunctionName, LogGroup>>
}

/** Metrics from the functions' logs: filters cost nothing and no function waits for them. */
export class CaseMetrics extends Construct {
  private readonly namespace: string

  constructor(scope: Construct, id: string, { namespace, logs }: CaseMetricsProps) {
    super(scope, id)
    this.namespace = namespace
    for (const [name, one] of Object.entries<Filter>(metrics)) {
      const each = new Construct(this, name)
      for (const source of one.by === undefined ? workers : [one.by])
        this.filter(each, source, logs[source], { name, ...one })
    }
  }

  metric(name: MetricName, statistic: string, period: Duration): Metric {
    return new Metric({ namespace: this.namespace, metricName: name, statistic, period })
  }

  private filter(
    scope: Construct,
    source: FunctionName,
    logGroup: LogGroup,
    { name, measured, where, value, unit }: Filter & { readonly name: string },
  ): MetricFilter {
    const isMeasured = FilterPattern.stringValue('$.message.measured', '=', measured)
    return new MetricFilter(scope, source, {
      logGroup,
      metricNamespace: this.namespace,
      metricName: name,
      filterPattern:
        where === undefined
          ? isMeasured
          : FilterPattern.all(
              isMeasured,
              FilterPattern.stringValue(`$.message.${where.field}`, '=', where.is),
            ),
      metricValue: value === undefined ? '1' : `$.message.${value}`,
      unit,
    })
  }
}

/** For what is looked at by people, not by alarms. */
export const dashboardPeriod = Duration.hours(1)
