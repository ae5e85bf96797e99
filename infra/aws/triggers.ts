import { Duration } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as Lambda,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { signInPrefix } from '#functions/shared/aws/dynamo/keys.ts'
import { tableDefinition } from '#functions/shared/aws/dynamo/table-definition.ts'
import { toldAttribute } from '#functions/shared/aws/dynamo/table.ts'

/** What the entries of the ledger begin with, in the sort key. */
const entryPrefix = 'entry#'

/** Each filter is an alternative: entries that the relay has to hear of, and requests to sign in. */
const told = [
  {
    Keys: { [tableDefinition.sortKey]: { S: FilterRule.beginsWith(entryPrefix) } },
    NewImage: { [toldAttribute]: { S: FilterRule.exists() } },
  },
  { Keys: { [tableDefinition.sortKey]: { S: FilterRule.beginsWith(signInPrefix) } } },
]

/**
 * Calls the relay with every new entry that causes something. One batch of a shard at a time: several would keep the order of a row's
 * own changes alone, and not that of a case's entries. Retries are few and short, so that an entry which cannot be settled holds up the others
 * for seconds only: it is noted aside, and the clock settles what is left of its case, again and again.
 */
export function relayEntries(relay: Lambda, table: TableV2): Queue {
  const { tableStreamArn } = table
  if (tableStreamArn === undefined) throw new Error('The table has no stream')
  const aside = setAside(relay)
  relay.addToRolePolicy(
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [tableStreamArn],
    }),
  )
  // The one action of the stream that knows no resource.
  relay.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }))
  const mapping = new EventSourceMapping(relay, 'Entries', {
    target: relay,
    eventSourceArn: tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 50,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 4,
    maxRecordAge: Duration.minutes(10),
    onFailure: new SqsDlq(aside),
    filters: told.map((dynamodb) =>
      FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT'), dynamodb }),
    ),
  })
  // Lambda checks what the role may do when the mapping is made.
  if (relay.role !== undefined) mapping.node.addDependency(relay.role)
  return aside
}

/** Calls the clock once a minute. A call that failed is not repeated: the next one does the same. */
export function wakeEachMinute(clock: Lambda): void {
  clock.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) })
  const rule = new Rule(clock, 'EachMinute', { schedule: Schedule.rate(Duration.minutes(1)) })
  rule.addTarget(new LambdaFunction(clock, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }))
}

/** Calls a function once a day, just after midnight UTC. A call that failed is repeated twice. */
export function callDaily(handler: Lambda): void {
  const rule = new Rule(handler, 'EachDay', { schedule: Schedule.cron({ minute: '5', hour: '0' }) })
  rule.addTarget(new LambdaFunction(handler))
}

/** Keeps what an asynchronous function could not do after its retries. */
export function keepFailures(handler: Lambda): Queue {
  const aside = setAside(handler)
  handler.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(aside) })
  return aside
}

function setAside(scope: Construct): Queue {
  return new Queue(scope, 'Aside', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  })
}
