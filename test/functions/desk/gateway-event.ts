import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'

interface EventSpec {
  readonly routeKey: string
  readonly path: string
  readonly pathParameters: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Instead of the route's own method. */
  readonly method?: string
}

/** What the HTTP API sends to a function, payload 2.0. */
export function gatewayEvent({
  routeKey,
  path,
  pathParameters,
  headers = {},
  body,
  method = routeKey.split(' ', 1)[0] ?? 'GET',
}: EventSpec): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { ...headers },
    pathParameters: { ...pathParameters },
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: 'tasvib.test',
      domainPrefix: 'tasvib',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '22/Nov/2026:06:00:00 +0000',
      timeEpoch: 1_795_327_200_000,
    },
  }
}

/** Nothing of ours reads more of it than middy does. */
export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
}
