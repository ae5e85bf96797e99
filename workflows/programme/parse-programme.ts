import { isRecord } from './is-record.ts'
import { faultsOf, type ProgrammeFault } from './programme-fault.ts'
import { brokenRules } from './programme-rules.ts'
import { type Programme, programmeSchema } from './programme.ts'
import { soundParts } from './sound-parts.ts'

export type ParsedProgramme = { ok: true; programme: Programme } | { ok: false; faults: ProgrammeFault[] }

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce(
    (value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    input,
  )

/**
 * Reads a city's configuration.
 * @returns every fault there is, each with its path and in both languages; never throws.
 */
export const parseProgramme = (input: unknown): ParsedProgramme => {
  const parsed = programmeSchema.safeParse(input)
  if (parsed.success) {
    const programme = parsed.data
    const faults = brokenRules({
      ...programme,
      stages: programme.stages.map((stage, index) => ({ index, stage })),
      stageIds: programme.stages.map(({ id }) => id),
    })
    return faults.length === 0 ? { ok: true, programme } : { ok: false, faults }
  }
  const shapeFaults = parsed.error.issues.flatMap((issue) =>
    faultsOf(issue, issue.path.length > 0 && valueAt(input, issue.path) === undefined),
  )
  return { ok: false, faults: [...shapeFaults, ...brokenRules(soundParts(input))] }
}
