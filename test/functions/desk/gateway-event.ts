import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'

export interface EventSpec {
  readonly routeKey: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly path?: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body?: string
  readonly base64?: boolean
  readonly ip?: string
}

/** A request as an HTTP API hands it to a function, payload format 2.0. */
export function gatewayEvent(spec: EventSpec): APIGatewayProxyEventV2 {
  const { routeKey, headers = {}, query, path, cookies, body, base64 = false } = spec
  const [method = 'GET', route = '/'] = routeKey.split(' ')
  const rawPath = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => path?.[name] ?? 'x')
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...headers },
    isBase64Encoded: base64,
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...(path === undefined ? {} : { pathParameters: { ...path } }),
    ...(cookies === undefined ? {} : { cookies: [...cookies] }),
    ...(body === undefined ? {} : { body }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'tasvib.example',
      domainPrefix: 'tasvib',
      http: {
        method: spec.method ?? method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: spec.ip ?? '192.0.2.1',
        userAgent: 'test',
      },
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '22/Nov/2026:06:00:00 +0000',
      timeEpoch: 0,
    },
  }
}

const never = (): never => {
  throw new Error('Handlers answer with a promise')
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:local:0:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: never,
  fail: never,
  succeed: never,
}
