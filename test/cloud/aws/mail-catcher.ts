import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import { ReceiptRule, ReceiptRuleSet } from 'aws-cdk-lib/aws-ses'
import { S3 } from 'aws-cdk-lib/aws-ses-actions'
import type { Construct } from 'constructs'

export interface MailCatcherProps {
  /** All mail to addresses of this domain is caught. */
  readonly domain: string
  /** The set of receipt rules that the account has active: there is one in a region, so that none is made here. */
  readonly ruleSet: string
}

/** Keeps what is sent to a domain in a bucket, for the cloud suite to read; goes away with all that is in it. */
export class MailCatcher extends Stack {
  readonly rule: ReceiptRule
  readonly output: CfnOutput

  constructor(scope: Construct, id: string, { domain, ruleSet }: MailCatcherProps) {
    super(scope, id)
    const bucket = new Bucket(this, 'Mails', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(1) }],
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    })
    this.rule = new ReceiptRule(this, 'Catch', {
      ruleSet: ReceiptRuleSet.fromReceiptRuleSetName(this, 'Rules', ruleSet),
      recipients: [domain],
      actions: [new S3({ bucket: bucket as IBucket })],
      scanEnabled: false,
    })
    this.output = new CfnOutput(this, 'Bucket', { value: bucket.bucketName })
  }
}
