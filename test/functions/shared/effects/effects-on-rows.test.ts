import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { applicant, CasePlay, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { type Effect, effectName, effectNamed } from '#workflows/effects/effect.ts'
import { effectsOfEntry } from '#workflows/effects/effects-of-entry.ts'
import { allEffectsOf, effectsOf } from '#workflows/effects/effects-of.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { dueCommands } from '#workflows/proposal/decide-time.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { evolve, replay } from '#workflows/proposal/evolve.ts'
import { handedOnLedger } from '#workflows/proposal/handed-on-ledger.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const office = kerman.caseOffice.members[0]?.email ?? ''

const recordedSchema = z.object({
  cases: z.array(
    z.object({
      entries: z.array(z.unknown()),
      /** Who a mail went to where it was to somebody in a place; and after which entries it was still needed. */
      effects: z.array(
        z.object({
          sequence: z.int(),
          name: z.string(),
          to: z.string().nullable(),
          neededAt: z.array(z.tuple([z.int(), z.int()])),
        }),
      ),
    }),
  ),
})

/** Ledgers of release 0.1.0 of November 2026, whose entries had no effects beside them, and what it made of each. */
const recorded = recordedSchema
  .parse(JSON.parse(readFileSync('test/fixtures/ledgers-before-effect-lists.json', 'utf8')))
  .cases.map(({ entries, effects }) => ({ entries: entries.map(parseEntry), effects }))

const told = (entry: Entry, effect: Effect) =>
  `${entry.sequence} ${effectName(effect)} ${'person' in effect && effect.kind !== 'mail-finance' ? effect.person.email : ''}`

/** What is needed of a ledger as it stood after so many entries. */
function neededAfter(entries: readonly Entry[], length: number, programme: Programme = kerman): string[] {
  const part = entries.slice(0, length)
  const state = replay(part)
  if (state === null) throw new Error('A ledger has entries')
  return effectsOf(part, state, programme).map(({ entry, effect }) => told(entry, effect))
}

describe('an entry that is older than the names on its row', () => {
  it('causes exactly what the release that recorded it said, as long as its case is open', () => {
    for (const { entries, effects } of recorded) {
      for (let length = 1; length <= entries.length; length += 1) {
        if (replay(entries.slice(0, length))?.status === 'closed') continue
        const expected = effects
          .filter(({ neededAt }) => neededAt.some(([from, to]) => from <= length && length <= to))
          .map(
            ({ sequence, name, to }) =>
              `${sequence} ${name} ${name.startsWith('mail-finance') ? '' : (to ?? '')}`,
          )
        expect(neededAfter(entries, length).toSorted(), `after ${length}`).toEqual(expected.toSorted())
      }
    }
  })

  it('causes nothing in a closed case but what closing it did', () => {
    for (const { entries } of recorded) {
      const closedAt =
        entries.findIndex((_, index) => replay(entries.slice(0, index + 1))?.status === 'closed') + 1
      if (closedAt === 0) continue
      const needed = neededAfter(entries, entries.length).map((effect) => Number(effect.split(' ', 1)[0]))
      expect(needed.filter((sequence) => sequence < closedAt)).toEqual([])
    }
  })
})

/** Seats and signatories whose ids are as odd as a programme may have them. */
const oddIds = fc
  .uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/), { minLength: 20, maxLength: 20 })
  .map((ids): Programme => {
    const id = (given: string) => ids.shift() ?? given
    const renamed = <T extends { readonly id: string }>(places: readonly T[]): T[] =>
      places.map((place) => ({ ...place, id: id(place.id) }))
    return {
      ...kerman,
      stages: kerman.stages.map((stage) => ({ ...stage, seats: renamed(stage.seats) })),
      signing: { ...kerman.signing, signatories: renamed(kerman.signing.signatories) },
    }
  })

const steps = fc.array(fc.record({ what: fc.nat(7), which: fc.nat(4) }), { minLength: 5, maxLength: 40 })
const newcomer = (number: number) => ({
  name: { fa: `تازه ${number}`, en: `Newcomer ${number}` },
  role: { fa: 'کارشناس', en: 'Expert' },
  email: `newcomer-${number}@kerman.example`,
})

