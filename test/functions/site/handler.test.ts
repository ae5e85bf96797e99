import { beforeAll, describe, expect, it } from 'vitest'
import { problems } from '#functions/edge/errors.ts'
import { handler as site } from '#functions/site/handler.ts'
import { showAsset } from '#functions/site/show-asset.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

const programme = programmeById('kerman')

/** A GET as the gateway hands it over. */
function event(routeKey: string, path: string, pathParameters: Record<string, string> = {}) {
  const [method = 'GET'] = routeKey.split(' ')
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { accept: '*/*' },
    pathParameters,
    isBase64Encoded: false,
    requestContext: {
      accountId: '0',
      apiId: 'test',
      domainName: 'tasvib.example',
      domainPrefix: 'tasvib',
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    },
  }
}

const context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'site',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '512',
  awsRequestId: '1',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
}

beforeAll(() => {
  process.env['PROGRAMME'] = 'kerman'
  process.env['PUBLIC_URL'] = 'https://tasvib.example/'
})

describe('the style sheet', () => {
  it("is served in the city's colour and may be kept for a while", async () => {
    const answer = await site(event('GET /assets/{file}', '/assets/site.css', { file: 'site.css' }), context)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=600',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.body).toContain(`--brand:${programme.branding.colour}`)
  })

  it('is whole, uses logical sides alone, and fetches nothing', async () => {
    const answer = await showAsset({ path: { file: 'site.css' } }, { programme })
    if (!('body' in answer)) throw new Error('There is a style sheet')
    const { body } = answer
    expect(body.split('{').length).toBe(body.split('}').length)
    expect(body).not.toMatch(
      /(?:margin|padding|border)-(?:left|right)\b|[;{]\s*(?:left|right):|url\(|@import/,
    )
    expect(body).toMatch(/prefers-color-scheme: dark/)
    expect(body).toMatch(/@media print/)
    expect(body).toMatch(/:focus-visible/)
  })

  it.each(['site.js', '../catalogue.ts', '', 'constructor'])('has no neighbour %j', async (file) => {
    expect(await showAsset({ path: { file } }, { programme })).toBe(problems.notFound)
  })
})

describe('the description of the interface', () => {
  it('is JSON and names the public address', async () => {
    const answer = await site(event('GET /openapi.json', '/openapi.json'), context)
    expect(answer.statusCode).toBe(200)
    expect(JSON.parse(answer.body ?? '')).toMatchObject({
      openapi: '3.1.1',
      servers: [{ url: 'https://tasvib.example' }],
    })
  })
})
