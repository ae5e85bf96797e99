/**
 * Stands in every bundle for the SDK's package that looks for credentials in files, containers and single sign-on. A function
 * finds its own in the environment and nowhere else, and need not carry the clients for the other places.
 */

export interface EnvironmentCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Answers as the SDK's own `defaultProvider` does. Throws when the environment holds none. */
export function defaultProvider(): () => Promise<EnvironmentCredentials> {
  return async () => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = process.env
    if (accessKeyId === undefined || secretAccessKey === undefined) {
      throw new Error('The environment holds no credentials')
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
  }
}
