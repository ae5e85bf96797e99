import type { IncomingHttpHeaders } from 'node:http'
import type { RefusalStatus } from '#infra/machine/gateway/refusal-page.ts'
import { type FileRight, isRight } from './file-rights.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { filesPath } from './machine-files.ts'

interface ReadForm {
  readonly fields: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** Reads an upload form, its fields named in lower case; undefined if it is none or has no file. */
async function readForm(type: string, sent: Buffer): Promise<ReadForm | undefined> {
  if (!type.startsWith('multipart/form-data')) return undefined
  try {
    const form = await new Response(Uint8Array.from(sent), { headers: { 'content-type': type } }).formData()
    const file = form.get('file')
    if (file === null) return undefined
    const fields = new Map<string, string>()
    for (const [name, value] of form) if (typeof value === 'string') fields.set(name.toLowerCase(), value)
    fields.delete('file')
    return {
      fields,
      body: typeof file === 'string' ? Buffer.from(file) : Buffer.from(await file.arrayBuffer()),
    }
  } catch {
    return undefined
  }
}

export interface FileRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface FileAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
}

export interface ServeFilesOptions {
  readonly store: FileStore
  readonly rightsKey: string
}

/**
 * What browsers do with the rights that `machineFiles` gives them: fetch one file in one way, or send one of exactly this size and
 * type to one place, for five minutes. Whoever has no right learns nothing, not even whether there is such a file.
 */
export async function serveFiles(
  request: FileRequest,
  options: ServeFilesOptions,
): Promise<FileAnswer | RefusalStatus> {
  if (request.path === filesPath) return request.method === 'POST' ? takeUpload(request, options) : 403
  if (request.method !== 'GET' && request.method !== 'HEAD') return 403
  return giveFile(request, options)
}

async function giveFile(
  request: FileRequest,
  options: ServeFilesOptions,
): Promise<FileAnswer | RefusalStatus> {
  const { method, path, query, headers } = request
  const key = decoded(path.slice(filesPath.length + 1))
  if (key === undefined) return 400
  const asked = new URLSearchParams(query)
  const said = (name: string) => asked.get(name) ?? ''
  const right: FileRight = {
    may: 'read',
    method,
    key,
    type: said('type'),
    disposition: said('disposition'),
    until: Number(said('until')),
  }
  if (!holds(right, said('right'), options)) return 403
  const file = options.store.find(key)
  if (file === undefined) return 404
  const told = {
    'content-type': right.type,
    'content-disposition': right.disposition,
    'accept-ranges': 'bytes',
    'last-modified': new Date(file.modified).toUTCString(),
    etag: `"${file.digest}"`,
  }
  const range = rangeOf(headers.range, file)
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...told, 'content-range': `bytes */${file.size}` } }
  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  const answer = {
    status: range === undefined ? 200 : 206,
    headers: {
      ...told,
      'content-length': String(end - start + 1),
      ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${file.size}` }),
    },
  }
  return method === 'HEAD' ? answer : { ...answer, body: await options.store.read(key, range) }
}

/** Every field but the file is what was handed out, and there is no other. */
async function takeUpload(
  request: FileRequest,
  options: ServeFilesOptions,
): Promise<FileAnswer | RefusalStatus> {
  const form = await readForm(request.headers['content-type'] ?? '', request.body)
  if (form === undefined) return 400
  const said = (name: string) => form.fields.get(name) ?? ''
  const name = decoded(said('name'))
  const known = new Set(['content-type', 'key', 'name', 'size', 'until', 'right'])
  if (name === undefined || [...form.fields.keys()].some((field) => !known.has(field))) return 403
  const right: FileRight = {
    may: 'upload',
    key: said('key'),
    type: said('content-type'),
    name,
    size: Number(said('size')),
    until: Number(said('until')),
  }
  const isOurs = holds(right, said('right'), options)
  if (!isOurs) return 403
  if (form.body.length !== right.size) return 400
  await options.store.put(right, [form.body])
  return { status: 204, headers: {} }
}

function holds(right: FileRight, proof: string, { rightsKey }: ServeFilesOptions): boolean {
  return isRight(right, proof, { key: rightsKey, now: Date.now() })
}

function rangeOf(
  header: string | undefined,
  { size }: StoredFile,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
