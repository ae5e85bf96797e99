import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { reach } from './reach.ts'

let client: SecretsManagerClient | undefined

/** What Secrets Manager keeps under an ARN. In a file of its own, so that its client is loaded where there is a secret to read. */
export async function readSecret(arn: string): Promise<string> {
  client ??= new SecretsManagerClient({})
  const { SecretString: value } = await reach(client.send(new GetSecretValueCommand({ SecretId: arn })))
  if (value === undefined) throw new Error('A secret is text')
  return value
}
