import { describe, expect, it } from 'vitest'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { keptFor, retentionDue } from '#workflows/proposal/retention.ts'
import { applicant, CasePlay, documents, kerman, reference } from './case-play.ts'

const by = kerman.caseOffice.email
const programme: Programme = {
  ...kerman,
  retention: { unconfirmed: 'P30D', withdrawnOrLapsed: 'P1Y', declined: 'P2Y', completed: 'P10Y' },
}
const reason = 'A court asked for it'
const hold: Command = { type: 'hold-erasure', by, reason }
const release: Command = { type: 'release-erasure', by, reason }

const submitted = () => new CasePlay(programme).begin()
const withdrawn = () => submitted().must({ type: 'withdraw', reason: '' })
const schedule = [
  { due: '2031-03-20', amount: 1 },
  { due: '2030-03-20', amount: 1 },
]

/** A case whose address nobody confirmed in time. */
function unconfirmed(): CasePlay {
  const submit: Command = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant }
  return new CasePlay(programme)
    .must(submit)
    .pass(400 * 86_400_000)
    .must({ type: 'expire' })
}

const outcomes: [string, () => CasePlay, string, string][] = [
  ['withdrawn', withdrawn, 'withdrawnOrLapsed', 'P1Y'],
  ['closed by the office', () => submitted().must({ type: 'close', by, reason }), 'declined', 'P2Y'],
  ['never confirmed', unconfirmed, 'unconfirmed', 'P30D'],
  [
    'closed by the office once its contract was signed and sealed',
    () => new CasePlay(programme).toFinance().must({ type: 'close', by, reason }),
    'completed',
    'P10Y',
  ],
  [
    'closed by the office once finance returned its contract',
    () => new CasePlay(programme).toFinance().must({ type: 'return', reason }, { type: 'close', by, reason }),
    'declined',
    'P2Y',
  ],
  [
    'completed',
    () => new CasePlay(programme).toFinance().must({ type: 'acknowledge', note: '', schedule }),
    'completed',
    'P10Y',
  ],
]

describe('how long personal data is kept', () => {
  it.each(outcomes)('of a case that was %s follows its rule', (_, play, rule, span) => {
    expect(keptFor(play().as('closed'), programme)).toMatchObject({ rule, span })
  })

  it('counts from the end of the case, and of a contract from its last instalment', () => {
    const closed = withdrawn().as('closed')
    expect(keptFor(closed, programme).since).toBe(closed.closedAt)
    const completed = new CasePlay(programme).toFinance().must({ type: 'acknowledge', note: '', schedule })
    expect(keptFor(completed.as('closed'), programme)).toMatchObject({
      since: '2031-03-20T00:00:00.000Z',
      until: '2041-03-20T00:00:00.000Z',
    })
    const running = { ...completed.as('closed'), endsOn: '2032-01-01' }
    expect(keptFor(running, programme).since).toBe('2032-01-01T00:00:00.000Z')
    expect(keptFor({ ...running, endsOn: '2030-01-01' }, programme).since).toBe('2031-03-20T00:00:00.000Z')
  })

  it('has no end while a case is open, is held, or where the programme says for ever', () => {
    expect(retentionDue(submitted().as('in-review'), programme)).toBeNull()
    const closed = withdrawn()
    expect(retentionDue(closed.as('closed'), programme)).not.toBeNull()
    const forEver = { retention: { ...programme.retention, withdrawnOrLapsed: 'forever' } }
    expect(retentionDue(closed.as('closed'), forEver)).toBeNull()
    expect(retentionDue(closed.must(hold).as('closed'), programme)).toBeNull()
  })
})

describe('erasing by the rule', () => {
  const year = 366 * 86_400_000

  it('is refused before its time, and afterwards names the rule', () => {
    const play = withdrawn()
    expect(play.tell({ type: 'erase-by-rule' })).toEqual({ refused: 'nothing-due' })
    play.pass(year).must({ type: 'erase-by-rule' })
    expect(play.entries.at(-1)).toMatchObject({
      actor: { role: 'retention' },
      data: { rule: { of: 'withdrawnOrLapsed', kept: 'P1Y' } },
    })
    expect(play.as('closed').applicant).toBeNull()
    expect(play.tell({ type: 'erase-by-rule' })).toEqual({ facts: [] })
  })

  it('is refused of an open case', () => {
    expect(submitted().tell({ type: 'erase-by-rule' })).toEqual({ refused: 'not-now' })
  })

  it('is refused while the case office holds the data, as is an erasure by hand', () => {
    const play = withdrawn().must(hold).pass(year)
    expect(play.tell({ type: 'erase-by-rule' })).toEqual({ refused: 'erasure-held' })
    expect(play.tell({ type: 'erase', by, reason })).toEqual({ refused: 'erasure-held' })
    play.must(release, { type: 'erase-by-rule' })
    expect(play.as('closed').applicant).toBeNull()
  })
})

describe('a hold', () => {
  it('needs a reason, is set once and lifted once', () => {
    const play = withdrawn()
    expect(play.tell({ ...hold, reason: ' ' })).toEqual({
      refused: 'reason-missing',
      field: 'reason',
    })
    expect(play.tell(release)).toEqual({ refused: 'erasure-not-held' })
    play.must(hold)
    expect(play.as('closed').hold).toEqual({ since: play.entries.at(-1)?.at })
    expect(play.tell(hold)).toEqual({ refused: 'erasure-held' })
    expect(play.tell({ ...release, reason: '' })).toMatchObject({ refused: 'reason-missing' })
    expect(play.must(release).as('closed').hold).toBeNull()
  })

  it('cannot bring back what was erased', () => {
    const play = withdrawn().must({ type: 'erase', by, reason })
    expect(play.tell(hold)).toEqual({ refused: 'data-erased' })
  })
})
