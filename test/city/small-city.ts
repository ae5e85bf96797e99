import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { parseProgramme } from '#workflows/programme/parse-programme.ts'
import type { Programme, ProgrammePerson, Stage } from '#workflows/programme/programme.ts'

type Source = Partial<Record<keyof Programme, unknown>>
type Seats = readonly (readonly [holder: string | ProgrammePerson, alternate?: string | ProgrammePerson])[]

/** Somebody known by an address alone. */
export function personAt(email: string, more: Partial<ProgrammePerson> = {}): ProgrammePerson {
  return { name: { fa: email, en: email }, role: { fa: 'نقش', en: 'Role' }, email, ...more }
}

/** A stage of these seats, `seat-0` and on, in which everybody decides in ten calendar days. */
export function stageWith(id: string, seats: Seats, changes: Partial<Stage> = {}): Stage {
  return {
    id,
    name: { fa: id, en: id },
    purpose: { fa: id, en: id },
    seats: placesOf('seat', seats),
    quorum: { kind: 'majority' },
    deadline: { calendar: 'P10D' },
    reminders: [],
    onDeadline: 'hold',
    decisions: ['approve', 'request-changes', 'reject'],
    scored: false,
    ...changes,
  }
}

function known(person: string | ProgrammePerson): ProgrammePerson {
  return typeof person === 'string' ? personAt(person) : person
}

function placesOf(prefix: string, places: Seats): Stage['seats'] {
  return places.map(([holder, alternate], index) => ({
    id: `${prefix}-${index}`,
    holder: known(holder),
    ...(alternate === undefined ? {} : { alternate: known(alternate) }),
  }))
}

/** Who signs for the city; silence passes nothing on. */
export function signedBy(places: Seats): Source['signing'] {
  return { ...kerman.signing, onDeadline: 'hold', signatories: placesOf('place', places) }
}

/**
 * A small invented city for tests of rules, so that none of them depends on how a real one is configured: one stage of two
 * seats, a mayor who signs, and a case office of two.
 */
export function smallCity(changes: Source = {}): Programme {
  const source = {
    ...kerman,
    id: 'city',
    version: '1',
    oneDecisionPerPerson: false,
    stages: [stageWith('review', [['first@city.example'], ['second@city.example']])],
    signing: signedBy([['mayor@city.example']]),
    caseOffice: {
      ...kerman.caseOffice,
      email: 'office@city.example',
      members: ['officer@city.example', 'colleague@city.example'].map((email) => personAt(email)),
    },
    ...changes,
  }
  const parsed = parseProgramme(source)
  if (parsed.ok) return parsed.programme
  throw new Error(parsed.faults.map(({ path, message }) => `${path}: ${message.en}`).join('\n'))
}
