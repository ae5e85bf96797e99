import { RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Deployment } from './deployment.ts'

/** A log that ends: half a year in production, two weeks elsewhere. The ledger is the record; logs are for operators. */
export function createLogGroup(
  scope: Construct,
  name: string,
  { stage }: Pick<Deployment, 'stage'>,
): LogGroup {
  const isProduction = stage === 'prod'
  return new LogGroup(scope, 'Log', {
    logGroupName: name,
    retention: isProduction ? RetentionDays.SIX_MONTHS : RetentionDays.TWO_WEEKS,
    removalPolicy: isProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
}
