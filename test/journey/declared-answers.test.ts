import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { playTo } from './play-to.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'
import { type JsonSchema, markup, spoilt } from './schema-arbitrary.ts'

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

const routes = Object.values<FunctionSpec>(catalogue).flatMap(({ trigger }) =>
  trigger.kind === 'http' ? trigger.routes : [],
)
const programme = programmeById('kerman')
/** For each route; counted and not timed, so that a slow machine asks as much as a fast one. */
const requestsOfRoute = 40

let tasvib: RunningTasvib
let description: Description
/** Links of three cases that stand at different places, by what they open. */
const tokens = new Map<string, string[]>()
const references: string[] = []
let session = ''
const seen = new Set<number>()
let sent = 0

beforeAll(async () => {
  // Behind a proxy every request has an address of its own, so that limits do not end the test early.
  tasvib = await runTasvib({ trustProxy: true })
  const { visitors, runtime } = tasvib
  references.push(await playTo(tasvib, 13, 'fa'))
  await visitors.fa.link(programme.finance.office.email, 'finance')
  references.push(await playTo(tasvib, 11, 'en'))
  await visitors.en.link(String(sampleProposals.en.fields['email']), 'sign')
  references.push(await playTo(tasvib, 5, 'fa'))
  const secondRound = programme.stages[1]?.seats[1]?.holder.email ?? ''
  await visitors.fa.link(secondRound, 'review', references.at(-1))
  session = await signIn()
  for (const { text } of await visitors.fa.mails()) {
    for (const [, kind = '', token = ''] of text.matchAll(
      /\/(confirm|track|review|sign|finance)\/([\w-]{43})/g,
    )) {
      tokens.set(kind, [...(tokens.get(kind) ?? []), token])
    }
  }
  description = (await (await fetch(new URL('/openapi.json', runtime.publicUrl))).json()) as Description
})
afterAll(async () => {
  await tasvib.stop()
})

async function signIn(): Promise<string> {
  const { visitors, runtime } = tasvib
  const member = programme.caseOffice.members[0]?.email ?? ''
  await fetch(new URL('/board/sign-in', runtime.publicUrl), {
    method: 'POST',
    body: new URLSearchParams({ email: member }),
  })
  const entered = await fetch(await visitors.fa.link(member, 'board/enter'), {
    method: 'POST',
    headers: { accept: 'application/json' },
  })
  return entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}

const junkSegment = fc.oneof(
  fc.constantFrom('A'.repeat(43), 'x', '%', '%ff', '%00', '..%2f..%2fx', '%3Cscript%3E', 'TSV-1404-7F3K2'),
  fc.constant(encodeURIComponent(markup)),
  fc
    .string({ minLength: 1 })
    .map((text) => encodeURIComponent(text.toWellFormed()))
    // Every client resolves a segment of dots before it sends the address, which is then another route's.
    .filter((segment) => !/^\.{1,2}$/.test(segment)),
)

function segmentFor(name: string, route: string): fc.Arbitrary<string> {
  const kind = route.split('/')[1] ?? ''
  const known: Readonly<Record<string, readonly string[]>> = {
    token: [...(tokens.get(kind) ?? []), ...[...tokens.values()].map(([first = '']) => first)],
    reference: references,
    file: [
      'contract.pdf',
      'signed-contract.pdf',
      'release.json',
      'evidence.json',
      'style.css',
      'constructor',
    ],
  }
  return fc.oneof(
    { arbitrary: fc.constantFrom(...(known[name] ?? ['x'])), weight: 4 },
    { arbitrary: junkSegment, weight: 1 },
  )
}

function addressOf(route: string): fc.Arbitrary<string> {
  const path = route.split(' ')[1] ?? ''
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const query = fc.oneof(
    fc.constantFrom(
      '',
      '',
      '?lang=en',
      '?lang=fa',
      '?lang=%',
      `?lang=${encodeURIComponent(markup)}`,
      '?sent=1',
    ),
    fc
      .tuple(
        fc.constantFrom('reference', 'digest', 'cursor', 'show', 'repair', 'done', 'lang', 'x'),
        fc.oneof(fc.constant(markup), fc.string()),
      )
      .map(([name, value]) => `?${name}=${encodeURIComponent(value.toWellFormed())}`),
  )
  return fc
    .tuple(fc.tuple(...names.map((name) => segmentFor(name, route))), query)
    .map(([segments, text]) => {
      let count = 0
      return path.replaceAll(/\{\w+\}/g, () => segments[count++] ?? '') + text
    })
}

const jsonTypes = ['application/json', 'application/json; charset=utf-8', 'application/merge-patch+json']
const oddTypes = [
  'text/plain',
  'application/xml',
  'application/json; charset=latin1',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'image/svg+xml',
  'nonsense',
]

interface Body {
  readonly type?: string
  readonly body?: string | URLSearchParams | FormData
}

