import type { OpenCase } from '#functions/shared/ports/case-store.ts'
import type { EffectKey } from '#functions/shared/ports/effects.ts'
import { addresseeOf, isMail } from '#workflows/effects/addressee.ts'
import { type Effect, effectName } from '#workflows/effects/effect.ts'
import { messageTraits } from '#workflows/effects/message-traits.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

/** An effect to do, with the entry that caused it and the case as it stands. */
export interface Task {
  readonly effect: Effect
  readonly entry: Entry
  readonly open: OpenCase
}

export function effectKey({ effect, entry, open }: Task): EffectKey {
  return { reference: open.state.reference, sequence: entry.sequence, kind: effectName(effect) }
}

/** A mail service takes so many tags of one mail (SES 50), and nobody reads a longer list. */
const mostTogether = 20

/**
 * Tasks in groups of which each is done at once: mails to one person, in one language and for one programme, as one mail.
 * Whatever is no such mail stands alone. The order of tasks is kept, as far as that goes.
 */
export function together(
  tasks: readonly Task[],
  programmeOf: (pinned: PinnedProgramme) => Programme,
): [Task, ...Task[]][] {
  const groups: [Task, ...Task[]][] = []
  const open = new Map<string, [Task, ...Task[]]>()
  for (const task of tasks) {
    const key = keyOf(task, programmeOf(task.open.state.programme))
    const group = key === null ? undefined : open.get(key)
    if (group !== undefined && group.length < mostTogether) {
      group.push(task)
      continue
    }
    const fresh: [Task, ...Task[]] = [task]
    groups.push(fresh)
    if (key !== null) open.set(key, fresh)
  }
  return groups
}

function keyOf({ effect, open: { state } }: Task, programme: Programme): string | null {
  if (!isMail(effect) || !messageTraits[effect.message].gathered) return null
  const addressee = addresseeOf(effect, state, programme)
  if (addressee === null) return null
  return `${addressee.to.toLowerCase()} ${addressee.language} ${programme.id}`
}
