import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesIn, type MailPhase, type Whose, whoseFailure } from '#workflows/delivery/whose-failure.ts'

/** As servers said it: the phase, the answer, whose it is. */
const answers: readonly (readonly [MailPhase, string, Whose])[] = [
  // The mailbox itself.
  [
    'recipient',
    '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in relay recipient table',
    'person',
  ],
  ['recipient', '550 5.1.1 <blocked.spam@policy.example>: user unknown', 'person'],
  [
    'recipient',
    '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 double-checking https://support.google.com/mail/?p=NoSuchUser',
    'person',
  ],
  [
    'recipient',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'person',
  ],
  ['recipient', '550 5.2.1 The email account that you tried to reach is disabled', 'person'],
  ['recipient', '550 5.1.2 Domain of the recipient not found', 'person'],
  ['recipient', '550 5.1.6 Mailbox has moved', 'person'],
  ['recipient', '550 no such mailbox', 'person'],
  ['recipient', '550 No such user here', 'person'],
  ['recipient', '550 Requested action not taken: mailbox unavailable', 'person'],
  ['recipient', '550 5.5.0 Requested action not taken: mailbox unavailable', 'person'],
  [
    'message',
    "554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.example) [0]",
    'person',
  ],
  ['report', 'smtp; 550 5.1.1 user unknown', 'person'],
  ['report', 'smtp; 550 5.1.1', 'person'],
  // It passes by itself.
  ['connection', 'connect ECONNREFUSED 127.0.0.1:25', 'transient'],
  ['connection', '421 4.3.2 Service shutting down', 'transient'],
  ['login', '454 4.7.0 Temporary authentication failure', 'transient'],
  ['sender', '451 4.7.1 Try again later', 'transient'],
  ['recipient', '450 4.2.0 Greylisted, see http://postgrey.example', 'transient'],
  ['recipient', '450 4.1.1 user unknown, for now', 'transient'],
  ['recipient', '452 4.2.2 Mailbox full', 'transient'],
  ['recipient', '552 5.2.2 Over quota', 'transient'],
  [
    'recipient',
    '550 5.2.1 The user is receiving mail at a rate that prevents additional messages',
    'transient',
  ],
  ['message', '552 Mailbox full', 'transient'],
  ['message', '451 4.3.0 local error', 'transient'],
  ['report', 'smtp; 522 5.2.2 mailbox full', 'transient'],
  // Somebody of this installation has to mend it.
  ['connection', '554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.example', 'ours'],
  ['connection', '550 no such user', 'ours'],
  ['encryption', 'certificate has expired', 'ours'],
  ['login', '535 5.7.8 Authentication credentials invalid', 'ours'],
  ['sender', '550 5.1.1 no such user', 'ours'],
  ['sender', '550 sender rejected', 'ours'],
  ['sender', '530 5.7.0 Must issue a STARTTLS command first', 'ours'],
  ['sender', '552 5.3.4 Message size exceeds fixed limit', 'ours'],
  ['recipient', '530 5.7.0 Must issue a STARTTLS command first', 'ours'],
  ['recipient', '554 5.7.1 <a@b.example>: Relay access denied', 'ours'],
  ['recipient', '550 5.7.1 Unable to relay', 'ours'],
  ['recipient', '551 we do not relay', 'ours'],
  [
    'recipient',
    '550 5.1.0 <tasvib@city.example>: Sender address rejected: User unknown in local recipient table',
    'ours',
  ],
  ['recipient', '553 5.1.8 Sender address rejected: Domain not found', 'ours'],
  ['recipient', '554 5.7.1 Client host rejected: Access denied', 'ours'],
  ['recipient', '550 5.4.1 Recipient address rejected: Access denied', 'ours'],
  ['recipient', '550 5.1.1 mail from your IP is blocked', 'ours'],
  ['recipient', '550 rejected', 'ours'],
  ['recipient', '550', 'ours'],
  ['recipient', '503 5.5.1 bad sequence of commands', 'ours'],
  ['message', '550 5.7.26 Unauthenticated email is not accepted due to DMARC policy', 'ours'],
  ['message', '552 5.3.4 Message too big for system', 'ours'],
  ['message', '554 5.6.0 message content rejected', 'ours'],
  ['message', '550 5.7.1 user unknown', 'ours'],
  ['message', '554 This message looks like spam', 'ours'],
  ['report', 'smtp; 554 5.7.1 blocked by the policy of the recipient', 'ours'],
]

const phases: readonly MailPhase[] = [
  'connection',
  'encryption',
  'login',
  'sender',
  'recipient',
  'message',
  'report',
]
const code = fc.integer({ min: 200, max: 599 })
const status = fc.tuple(fc.constantFrom(4, 5), fc.nat(9), fc.nat(30)).map((parts) => parts.join('.'))
const failure = fc.record({
  phase: fc.constantFrom(...phases),
  code: fc.option(code),
  status: fc.option(status),
  text: fc.oneof(fc.string(), fc.constantFrom(...answers.map(([, text]) => text))),
})

describe('whose failure it is that a mail was not taken', () => {
  it.each(answers)('at %s, "%s" is of: %s', (phase, text, whose) => {
    expect(whoseFailure({ phase, text, ...codesIn(text) })).toBe(whose)
  })

  it('is of the person only when a server that had let us in says so for good, and never by rules or by size', () => {
    fc.assert(
      fc.property(failure, (given) => {
        if (whoseFailure(given) !== 'person') return
        expect(['recipient', 'message', 'report']).toContain(given.phase)
        expect(given.code ?? 500).toBeGreaterThanOrEqual(500)
        expect(given.status ?? '5.1.1').toMatch(/^5\.[0125]\./)
        expect(given.status).not.toBe('5.2.2')
        expect(given.code !== null || given.status !== null).toBe(true)
      }),
    )
  })

  it('does not depend on the words that an address is made of', () => {
    fc.assert(
      fc.property(fc.constantFrom('relay-denied', 'spam', 'sender', 'nosuchuser', 'full'), (word) => {
        const text = `550 5.1.1 <${word}@${word}.example>: Recipient address rejected`
        expect(whoseFailure({ phase: 'recipient', text, ...codesIn(text) })).toBe('person')
      }),
    )
  })
})
