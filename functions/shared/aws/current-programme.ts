import { setting } from '#functions/shared/ports/settings.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** The city that this installation serves. */
export function currentProgramme(): Programme {
  return programmeById(setting('PROGRAMME'))
}
