/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import { SQSServiceException } from '@aws-sdk/client-sqs'
import { JsonClient, type JsonClientOptions, jsonCommand } from './json-client.ts'

export class SQSClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super(
      {
        name: 'sqs',
        environmentName: 'SQS',
        target: 'AmazonSQS',
        version: '1.0',
        errors: {},
        otherError: SQSServiceException,
      },
      options,
    )
  }
}

export const ChangeMessageVisibilityCommand = jsonCommand('ChangeMessageVisibility')
export const SendMessageCommand = jsonCommand('SendMessage')
