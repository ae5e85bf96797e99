import { observed } from '#functions/shared/edge/observed.ts'
import type { Home } from '#functions/shared/home.ts'
import { rootNight } from './root-night.ts'

/** Called once a day. */
export function door(
  home: Pick<Home, 'cases' | 'files' | 'rootKey' | 'now' | 'mailer' | 'programme' | 'publicUrl'>,
) {
  return observed(async () =>
    rootNight({
      ...home.rootKey(),
      cases: home.cases(),
      files: home.files(),
      now: home.now,
      mailer: home.mailer(),
      programme: home.programme(),
      publicUrl: home.publicUrl(),
    }),
  )
}
