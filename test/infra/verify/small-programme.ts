import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import { type Digest, digestOf } from '#workflows/ledger/digest.ts'
import { readProgramme } from '#workflows/programme/load-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Rules, rulesOf } from '#workflows/programme/rules-of.ts'

interface Choices {
  readonly quorum: unknown
  readonly mixedAnswers: string
  readonly maxRounds: number
  readonly minimumScore: number
  readonly onDeadline: string
  readonly decisions: readonly string[]
  /** Of those who are not at the address of their seat. */
  readonly addresses: Readonly<Record<string, string>>
}

const span = { calendar: 'P3D' }

/** Two stages, the first scored and of three, by rules that a test chooses. */
export function smallProgramme(choices: Partial<Choices> = {}): {
  programme: Programme
  rules: Rules
  digest: Digest
} {
  const {
    quorum = { kind: 'majority' },
    mixedAnswers = 'changes-first',
    maxRounds = 2,
    minimumScore = 60,
    onDeadline = 'hold',
    decisions = ['approve', 'request-changes', 'reject'],
    addresses = {},
  } = choices
  const person = (id: string) => ({ ...kerman.finance.office, email: `${addresses[id] ?? id}@city.example` })
  const seat = (id: string) => ({ id, holder: person(id), alternate: person(`${id}-2`) })
  const stage = { name: kerman.name, purpose: kerman.name, deadline: span, reminders: [] }
  const source = {
    ...kerman,
    id: 'small',
    mixedAnswers,
    maxRounds,
    calendar: { weekend: [], holidays: [] },
    stages: [
      {
        ...stage,
        id: 'first',
        seats: ['a', 'b', 'c'].map(seat),
        quorum,
        minimumScore,
        onDeadline,
        decisions,
        scored: true,
      },
      {
        ...stage,
        id: 'last',
        seats: [seat('d')],
        quorum: { kind: 'all' },
        onDeadline: 'lapse',
        decisions,
        scored: false,
      },
    ],
  }
  const rules = rulesOf(source)
  return { programme: readProgramme('small', source), rules, digest: digestOf(rules) }
}

/** A case that is pinned to the rules of a programme that a test made. */
export function pinnedPlay({ programme, digest }: ReturnType<typeof smallProgramme>): CasePlay {
  return new CasePlay(programme, digest)
}
