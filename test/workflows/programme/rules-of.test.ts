import { describe, expect, it } from 'vitest'
import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { canonicalJson, digestOf } from '#workflows/ledger/digest.ts'
import { parseProgramme } from '#workflows/programme/parse-programme.ts'
import { rulesOf } from '#workflows/programme/rules-of.ts'

type Source = typeof kerman
const digest = digestOf(rulesOf(kerman))

/** Kerman's programme after a change of a copy. */
function changed(change: (copy: Source) => void): unknown {
  const copy = structuredClone(kerman)
  change(copy)
  return copy
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is none')
  return value
}
const stage = ({ stages }: Source) => must(stages[1])

describe('the rules of a programme', () => {
  it.each<[string, (copy: Source) => void]>([
    [
      'a seat more',
      (copy) => must(copy.stages[0]).seats.push(structuredClone(must(stage(copy).seats[0])) as never),
    ],
    ['another id of a seat', (copy) => Object.assign(must(stage(copy).seats[0]), { id: 'other' })],
    ['a quorum', (copy) => Object.assign(stage(copy).quorum, { kind: 'any' })],
    ['a minimum score', (copy) => Object.assign(stage(copy), { minimumScore: 66 })],
    ['no minimum score', (copy) => Reflect.deleteProperty(stage(copy), 'minimumScore')],
    ['a deadline', (copy) => Object.assign(stage(copy).deadline, { working: 'P9D' })],
    ['the reminders', (copy) => stage(copy).reminders.pop()],
    ['the escalation', (copy) => Reflect.deleteProperty(stage(copy), 'escalateAfter')],
    ['what silence does', (copy) => Object.assign(stage(copy), { onDeadline: 'lapse' })],
    ['the decisions', (copy) => stage(copy).decisions.pop()],
    ['whether it is scored', (copy) => Object.assign(stage(copy), { scored: false })],
    ['the order of the stages', (copy) => copy.stages.push(must(copy.stages.shift()))],
    ['mixed answers', (copy) => Object.assign(copy, { mixedAnswers: 'reject-wins' })],
    ['the rounds', (copy) => Object.assign(copy, { maxRounds: 5 })],
    ['one decision per person', (copy) => Object.assign(copy, { oneDecisionPerPerson: false })],
    ['the time to confirm', (copy) => Object.assign(copy.confirmWithin, { calendar: 'P8D' })],
    ['the time to revise', (copy) => Object.assign(copy.reviseWithin, { working: 'P14D' })],
    ['the time to settle', (copy) => Object.assign(copy.settling.deadline, { working: 'P6D' })],
    ['the time to sign', (copy) => Object.assign(copy.signing.deadline, { working: 'P6D' })],
    ['the order of signing', (copy) => Object.assign(copy.signing, { inOrder: false })],
    ['a signatory', (copy) => Object.assign(must(copy.signing.signatories[0]), { id: 'other' })],
    ['the time of finance', (copy) => Object.assign(copy.finance.deadline, { working: 'P6D' })],
    ['a weight', (copy) => Object.assign(must(copy.rubric.criteria[0]), { weight: 24 })],
    ['the scale', (copy) => Object.assign(copy.rubric, { scale: [1, 5] })],
    ['the code of a reason', (copy) => Object.assign(must(copy.reasons[0]), { code: 'OTHER' })],
    ['the words of a reason', (copy) => Object.assign(must(copy.reasons[0]).text, { en: 'Other' })],
    ['what a reason decides', (copy) => Object.assign(must(copy.reasons[0]), { decision: 'reject' })],
    ['how long data is kept', (copy) => Object.assign(copy.retention, { declined: 'P3Y' })],
  ])('are others after a change of %s', (_, change) => {
    expect(digestOf(rulesOf(changed(change)))).not.toBe(digest)
  })

  it.each<[string, (copy: Source) => void]>([
    ['version', (copy) => Object.assign(copy, { version: '1405.1' })],
    ['holder', (copy) => Object.assign(must(stage(copy).seats[0]).holder, { email: 'new@kerman.example' })],
    ['alternate', (copy) => Reflect.deleteProperty(must(must(copy.stages[0]).seats[0]), 'alternate')],
    ['name of a stage', (copy) => Object.assign(stage(copy).name, { en: 'Other' })],
    ['purpose of a stage', (copy) => Object.assign(stage(copy).purpose, { en: 'Other' })],
    ['holidays', (copy) => copy.calendar.holidays.pop()],
    [
      'signing person',
      (copy) => Object.assign(must(copy.signing.signatories[0]).holder, { email: 'x@y.example' }),
    ],
    ['finance office', (copy) => Object.assign(copy.finance.office, { email: 'money@kerman.example' })],
    [
      'webhook',
      (copy) =>
        Object.assign(copy.finance, { webhook: { url: 'https://a.example/', allowedHosts: ['a.example'] } }),
    ],
    ['members', (copy) => copy.caseOffice.members.pop()],
    ['name of a criterion', (copy) => Object.assign(must(copy.rubric.criteria[0]).name, { en: 'Other' })],
    ['note of a reason', (copy) => Object.assign(must(copy.reasons[0]), { note: 'Other' })],
    ['branding', (copy) => Object.assign(copy.branding, { colour: '#000000' })],
    ['summary', (copy) => Object.assign(copy.summary, { en: 'Other' })],
  ])('are the same after a change of the %s', (_, change) => {
    expect(digestOf(rulesOf(changed(change)))).toBe(digest)
  })

  it('are those of the source and not of what its defaults add', () => {
    const { settling: _, ...source } = kerman
    const parsed = parseProgramme(source)
    expect(rulesOf(source)).not.toHaveProperty('settling')
    expect(parsed.ok && digestOf(rulesOf(parsed.programme))).not.toBe(digestOf(rulesOf(source)))
  })

  it('have no person, no address and no note', () => {
    const text = canonicalJson(rulesOf(kerman))
    const people = kerman.stages.flatMap(({ seats }) => seats.map(({ holder }) => holder))
    for (const { name, email } of people) {
      expect(text).not.toContain(email)
      expect(text).not.toContain(name.fa)
      expect(text).not.toContain(name.en)
    }
    expect(text).not.toContain('@')
    expect(text).not.toContain('Referral to a public call closes')
  })

  it('are of the form of any source, however broken', () => {
    for (const source of [null, 'text', [], { stages: 'none', reasons: [null] }]) {
      expect(() => digestOf(rulesOf(source))).not.toThrow()
    }
  })
})
