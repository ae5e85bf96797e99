import type { Text } from '#workflows/language.ts'
import { durationMilliseconds } from './duration.ts'
import { identityOf } from './identity-of.ts'
import { type ProgrammeFault, pathOf } from './programme-fault.ts'
import type { ProgrammePerson, ProgrammeSeat, Span } from './programme.ts'

export type Path = (string | number)[]
export interface Placed<T> {
  path: Path
  value: T
}

export const fault = (path: Path, fa: string, en: string): ProgrammeFault => ({
  path: pathOf(path),
  message: { fa, en },
})

/** The later ones of equal values, each with the path of the first. */
const repeats = (placed: Placed<string>[]): { path: Path; first: string }[] => {
  const seen = new Map<string, Path>()
  return placed.flatMap(({ path, value }) => {
    const first = seen.get(value)
    if (first) return [{ path, first: pathOf(first) }]
    seen.set(value, path)
    return []
  })
}

export const distinct = (placed: Placed<string>[], what: Text): ProgrammeFault[] =>
  repeats(placed).map(({ path, first }) =>
    fault(
      path,
      `${what.fa} تکراری است؛ نخست در ${first} آمده است.`,
      `${what.en} repeats the one at ${first}.`,
    ),
  )

export const listed = <T>(
  path: Path,
  list: readonly T[],
  key: string,
  valueOf: (item: T) => string,
): Placed<string>[] =>
  list.map((item, index) => ({ path: [...path, index, ...(key === '' ? [] : [key])], value: valueOf(item) }))

const milliseconds = (span: Span): number => durationMilliseconds(spanName(span))

const spanName = (span: Span): string => ('working' in span ? span.working : span.calendar)

/** A reminder must fall after the start; compared by length alone, whichever kind of time each is in. */
export const reminderRules = (path: Path, deadline: Span, reminders: readonly Span[]): ProgrammeFault[] => [
  ...reminders.flatMap((reminder, index) =>
    milliseconds(reminder) < milliseconds(deadline)
      ? []
      : [
          fault(
            [...path, index],
            `یادآوری باید کوتاه‌تر از مهلت (${spanName(deadline)}) باشد.`,
            `A reminder must be shorter than the deadline (${spanName(deadline)}).`,
          ),
        ],
  ),
  ...distinct(
    listed(path, reminders, '', (reminder) => JSON.stringify(reminder)),
    { fa: 'یادآوری', en: 'The reminder' },
  ),
]

export const peopleOf = (path: Path, seats: readonly ProgrammeSeat[]): Placed<ProgrammePerson>[] =>
  seats.flatMap(({ holder, alternate }, index) => [
    { path: [...path, index, 'holder', 'email'], value: holder },
    ...(alternate ? [{ path: [...path, index, 'alternate', 'email'], value: alternate }] : []),
  ])

/** `onDeadline: alternate` needs somebody to whom a place can pass. */
export const silenceRules = (
  path: Path,
  onDeadline: string,
  seats: readonly ProgrammeSeat[],
): ProgrammeFault[] =>
  onDeadline !== 'alternate' || seats.some(({ alternate }) => alternate !== undefined)
    ? []
    : [
        fault(
          [...path, 'onDeadline'],
          'برای alternate دست‌کم یک جایگاه باید جانشین (alternate) داشته باشد.',
          'With "alternate" at least one place needs an alternate.',
        ),
      ]

export const identities = (people: Placed<ProgrammePerson>[]): Placed<string>[] =>
  people.map(({ path, value }) => ({ path, value: identityOf(value) }))

export const oncePerPerson = (people: Placed<ProgrammePerson>[], place: Text): ProgrammeFault[] =>
  repeats(identities(people)).map(({ path, first }) =>
    fault(
      path,
      `این شخص در ${first} نیز آمده است؛ هر کس در ${place.fa} تنها یک جایگاه دارد.`,
      `This person is already at ${first}; nobody has two places in ${place.en}.`,
    ),
  )
