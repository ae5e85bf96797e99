import type { EffectRow } from '#functions/shared/ports/effects.ts'
import { effectName } from '#workflows/effects/effect.ts'
import { allEffectsOf } from '#workflows/effects/effects-of.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { type EffectWords, effectWords } from './effect-words.ts'

/**
 * How far something got: `waiting` (not tried yet), `failing` (tried, and tried again), `dropped` (lost its sense before it went
 * out), `done`; and of a mail, `sent` (the mail service took it, and nothing else is known), `delayed` (it did not get through at
 * once), `delivered` (the recipient's server took it, which is asked of few mails), `bounced`, and `complained` (somebody called it spam). One that came back for nothing of its
 * recipient's is `failing`.
 */
export type DeliveryState =
  | 'waiting'
  | 'failing'
  | 'dropped'
  | 'done'
  | 'sent'
  | 'delayed'
  | 'delivered'
  | 'bounced'
  | 'complained'

/** Something that the ledger caused outside. */
export interface Delivery extends EffectWords {
  /** Of the entry that caused it. */
  readonly sequence: number
  readonly state: DeliveryState
  /** Why it is not needed any more; null where it went out or is still to go. */
  readonly dropped: string | null
  /** When it was sent or tried last (ISO 8601); null when it never was. */
  readonly at: string | null
  readonly attempts: number
  readonly lastError: string | null
}

interface CaseOnBoard {
  readonly state: ProposalState
  readonly programme: Programme
  readonly entries: readonly Entry[]
  readonly effects: readonly EffectRow[]
}

/** All that a ledger caused outside, in its order, and how far each got. */
export function deliveriesOf({ state, programme, entries, effects }: CaseOnBoard): readonly Delivery[] {
  const rows = new Map(effects.map((row) => [`${row.sequence} ${row.kind}`, row]))
  return allEffectsOf(entries, state, programme).flatMap(({ entry, effect, dropped }): Delivery[] => {
    const row = rows.get(`${entry.sequence} ${effectName(effect)}`)
    // Nobody misses what was never begun.
    if (row === undefined && dropped !== null) return []
    const words = effectWords(effect, state, programme)
    return [
      {
        ...words,
        sequence: entry.sequence,
        state: stateOf(row, { isNeeded: dropped === null, isMail: words.to !== null }),
        dropped: row?.done === true ? null : (row?.dropped ?? dropped),
        at: row === undefined ? null : lastTime(row),
        attempts: row?.attempts ?? 0,
        lastError: row?.lastError ?? null,
      },
    ]
  })
}

function stateOf(
  row: EffectRow | undefined,
  { isNeeded, isMail }: { isNeeded: boolean; isMail: boolean },
): DeliveryState {
  if (row?.done === true && !row.returned) return isMail ? mailState(row) : 'done'
  if (!isNeeded || row?.dropped) return 'dropped'
  return row === undefined || row.lastError === null ? 'waiting' : 'failing'
}

/** The worst that the mail service told. */
function mailState({ complainedAt, bouncedAt, deliveredAt, delayedAt }: EffectRow): DeliveryState {
  if (complainedAt !== null) return 'complained'
  if (bouncedAt !== null) return 'bounced'
  if (deliveredAt !== null) return 'delivered'
  return delayedAt === null ? 'sent' : 'delayed'
}

/** When the last thing happened to it. */
function lastTime({ at, deliveredAt, bouncedAt, complainedAt }: EffectRow): string {
  return complainedAt ?? bouncedAt ?? deliveredAt ?? at
}
