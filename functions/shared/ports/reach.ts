import { Unavailable } from './unavailable.ts'

/** What AWS answers when it is asked too much: what the SDK's standard mode repeats. */
export const throttles: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
])

/** What it answers when it waited for us in vain; the clients name their own waiting so too. */
export const timeouts: ReadonlySet<string> = new Set([
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
])

/** What else it answers when it cannot just now. */
const overloaded: ReadonlySet<string> = new Set([
  ...throttles,
  ...timeouts,
  'InternalServerError',
  'InternalServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TransactionConflictException',
])

/** The system's codes of a service that no connection leads to. */
export const unreachable: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
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
  if ('code' in error && unreachable.has(error.code)) return true
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  return typeof status === 'number' && status >= 500
}
