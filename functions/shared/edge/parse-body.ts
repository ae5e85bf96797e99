import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { UploadedFile } from '#functions/shared/http/http.ts'
import { isJson, mediaTypeOf } from '#functions/shared/http/preferences.ts'
import { problems } from './errors.ts'
import { RequestProblem } from './exchange.ts'
import { type BodyPart, NotUtf8, partsOf } from './parse-multipart.ts'

/** Names by which an object could be turned against the program that reads it. */
const dangerous: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function isDangerousName(name: string): boolean {
  return dangerous.has(name)
}

type FieldValues = string | string[]

/**
 * The fields of a form as one object: `scores[revenue]=4` is `{scores: {revenue: '4'}}`, one level deep; a repeated name is an
 * array, and so is `files[]`. Where a name is used both plainly and with brackets, the first use counts.
 */
function formFields(fields: Iterable<readonly [string, string]>): Record<string, unknown> {
  const outer = new Map<string, FieldValues | Map<string, FieldValues>>()
  for (const [name, value] of fields) {
    const { group, inner } = splitName(name)
    if (isDangerousName(group) || (inner !== undefined && isDangerousName(inner))) continue
    if (inner === undefined) {
      const earlier = outer.get(group)
      if (!(earlier instanceof Map)) outer.set(group, withValue(earlier, value))
    } else {
      const members = outer.get(group) ?? new Map<string, FieldValues>()
      if (!(members instanceof Map)) continue
      members.set(inner, withValue(members.get(inner), value))
      outer.set(group, members)
    }
  }
  return Object.fromEntries(
    [...outer].map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]),
  )
}

/**
 * JSON whose names are those of the form: `{"scores[revenue]": 4}` is `{scores: {revenue: 4}}`, as it is in a form. Where a
 * name is used both plainly and with brackets, the plain one counts.
 */
function jsonFields(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const fields = Object.entries(body)
  if (!fields.some(([name]) => splitName(name).inner !== undefined)) return body
  const outer = new Map<string, unknown>(fields.filter(([name]) => splitName(name).inner === undefined))
  const groups = new Map<string, [string, unknown][]>()
  for (const [name, value] of fields) {
    const { group, inner } = splitName(name)
    if (inner === undefined || outer.has(group) || isDangerousName(group) || isDangerousName(inner)) continue
    groups.set(group, [...(groups.get(group) ?? []), [inner, value]])
  }
  for (const [group, members] of groups) outer.set(group, Object.fromEntries(members))
  return Object.fromEntries(outer)
}

function splitName(name: string): { group: string; inner?: string } {
  const [, group, inner] = /^([^[\]]+)\[([^[\]]*)\]$/.exec(name) ?? []
  if (group === undefined || inner === undefined) return { group: name }
  return inner === '' ? { group } : { group, inner }
}

function withValue(earlier: FieldValues | undefined, value: string): FieldValues {
  if (earlier === undefined) return value
  return typeof earlier === 'string' ? [earlier, value] : [...earlier, value]
}

export interface ParsedBody {
  readonly body: unknown
  readonly files: readonly UploadedFile[]
}

/**
 * Bytes. Lambda takes an event of 6 MB, in which a form stands in Base64 beside its headers. What exceeds that, API Gateway
 * refuses by itself in words that nobody can change; the one-machine gateway hands such a request over without its body.
 */
export const largestBody = 4.5 * 1024 * 1024
const mostFields = 200
/** Levels of JSON. No form needs three; whoever walks a value later must not run out of stack. */
const mostLevels = 16

const utf8 = new TextDecoder('utf-8', { fatal: true })
const nothing: ParsedBody = { body: {}, files: [] }

/**
 * Reads the body by its media type.
 * @throws RequestProblem 400, 413 or 415
 */
