import * as z from 'zod'
import type { Programme } from '#workflows/programme/programme.ts'
import { answerSchemas } from './answer-schemas.ts'
import { type GoodAnswer, type Operation, operations } from './operations.ts'
import { requestBodies } from './request-bodies.ts'

type JsonSchema = Readonly<Record<string, unknown>>

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const content = (type: string, schema: JsonSchema): JsonSchema => ({ [type]: { schema } })
const anyObject: JsonSchema = { type: 'object' }
const location: JsonSchema = { description: 'Where to look.', schema: { type: 'string' } }
const retryAfter: JsonSchema = { description: 'Seconds to wait.', schema: { type: 'integer' } }

/** By status, what is answered when all is well. */
const answers: Readonly<Record<GoodAnswer, readonly [status: number, answer: JsonSchema]>> = {
  page: [200, { description: 'The page.', content: content('text/html', { type: 'string' }) }],
  json: [200, { description: 'The same facts as JSON.', content: content('application/json', anyObject) }],
  css: [200, { description: 'The style sheet.', content: content('text/css', { type: 'string' }) }],
  pdf: [
    200,
    { description: 'The file.', content: content('application/pdf', { type: 'string', format: 'binary' }) },
  ],
  csv: [200, { description: 'The table.', content: content('text/csv', { type: 'string' }) }],
  'see-other': [303, { description: 'Look there.', headers: { location } }],
  file: [302, { description: 'The file is there, for five minutes.', headers: { location } }],
  created: [
    201,
    { description: 'Where to send the file.', content: content('application/json', ref('UploadTicket')) },
  ],
  accepted: [202, { description: 'Taken.', content: content('application/json', ref('Accepted')) }],
  sent: [202, { description: 'A mail is on its way.', content: content('application/json', anyObject) }],
}

const problemNames: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'Not signed in.',
  403: 'Sent from another site, or not for your role; or a file in which a scan found malware.',
  404: 'Nothing is there, or the link is unknown.',
  408: 'The request did not arrive in time.',
  409: 'The case or its documents have moved on.',
  410: 'It is over; the answer says what was decided.',
  413: 'Too large.',
  415: 'Neither JSON nor a form.',
  421: 'The address is not this installation’s.',
  422: 'Fields are missing or wrong; `errors` names each.',
  429: 'Too many requests.',
  431: 'The headers, cookies among them, are too large.',
  500: 'A fault on our side.',
  503: 'Busy; nothing was recorded. Of a file: it is still being checked for malware.',
  507: 'No room for files today.',
}
const always = [400, 404, 408, 421, 431, 500, 503]
const waiting = new Set([429, 503, 507])

/** OpenAPI 3.1 of everything the public meets, made of the catalogue's routes and the zod schemas of the bodies. */
export function openApiDocument(
  { name, version }: Pick<Programme, 'name' | 'version'>,
  url: string,
): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [route, operation] of Object.entries<Operation>(operations)) {
    const [method = '', path = ''] = route.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(route, operation) }
  }
  return {
    openapi: '3.1.1',
    info: { title: `Tasvib: ${name.en}`, version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url }],
    paths,
    components: { schemas },
  }
}

function describe(
  route: string,
  { summary, answers: good, problems, body, multipart, query, facts }: Operation,
): JsonSchema {
  return {
    operationId: operationId(route),
    summary,
    parameters: [...parameters(route), ...queryParameters(query)],
    ...(body === undefined ? {} : { requestBody: requestBody(body, multipart === true) }),
    responses: {
      ...successes(withMending(route, good), facts),
      ...Object.fromEntries([...always, ...problems].map(problemAnswer)),
    },
  }
}

/** A link that took a sign along from the mail that it stood in leads to itself without it. */
function withMending(route: string, good: Operation['answers']): Operation['answers'] {
  return /^GET .*\}/.test(route) ? [...good, 'see-other'] : good
}

function successes(good: Operation['answers'], facts: Operation['facts']): Record<string, JsonSchema> {
  const responses: Record<string, JsonSchema> = {}
  for (const kind of good) {
    const [status, plain] = answers[kind]
    const isDescribed = kind === 'json' && facts !== undefined
    const answer = isDescribed ? { ...plain, content: content('application/json', ref(facts)) } : plain
    const earlier = responses[status]?.['content']
    const later = answer['content']
    const both = typeof earlier === 'object' && typeof later === 'object' ? { ...earlier, ...later } : later
    responses[status] = { ...answer, ...(both === undefined ? {} : { content: both }) }
  }
  return responses
}

function problemAnswer(status: number): [string, JsonSchema] {
  return [
    String(status),
    {
      description: problemNames[status],
      ...(waiting.has(status) ? { headers: { 'retry-after': retryAfter } } : {}),
      content: {
        ...content('application/problem+json', ref('Problem')),
        ...content('text/html', { type: 'string' }),
      },
    },
  ]
}

function requestBody(name: string, multipart: boolean): JsonSchema {
  const schema = ref(name)
  return {
    required: true,
    content: {
      ...content('application/json', schema),
      ...(name === 'UploadRequest' ? {} : content('application/x-www-form-urlencoded', schema)),
      ...(multipart ? content('multipart/form-data', schema) : {}),
    },
  }
}

function parameters(route: string): JsonSchema[] {
  const inPath = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const lang = { name: 'lang', in: 'query', schema: { type: 'string', enum: ['fa', 'en'] } }
  const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } }
  const thanks = { name: 'reference', in: 'query', schema: { type: 'string' } }
  return [
    ...inPath,
    ...(route === 'GET /thanks' ? [thanks] : []),
    ...(route === 'POST /proposals' ? [key] : []),
    ...(publicQueries[route] ?? []).map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    lang,
  ]
}

/** What may be asked of the pages that anybody may see. */
const publicQueries: Readonly<Record<string, readonly string[]>> = {
  'GET /verify': ['digest'],
  'GET /contracts': ['cursor', 'format'],
}

function queryParameters(query: Operation['query'] = {}): JsonSchema[] {
  return Object.entries(query).map(([name, described]) => ({ name, in: 'query', ...described }))
}

/** `POST /review/{token}/recusal` is `postReviewRecusal`. */
function operationId(route: string): string {
  const words = route
    .replaceAll(/\{\w+\}/g, ' ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const id = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  const opened = /\{(?:file|reference|digest)\}$/.test(route) ? 'One' : ''
  return words.length === 1 ? `${id}Form` : `${id}${opened}`
}

const schemas: JsonSchema = Object.fromEntries(
  Object.entries<z.ZodType>({ ...requestBodies, ...answerSchemas }).map(([name, schema]) => {
    // The dialect is that of OpenAPI 3.1 itself.
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
    return [name, rest]
  }),
)
