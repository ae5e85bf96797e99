import type { Language } from '#workflows/language.ts'
import type { Problem } from './problem.ts'

/** A file that came inside a multipart form. */
export interface UploadedFile {
  readonly field: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A request as use cases see it: parsed, bounded, and without anything of the gateway's. */
export interface HttpRequest {
  /** By the names in the route, e.g. `token`. */
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** From `?lang=`, the form's `lang`, the `lang` cookie, or (for JSON) Accept-Language; Persian otherwise. */
  readonly language: Language
  /** True when `?lang=` or the form named it. */
  readonly languageChosen: boolean
  readonly wants: 'html' | 'json'
  /** JSON body, or the form's fields; in both `scores[revenue]` is `{scores: {revenue: …}}`. A name repeated in a form is an array. */
  readonly body: unknown
  readonly files: readonly UploadedFile[]
  readonly cookies: Readonly<Record<string, string>>
  readonly ip: string
  readonly userAgent: string
  /** From the header `Idempotency-Key` or the form's field `idempotencyKey`. */
  readonly idempotencyKey: string | undefined
  /** The gateway's id of this request, for logs and error pages. */
  readonly requestId: string
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body: string
  /** `base64` where the body is bytes and not text. */
  readonly encoding?: 'base64'
}

/** What a door answers: a response, or a problem, of which whoever called it makes a page or problem+json. */
export type Answer = HttpResponse | Problem

export function page(
  status: number,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body: html }
}

export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** A small file that is made for this very answer, shown in the browser. */
export function inlineFile(bytes: Uint8Array, { name, type }: { name: string; type: string }): HttpResponse {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `inline; filename="${name}"` },
    body: Buffer.from(bytes).toString('base64'),
    encoding: 'base64',
  }
}

/** 303: look at `location` with GET. */
export function seeOther(location: string, cookies: readonly string[] = []): HttpResponse {
  return { status: 303, headers: { location }, cookies, body: '' }
}
