import type { S3Request } from './s3-answer.ts'

export interface ReadForm {
  readonly fields: Map<string, string>
  readonly body: Buffer
  readonly fileName: string
}

/** Reads an upload form, its fields named in lower case; undefined if it is none or has no file. */
export async function readForm(request: S3Request): Promise<ReadForm | undefined> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return undefined
  try {
    const form = await new Response(Uint8Array.from(request.body), {
      headers: { 'content-type': type },
    }).formData()
    const file = form.get('file')
    if (file === null) return undefined
    const fields = new Map<string, string>()
    for (const [name, value] of form) if (typeof value === 'string') fields.set(name.toLowerCase(), value)
    fields.delete('file')
    if (typeof file === 'string') return { fields, body: Buffer.from(file), fileName: '' }
    return { fields, body: Buffer.from(await file.arrayBuffer()), fileName: file.name }
  } catch {
    return undefined
  }
}