/** A history in which people answer, give up, are replaced and stay silent. */
function playedAtRandom(programme: Programme, walk: readonly { what: number; which: number }[]): CasePlay {
  const play = new CasePlay(programme).begin()
  walk.forEach(({ what, which }, number) => {
    const { state } = play
    if (state?.status === 'between-stages') play.tell({ type: 'open-stage' })
    else if (state?.status === 'awaiting-revision')
      play.tell({ type: 'revise', documents: documents(state.revision + 1), applicant })
    else if (state?.status === 'settling-terms') play.must(recordOf()).drawUp()
    else if (state?.status === 'sealing') play.seal()
    else if (state?.status === 'sealed') play.tell({ type: 'deliver' })
    else if (what === 7 && state !== null) {
      play.pass(3 * 86_400_000)
      const [due] = dueCommands(state, play.now, programme)
      if (due !== undefined) play.tell(due)
    } else if (state?.status === 'in-review') {
      const seat = state.seats[which % state.seats.length]
      if (seat === undefined) return
      const by = { by: office, reason: 'On leave', to: newcomer(number) }
      if (seat.holder === null || what === 0)
        play.tell({ type: 'reassign', target: { seat: seat.seat }, ...by })
      else if (what === 1)
        play.tell({ type: 'recuse', ...play.seat(which % state.seats.length), reason: 'A cousin' })
      else {
        play.tell({ type: 'declare', ...play.seat(which % state.seats.length) })
        play.tell(play.answer(which % state.seats.length, what === 2 ? 'request-changes' : 'approve'))
      }
    } else if (state?.status === 'signing') {
      const next = state.signatories.findIndex(({ signed }) => signed === null)
      play.tell(play.signature(next))
    } else if (state?.status === 'with-finance') play.tell({ type: 'return', reason: 'Wrong account' })
  })
  return play
}

const histories = fc.tuple(oddIds, steps).map(([programme, walk]) => playedAtRandom(programme, walk))

describe('the names on an entry’s row', () => {
  it('mean to whoever reads them later what the entry was decided to cause, to the same people', () => {
    fc.assert(
      fc.property(histories, ({ entries, programme }) => {
        let before: ProposalState | null = null
        for (const entry of entries) {
          const after: ProposalState = evolve(before, entry)
          const moment = { before, after }
          const decided = effectsOfEntry(entry, moment, programme)
          expect(entry.effects).toEqual(decided.map(effectName))
          expect(entry.effects?.map((name) => effectNamed(name, moment, programme))).toEqual(decided)
          before = after
        }
      }),
      { numRuns: 60 },
    )
  })

  it('hold no person and no address', () => {
    fc.assert(
      fc.property(histories, ({ entries, programme }) => {
        const people =
          JSON.stringify(entries.map(({ data, actor }) => [data, actor])).match(/[^"@\s]+@[^"\s]+/g) ?? []
        const ids = [...programme.stages.flatMap(({ seats }) => seats), ...programme.signing.signatories].map(
          ({ id }) => id,
        )
        for (const name of entries.flatMap(({ effects = [] }) => effects)) {
          expect(name).toMatch(/^[A-Za-z0-9:-]+$/)
          for (const person of people) expect(name).not.toContain(person)
          const [, , place] = name.split(':')
          if (place !== undefined) expect(['startup', ...ids]).toContain(place)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('stand, whatever an entry of its type would cause today and whatever became of the programme', () => {
    const play = new CasePlay({ ...kerman, finance: withoutWebhook() }).toFinance()
    const called = new CasePlay({ ...kerman, finance: withWebhook() }).toFinance()
    expect(names(play, { ...kerman, finance: withWebhook() })).not.toContain('webhook')
    expect(names(called, { ...kerman, finance: withoutWebhook() })).toContain('webhook')
    // As if a later release had another mail for a new stage.
    const others = play.entries.map((entry) =>
      entry.type === 'StageOpened' ? { ...entry, effects: [] } : entry,
    )
    expect(neededAfter(others, others.length).join()).not.toContain('review-requested')
  })

  it('change no digest, and are in no ledger that is handed on', () => {
    const { entries } = new CasePlay().toFinance()
    const bare = entries.map(({ effects: _none, ...entry }) => entry)
    expect(verify(entries)).toEqual([])
    expect(verify(bare)).toEqual([])
    for (const audience of ['city', 'applicant'] as const) {
      expect(handedOnLedger(entries, audience)).toEqual(handedOnLedger(bare, audience))
    }
    expect(parseEntry(JSON.parse(JSON.stringify(entries[0]))).effects).toEqual([
      'mail-applicant:confirm-address',
    ])
  })

  it.each([
    'mail-reviewer:review-invited:research-head',
    'mail-reviewer:review-requested:no-such-seat',
    'mail-committee:convened',
    'event:MeetingHeld',
    'workflow:anew',
    '',
    'toString:constructor:x',
  ])('are kept where this release does not know one: %j', (name) => {
    const play = new CasePlay().begin()
    const entries = play.entries.map((entry) =>
      entry.sequence === 3 ? { ...entry, effects: [name] } : entry,
    )
    const effects = effectsOf(entries, play.as('in-review'), kerman).filter(
      ({ entry }) => entry.sequence === 3,
    )
    expect(effects.map(({ effect }) => effect)).toEqual([{ kind: 'unknown', name }])
    expect(effects.map(({ effect }) => effectName(effect))).toEqual([name])
  })
})

function withWebhook(): Programme['finance'] {
  return {
    ...kerman.finance,
    webhook: { url: 'https://erp.city.example/in', allowedHosts: ['erp.city.example'] },
  }
}

function withoutWebhook(): Programme['finance'] {
  const { webhook: _none, ...finance } = kerman.finance
  return finance
}

const names = (of: CasePlay, programme: Programme) =>
  allEffectsOf(of.entries, of.as('with-finance'), programme).map(({ effect }) => effectName(effect))
