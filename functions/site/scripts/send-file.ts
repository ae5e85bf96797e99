import { pageLanguage } from './page.ts'

interface Ticket {
  readonly fileId: string
  readonly secret: string
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

interface FileSending {
  /** Where tickets are handed out. */
  readonly url: string
  readonly signal: AbortSignal
  /** Called with 0 to 1. */
  readonly onProgress: (part: number) => void
}

/** What came of a file: its id with what proves that it is ours; why it is no attachment; or neither, when it did not get through. Never throws. */
type SentFile = Pick<Ticket, 'fileId' | 'secret'> | { readonly refused?: string | undefined }

/** Uploads one file by a ticket of its own, straight to the store. */
export async function sendFile(file: File, { url, signal, onProgress }: FileSending): Promise<SentFile> {
  try {
    const { name, type, size } = file
    const answer = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ name, type, size, lang: pageLanguage }),
      signal,
    })
    const body: unknown = await answer.json()
    if (answer.status === 422) return { refused: faultsIn(body) }
    if (!answer.ok || !isTicket(body)) return {}
    const hasArrived = await post(file, body, { signal, onProgress })
    return hasArrived ? await looked(body, `${url}/${body.fileId}`, signal) : {}
  } catch {
    return {}
  }
}

/** What its bytes are is looked at once they are there. Where nobody can say so now, it is said when the form is sent. */
async function looked(ticket: Ticket, url: string, signal: AbortSignal): Promise<SentFile> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ secrets: ticket.secret, lang: pageLanguage }),
    signal,
  })
  return answer.status === 422 ? { refused: faultsIn(await answer.json()) } : ticket
}

/** By XMLHttpRequest, since `fetch` tells nothing of an upload's progress. */
async function post(
  file: File,
  { url, fields }: Ticket,
  { signal, onProgress }: Pick<FileSending, 'signal' | 'onProgress'>,
): Promise<boolean> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  // The store reads no field after the file.
  form.append('file', file)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('loadend', () => resolve(request.status >= 200 && request.status < 300))
    signal.addEventListener('abort', () => request.abort())
    request.open('POST', url)
    request.send(form)
  })
}

function isTicket(body: unknown): body is Ticket {
  return (
    typeof body === 'object' &&
    body !== null &&
    'fileId' in body &&
    typeof body.fileId === 'string' &&
    'secret' in body &&
    typeof body.secret === 'string' &&
    'url' in body &&
    typeof body.url === 'string' &&
    'fields' in body &&
    typeof body.fields === 'object'
  )
}

function faultsIn(body: unknown): string {
  const errors: unknown = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : []
  const messages = (Array.isArray(errors) ? errors : []).flatMap((error: unknown) =>
    typeof error === 'object' && error !== null && 'message' in error ? [String(error.message)] : [],
  )
  return messages.join(' ')
}
