interface ReadForm {
  readonly fields: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** Reads an upload form, its fields named in lower case; undefined if it is none or has no file. */
export async function readForm(type: string, sent: Buffer): Promise<ReadForm | undefined> {
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
