import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type Function as Lambda } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { mostAttempts } from '#workflows/delivery/retry-schedule.ts'

/** How often a message comes besides its attempts: where a wait is longer than SQS can hide it, and when a function dies. */
const otherReceives = 40

/** Where calls to finance's own system wait, for some three days if need be, and where those lie that were given up. */
export class CallQueue extends Construct {
  readonly queue: Queue
  readonly aside: Queue

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const safe = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    }
    this.aside = new Queue(this, 'Aside', safe)
    this.queue = new Queue(this, 'Calls', {
      ...safe,
      // Six times what the function may take, as Lambda advises; its answer sets a time of its own.
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.aside, maxReceiveCount: mostAttempts + otherReceives },
    })
  }

  /** Calls the function with one message at a time: each may wait for another system. */
  feed(handler: Lambda): void {
    handler.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [this.queue.queueArn],
      }),
    )
    const mapping = new EventSourceMapping(handler, 'Calls', {
      target: handler,
      eventSourceArn: this.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: 5,
    })
    if (handler.role !== undefined) mapping.node.addDependency(handler.role)
  }
}
