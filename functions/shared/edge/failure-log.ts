import { logFacts } from '#functions/shared/ports/log.ts'
import { redact } from './request-log.ts'

/** One JSON line for work that failed behind the scenes: which case, what kind of error, its stack without secrets. */
export function logFailure(reference: string, error: unknown): void {
  const causes = error instanceof AggregateError ? error.errors : [error]
  for (const cause of causes) {
    const known = cause instanceof Error
    logFacts({
      level: 'error',
      reference,
      error: known ? cause.name : typeof cause,
      stack: redact(known ? (cause.stack ?? cause.message) : 'no error object'),
    })
  }
}
