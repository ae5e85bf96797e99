import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { throttles, timeouts, unreachable } from '#functions/shared/ports/reach.ts'
import { type Answer, post } from './post.ts'
import { type SigningKey, signedHeaders } from './sign-request.ts'

/** The SDK's class of an error; what it is made of is as the SDK's own. */
type ErrorClass = new (options: never) => Error

/** A service that speaks AWS's JSON protocol 1.0 or 1.1: every call is a POST to one address, a header says which. */
export interface JsonService {
  /** In the address, e.g. `states.eu-central-1.amazonaws.com`, and in signatures. */
  readonly name: string
  /** Ends `AWS_ENDPOINT_URL_…`, by which an emulator is told. */
  readonly environmentName: string
  /** Stands before the operation in `x-amz-target`. */
  readonly target: string
  readonly version: '1.0' | '1.1'
  /** By the names that the service gives them, those that somebody looks for. */
  readonly errors: Readonly<Record<string, ErrorClass>>
  /** The SDK's class of all others. */
  readonly otherError: ErrorClass
}

/** One call. `body` is made once, so that each repetition says the same. */
export interface JsonCall {
  readonly operation: string
  readonly body: Readonly<Record<string, unknown>>
  /** What of the answer is bytes. */
  readonly bytes?: readonly string[]
}

export interface JsonClientOptions {
  readonly endpoint?: string
  readonly region?: string
  readonly credentials?: SigningKey
}

/** The first one included, as often as the SDK tries. */
const attempts = 3
/** Milliseconds without a byte after which a try is given up. */
const silence = 2_500
/** Milliseconds for a call with all its repetitions: most functions have ten seconds, in which they must still say that it failed. */
const patience = 8_000

/**
 * What the SDK's clients do for a function, and no more: signs by what the environment holds, keeps its connections, repeats what
 * failed in passing up to twice (with random growing pauses, as the SDK's standard mode does), and throws the SDK's own errors.
 * Why there is one: docs/adr/0040-light-clients.md.
 */
export class JsonClient {
  readonly #service: JsonService
  readonly #options: JsonClientOptions

  constructor(service: JsonService, options: JsonClientOptions) {
    this.#service = service
    this.#options = options
  }

  /** @throws within eight seconds the SDK's error of the service; an error with a `code` or `TimeoutError` when it is out of reach */
  async send({ operation, body, bytes = [] }: JsonCall): Promise<Record<string, unknown>> {
    const json = JSON.stringify(body, bytesInBase64)
    const end = performance.now() + patience
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(operation, json, end).catch(unreached)
      if ('answer' in outcome) return withBytes(outcome.answer, bytes)
      const { error, pause } = outcome
      if (pause === undefined || attempt === attempts) throw error
      const wait = Math.random() * pause * 2 ** (attempt - 1)
      if (performance.now() + wait >= end) throw error
      await setTimeout(wait)
    }
  }

  async #attempt(operation: string, json: string, end: number): Promise<Success | Failure> {
    const { name, target, version } = this.#service
    const region = this.#options.region ?? environment('AWS_REGION')
    const url = new URL(this.#options.endpoint ?? this.#endpoint(region))
    const headers = {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${operation}`,
    }
    const scope = { region, service: name }
    const unsigned = { method: 'POST', url, headers, body: json }
    const signed = signedHeaders(unsigned, this.#options.credentials ?? ownCredentials(), scope, new Date())
    signed['content-length'] = String(Buffer.byteLength(json))
    // By it a trace goes on in what is called, and AWS notices functions that call each other for ever.
    const trace = process.env['_X_AMZN_TRACE_ID']
    if (trace !== undefined) signed['x-amzn-trace-id'] = trace
    const whole = Math.max(1, Math.ceil(end - performance.now()))
    const answer = await post(
      url,
      { headers: signed, body: json },
      { silence: Math.min(silence, whole), whole },
    )
    if (answer.status < 300) return { answer: answer.text === '' ? {} : parsed(answer.text) }
    return refused(this.#service, answer)
  }

  #endpoint(region: string): string {
    const { name, environmentName } = this.#service
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
    return (
      process.env[`AWS_ENDPOINT_URL_${environmentName}`] ??
      process.env['AWS_ENDPOINT_URL'] ??
      `https://${name}.${region}.${domain}`
    )
  }
}

/** A command that takes the SDK's input as it is. */
export function jsonCommand(operation: string): new (input: JsonCall['body']) => JsonCall {
  return class implements JsonCall {
    readonly operation = operation
    readonly body: JsonCall['body']

    constructor(input: JsonCall['body']) {
      this.body = input
    }
  }
}

interface Success {
  readonly answer: Record<string, unknown>
}

/** What went wrong, and the longest first pause, in milliseconds, after which it may go better. */
interface Failure {
  readonly error: unknown
  readonly pause: number | undefined
}

const transientStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504])

function refused({ errors, otherError }: JsonService, { status, headers, text }: Answer): Failure {
  const body = fields(text)
  // `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException`; some write `name:http://…`.
  const type = textIn(body['__type'], headers['x-amzn-errortype'], 'UnknownError')
  const name = type.replace(/^.*#/, '').replace(/:.*$/, '')
  const SdkError = (errors[name] ?? otherError) as new (options: unknown) => Error
  const { __type: _, message, Message, ...rest } = body
  const error = new SdkError({
    ...rest,
    name,
    message: textIn(message, Message, name),
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status, requestId: headers['x-amzn-requestid'] },
  })
  const isTransient = timeouts.has(name) || transientStatuses.has(status)
  return { error, pause: throttles.has(name) || status === 429 ? 500 : isTransient ? 100 : undefined }
}

function unreached(error: unknown): Failure {
  const isTransient =
    error instanceof Error && (timeouts.has(error.name) || ('code' in error && unreachable.has(error.code)))
  return { error, pause: isTransient ? 100 : undefined }
}

/** Of the object that `JSON.stringify` is at: a Buffer has turned itself into something else by then. */
function bytesInBase64(this: unknown, key: string, value: unknown): unknown {
  const kept = (this as Readonly<Record<string, unknown>>)[key]
  return kept instanceof Uint8Array ? Buffer.from(kept).toString('base64') : value
}

function withBytes(answer: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const bytes = names.flatMap((name) => {
    const value = answer[name]
    return typeof value === 'string' ? [[name, new Uint8Array(Buffer.from(value, 'base64'))] as const] : []
  })
  return { ...answer, ...Object.fromEntries(bytes) }
}

function textIn(first: unknown, second: unknown, otherwise: string): string {
  return [first, second].find((value) => typeof value === 'string') ?? otherwise
}

/** A gateway on the way answers with something else. */
function fields(text: string): Record<string, unknown> {
  try {
    return parsed(text)
  } catch {
    return {}
  }
}

function parsed(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}

function ownCredentials(): SigningKey {
  return {
    accessKeyId: environment('AWS_ACCESS_KEY_ID'),
    secretAccessKey: environment('AWS_SECRET_ACCESS_KEY'),
    sessionToken: process.env['AWS_SESSION_TOKEN'],
  }
}

function environment(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`The environment holds no ${name}`)
  return value
}

/** The same for each repetition, so that a transaction whose answer was lost is not done again. */
export function withToken(input: JsonCall['body']): JsonCall['body'] {
  return { ClientRequestToken: randomUUID(), ...input }
}
