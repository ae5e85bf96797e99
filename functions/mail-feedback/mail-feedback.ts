import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { effectOfTag } from '#functions/shared/ports/effect-tag.ts'
import type { EffectKey, Effects } from '#functions/shared/ports/effects.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { isMail } from '#workflows/effects/addressee.ts'
import { effectName } from '#workflows/effects/effect.ts'
import { allEffectsOf, type EntryEffect } from '#workflows/effects/effects-of.ts'
import { messageTraits } from '#workflows/effects/message-traits.ts'
import { nextDue } from '#workflows/proposal/decide-time.ts'
import { isApplicant, isReachable } from '#workflows/proposal/eligibility.ts'
import type { Entry, EntryType } from '#workflows/proposal/entries.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { type FeedbackEvent, toldBy } from './feedback-event.ts'

export interface FeedbackDependencies extends CommitDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'append' | 'entries' | 'reschedule'>
  readonly effects: Pick<Effects, 'reported' | 'returned' | 'list'>
}

interface About {
  readonly effects: readonly EffectKey[]
  readonly references: readonly string[]
  readonly messageId: string
}

/**
 * Keeps with each effect what became of its mail, and records in the ledger that mail does not reach somebody, or does again: once,
 * however often and in whatever order it is reported. Only what is said of the mailbox itself makes somebody unreachable; a mail
 * that came back for anything else is sent again, at longer and longer intervals. Mail without an effect's tag (a code, a
 * sign-in link) leaves no trace.
 */
export async function takeFeedback(event: FeedbackEvent, dependencies: FeedbackDependencies): Promise<void> {
  const { mail } = event.detail
  const effects = effectsOf(mail.tags ?? {})
  const references = [...new Set(effects.map(({ reference }) => reference))]
  const about: About = { effects, references, messageId: mail.messageId }
  for (const told of toldBy(event)) {
    for (const effect of effects) {
      await dependencies.effects.reported(effect, told.report, { messageId: mail.messageId, at: told.at })
    }
    for (const reference of references) {
      for (const lost of told.lost) {
        await commit(dependencies, reference, async ({ state }) => {
          const again = await cameBackAgain(about, { state, email: lost.email }, dependencies)
          return { type: 'mark-unreachable', ...lost, again }
        })
      }
      for (const email of told.reached) await clearMark(reference, { email, at: told.at }, dependencies)
    }
    if (told.returned !== null) await sendAgain(told.returned, about, dependencies)
  }
}

/** Several where one mail told of several things. */
function effectsOf(tags: Readonly<Record<string, readonly string[]>>): EffectKey[] {
  return Object.entries(tags)
    .filter(([name]) => name.startsWith('effect-'))
    .flatMap(([, values]) => values.flatMap((value) => effectOfTag(value) ?? []))
}

/** Entries by which somebody asks a person anew; of a reminder that comes back too the office knows already. */
const asksAnew: ReadonlySet<EntryType> = new Set<EntryType>([
  'SeatAssigned',
  'StageClosed',
  'SignatoryReplaced',
  'ContractSigned',
  'ContractDelivered',
  'LinkReissued',
])

/** Whether this mail asked a person anew, for what is still awaited, after it was recorded that mail does not reach them. */
async function cameBackAgain(
  { effects }: About,
  { state, email }: { readonly state: ProposalState; readonly email: string },
  { cases, programmeOf }: FeedbackDependencies,
): Promise<boolean> {
  if (isReachable(email, state)) return false
  const entries = await cases.entries(state.reference)
  const mark = entries.findLast((entry) => marks(entry, email, state))
  return allEffectsOf(entries, state, programmeOf(state.programme)).some(
    (judged) =>
      judged.entry.sequence > (mark?.sequence ?? 0) &&
      judged.dropped === null &&
      isAskedAnew(judged) &&
      effects.some(
        ({ sequence, kind }) => sequence === judged.entry.sequence && kind === effectName(judged.effect),
      ),
  )
}

function isAskedAnew({ entry: { type }, effect }: EntryEffect): boolean {
  if (!isMail(effect) || !asksAnew.has(type)) return false
  const { opens, lasts } = messageTraits[effect.message]
  return opens === 'link' && (lasts === 'while-here' || type === 'LinkReissued')
}

/** A delivery from before the mark says nothing: servers take a mail first and find later that the mailbox is gone. */
async function clearMark(
  reference: string,
  { email, at }: { readonly email: string; readonly at: Date },
  dependencies: FeedbackDependencies,
): Promise<void> {
  const open = await dependencies.cases.find(reference)
  if (open === undefined || isReachable(email, open.state)) return
  const entries = await dependencies.cases.entries(reference)
  const mark = entries.findLast((entry) => marks(entry, email, open.state))
  if (mark !== undefined && new Date(mark.at) >= at) return
  await commit(dependencies, reference, { type: 'mark-reachable', email })
}

function marks({ type, data }: Entry, email: string, state: ProposalState): boolean {
  if (type !== 'PersonUnreachable') return false
  return data.email === null ? isApplicant(email, state) : samePerson(data.email, email)
}

const minute = 60_000
/** Milliseconds after the first try, then four times as long each time. */
const firstPause = 15 * minute
const longestPause = 24 * 60 * minute
/** The clock looks at the case as it does anyhow, and at one that is closed too. */
const visitWithin = 6 * 60 * minute

/** The clock does again what came back; a closed case comes to it for that. */
async function sendAgain(
  why: string,
  { effects, references, messageId }: About,
  { cases, effects: rows, programmeOf, now: clock }: FeedbackDependencies,
): Promise<void> {
  const now = clock()
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds)
  for (const reference of references) {
    const known = await rows.list(reference)
    const pauses: number[] = []
    for (const effect of effects.filter((each) => each.reference === reference)) {
      const row = known.find(({ sequence, kind }) => sequence === effect.sequence && kind === effect.kind)
      const pause = Math.min(firstPause * 4 ** Math.max(0, (row?.attempts ?? 1) - 1), longestPause)
      const about = { messageId, now, retryAt: after(pause) }
      if (await rows.returned(effect, why, about)) pauses.push(pause)
    }
    if (pauses.length === 0) continue
    measure({ measured: 'mail-returned', reference, why })
    const open = await cases.find(reference)
    if (open === undefined) continue
    const natural = nextDue(open.state, programmeOf(open.state.programme), now)
    const look = after(Math.min(...pauses, visitWithin)).toISOString()
    await cases.reschedule(open, { at: natural !== null && natural < look ? natural : look, to: 'clock' })
  }
}
