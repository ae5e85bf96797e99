import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { programmeById } from '#workflows/programme/load-programme.ts'
import { parseProgramme } from '#workflows/programme/parse-programme.ts'

type Path = (string | number)[]

const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null

const placeAt = (root: unknown, path: Path): Record<string | number, unknown> => {
  const place = path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), root)
  if (!isRecord(place)) throw new Error(`The programme has nothing at ${path.join('.')}`)
  return place
}

/** Kerman's programme with some values replaced; `undefined` removes one. */
const changed = (...changes: [Path, unknown][]): unknown => {
  const copy: unknown = structuredClone(kerman)
  for (const [path, value] of changes) {
    const place = placeAt(copy, path.slice(0, -1))
    const last = path.at(-1) ?? ''
    if (value === undefined) delete place[last]
    else place[last] = value
  }
  return copy
}

const faultsOf = (input: unknown) => {
  const result = parseProgramme(input)
  return result.ok ? [] : result.faults
}

const pathsOf = (input: unknown) => faultsOf(input).map(({ path }) => path)

const firstHolder = kerman.stages[0]?.seats[0]?.holder

describe('parseProgramme', () => {
  it('accepts the programme of Kerman', () => {
    expect(parseProgramme(kerman)).toEqual({ ok: true, programme: kerman })
  })

  it('lets notices leave at eight where it says nothing of the hour, and takes no other writing of one', () => {
    const result = parseProgramme(changed([['calendar', 'noticeHour'], undefined]))
    expect(result.ok && result.programme.calendar.noticeHour).toBe('08:00')
    for (const hour of ['8:00', '24:00', '08:60', 8]) {
      expect(pathsOf(changed([['calendar', 'noticeHour'], hour]))).toEqual(['calendar.noticeHour'])
    }
  })

  it('keeps data for the usual times when it says nothing of them', () => {
    const result = parseProgramme(changed([['retention'], undefined]))
    expect(result.ok && result.programme.retention).toEqual({
      unconfirmed: 'P30D',
      withdrawnOrLapsed: 'P1Y',
      declined: 'P2Y',
      completed: 'forever',
    })
  })

  it('takes Persian first when no languages are named', () => {
    const result = parseProgramme(changed([['languages'], undefined]))
    expect(result.ok && result.programme.languages).toEqual(['fa', 'en'])
  })

  it.each<[string, Path, unknown, string]>([
    ['a missing name', ['name'], undefined, 'name'],
    ['a missing translation', ['stages', 1, 'name', 'en'], undefined, 'stages[1].name.en'],
    ['an empty text', ['stages', 1, 'name', 'fa'], '  ', 'stages[1].name.fa'],
    ['a misspelt key', ['stages', 1, 'minimunScore'], 60, 'stages[1].minimunScore'],
    ['an id with capitals', ['stages', 0, 'id'], 'Intake', 'stages[0].id'],
    ['an address that is a list', ['finance', 'office', 'email'], 'a@b.ir,c@d.ir', 'finance.office.email'],
    [
      'an address of a seat',
      ['stages', 2, 'seats', 1, 'alternate', 'email'],
      'x',
      'stages[2].seats[1].alternate.email',
    ],
    ['a duration of months', ['stages', 0, 'deadline'], { working: 'P1M' }, 'stages[0].deadline.working'],
    ['a duration of nothing', ['confirmWithin'], { calendar: 'P0D' }, 'confirmWithin.calendar'],
    ['a duration of years', ['confirmWithin'], { calendar: 'P367D' }, 'confirmWithin.calendar'],
    ['a span of neither kind', ['confirmWithin'], { days: 3 }, 'confirmWithin'],
    ['an unknown quorum', ['stages', 1, 'quorum'], { kind: 'most' }, 'stages[1].quorum.kind'],
    [
      'a quorum over the seats',
      ['stages', 1, 'quorum'],
      { kind: 'atLeast', count: 4 },
      'stages[1].quorum.count',
    ],
    ['a stage without seats', ['stages', 1, 'seats'], [], 'stages[1].seats'],
    ['a stage that cannot approve', ['stages', 1, 'decisions'], ['reject'], 'stages[1].decisions'],
    ['a decision listed twice', ['stages', 1, 'decisions'], ['approve', 'approve'], 'stages[1].decisions[1]'],
    ['an unknown decision', ['stages', 1, 'decisions'], ['approve', 'shrug'], 'stages[1].decisions[1]'],
    ['a minimum score that nobody scores', ['stages', 0, 'minimumScore'], 50, 'stages[0].minimumScore'],
    ['a minimum score over 100', ['stages', 1, 'minimumScore'], 101, 'stages[1].minimumScore'],
    [
      'a reminder as long as the deadline',
      ['stages', 0, 'reminders', 0],
      { working: 'P3D' },
      'stages[0].reminders[0]',
    ],
    ['the same reminder twice', ['stages', 1, 'reminders', 1], { working: 'P5D' }, 'stages[1].reminders[1]'],
    [
      'a reminder to revise that is too long',
      ['reviseReminders', 0],
      { calendar: 'P99D' },
      'reviseReminders[0]',
    ],
    [
      'a reminder to sign that is too long',
      ['signing', 'reminders', 0],
      { working: 'P8D' },
      'signing.reminders[0]',
    ],
    [
      'a reminder to finance that is too long',
      ['finance', 'reminders', 0],
      { working: 'P2D' },
      'finance.reminders[0]',
    ],
    ['two stages of one id', ['stages', 3, 'id'], 'intake', 'stages[3].id'],
    ['two seats of one id', ['stages', 1, 'seats', 2, 'id'], 'research-head', 'stages[1].seats[2].id'],
    [
      'a person in two stages',
      ['stages', 3, 'seats', 0, 'holder'],
      firstHolder,
      'stages[3].seats[0].holder.email',
    ],
    [
      'a person in two seats, whatever the letter case',
      ['stages', 1, 'seats', 2, 'holder', 'email'],
      'S.Iranmanesh@Kerman.example',
      'stages[1].seats[2].holder.email',
    ],
    [
      'an alternate who holds a seat of the stage',
      ['stages', 2, 'seats', 0, 'alternate', 'email'],
      'k.shamsaddini@kerman.example',
      'stages[2].seats[0].alternate.email',
    ],
    [
      'a stage that nobody can stand in for',
      ['stages', 1, 'onDeadline'],
      'alternate',
      'stages[1].onDeadline',
    ],
    [
      'another consequence of a deadline than there is',
      ['signing', 'onDeadline'],
      'lapse',
      'signing.onDeadline',
    ],
    [
      'two signatories of one id',
      ['signing', 'signatories', 1, 'id'],
      'organization-head',
      'signing.signatories[1].id',
    ],
    [
      'a signatory with the startup’s id',
      ['signing', 'signatories', 0, 'id'],
      'startup',
      'signing.signatories[0].id',
    ],
    [
      'a person who signs twice',
      ['signing', 'signatories', 1, 'holder', 'email'],
      'd.amiri@kerman.example',
      'signing.signatories[1].holder.email',
    ],
    ['weights that miss 100', ['rubric', 'criteria', 0, 'weight'], 24, 'rubric.criteria'],
    ['a scale upside down', ['rubric', 'scale'], [5, 0], 'rubric.scale'],
    ['two criteria of one id', ['rubric', 'criteria', 1, 'id'], 'revenue', 'rubric.criteria[1].id'],
    ['two reasons of one code', ['reasons', 1, 'code'], 'APPROVE_PILOT', 'reasons[1].code'],
    [
      'a holiday in Gregorian',
      ['calendar', 'holidays', 0, 'jalali'],
      '2026-03-21',
      'calendar.holidays[0].jalali',
    ],
    [
      'a holiday that does not exist',
      ['calendar', 'holidays', 0, 'jalali'],
      '07-31',
      'calendar.holidays[0].jalali',
    ],
    [
      'a leap day of a common year',
      ['calendar', 'holidays', 0, 'jalali'],
      '1404-12-30',
      'calendar.holidays[0].jalali',
    ],
    ['a holiday twice', ['calendar', 'holidays', 1, 'jalali'], '01-01', 'calendar.holidays[1].jalali'],
    [
      'a week without a working day',
      ['calendar', 'weekend'],
      ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      'calendar.weekend',
    ],
    ['a weekday twice', ['calendar', 'weekend'], ['friday', 'friday'], 'calendar.weekend[1]'],
    ['a retention in words', ['retention', 'declined'], 'two years', 'retention.declined'],
    ['a retention of no time', ['retention', 'unconfirmed'], 'P0D', 'retention.unconfirmed'],
    ['a retention that is missing', ['retention', 'completed'], undefined, 'retention.completed'],
    ['an unknown time zone', ['timeZone'], 'Asia/Kerman', 'timeZone'],
    ['a language twice', ['languages'], ['fa', 'fa'], 'languages[1]'],
    [
      'a member of the case office twice',
      ['caseOffice', 'members', 1, 'email'],
      'Z.Rahimi@kerman.example',
      'caseOffice.members[1].email',
    ],
    [
      'an access that there is not',
      ['caseOffice', 'members', 1, 'access'],
      'boss',
      'caseOffice.members[1].access',
    ],
    [
      'a case office that nobody works in',
      ['caseOffice', 'members'],
      kerman.caseOffice.members.filter(({ access }) => access !== 'case-office'),
      'caseOffice.members',
    ],
    ['an IBAN with a wrong digit', ['contract', 'iban'], 'IR400610000000001404000018', 'contract.iban'],
    ['a colour by name', ['branding', 'colour'], 'teal', 'branding.colour'],
    ['a colour that cannot be read on white', ['branding', 'colour'], '#7cc7cc', 'branding.colour'],
    [
      'a colour that cannot be read on black',
      ['branding', 'colourOnDark'],
      '#0f5c63',
      'branding.colourOnDark',
    ],
    ['a logo that runs something', ['branding', 'logo'], '<svg onload="x()"/>', 'branding.logo'],
    [
      'a reason about no question of the form',
      ['reasons', 3, 'concerns'],
      ['price'],
      'reasons[3].concerns[0]',
    ],
    ['a fraction of a round', ['maxRounds'], 2.5, 'maxRounds'],
    ['a stage that is seen and is not there', ['stages', 2, 'sees'], ['intake', 'x'], 'stages[2].sees[1]'],
    [
      'a later stage that is seen',
      ['stages', 1, 'seats', 0, 'sees'],
      ['board'],
      'stages[1].seats[0].sees[0]',
    ],
    ['a stage that is seen twice', ['signing', 'sees'], ['board', 'board'], 'signing.sees[1]'],
    [
      'a stage that a signatory sees and is not there',
      ['signing', 'signatories', 0, 'sees'],
      ['x'],
      'signing.signatories[0].sees[0]',
    ],
  ])('names the path of %s', (_, path, value, fault) => {
    expect(pathsOf(changed([path, value]))).toEqual([fault])
  })

  it.each(['request-changes', 'reject'])('asks for a reason to %s where a stage allows it', (decision) => {
    const reasons = kerman.reasons.filter((reason) => reason.decision !== decision)
    const position = kerman.stages[0]?.decisions.indexOf(decision)
    expect(pathsOf(changed([['reasons'], reasons]))).toEqual(
      kerman.stages.map((_, index) => `stages[${index}].decisions[${position}]`),
    )
  })

  it('lets a person sit in two stages when the programme says so', () => {
    const twice = changed(
      [['stages', 3, 'seats', 0, 'holder'], firstHolder],
      [['oneDecisionPerPerson'], false],
    )
    expect(pathsOf(twice)).toEqual([])
  })

  it('lets a place see any stage up to its own, and a signatory all of them', () => {
    const seen = changed(
      [
        ['stages', 2, 'sees'],
        ['intake', 'investment'],
      ],
      [['stages', 2, 'seats', 0, 'sees'], []],
      [
        ['signing', 'signatories', 0, 'sees'],
        ['board', 'intake'],
      ],
    )
    expect(pathsOf(seen)).toEqual([])
  })

  it('names every fault at once, those between parts too when another part cannot be read', () => {
    const faults = pathsOf(
      changed(
        [['name'], undefined],
        [['stages', 0, 'id'], 'NO'],
        [['stages', 3, 'id'], 'research'],
        [['rubric', 'criteria', 0, 'weight'], 1],
        [['signing', 'signatories', 0, 'id'], 'startup'],
      ),
    )
    expect(faults.sort()).toEqual([
      'name',
      'rubric.criteria',
      'signing.signatories[0].id',
      'stages[0].id',
      'stages[3].id',
    ])
  })

  it('puts every fault into words in both languages', () => {
    const faults = faultsOf({
      stages: [{ id: 7, deadline: 'P1Y', reminders: [{}], quorum: {}, more: 1 }],
      languages: [],
    })
    expect(faults.length).toBeGreaterThan(20)
    for (const { message } of faults) {
      expect(message.fa).toMatch(/[\u0600-\u06ff]/)
      expect(message.en).toMatch(/^[ -~]+$/)
    }
  })

  it('never throws, and never accepts, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (input) => {
        expect(parseProgramme(input).ok).toBe(false)
      }),
    )
  })

  it('never throws when any one part of a good programme is replaced by anything', () => {
    // Without reasons the fault lies with the stages that need one.
    const keys = fc.constantFrom(...Object.keys(kerman).filter((key) => key !== 'reasons'))
    fc.assert(
      fc.property(keys, fc.jsonValue({ maxDepth: 4 }), (key, value) => {
        const result = parseProgramme({ ...kerman, [key]: value })
        expect(result.ok || result.faults.some(({ path }) => path.startsWith(key))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the programme of Kerman', () => {
  const programme = programmeById('kerman')

  it('goes from the secretariat to the board of investment', () => {
    const ids = programme.stages.map(({ id }) => id)
    expect([ids[0], ids.at(-1)]).toEqual(['intake', 'board'])
  })

  it('writes to nobody outside the reserved domain', () => {
    const addresses = JSON.stringify(programme).match(/"email":"[^"]+"/g) ?? []
    expect(addresses.length).toBeGreaterThan(20)
    expect(addresses.filter((address) => !address.endsWith('@kerman.example"'))).toEqual([])
  })

  it('loses no case that is late: it goes to alternates where there are any, and is held', () => {
    const { stages, signing } = programme
    for (const { onDeadline, seats } of [...stages, { ...signing, seats: signing.signatories }]) {
      expect(onDeadline).toBe(seats.some(({ alternate }) => alternate !== undefined) ? 'alternate' : 'hold')
    }
    expect([...stages, signing].filter(({ escalateAfter }) => escalateAfter === undefined)).toEqual([])
  })

  it('says why a referral to a public call closes the case', () => {
    const noted = programme.reasons.filter(({ note }) => note !== undefined)
    expect(noted.map(({ code, decision }) => [code, decision])).toEqual([['TENDER', 'reject']])
  })
})
