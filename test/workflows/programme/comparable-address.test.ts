import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableAddress as outsiders } from '#infra/verify/tasvib-verify.mjs'
import { personAt, smallCity, stageWith } from '#test/city/small-city.ts'
import { comparableAddress, sameMailbox } from '#workflows/programme/comparable-address.ts'
import { sharedMailboxes } from '#workflows/programme/named-people.ts'

describe('the comparable form of an address', () => {
  it.each([
    ['A.B+x@googlemail.com', 'ab@gmail.com'],
    ['SARA@Startup.Example', 'sara@startup.example'],
    ['sara+kerman+2@startup.example', 'sara@startup.example'],
    ['user@نمونه.ایران', 'user@xn--hhbbbed.xn--mgba3a4f16a'],
    ['USER+a@XN--HHBBBED.XN--MGBA3A4F16A', 'user@نمونه.ایران'],
    [' sara@startup.example ', 'sara@startup.example'],
    ['sara@startup.example.', 'sara@startup.example'],
    ['ｓara@startup.example', 'sara@startup.example'],
    ['s.a.r.a@GoogleMail.com', 'sara@gmail.com'],
  ])('of %s is that of %s', (one, other) => {
    expect(sameMailbox(one, other)).toBe(true)
  })

  it.each([
    ['a.b@startup.example', 'ab@startup.example'],
    ['sara@startup.example', 'sara@startup2.example'],
    ['sara@mail.startup.example', 'sara@startup.example'],
    ['+sara@startup.example', '+reza@startup.example'],
  ])('of %s is not that of %s', (one, other) => {
    expect(sameMailbox(one, other)).toBe(false)
  })

  it('is its own', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(comparableAddress(comparableAddress(email))).toBe(comparableAddress(email))
        expect(sameMailbox(email, email.toUpperCase())).toBe(true)
      }),
    )
  })
})

describe('the people of a programme', () => {
  it('are told apart by the address as it is written, and two spellings of one mailbox are named', () => {
    const programme = smallCity({
      stages: [stageWith('review', [['board+chair@city.example'], ['Board+Money@city.example']])],
      caseOffice: {
        name: { fa: 'دبیرخانه', en: 'Office' },
        email: 'office@city.example',
        members: [personAt('BOARD+CHAIR@city.example'), personAt('officer@city.example')],
      },
    })
    expect(sharedMailboxes(programme)).toEqual([
      {
        email: 'Board+Money@city.example',
        path: 'stages[0].seats[1].holder',
        first: { email: 'board+chair@city.example', path: 'stages[0].seats[0].holder' },
      },
    ])
    expect(sharedMailboxes(smallCity())).toEqual([])
  })
})

describe('the comparable form of an address in the verifier, which imports nothing of ours', () => {
  const local = fc.string({
    unit: fc.constantFrom('a', 'B', '.', '+', ' ', 'ı', 'ｓ', 'ß', '@', 'é'),
    maxLength: 9,
  })
  const domain = fc.constantFrom(
    'gmail.com',
    'GoogleMail.com',
    'googlemail.com.',
    'startup.example',
    'Startup.Example.',
    'نمونه.ایران',
    'XN--HHBBBED.XN--MGBA3A4F16A',
    'münchen.example',
    'xn--mnchen-3ya.example',
    'ＧＭＡＩＬ.com',
    'not a domain',
    '127.0.0.1',
    '',
  )

  it('is the product’s own', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.tuple(local, domain).map((parts) => parts.join('@')),
          fc.string(),
        ),
        (email) => {
          expect(outsiders(email)).toBe(comparableAddress(email))
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
