/** In a bundle, the part of the SDK's package of the same name that the functions use (`bundling/light-clients.ts`). */
import { SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager'
import { JsonClient, type JsonClientOptions, jsonCommand } from './json-client.ts'

export class SecretsManagerClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super(
      {
        name: 'secretsmanager',
        environmentName: 'SECRETS_MANAGER',
        target: 'secretsmanager',
        version: '1.1',
        errors: {},
        otherError: SecretsManagerServiceException,
      },
      options,
    )
  }
}

export const GetSecretValueCommand = jsonCommand('GetSecretValue')
