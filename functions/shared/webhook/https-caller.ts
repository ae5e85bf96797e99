import { lookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { isIP } from 'node:net'
import { AddressRefused, guardedLookup, type Resolve } from './guarded-lookup.ts'
import type { CallOutcome, WebhookCall, WebhookCaller } from './webhook-caller.ts'

export interface HttpsCallerSpec {
  /**
   * Origins of this very machine that may be called all the same, by HTTP too: a receiver that somebody tries out. Only the
   * one-machine runtime and tests give any.
   */
  readonly testOrigins?: readonly string[]
  readonly resolve?: Resolve
  /** Milliseconds for the whole call. */
  readonly patience?: number
  /** Certificates to trust besides the usual ones, in PEM. */
  readonly ca?: string
}

/** Milliseconds; Standard Webhooks asks senders to wait 15 to 30 seconds. */
const usualPatience = 15_000
/** Bytes of an answer that are read, and then no more: only its status is of use. */
const mostAnswer = 16 * 1024

const byName: Resolve = (hostname) => lookup(hostname, { all: true })

/**
 * Calls by node:https and not by `fetch`, which cannot be held to an address that was checked. Nothing is followed, kept open or
 * read at length; whatever is in doubt is not called at all.
 */
export function httpsCaller(spec: HttpsCallerSpec = {}): WebhookCaller {
  return async (call) => {
    try {
      return outcomeOf(await send(call, spec))
    } catch (error) {
      return { kind: 'failed', error: wordFor(error) }
    }
  }
}

function outcomeOf(status: number): CallOutcome {
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  if (status === 410) return { kind: 'gone' }
  return { kind: 'failed', error: status >= 300 && status < 400 ? 'Redirected' : `HTTP ${status}` }
}

class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

class HostRefused extends Error {
  override readonly name = 'HostRefused'
}

/** Resolves to the status as soon as it is known. */
function send(call: WebhookCall, spec: HttpsCallerSpec): Promise<number> {
  const { resolve = byName, patience = usualPatience, testOrigins = [], ca } = spec
  const url = new URL(call.url)
  const isTest = testOrigins.includes(url.origin)
  if (!isTest) refuseHost(url, call.allowedHosts)
  const body = Buffer.from(call.body)
  const options: RequestOptions = {
    method: 'POST',
    headers: {
      ...call.headers,
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': 'Tasvib',
    },
    maxHeaderSize: 8 * 1024,
    ...(ca === undefined ? {} : { ca }),
    // An agent of its own: no socket is shared with anybody, and no proxy is taken from the environment.
    agent: url.protocol === 'http:' ? new HttpAgent() : new Agent(),
    ...(isTest ? {} : { lookup: guardedLookup(resolve) }),
  }
  return new Promise((settle, fail) => {
    const make = url.protocol === 'http:' ? httpRequest : request
    const outgoing = make(url, options, (answer) => {
      clearTimeout(timer)
      settle(answer.statusCode ?? 0)
      discard(answer)
    })
    const timer = setTimeout(() => outgoing.destroy(new TimedOut('No answer in time')), patience)
    outgoing.on('error', (error) => {
      clearTimeout(timer)
      fail(error)
    })
    outgoing.end(body)
  })
}

/** HTTPS, to a host that the programme names; a host that is written as an address would pass by the look-up. */
function refuseHost({ protocol, hostname }: URL, allowedHosts: readonly string[]): void {
  const isAddress = isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0
  if (protocol !== 'https:' || isAddress || !allowedHosts.includes(hostname)) {
    throw new HostRefused('This host may not be called')
  }
}

/** Lets a short answer end by itself, and ends a long or slow one. */
function discard(answer: IncomingMessage): void {
  let read = 0
  const end = setTimeout(() => answer.destroy(), 1_000)
  answer.on('data', (chunk: Buffer) => {
    read += chunk.length
    if (read > mostAnswer) answer.destroy()
  })
  answer.on('close', () => clearTimeout(end))
  answer.on('error', () => undefined)
}

/** The kind of error alone: messages of sockets name addresses and certificates. */
function wordFor(error: unknown): string {
  if (error instanceof AddressRefused || error instanceof TimedOut || error instanceof HostRefused)
    return error.name
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'Unreachable'
}
