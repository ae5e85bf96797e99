import { Unavailable } from './unavailable.ts'

/** What AWS answers when it is asked too much or cannot answer just now. */
const overloaded: ReadonlySet<string> = new Set([
  'InternalServerError',
  'InternalServerException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
])

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
])

/**
 * Waits for a call to a service whose client has already repeated it. What is left then is nobody's fault in the program.
 * @throws Unavailable when the service is overloaded or out of reach; whatever else it answers is thrown as it is
 */
export async function reach<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (isUnavailable(error)) throw new Unavailable('A service is out of reach', { cause: error })
    throw error
  }
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (overloaded.has(error.name)) return true
  if ('code' in error && typeof error.code === 'string' && unreachable.has(error.code)) return true
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  return typeof status === 'number' && status >= 500
}
