import { holderChangeWords } from '#functions/shared/pages/case-file-texts.ts'
import { quoted } from '#functions/shared/pages/isolated.ts'
import { asWritten, seatName, signatoryName } from '#functions/shared/pages/names.ts'
import type { Language } from '#workflows/language.ts'
import { formatBothCalendars } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Actor, Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { seatHeldBefore } from '#workflows/proposal/held-before.ts'
import { type Person, type ProposalState, samePerson } from '#workflows/proposal/state.ts'

/** How a place came to change hands, or is to, as a mail tells it. What is not known or does not matter is empty. */
export interface HolderChange {
  readonly because: 'delegation' | 'reassignment' | 'alternate' | 'silence' | 'unreachable' | 'other'
  /** Name and role of who did it. */
  readonly by: string
  readonly moment: string
  /** The place, who held it and who holds it now; how it came to them, where nobody gave it. */
  readonly line: string
}

const toWord = { fa: 'به', en: 'to' } as const
const fromWord = { fa: 'از', en: 'from' } as const

/** Whether an entry says that a place changes hands, or is to; its mails need the ledger to tell from whom. */
export function isOfHolder({ type }: Entry): boolean {
  return (
    type === 'SeatAssigned' ||
    type === 'SignatoryReplaced' ||
    type === 'ReviewerRecused' ||
    type === 'HolderProposed' ||
    type === 'HolderDeclined'
  )
}

export function holderChange(
  entry: Entry,
  entries: readonly Entry[],
  { programme, language }: { readonly programme: Programme; readonly language: Language },
): HolderChange | null {
  if (!isOfHolder(entry)) return null
  const before = replay(entries.filter(({ sequence }) => sequence < entry.sequence))
  const named = ({ name, role }: Person): string => `${name[language]} (${role[language]})`
  const line = (place: string, from: Person | null, to: Person | null): string =>
    [
      `${place}:`,
      ...(from === null ? [] : [fromWord[language], quoted(named(from))]),
      ...(to === null ? [] : [toWord[language], quoted(named(to))]),
    ].join(' ')
  const told = (because: HolderChange['because'], text: string): HolderChange => ({
    because,
    by: quoted(actorName(entry.actor, before, { programme, language })),
    moment: formatBothCalendars(new Date(entry.at), language, programme.timeZone),
    line: isOfItself(because) ? `${text} – ${holderChangeWords[because][language]}` : text,
  })
  switch (entry.type) {
    case 'SeatAssigned': {
      const { stage, seat, holder, because } = entry.data
      // After a recusal the seat is empty already; who left it is told by name all the same.
      const from = seatHeldBefore(entries, entry.sequence, { stage, seat })
      return told(because, line(seatName(programme, stage, seat)[language], from, holder))
    }
    case 'SignatoryReplaced': {
      const { id, person, because } = entry.data
      const from = signatoryBefore(before, id)
      return told(because ?? 'reassignment', line(signatoryName(programme, id)[language], from, person))
    }
    case 'HolderProposed': {
      const { target, holder } = entry.data
      return 'seat' in target
        ? told(
            'other',
            line(
              seatName(programme, target.stage, target.seat)[language],
              seatBefore(before, target.seat),
              holder,
            ),
          )
        : told(
            'other',
            line(
              signatoryName(programme, target.signatory)[language],
              signatoryBefore(before, target.signatory),
              holder,
            ),
          )
    }
    default:
      return told('other', '')
  }
}

type OfItself = Extract<HolderChange['because'], 'alternate' | 'silence' | 'unreachable'>

/** Whether the programme's alternate came in, so that nobody is to be named who did it. */
function isOfItself(because: HolderChange['because']): because is OfItself {
  return because === 'alternate' || because === 'silence' || because === 'unreachable'
}

function seatBefore(before: ProposalState | null, id: string): Person | null {
  if (before?.status !== 'in-review') return null
  return before.seats.find(({ seat }) => seat === id)?.holder ?? null
}

function signatoryBefore(before: ProposalState | null, id: string): Person | null {
  if (before?.status !== 'signing') return null
  return before.signatories.find((signatory) => signatory.id === id)?.person ?? null
}

function actorName(
  actor: Actor,
  before: ProposalState | null,
  { programme, language }: { readonly programme: Programme; readonly language: Language },
): string {
  if (actor.role !== 'office' && actor.role !== 'reviewer') return ''
  const { email } = actor
  const seats = before?.status === 'in-review' ? before.seats : []
  const known = [...programme.caseOffice.members, ...seats.flatMap(({ holder }) => holder ?? [])]
  const person = known.find((one) => samePerson(one.email, email))
  return person === undefined
    ? asWritten(email)[language]
    : `${person.name[language]} (${person.role[language]})`
}