/** One value as JSON, as a form, as a form with files, or as something that it is not. */
const asBody = (value: unknown): fc.Arbitrary<Body> => {
  const text = JSON.stringify(value)
  const fields = Object.entries(Object(value)).map(
    ([name, one]) => [name, typeof one === 'string' ? one : JSON.stringify(one)] as const,
  )
  const multipart = new FormData()
  for (const [name, one] of fields) multipart.append(name, one)
  multipart.append('files', new Blob([text], { type: 'application/pdf' }), markup)
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...jsonTypes).map((type) => ({ type, body: text })) },
    {
      weight: 3,
      arbitrary: fc.constant({ body: new URLSearchParams(Object.fromEntries(fields)) }),
    },
    { weight: 1, arbitrary: fc.constant({ body: multipart }) },
    { weight: 1, arbitrary: fc.constantFrom(...oddTypes).map((type) => ({ type, body: text })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('{', '[', '%', 'a=%ff', '\\')
        .map((body) => ({ type: 'application/json', body })),
    },
    { weight: 1, arbitrary: fc.constant({}) },
  )
}

function operationOf(route: string): Operation {
  const [method = '', path = ''] = route.split(' ')
  const operation = description.paths[path]?.[method.toLowerCase()]
  if (operation === undefined) throw new Error(`${route} is not described`)
  return operation
}

function bodyOf(operation: Operation): fc.Arbitrary<Body> {
  const ref = operation.requestBody?.content['application/json']?.schema.$ref
  if (ref === undefined) return fc.constant({})
  const schema = description.components.schemas[ref.replace('#/components/schemas/', '')]
  if (schema === undefined) throw new Error(`${ref} is nowhere`)
  return spoilt(schema).chain(asBody)
}

const printable = fc.stringMatching(/^[\x21-\x7E]{1,40}$/)

function headersOf(route: string): fc.Arbitrary<Record<string, string>> {
  // Who signs out is signed out; the other routes still need the session.
  const cookies =
    route === 'POST /board/sign-out' ? ['tasvib=x'] : [session, session, 'tasvib=x', 'tasvib=', 'a=b']
  return fc.record(
    {
      accept: fc.oneof(fc.constantFrom('text/html', 'application/json', '*/*'), printable),
      cookie: fc.constantFrom(...cookies),
      'accept-language': fc.oneof(fc.constantFrom('en', 'fa-IR,fa;q=0.9'), printable),
      'idempotency-key': fc.oneof(printable, fc.constant('k'.repeat(300))),
      'sec-fetch-site': fc.constantFrom(
        'same-origin',
        'same-origin',
        'same-origin',
        'cross-site',
        'nonsense',
      ),
      origin: fc.constantFrom(
        tasvib.runtime.publicUrl,
        tasvib.runtime.publicUrl,
        'null',
        'https://other.example',
      ),
      'x-forwarded-for': fc.ipV4(),
    },
    { requiredKeys: ['accept', 'x-forwarded-for'] },
  )
}

async function check(route: string, address: string, init: RequestInit): Promise<void> {
  const response = await fetch(tasvib.runtime.publicUrl + address, { ...init, redirect: 'manual' })
  const text = await response.text()
  const { status, headers } = response
  sent += 1
  seen.add(status)
  expect(status, text.slice(0, 500)).toBeLessThan(500)
  const declared = operationOf(route).responses[status]
  expect(
    declared,
    `${route} answered ${status}, which it does not declare: ${text.slice(0, 500)}`,
  ).toBeDefined()
  const type = headers.get('content-type')?.split(';', 1)[0] ?? ''
  if (declared?.content !== undefined) expect(Object.keys(declared.content), route).toContain(type)
  if (type === 'text/html') {
    expect(text).not.toContain('<script>')
    expect(text).not.toContain('<img src=x')
  } else {
    expect(headers.get('x-content-type-options'), route).toBe('nosniff')
  }
  if (status === 429) expect(headers.get('retry-after'), route).toMatch(/^[1-9]\d*$/)
}

describe('every answer', () => {
  it.each(routes)('to bad requests is one that the description declares: %s', async (route) => {
    const requests = fc.record({
      address: addressOf(route),
      headers: headersOf(route),
      body: bodyOf(operationOf(route)),
    })
    const before = sent
    await fc.assert(
      fc.asyncProperty(requests, async ({ address, headers, body: { type, body } }) => {
        await check(route, address, {
          method: route.split(' ')[0] ?? '',
          headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
          ...(body === undefined ? {} : { body }),
        })
      }),
      { numRuns: requestsOfRoute },
    )
    expect(sent - before).toBe(requestsOfRoute)
  })

  it.each(routes.filter((route) => route.startsWith('POST')))(
    'to a body that is too large is 413: %s',
    async (route) => {
      const [address = ''] = fc.sample(addressOf(route), { numRuns: 1, seed: 1 })
      const body = JSON.stringify({ reason: 'x'.repeat(6 * 1024 * 1024) })
      await check(route, address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      expect(seen).toContain(413)
    },
  )

  it('was met in every kind, so that the requests went deep', () => {
    expect(sent).toBeGreaterThanOrEqual(routes.length * requestsOfRoute)
    expect([...seen]).toEqual(expect.arrayContaining([200, 303, 400, 401, 403, 404, 409, 410, 413, 415, 422]))
  })
})
