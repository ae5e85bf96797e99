import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { fieldFaults } from '#functions/shared/edge/body.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { json } from '#functions/shared/http/http.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'

const schema = z.strictObject({ title: z.string().min(3), scores: z.record(z.string(), z.coerce.number()) })
const mark = '<script>x</script>"\'>'

/** Does what a route does with what it gets: parses it, takes a digest of it, and names what is wrong. */
const handler = httpHandler({
  edge: () => testEdge,
  dependencies: () => ({}),
  log: () => {},
  routes: {
    'POST /proposals': async ({ body, query, cookies, idempotencyKey }) => {
      canonicalJson({ body, query, cookies, idempotencyKey })
      const parsed = schema.safeParse(body)
      return parsed.success ? json(200, {}) : problems.unprocessable(fieldFaults(parsed.error))
    },
    'GET /proposals': async () => problems.notFound,
  },
})

const mediaType = fc.oneof(
  fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=B',
    'multipart/form-data',
    'application/json; charset=latin1',
    'text/html',
  ),
  fc.string(),
)
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(mark))
const formBody = fc
  .array(
    fc.tuple(
      fc.oneof(text, fc.constantFrom('a[b]', 'a[', 'a[b][c]', '[]', '__proto__[x]', 'scores[x]')),
      text,
    ),
  )
  .map((fields) => fields.map(([name, value]) => `${safeEncoded(name)}=${value.toWellFormed()}`).join('&'))
const multipartBody = fc
  .array(fc.tuple(text, text))
  .map(
    (parts) =>
      `${parts.map(([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--B--\r\n`,
  )
const jsonBody = fc.oneof(
  fc.json(),
  fc.json({ stringUnit: 'binary' }).map((value) => value.replaceAll('a', '\\ud800')),
)
const body = fc.oneof(
  text,
  formBody,
  multipartBody,
  jsonBody,
  fc.constantFrom('['.repeat(20_000), `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
)

function safeEncoded(name: string): string {
  return encodeURIComponent(name.toWellFormed())
}

const request = fc.record({
  body,
  base64: fc.boolean(),
  method: fc.constantFrom('POST', 'GET'),
  accept: fc.oneof(fc.constantFrom('text/html', 'application/json', '*/*'), text),
  contentType: mediaType,
  language: text,
  cookies: fc.array(text),
  query: fc.dictionary(text, text),
  key: text,
})

describe('a handler', () => {
  it(
    'answers whatever is sent without failing, and shows none of it as markup',
    {
      timeout: 120_000,
    },
    async () => {
      const seen = new Set<number>()
      await fc.assert(
        fc.asyncProperty(request, async (given) => {
          const result = await handler(
            gatewayEvent({
              routeKey: `${given.method} /proposals`,
              headers: {
                accept: given.accept,
                'content-type': given.contentType,
                'accept-language': given.language,
                'idempotency-key': given.key,
              },
              cookies: given.cookies,
              query: given.query,
              body: given.base64 ? Buffer.from(given.body).toString('base64') : given.body,
              base64: given.base64,
            }),
            lambdaContext,
          )
          seen.add(result.statusCode ?? 0)
          expect([200, 400, 404, 415, 422]).toContain(result.statusCode)
          expect(result.headers?.['content-security-policy']).toBeDefined()
          const isPage = String(result.headers?.['content-type']).startsWith('text/html')
          if (isPage) expect(result.body).not.toContain('<script>')
          for (const value of Object.values(result.headers ?? {})) expect(String(value)).not.toMatch(/[\r\n]/)
        }),
        { numRuns: 3_000 },
      )
      expect([...seen]).toEqual(expect.arrayContaining([400, 404, 415, 422]))
    },
  )
})
