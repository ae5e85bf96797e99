import {
  distinct,
  fault,
  listed,
  oncePerPerson,
  type Path,
  peopleOf,
  reminderRules,
  silenceRules,
} from './common-rules.ts'
import { identityOf } from './identity-of.ts'
import type { ProgrammeFault } from './programme-fault.ts'
import type { SoundParts } from './sound-parts.ts'
import { acrossStages, stageRules } from './stage-rules.ts'

/** What a place may see of the case file is found before it: no stage that there is not, and none that comes later. */
const seesRules = ({ stages, stageIds, signing, finance }: SoundParts): ProgrammeFault[] => {
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

const signingRules = ({ signing }: SoundParts): ProgrammeFault[] => {
  if (!signing) return []
  const path: Path = ['signing', 'signatories']
  const reserved = signing.signatories.flatMap(({ id }, index) =>
    id === 'startup'
      ? [
          fault(
            [...path, index, 'id'],
            'شناسهٔ startup برای نمایندهٔ متقاضی است.',
            'The id "startup" is the applicant’s own.',
          ),
        ]
      : [],
  )
  return [
    ...distinct(
      listed(path, signing.signatories, 'id', ({ id }) => id),
      { fa: 'شناسهٔ امضاکننده', en: 'The signatory id' },
    ),
    ...reserved,
    ...oncePerPerson(peopleOf(path, signing.signatories), {
      fa: 'فهرست امضاکنندگان',
      en: 'the list of signatories',
    }),
    ...reminderRules(['signing', 'reminders'], signing.deadline, signing.reminders),
    ...silenceRules(['signing'], signing.onDeadline, signing.signatories),
  ]
}

const rubricRules = ({ rubric }: SoundParts): ProgrammeFault[] => {
  if (!rubric) return []
  const { scale, criteria } = rubric
  const faults = distinct(
    listed(['rubric', 'criteria'], criteria, 'id', ({ id }) => id),
    { fa: 'شناسهٔ معیار', en: 'The criterion id' },
  )
  if (scale[0] >= scale[1]) {
    faults.push(
      fault(
        ['rubric', 'scale'],
        'کمترین امتیاز باید از بیشترین کمتر باشد.',
        'The lowest score must be below the highest.',
      ),
    )
  }
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  // Weights may be fractions, whose sum is not exact.
  if (Math.abs(total - 100) > 1e-9) {
    faults.push(
      fault(
        ['rubric', 'criteria'],
        `جمع وزن‌ها باید ۱۰۰ باشد و ${total} است.`,
        `The weights must add up to 100, not ${total}.`,
      ),
    )
  }
  return faults
}

/** Somebody has to be able to repair. */
const officeRules = ({ caseOffice }: SoundParts): ProgrammeFault[] =>
  caseOffice === undefined || caseOffice.members.some(({ access }) => access === 'case-office')
    ? []
    : [
        fault(
          ['caseOffice', 'members'],
          'دست‌کم یک عضو باید دسترسی case-office داشته باشد.',
          'At least one member needs the access "case-office".',
        ),
      ]

/** The list of hosts is there so that a slip in the address calls nobody else; it may not be forgotten either. */
const webhookRules = ({ finance }: SoundParts): ProgrammeFault[] => {
  if (finance?.webhook === undefined) return []
  const { url, allowedHosts } = finance.webhook
  if (allowedHosts.includes(new URL(url).hostname)) return []
  return [
    fault(
      ['finance', 'webhook', 'url'],
      'میزبان این نشانی در allowedHosts نیست.',
      'The host of this address is not among allowedHosts.',
    ),
  ]
}

const listRules = (parts: SoundParts): ProgrammeFault[] => [
  ...distinct(
    listed(['languages'], parts.languages ?? [], '', (code) => code),
    { fa: 'زبان', en: 'The language' },
  ),
  ...distinct(
    listed(['calendar', 'weekend'], parts.calendar?.weekend ?? [], '', (day) => day),
    { fa: 'روز', en: 'The day' },
  ),
  ...distinct(
    listed(['calendar', 'holidays'], parts.calendar?.holidays ?? [], 'jalali', ({ jalali }) => jalali),
    { fa: 'تعطیلی', en: 'The holiday' },
  ),
  ...distinct(
    listed(['reasons'], parts.reasons ?? [], 'code', ({ code }) => code),
    { fa: 'کد دلیل', en: 'The reason code' },
  ),
  ...distinct(
    listed(['legalRoutes'], parts.legalRoutes ?? [], 'id', ({ id }) => id),
    { fa: 'شناسهٔ مسیر', en: 'The route id' },
  ),
  ...distinct(listed(['caseOffice', 'members'], parts.caseOffice?.members ?? [], 'email', identityOf), {
    fa: 'عضو',
    en: 'The member',
  }),
]

/** Every rule between the parts that is broken. */
export const brokenRules = (parts: SoundParts): ProgrammeFault[] => [
  ...parts.stages.flatMap((placed) => stageRules(placed, parts)),
  ...acrossStages(parts),
  ...seesRules(parts),
  ...(parts.reviseWithin
    ? reminderRules(['reviseReminders'], parts.reviseWithin, parts.reviseReminders ?? [])
    : []),
  ...(parts.settling
    ? reminderRules(['settling', 'reminders'], parts.settling.deadline, parts.settling.reminders)
    : []),
  ...signingRules(parts),
  ...(parts.finance
    ? reminderRules(['finance', 'reminders'], parts.finance.deadline, parts.finance.reminders)
    : []),
  ...officeRules(parts),
  ...webhookRules(parts),
  ...rubricRules(parts),
  ...listRules(parts),
]
