/**
 * Run by itself, in a process for each measurement: loads a bundle as Lambda's runtime does, hands it one event, and prints
 * milliseconds since the process began and whether Node's own HTTP client for `fetch` was loaded on the way.
 */
import type { Context } from 'aws-lambda'

/** What it prints; milliseconds. */
export interface FirstAnswer {
  readonly clock: number
  readonly loadedFetch: boolean
}

const [bundle = '', event = ''] = process.argv.slice(2)
const { handler } = (await import(bundle)) as {
  handler: (event: unknown, context: Partial<Context>) => Promise<unknown>
}
// A case that is not there makes a task fail, and costs as much as one that is.
try {
  await handler(JSON.parse(event), { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 10_000 })
} catch {}
const clock = performance.now()
const { moduleLoadList } = process as unknown as { moduleLoadList: readonly string[] }
const loadedFetch = moduleLoadList.some((name) => name.includes('undici'))
const answer: FirstAnswer = { clock, loadedFetch }
process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit())
