import { distinct, fault, listed, type Path } from './common-rules.ts'
import type { ProgrammeFault } from './programme-fault.ts'
import type { SoundParts } from './sound-parts.ts'

/** What a place may see of the case file is found before it: no stage that there is not, and none that comes later. */
export const seesRules = ({ stages, stageIds, signing, finance }: SoundParts): ProgrammeFault[] => {
  const rules = (path: Path, sees: readonly string[] | undefined, last: number): ProgrammeFault[] => [
    ...(sees ?? []).flatMap((id, position) => {
      const place = stageIds.indexOf(id)
      if (place < 0) {
        return [
          fault([...path, 'sees', position], 'مرحله‌ای با این شناسه نیست.', 'There is no stage of this id.'),
        ]
      }
      if (place <= last) return []
      return [
        fault(
          [...path, 'sees', position],
          'این مرحله پس از آن است؛ هنوز یافته‌ای ندارد که دیده شود.',
          'This stage comes later; it has found nothing yet that could be seen.',
        ),
      ]
    }),
    ...distinct(
      listed([...path, 'sees'], sees ?? [], '', (id) => id),
      {
        fa: 'مرحله',
        en: 'The stage',
      },
    ),
  ]
  return [
    ...stages.flatMap(({ index, stage }) => [
      ...rules(['stages', index], stage.sees, index),
      ...stage.seats.flatMap(({ sees }, seat) => rules(['stages', index, 'seats', seat], sees, index)),
    ]),
    ...rules(['signing'], signing?.sees, stageIds.length),
    ...rules(['finance'], finance?.sees, stageIds.length),
    ...(signing?.signatories ?? []).flatMap(({ sees }, place) =>
      rules(['signing', 'signatories', place], sees, stageIds.length),
    ),
  ]
}
