import { setTimeout as sleep } from 'node:timers/promises'

export interface LogCopy {
  /** Has a line sent, whenever the collector takes it. */
  add(line: string): void
  /** Sends once more what is left, and ends. */
  stop(): Promise<void>
}

export interface LogCopyOptions {
  /** `https://user:secret@logs.city.example/ingest` */
  readonly url: string
  /** Told what keeps lines from going out, and undefined once they do. */
  readonly tellHealth: (what: string | undefined) => void
}

/** Lines in one request, and those that are kept while the collector is away. */
const atOnce = 500
const mostKept = 50_000
/** Milliseconds. */
const firstPause = 1_000
const longestPause = 60_000
const patience = 10_000

/**
 * Sends the log to a collector apart from this machine, as newline-delimited JSON by POST: whoever gets into the machine cannot
 * take back what was sent. Lines are sent in order and at least once; the file has all of them too.
 */
export function openLogCopy({ url, tellHealth }: LogCopyOptions): LogCopy {
  const { address, headers } = addressOf(url)
  const stopping = new AbortController()
  const kept: string[] = []
  let lost = 0

  async function sendSome(): Promise<void> {
    // Out of the list while they are under way: what is added meanwhile may push others out of it.
    const some = kept.splice(0, atOnce)
    try {
      await send(some)
    } catch (error) {
      kept.unshift(...some)
      dropOldest()
      throw error
    }
  }

  async function send(some: readonly string[]): Promise<void> {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      body: some.map((line) => `${line}\n`).join(''),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`it answered ${answer.status}`)
  }

  function dropOldest(): void {
    lost += kept.splice(0, Math.max(0, kept.length - mostKept)).length
  }

  async function run(): Promise<void> {
    let pause = firstPause
    while (!stopping.signal.aborted) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      try {
        while (kept.length > 0) await sendSome()
        pause = firstPause
        tellHealth(
          lost === 0 ? undefined : `${lost} lines of the log were not sent on and stand in the file alone`,
        )
      } catch (error) {
        pause = Math.min(pause * 2, longestPause)
        tellHealth(`LOG_URL does not take the log: ${reason(error)}`)
      }
    }
  }

  const running = run()
  return {
    add(line) {
      kept.push(line)
      dropOldest()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** `fetch` takes no secret in an address. */
function addressOf(url: string): { address: string; headers: Record<string, string> } {
  const parsed = new URL(url)
  const [user, secret] = [parsed.username, parsed.password].map(decodeURIComponent)
  parsed.username = ''
  parsed.password = ''
  const basic = Buffer.from(`${user}:${secret}`).toString('base64')
  return { address: parsed.href, headers: user === '' ? {} : { authorization: `Basic ${basic}` } }
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : 'it cannot be reached'
}
