import { comparableAddress } from './comparable-address.ts'
import type { Programme, ProgrammePerson } from './programme.ts'

/** Somebody whom a programme names, and where. */
export interface NamedPerson {
  /** As in a fault of the programme: `stages[1].seats[0].holder`. */
  readonly path: string
  readonly person: ProgrammePerson
}

type NamedPeople = Pick<Programme, 'stages' | 'signing' | 'finance' | 'caseOffice'>

/** Everybody of a programme by their addresses, looked up with each command and made once. */
interface Directory {
  readonly named: readonly NamedPerson[]
  /** Addresses as the programme spells them, in lower case. */
  readonly literal: ReadonlySet<string>
  /** Whom a mailbox may belong to, by its comparable address. */
  readonly byMailbox: ReadonlyMap<string, readonly ProgrammePerson[]>
  /** The mailboxes of candidates. */
  readonly candidates: ReadonlySet<string>
}

const directories = new WeakMap<NamedPeople, Directory>()

function directoryOf(programme: NamedPeople): Directory {
  const known = directories.get(programme)
  if (known !== undefined) return known
  const named = everybodyIn(programme)
  const made: Directory = {
    named,
    literal: new Set(named.map(({ person }) => person.email.toLowerCase())),
    byMailbox: Map.groupBy(
      named.map(({ person }) => person),
      ({ email }) => comparableAddress(email),
    ),
    candidates: new Set(candidatesOf(programme).map(({ person }) => comparableAddress(person.email))),
  }
  directories.set(programme, made)
  return made
}

/** Everybody whom the programme names by an address of their own. */
export function namedPeople(programme: NamedPeople): readonly NamedPerson[] {
  return directoryOf(programme).named
}

/** Whether a programme spells an address just so, but for its case. */
export function isNamedAs(email: string, programme: NamedPeople): boolean {
  return directoryOf(programme).literal.has(email.toLowerCase())
}

/** Those whom a programme names by this mailbox, in whatever spelling. */
export function namedByMailbox(email: string, programme: NamedPeople): readonly ProgrammePerson[] {
  return directoryOf(programme).byMailbox.get(comparableAddress(email)) ?? []
}

/** Whether a case's places may be given to this mailbox without anybody's agreement. */
export function isCandidate(email: string, programme: NamedPeople): boolean {
  return directoryOf(programme).candidates.has(comparableAddress(email))
}

/** Those to whom a case's places may be given: who reviews and signs, their alternates, and the case office. */
function candidatesOf({ stages, signing, caseOffice }: NamedPeople): readonly NamedPerson[] {
  return [
    ...stages.flatMap(({ seats }, stage) => peopleOf(`stages[${stage}].seats`, seats)),
    ...peopleOf('signing.signatories', signing.signatories),
    ...caseOffice.members.flatMap((person, index) =>
      person.access === 'case-office' ? [{ path: `caseOffice.members[${index}]`, person }] : [],
    ),
  ]
}

function everybodyIn(programme: NamedPeople): readonly NamedPerson[] {
  const { members } = programme.caseOffice
  return [
    ...candidatesOf(programme),
    { path: 'finance.office', person: programme.finance.office },
    ...members.flatMap((person, index) =>
      person.access === 'case-office' ? [] : [{ path: `caseOffice.members[${index}]`, person }],
    ),
  ]
}

/** Spellings that the programme takes for two persons although they reach one mailbox, each with where it stands. */
export interface SharedMailbox {
  readonly email: string
  readonly path: string
  readonly first: { readonly email: string; readonly path: string }
}

/** No fault, since a city may well route by plus tags; but whoever starts the programme should know. */
export function sharedMailboxes(programme: NamedPeople): readonly SharedMailbox[] {
  const firsts = new Map<string, { email: string; path: string }>()
  const seen = new Set<string>()
  const shared: SharedMailbox[] = []
  for (const { path, person } of namedPeople(programme)) {
    const email = person.email.toLowerCase()
    if (seen.has(email)) continue
    seen.add(email)
    const key = comparableAddress(email)
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, { email: person.email, path })
    else shared.push({ email: person.email, path, first })
  }
  return shared
}

function peopleOf(
  path: string,
  places: readonly { readonly holder: ProgrammePerson; readonly alternate?: ProgrammePerson }[],
): readonly NamedPerson[] {
  return places.flatMap(({ holder, alternate }, index) => [
    { path: `${path}[${index}].holder`, person: holder },
    ...(alternate === undefined ? [] : [{ path: `${path}[${index}].alternate`, person: alternate }]),
  ])
}
