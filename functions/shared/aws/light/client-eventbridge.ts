/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge'
import { JsonClient, type JsonClientOptions, jsonCommand } from './json-client.ts'

export class EventBridgeClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super(
      {
        name: 'events',
        environmentName: 'EVENTBRIDGE',
        target: 'AWSEvents',
        version: '1.1',
        errors: {},
        otherError: EventBridgeServiceException,
      },
      options,
    )
  }
}

export const PutEventsCommand = jsonCommand('PutEvents')
