import { describe, expect, it } from 'vitest'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'

const reference = 'TSV-1405-7F3K2'
const missing = new MissingProgramme('There is no version 1403.9', '1403.9')
const torn = new TornCase(reference, { cause: new SyntaxError('Unexpected end') })
const board = { routeKey: 'GET /board/cases/{reference}', path: { reference } }
const link = { routeKey: 'GET /review/{token}', path: { token: 'a-token' } }

async function show(place: typeof board | typeof link, error: Error, accept: string, lang: 'fa' | 'en') {
  const route = () => Promise.reject(error)
  const handler = httpHandler({
    edge: () => testEdge,
    dependencies: () => ({}),
    routes: { [place.routeKey]: route },
    log: () => {},
  })
  const event = gatewayEvent({ ...place, headers: { accept }, query: { lang } })
  const { statusCode, body = '' } = await handler(event, lambdaContext)
  return { statusCode, body }
}

describe('a case that this release cannot read', () => {
  it.each([
    ['rules that are missing', missing, ['1403.9', 'Rules'], { en: 'put version', fa: 'بازگرداند' }],
    ['a head that is torn', torn, ['operate verify', 'Restore'], { en: 'restore it', fa: 'بازگرداند' }],
  ])('is said on the board with the mend, in both languages: %s', async (_, error, said, mends) => {
    for (const accept of ['text/html', 'application/json']) {
      for (const lang of ['en', 'fa'] as const) {
        const { statusCode, body } = await show(board, error, accept, lang)
        expect(statusCode).toBe(503)
        for (const words of [reference, mends[lang], ...said]) expect(body).toContain(words)
      }
    }
    const { code } = JSON.parse((await show(board, error, 'application/json', 'en')).body)
    expect(code).toBe('case-cannot-be-shown')
  })

  it.each([
    ['rules that are missing', missing],
    ['a head that is torn', torn],
  ])('is said to whoever has a link, without the inside of it: %s', async (_, error) => {
    const { statusCode, body } = await show(link, error, 'text/html', 'en')
    expect(statusCode).toBe(503)
    expect(body).toContain('The case office has been told')
    expect((await show(link, error, 'text/html', 'fa')).body).toContain('دبیرخانه آگاه شده است')
    for (const inside of [reference, '1403.9', 'operate']) expect(body).not.toContain(inside)
  })
})
