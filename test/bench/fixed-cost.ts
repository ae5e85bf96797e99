import { synthesized } from '#test/infra/aws/synthesized.ts'

/** What an installation has whether cases come or not. */
export interface FixedPart {
  readonly what: string
  readonly count: number
  /** US dollars a month in us-east-1; lists of September 2026, without what a new account has free. */
  readonly monthly: number
}

/** Read units of a minute in which nothing is due: four shards of the due list, and the requests to sign in. */
const idleTick = { queries: 5, readUnits: 3 }
const minutes = 730 * 60

/** Counted from the template of a production stage with an alarm address, without domain, edge and scan. */
export function fixedCost(): readonly FixedPart[] {
  const stack = synthesized({ stage: 'prod', alarmEmail: 'operators@city.example' })
  const count = (type: string): number => stack.ofType(type).size
  const parts = [
    { what: 'alarms', count: count('AWS::CloudWatch::Alarm'), price: 0.1 },
    { what: 'metrics of log filters', count: metricsOf(stack), price: 0.3 },
    { what: 'dashboards', count: count('AWS::CloudWatch::Dashboard'), price: 3 },
    { what: 'keys', count: count('AWS::KMS::Key'), price: 1 },
    { what: 'secrets', count: count('AWS::SecretsManager::Secret'), price: 0.4 },
    // A tenth of a second at 512 MB.
    { what: 'calls of the clock', count: minutes, price: 0.2e-6 + 0.5 * 0.1 * 0.000_013_333_4 },
    {
      what: 'read units of a clock that finds nothing',
      count: minutes * idleTick.readUnits,
      price: 0.125e-6,
    },
  ]
  return parts.map(({ what, count, price }) => ({ what, count, monthly: count * price }))
}

/** Several filters may add to one metric. */
function metricsOf({ ofType }: ReturnType<typeof synthesized>): number {
  const filters = [...ofType('AWS::Logs::MetricFilter').values()]
  const names = filters.flatMap(({ Properties }) =>
    (Properties['MetricTransformations'] as readonly { MetricNamespace: unknown; MetricName: unknown }[]).map(
      ({ MetricNamespace, MetricName }) => JSON.stringify([MetricNamespace, MetricName]),
    ),
  )
  return new Set(names).size
}
