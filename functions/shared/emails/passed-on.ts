import { quoted } from '#functions/shared/pages/isolated.ts'
import { seatName, signatoryName } from '#functions/shared/pages/names.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'

const fromTo: Readonly<Record<Language, (place: string, from: string, to: string) => string>> = {
  fa: (place, from, to) => `${place}: از ${from} به ${to}`,
  en: (place, from, to) => `${place}: from ${from} to ${to}`,
}

/** The places that passed to alternates when a deadline passed or a mail came back, each as one line: whose it is, from whom and to whom. */
export function passedOnLines(
  entries: readonly Entry[],
  deadline: Entry,
  { programme, language }: { readonly programme: Programme; readonly language: Language },
): readonly string[] {
  const passes =
    deadline.type === 'PersonUnreachable' ||
    (deadline.type === 'DeadlinePassed' && deadline.data.consequence === 'alternate')
  if (!passes) return []
  const before = replay(entries.filter(({ sequence }) => sequence <= deadline.sequence))
  const line = (place: Text, from: Text | undefined, to: Text): string =>
    fromTo[language](place[language], quoted(from?.[language] ?? '—'), quoted(to[language]))
  const lines: string[] = []
  for (const { type, data, actor } of entries.slice(deadline.sequence)) {
    if (actor.role !== deadline.actor.role) break
    if (type === 'SeatAssigned' && before?.status === 'in-review') {
      const from = before.seats.find(({ seat }) => seat === data.seat)?.holder?.name
      lines.push(line(seatName(programme, data.stage, data.seat), from, data.holder.name))
    } else if (type === 'SignatoryReplaced' && before?.status === 'signing') {
      const from = before.signatories.find(({ id }) => id === data.id)?.person?.name
      lines.push(line(signatoryName(programme, data.id), from, data.person.name))
    } else break
  }
  return lines
}

/** Whether an entry gave somebody a place because the one before them was silent. */
export function isBySilence({ type, data }: Entry): boolean {
  return (type === 'SeatAssigned' || type === 'SignatoryReplaced') && data.because === 'silence'
}
