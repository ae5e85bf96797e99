import type { ObjectDescription, ObjectStore, StoredObject } from './object-store.ts'
import { checkUploadForm } from './post-policy.ts'
import { readForm } from './read-upload-form.ts'
import { failure, type S3Answer, type S3Request, standardHeaders } from './s3-answer.ts'
import {
  type Credentials,
  type Refusal,
  type SignedRequest,
  verifyHeaderSignature,
  verifyQuerySignature,
} from './signature-v4.ts'

export interface S3Options {
  readonly objects: ObjectStore
  readonly bucket: string
  readonly credentials: Credentials
  /** The hosts in addresses given to browsers. */
  readonly hosts: () => readonly string[]
}

/** The largest object taken, in bytes; bodies are held in memory. */
export const largestObject = 64 * 1024 * 1024

const keptHeaders = /^(?:content-(?:type|disposition|language|encoding)|cache-control|x-amz-meta-.+)$/
const overridable = ['content-type', 'content-disposition', 'content-language', 'cache-control'] as const

/**
 * The part of S3 that Tasvib uses, path-style: PutObject, GetObject with Range, HeadObject, DeleteObject, and presigned
 * GET and POST. Every request must be signed, because browsers reach this through the public port.
 */
export async function serveS3(request: S3Request, options: S3Options): Promise<S3Answer> {
  const target = parsePath(request.path)
  if (target === undefined) return failure(400, 'InvalidURI', 'The path cannot be read.')
  if (target.bucket !== options.bucket) return failure(404, 'NoSuchBucket', 'There is no such bucket.')
  if (request.method === 'POST' && target.key === '') return takeForm(request, options)
  const refusal = checkSignature(request, options)
  if (refusal !== undefined) return refusal
  if (target.key === '' && request.method === 'GET' && /(?:^|&)list-type=2(?:&|$)/.test(request.query))
    return listObjects(new URLSearchParams(request.query).get('prefix') ?? '', options)
  if (target.key === '') return failure(501, 'NotImplemented', 'Buckets are not listed here.')
  if (/(?:^|&)(?:acl|tagging|uploads|uploadId|versionId|attributes|retention)(?:=|&|$)/.test(request.query)) {
    return failure(501, 'NotImplemented', 'This part of S3 is not offered here.')
  }
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return giveObject(request, target.key, options)
    case 'PUT':
      return takeObject(request, target.key, options)
    case 'DELETE':
      await options.objects.remove(options.bucket, target.key)
      return { status: 204, headers: standardHeaders() }
    default:
      return failure(405, 'MethodNotAllowed', 'This method is not allowed here.')
  }
}

/** ListObjectsV2, all in one page: a machine's bucket is small. */
async function listObjects(prefix: string, { objects, bucket }: S3Options): Promise<S3Answer> {
  const found = await objects.list(bucket, prefix)
  const contents = found.map(
    ({ key, modified, size, md5 }) =>
      `<Contents><Key>${escaped(key)}</Key><LastModified>${modified}</LastModified><ETag>${md5}</ETag><Size>${size}</Size></Contents>`,
  )
  const body = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>${escaped(bucket)}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${found.length}</KeyCount><MaxKeys>${Math.max(1_000, found.length)}</MaxKeys><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`
  return {
    status: 200,
    headers: { ...standardHeaders(), 'content-type': 'application/xml' },
    body: Buffer.from(body),
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function checkSignature(request: S3Request, options: S3Options): S3Answer | undefined {
  const signed: SignedRequest = { ...request, hosts: options.hosts(), now: new Date() }
  const verdict =
    request.headers.authorization === undefined
      ? verifyQuerySignature(signed, options.credentials)
      : verifyHeaderSignature(signed, options.credentials)
  return verdict.ok ? undefined : failure(403, ...refusalWords[verdict.why])
}

const refusalWords: Record<Refusal, [code: string, message: string]> = {
  missing: ['AccessDenied', 'Access Denied'],
  malformed: ['AuthorizationQueryParametersError', 'The signature cannot be read.'],
  expired: ['AccessDenied', 'Request has expired'],
  'not-yet-valid': ['AccessDenied', 'Request is not yet valid'],
  wrong: ['SignatureDoesNotMatch', 'The signature is not the one that this request needs.'],
}

async function giveObject(request: S3Request, key: string, options: S3Options): Promise<S3Answer> {
  const object = await options.objects.find(options.bucket, key)
  if (object === undefined) return failure(404, 'NoSuchKey', 'The specified key does not exist.')
  const headers = { ...describe(object.description), ...overrides(request.query) }
  const range = parseRange(request.headers.range, object.description.size)
  if (range === 'unsatisfiable') {
    const answer = failure(416, 'InvalidRange', 'The requested range is not satisfiable')
    return {
      ...answer,
      headers: { ...answer.headers, 'content-range': `bytes */${object.description.size}` },
    }
  }
  if (range === undefined) return withBody(200, headers, request.method === 'HEAD' ? undefined : object)
  const { start, end } = range
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${start}-${end}/${object.description.size}`,
      'content-length': String(end - start + 1),
    },
    ...(request.method === 'HEAD' ? {} : { body: await object.read(start, end) }),
  }
}