export async function parseBody(event: APIGatewayProxyEventV2): Promise<ParsedBody> {
  if (Number(event.headers['content-length'] ?? 0) > largestBody) throw new RequestProblem(problems.tooLarge)
  if (event.body === undefined || event.body === '') return nothing
  if (event.body.length > (largestBody * 4) / 3 + 4) throw new RequestProblem(problems.tooLarge)
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > largestBody) throw new RequestProblem(problems.tooLarge)

  const contentType = event.headers['content-type'] ?? ''
  const mediaType = mediaTypeOf(contentType)
  if (mediaType === 'multipart/form-data') return parseMultipart(bytes, contentType)
  const otherCharset = /charset\s*=\s*"?(?!utf-?8\b)\w/i.test(contentType)
  if (otherCharset) throw new RequestProblem(problems.unsupported)
  if (isJson(mediaType)) {
    const body = parseJson(textOf(bytes))
    // A body has fields; what is a list, a text or nothing says something that nobody would read.
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return malformed(undefined)
    if (isDeeper(body, mostLevels)) throw new RequestProblem(problems.malformed)
    return { body: jsonFields(body), files: [] }
  }
  if (mediaType === 'application/x-www-form-urlencoded') {
    const text = textOf(bytes)
    const fields = [...new URLSearchParams(text)]
    if (fields.some(isLossy)) refuseLostLetters(text)
    return { body: formFields(bounded(fields)), files: [] }
  }
  throw new RequestProblem(problems.unsupported)
}

function parseMultipart(bytes: Buffer, contentType: string): ParsedBody {
  const fields: [string, string][] = []
  const files: UploadedFile[] = []
  for (const { name, fileName, type, bytes: content } of multipartOf(bytes, contentType)) {
    if (fileName === undefined) fields.push([name, content.toString('utf8')])
    // A file input that was left empty is sent as a file without name and bytes.
    else if (fileName !== '' || content.length > 0) {
      files.push({ field: name, name: fileName, type, bytes: content })
    }
  }
  return { body: formFields(fields), files }
}

function multipartOf(bytes: Buffer, contentType: string): BodyPart[] {
  const parts: BodyPart[] = []
  try {
    for (const part of partsOf(bytes, contentType)) {
      parts.push(part)
      bounded(parts)
    }
  } catch (error) {
    if (error instanceof NotUtf8) throw new RequestProblem(problems.notUtf8(error.field))
    if (error instanceof SyntaxError) return malformed(error)
    throw error
  }
  return parts
}

/** Decoders put U+FFFD where bytes are no UTF-8. Somebody may have typed it, too: then it is the form's own business. */
function isLossy([name, value]: readonly [string, string]): boolean {
  return name.includes('\uFFFD') || value.includes('\uFFFD')
}

function refuseLostLetters(text: string): void {
  for (const pair of text.split('&')) {
    const [name = '', value = ''] = pair.replaceAll('+', ' ').split(/=(.*)/s)
    const known = decoded(name)
    if (known === undefined || decoded(value) === undefined) {
      throw new RequestProblem(problems.notUtf8(known))
    }
  }
}

/** Undefined where percent-encoded bytes are no UTF-8; a bare `%` is one. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![\dA-Fa-f]{2})/g, '%25'))
  } catch {
    return undefined
  }
}

/**
 * Lone surrogates are refused, as I-JSON (RFC 7493) asks: they have no UTF-8, so no digest could be taken of them. The slow
 * look at every name and string is only for texts that hold something suspicious.
 */
function parseJson(text: string): unknown {
  try {
    if (!/__proto__|constructor|prototype|\\u/.test(text)) return JSON.parse(text)
    return JSON.parse(text, (name, value: unknown) => {
      if (!name.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
        throw new SyntaxError()
      return isDangerousName(name) ? undefined : value
    })
  } catch (cause) {
    return malformed(cause)
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw Object.assign(new RequestProblem(problems.notUtf8()), { cause })
  }
}

function bounded<T>(fields: T[]): T[] {
  if (fields.length > mostFields) throw new RequestProblem(problems.malformed)
  return fields
}

function malformed(cause: unknown): never {
  throw Object.assign(new RequestProblem(problems.malformed), { cause })
}
