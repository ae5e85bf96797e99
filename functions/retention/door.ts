import { logFailure } from '#functions/shared/edge/failure-log.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import { removeUnrecorded } from '#functions/shared/erasure/unrecorded-copies.ts'
import type { Home } from '#functions/shared/home.ts'
import { retire } from './retire.ts'

/** Called once a day. */
export function door(home: Pick<Home, 'cases' | 'personalRows' | 'fileRemoval' | 'commit' | 'now'>) {
  return observed(async () => {
    const { now } = home
    const [cases, rows, { list, remove }] = [home.cases(), home.personalRows(), home.fileRemoval()]
    // Neither waits for the other, nor fails with it.
    const [retired, unrecorded] = await Promise.allSettled([
      retire({
        cases,
        erasing: {
          rows,
          cases,
          commit: home.commit(),
          deleteLinks: (reference) => rows.deleteLinks(reference),
          remove,
        },
        now,
        failed: logFailure,
      }),
      removeUnrecorded({ cases, list, remove, now, failed: logFailure }),
    ])
    const failures = [retired, unrecorded].flatMap((run) => (run.status === 'rejected' ? [run.reason] : []))
    if (retired.status === 'rejected' || unrecorded.status === 'rejected')
      throw new AggregateError(failures, failures.map(String).join('; '))
    return { ...retired.value, unrecorded: unrecorded.value }
  })
}