async function withBody(
  status: number,
  headers: Readonly<Record<string, string>>,
  object: StoredObject | undefined,
): Promise<S3Answer> {
  return object === undefined ? { status, headers } : { status, headers, body: await object.read() }
}

async function takeObject(request: S3Request, key: string, options: S3Options): Promise<S3Answer> {
  if (request.headers['x-amz-copy-source'] !== undefined) {
    return failure(501, 'NotImplemented', 'Objects are not copied here.')
  }
  if (request.headers['content-encoding']?.includes('aws-chunked') === true) {
    return failure(501, 'NotImplemented', 'Send the body whole, not as a stream.')
  }
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    keptHeaders.test(name) && typeof value === 'string' ? [[name, value] as const] : [],
  )
  return store(
    {
      bucket: options.bucket,
      key,
      body: request.body,
      headers: Object.fromEntries(headers),
      onlyIfAbsent: request.headers['if-none-match'] === '*',
    },
    options,
  )
}

async function store(object: Parameters<ObjectStore['put']>[0], { objects }: S3Options): Promise<S3Answer> {
  try {
    const { md5 } = await objects.put(object)
    return { status: 200, headers: { ...standardHeaders(), etag: `"${md5}"` } }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return failure(
        412,
        'PreconditionFailed',
        'At least one of the preconditions you specified did not hold.',
      )
    }
    throw error
  }
}

async function takeForm(request: S3Request, options: S3Options): Promise<S3Answer> {
  const form = await readForm(request)
  if (form === undefined) {
    return failure(
      400,
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
    )
  }
  const refusal = checkUploadForm(
    { bucket: options.bucket, fields: form.fields, size: form.body.length, now: new Date() },
    options.credentials,
  )
  if (refusal !== undefined) return failure(refusal.status, refusal.code, refusal.message)
  const key = form.fields.get('key')?.replace('${filename}', form.fileName) ?? ''
  if (key === '') return failure(400, 'InvalidArgument', 'The form has no key.')
  const headers = Object.fromEntries([...form.fields].filter(([name]) => keptHeaders.test(name)))
  const stored = await store({ bucket: options.bucket, key, body: form.body, headers }, options)
  if (stored.status !== 200) return stored
  return { ...stored, status: form.fields.get('success_action_status') === '201' ? 201 : 204 }
}

function describe(description: ObjectDescription): Record<string, string> {
  return {
    ...standardHeaders(),
    'accept-ranges': 'bytes',
    'content-type': 'binary/octet-stream',
    ...description.headers,
    'content-length': String(description.size),
    'last-modified': new Date(description.modified).toUTCString(),
    etag: `"${description.md5}"`,
  }
}

/** `response-content-disposition` and its like, which only a signed request can carry. */
function overrides(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries(
    overridable.flatMap((name) => {
      const value = parameters.get(`response-${name}`)
      return value === null ? [] : [[name, value] as const]
    }),
  )
}

function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}

function parsePath(path: string): { bucket: string; key: string } | undefined {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? []
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) }
  } catch {
    return undefined
  }
}
