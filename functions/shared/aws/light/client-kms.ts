/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import { KMSServiceException } from '@aws-sdk/client-kms'
import { JsonClient, type JsonClientOptions, jsonCommand } from './json-client.ts'

export class KMSClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super(
      {
        name: 'kms',
        environmentName: 'KMS',
        target: 'TrentService',
        version: '1.1',
        errors: {},
        otherError: KMSServiceException,
      },
      options,
    )
  }
}

export class GetPublicKeyCommand extends jsonCommand('GetPublicKey') {
  override readonly bytes = ['PublicKey']
}

export class SignCommand extends jsonCommand('Sign') {
  override readonly bytes = ['Signature']
}
