/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { JsonClient, type JsonClientOptions, jsonCommand, withToken } from './json-client.ts'

export { ConditionalCheckFailedException, TransactionCanceledException, TransactionConflictException }

/** Attributes go over the wire as the SDK has them, all but bytes, which no row has. */
export class DynamoDBClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    const errors = {
      ConditionalCheckFailedException,
      TransactionCanceledException,
      TransactionConflictException,
    }
    super(
      {
        name: 'dynamodb',
        environmentName: 'DYNAMODB',
        target: 'DynamoDB_20120810',
        version: '1.0',
        errors,
        otherError: DynamoDBServiceException,
      },
      options,
    )
  }
}

export const BatchGetItemCommand = jsonCommand('BatchGetItem')
export const DeleteItemCommand = jsonCommand('DeleteItem')
export const GetItemCommand = jsonCommand('GetItem')
export const PutItemCommand = jsonCommand('PutItem')
export const QueryCommand = jsonCommand('Query')
export const ScanCommand = jsonCommand('Scan')
export const UpdateItemCommand = jsonCommand('UpdateItem')

export class TransactWriteItemsCommand extends jsonCommand('TransactWriteItems') {
  constructor(input: Readonly<Record<string, unknown>>) {
    super(withToken(input))
  }
}
