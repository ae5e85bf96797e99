/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { type JsonCall, JsonClient, type JsonClientOptions, jsonCommand, withToken } from './json-client.ts'

export { ConditionalCheckFailedException, TransactionCanceledException, TransactionConflictException }

/** Attributes go over the wire as the SDK has them, all but bytes (`B`), of which sets, lists and maps have none here. */
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

  override async send(call: JsonCall): Promise<Record<string, unknown>> {
    const answer = await super.send(call)
    for (const row of rowsIn(answer)) {
      for (const attribute of Object.values(row)) {
        if (typeof attribute.B === 'string') attribute.B = new Uint8Array(Buffer.from(attribute.B, 'base64'))
      }
    }
    return answer
  }
}

interface Answer {
  readonly Item?: AnsweredRow
  readonly Attributes?: AnsweredRow
  readonly Items?: readonly AnsweredRow[]
  /** By table. */
  readonly Responses?: Readonly<Record<string, readonly AnsweredRow[]>>
}
type AnsweredRow = Readonly<Record<string, { B?: unknown }>>

function rowsIn({ Item = {}, Attributes = {}, Items = [], Responses = {} }: Answer): readonly AnsweredRow[] {
  return [Item, Attributes, ...Items, ...Object.values(Responses).flat()]
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
