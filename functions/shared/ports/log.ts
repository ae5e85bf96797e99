import { AsyncLocalStorage } from 'node:async_hooks'

type Write = (line: string) => void

/**
 * Looked up at each line, so that whoever captures the console captures the log. Lambda's JSON format makes an object a part
 * of its own line, beside time and request id, where metric filters see into it; a text would stay a text.
 */
const toConsole: Write = (line) => {
  console.log(process.env['AWS_LAMBDA_LOG_FORMAT'] === 'JSON' ? JSON.parse(line) : line)
}

let write: Write = toConsole

interface Subject {
  readonly requestId: string | undefined
  reference?: string
  by?: string
}

const subject = new AsyncLocalStorage<Subject>()

/** What one call of a function logs says which call it was, and whose case once that is known. */
export function logAs<T>(requestId: string | undefined, work: () => T): T {
  return subject.run({ requestId }, work)
}

/** From here on this call is about a case. The last one counts: the clock visits many, one after the other. */
export function logAbout(reference: string): void {
  const current = subject.getStore()
  if (current !== undefined) current.reference = reference
}

/** From here on this call is by somebody: what their link opens, or whose session it is, never a name or an address. */
export function logBy(by: string): void {
  const current = subject.getStore()
  if (current !== undefined) current.by = by
}

/** Who makes this call and the case that it is about, as far as it is known. */
export function loggedSubject(): { readonly by: string | undefined; readonly reference: string | undefined } {
  const current = subject.getStore()
  return { by: current?.by, reference: current?.reference }
}

/** Whether a function's call is under way, whose log this is. */
export function isInCall(): boolean {
  return subject.getStore() !== undefined
}

/** Writes one line of JSON to the log: CloudWatch in the cloud, a file on one machine. */
export function log(line: string): void {
  write(line)
}

/** One line of facts, with the request id of this call. No fact may be a secret or personal. */
export function logFacts(facts: Readonly<Record<string, unknown>>): void {
  const requestId = subject.getStore()?.requestId
  log(
    JSON.stringify({
      level: 'info',
      at: new Date().toISOString(),
      ...facts,
      ...(requestId === undefined ? {} : { requestId }),
    }),
  )
}

/** Sends the log elsewhere until the answer is called. Only the one-machine runtime calls this. */
export function divertLog(to: Write): () => void {
  write = to
  return () => {
    write = toConsole
  }
}
