import {
  distinct,
  fault,
  identities,
  listed,
  oncePerPerson,
  type Path,
  peopleOf,
  reminderRules,
  silenceRules,
} from './common-rules.ts'
import { type ProgrammeFault, pathOf } from './programme-fault.ts'
import type { Stage } from './programme.ts'
import type { SoundParts } from './sound-parts.ts'

/** Each stage by itself. */
export const stageRules = (
  { index, stage }: { index: number; stage: Stage },
  parts: SoundParts,
): ProgrammeFault[] => {
  const path: Path = ['stages', index]
  const faults = [
    ...distinct(
      listed([...path, 'seats'], stage.seats, 'id', (seat) => seat.id),
      { fa: 'شناسهٔ جایگاه', en: 'The seat id' },
    ),
    ...distinct(
      listed([...path, 'decisions'], stage.decisions, '', (kind) => kind),
      { fa: 'تصمیم', en: 'The decision' },
    ),
    ...oncePerPerson(peopleOf([...path, 'seats'], stage.seats), { fa: 'یک مرحله', en: 'one stage' }),
    ...reminderRules([...path, 'reminders'], stage.deadline, stage.reminders),
    ...silenceRules(path, stage.onDeadline, stage.seats),
  ]
  if (stage.quorum.kind === 'atLeast' && stage.quorum.count > stage.seats.length) {
    const seats = stage.seats.length
    faults.push(
      fault(
        [...path, 'quorum', 'count'],
        `حد نصاب از شمار جایگاه‌ها (${seats}) بیشتر است.`,
        `The quorum asks for more than the ${seats} seats there are.`,
      ),
    )
  }
  if (!stage.decisions.includes('approve')) {
    faults.push(
      fault(
        [...path, 'decisions'],
        'تصمیم approve باید مجاز باشد.',
        'The decision "approve" must be allowed.',
      ),
    )
  }
  if (stage.minimumScore !== undefined && !stage.scored) {
    faults.push(
      fault(
        [...path, 'minimumScore'],
        'حداقل امتیاز تنها در مرحله‌ای معنا دارد که امتیازدهی شود (scored).',
        'A minimum score needs a stage that is scored.',
      ),
    )
  }
  const { reasons } = parts
  if (reasons) {
    stage.decisions.forEach((kind, position) => {
      // An approval may speak for itself; whoever sends an applicant back or away says why from the list.
      if (kind === 'approve' || reasons.some((reason) => reason.decision === kind)) return
      faults.push(
        fault(
          [...path, 'decisions', position],
          `برای تصمیم ${kind} هیچ دلیلی در reasons نیامده است.`,
          `The programme's reasons hold none for the decision "${kind}".`,
        ),
      )
    })
  }
  return faults
}

/** The stages together. */
export const acrossStages = ({ stages, oneDecisionPerPerson }: SoundParts): ProgrammeFault[] => {
  const ids = stages.map(({ index, stage }) => ({ path: ['stages', index, 'id'], value: stage.id }))
  const faults = distinct(ids, { fa: 'شناسهٔ مرحله', en: 'The stage id' })
  if (oneDecisionPerPerson !== true) return faults
  const earlier = new Map<string, string>()
  for (const { index, stage } of stages) {
    const people = identities(peopleOf(['stages', index, 'seats'], stage.seats))
    for (const { path, value } of people) {
      const first = earlier.get(value)
      if (first === undefined) continue
      faults.push(
        fault(
          path,
          `این شخص در ${first} نیز جایگاه دارد؛ با oneDecisionPerPerson هیچ‌کس در دو مرحله تصمیم نمی‌گیرد.`,
          `This person also has a place at ${first}; under oneDecisionPerPerson nobody decides in two stages.`,
        ),
      )
    }
    // Only now, since the same person twice within one stage is another fault, named elsewhere.
    for (const { path, value } of people) if (!earlier.has(value)) earlier.set(value, pathOf(path))
  }
  return faults
}
