import type { Context } from 'aws-lambda'
import { logAs } from '#functions/shared/ports/log.ts'

/** The handler of a function that nobody asks by HTTP: what it logs carries the id of the call. */
export function observed<E, A>(
  work: (event: E) => Promise<A>,
): (event: E, context?: Pick<Context, 'awsRequestId'>) => Promise<A> {
  return (event, context) => logAs(context?.awsRequestId, () => work(event))
}
