import { RemovalPolicy } from 'aws-cdk-lib'
import {
  type Attribute,
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { tableDefinition } from '#functions/shared/aws/dynamo/table-definition.ts'
import type { Deployment } from './deployment.ts'

/** The one table: paid by use, restorable to any second of the last 35 days, and in production not to be deleted by accident. */
export function createTable(scope: Construct, { stage }: Pick<Deployment, 'stage'>): TableV2 {
  const isProduction = stage === 'prod'
  return new TableV2(scope, 'Table', {
    partitionKey: text(tableDefinition.partitionKey),
    sortKey: text(tableDefinition.sortKey),
    globalSecondaryIndexes: tableDefinition.indexes.map(({ name, partitionKey, sortKey }) => ({
      indexName: name,
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    })),
    billing: Billing.onDemand(),
    dynamoStream: StreamViewType[tableDefinition.streamView],
    timeToLiveAttribute: tableDefinition.timeToLive,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: isProduction,
    removalPolicy: isProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING }
}
