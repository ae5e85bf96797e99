import { redact } from '#functions/shared/edge/request-log.ts'

/**
 * Tells the terminal what failed: the stacks of an error and of what caused it, without links and addresses, which messages of
 * other programs quote. Nothing else of the error is shown: clients hang the whole answer on it.
 */
export function reportFailure(what: string, error: unknown): void {
  console.error(redact(`${what}: ${stacksOf(error).join('\n  caused by ')}`))
}

/** At most so many errors of a chain are shown. */
const longest = 6

function stacksOf(error: unknown): string[] {
  const waiting: unknown[] = [error]
  const stacks: string[] = []
  while (waiting.length > 0 && stacks.length < longest) {
    const next = waiting.shift()
    stacks.push(next instanceof Error ? (next.stack ?? next.message) : String(next))
    if (next instanceof AggregateError) waiting.push(...next.errors)
    if (next instanceof Error && next.cause !== undefined) waiting.push(next.cause)
  }
  return stacks
}
