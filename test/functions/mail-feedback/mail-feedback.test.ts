import { describe, expect, it } from 'vitest'
import { sweep } from '#functions/clock/sweep.ts'
import { feedbackEvent } from '#functions/mail-feedback/feedback-event.ts'
import { takeFeedback } from '#functions/mail-feedback/mail-feedback.ts'
import { effectTag } from '#functions/shared/ports/effect-tag.ts'
import { CaseWorld } from '#test/functions/shared/effects/case-world.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { replay } from '#workflows/proposal/evolve.ts'

const reviewer = kerman.stages[0]?.seats[0]?.holder.email ?? ''

const at = '2026-11-22T06:00:00.000Z'
/** The mail that asked the reviewer. */
const kind = 'mail-reviewer:review-requested:secretariat'
const tagOf = (of: string, sequence: number) => effectTag({ reference: of, sequence, kind })

/** As the mail service's event reaches a function. */
function event(
  detail: Readonly<Record<string, unknown>>,
  tags: Readonly<Record<string, string[]>> = { 'effect-1': [tagOf(reference, 3)] },
) {
  return feedbackEvent.parse({
    version: '0',
    'detail-type': 'Email Bounced',
    source: 'aws.ses',
    detail: { mail: { messageId: 'm-1', destination: [reviewer], tags }, ...detail },
  })
}

const bounce = (bounceType: string, emailAddress = reviewer) => ({
  eventType: 'Bounce',
  bounce: {
    timestamp: at,
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress, status: '5.1.1' }],
  },
})

const delivery = (timestamp: string) => ({ eventType: 'Delivery', delivery: { timestamp } })

const dependencies = (world: CaseWorld) => ({ ...world.commit, cases: world.cases, effects: world.effects })

const isMailOf = ({ kind: is }: { kind: string }) => is === kind

/** A case whose reviewer was asked by mail. */
async function inReview(): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.begin()
  await world.relay()
  return world
}

async function mailOf(world: CaseWorld) {
  const found = (await world.effects.list(reference)).find((row) => row.kind === kind)
  if (found === undefined) throw new Error('The reviewer was asked')
  return found
}

async function unreachable(world: CaseWorld): Promise<unknown[]> {
  const entries = await world.cases.entries(reference)
  return entries.flatMap(({ type, data }) => (type === 'PersonUnreachable' ? [data] : []))
}

describe('mail feedback', () => {
  it('records a bounce once, though it is delivered three times, also at the same moment', async () => {
    const world = await inReview()
    await Promise.all([1, 2].map(() => takeFeedback(event(bounce('Permanent')), dependencies(world))))
    await takeFeedback(event(bounce('Permanent', reviewer.toUpperCase())), dependencies(world))
    expect(await unreachable(world)).toEqual([{ email: reviewer, kind: 'bounce' }])
  })

  it("keeps the applicant's address out of what cannot be erased, and knows it all the same", async () => {
    const world = await inReview()
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await takeFeedback(event(bounce('Permanent', applicant.email)), dependencies(world))
    }
    expect(await unreachable(world)).toEqual([{ email: null, kind: 'bounce' }])
    const { state } = await world.open()
    expect(state.unreachable).toEqual([applicant.email])
    expect(replay(await world.cases.entries(reference))).toEqual(state)
  })

  it('records a complaint', async () => {
    const world = await inReview()
    const complaint = { timestamp: at, complainedRecipients: [{ emailAddress: reviewer }] }
    await takeFeedback(event({ eventType: 'Complaint', complaint }), dependencies(world))
    expect(await unreachable(world)).toEqual([{ email: reviewer, kind: 'complaint' }])
  })

  it.each(['Transient', 'Undetermined'])('leaves a bounce that is %s alone', async (bounceType) => {
    const world = await inReview()
    await takeFeedback(event(bounce(bounceType)), dependencies(world))
    expect(await unreachable(world)).toEqual([])
  })

  it('has nothing to record of a delivery, of mail that belongs to no case, or of a case that is unknown or closed', async () => {
    const world = await inReview()
    await takeFeedback(event(delivery(at)), dependencies(world))
    await takeFeedback(event(bounce('Permanent'), {}), dependencies(world))
    await takeFeedback(
      event(bounce('Permanent'), { 'effect-1': [tagOf('TSV-1405-00000', 3)] }),
      dependencies(world),
    )
    world.play.must({ type: 'withdraw', reason: '' })
    await world.save()
    await takeFeedback(event(bounce('Permanent')), dependencies(world))
    expect(await unreachable(world)).toEqual([])
  })

  it('refuses an event that is none of the mail service', () => {
    expect(() => feedbackEvent.parse({ detail: { eventType: 'Bounce' } })).toThrow(/mail/)
    expect(() => feedbackEvent.parse('bounce')).toThrow(/object/)
  })

  it('keeps with the effect that its mail was delivered, however often and however late it is told', async () => {
    const world = await inReview()
    const { sequence, messageId } = await mailOf(world)
    const tags = { 'effect-1': [tagOf(reference, sequence)], 'ses:configuration-set': ['tasvib'] }
    for (const time of [at, '2026-11-22T07:00:00.000Z']) {
      await takeFeedback(event(delivery(time), tags), dependencies(world))
    }
    expect(await mailOf(world)).toMatchObject({ messageId, deliveredAt: at, bouncedAt: null })
    await takeFeedback(event(bounce('Transient'), tags), dependencies(world))
    expect(await mailOf(world)).toMatchObject({ deliveredAt: at, bouncedAt: null, done: true })
  })

  it('keeps a bounce with every effect that the mail told of, and records it in each of their cases', async () => {
    const world = await inReview()
    const { sequence } = await mailOf(world)
    const tags = {
      'effect-1': [tagOf(reference, sequence)],
      'effect-2': [effectTag({ reference, sequence: 2, kind: 'mail-applicant:case-begun' })],
      'effect-3': [tagOf('TSV-1405-00000', 3)],
    }
    await takeFeedback(event(bounce('Permanent'), tags), dependencies(world))
    const rows = await world.effects.list(reference)
    const bounced = rows.filter(({ bouncedAt }) => bouncedAt === at).map((row) => row.sequence)
    expect(bounced).toEqual([2, sequence])
    expect(await unreachable(world)).toEqual([{ email: reviewer, kind: 'bounce' }])
    expect(await world.effects.list('TSV-1405-00000')).toEqual([])
  })

  it.each([
    ['Permanent', 'General', '5.7.1', 'smtp; 554 5.7.1 Relay access denied'],
    ['Permanent', 'General', '5.7.26', 'smtp; 550-5.7.26 This mail is unauthenticated: DMARC'],
    ['Permanent', 'OnAccountSuppressionList', undefined, undefined],
    ['Transient', 'MailboxFull', '5.2.2', 'smtp; 552 5.2.2 mailbox full'],
    ['Transient', 'MessageTooLarge', '5.3.4', 'smtp; 552 5.3.4 Message too big'],
    ['Transient', 'General', '4.0.0', 'smtp; 450 greylisted'],
  ])('sends a mail again that came back as %s %s %s, and marks nobody', async (...bounced) => {
    const [bounceType, bounceSubType, status, diagnosticCode] = bounced
    const world = await inReview()
    const sent = world.mailer.sent.length
    const { sequence, messageId } = await mailOf(world)
    const came = event(
      {
        mail: { messageId, tags: { 'effect-1': [tagOf(reference, sequence)] } },
        eventType: 'Bounce',
        bounce: {
          timestamp: at,
          bounceType,
          bounceSubType,
          bouncedRecipients: [{ emailAddress: reviewer, status, diagnosticCode }],
        },
      },
      {},
    )
    for (const _ of [1, 2]) await takeFeedback(came, dependencies(world))
    expect(await unreachable(world)).toEqual([])
    expect((await world.effects.failing(10)).filter(isMailOf)).toHaveLength(1)
    await world.relay()
    await sweep(world.dependencies())
    expect(world.mailer.sent).toHaveLength(sent)
    world.play.now = new Date(world.play.now.getTime() + 15 * 60_000)
    for (const _ of [1, 2]) await sweep(world.dependencies())
    expect(world.mailer.sent.slice(sent).map(({ to }) => to)).toEqual([reviewer])
    expect((await world.effects.failing(10)).filter(isMailOf)).toEqual([])
  })

  it('hears that the mail service rejected a mail, and sends that again', async () => {
    const world = await inReview()
    const { sequence, messageId } = await mailOf(world)
    const rejected = event(
      {
        mail: { messageId, timestamp: at, tags: { 'effect-1': [tagOf(reference, sequence)] } },
        eventType: 'Reject',
        reject: { reason: 'Bad content' },
      },
      {},
    )
    await takeFeedback(rejected, dependencies(world))
    expect(await mailOf(world)).toMatchObject({ returned: true, lastError: 'MailRejected' })
    expect(await unreachable(world)).toEqual([])
  })

  it('sends nothing again when somebody on leave answers a mail that was delivered, or a mail is only late', async () => {
    const world = await inReview()
    const { sequence, messageId } = await mailOf(world)
    const mail = { messageId, tags: { 'effect-1': [tagOf(reference, sequence)] } }
    const late = { eventType: 'DeliveryDelay', deliveryDelay: { timestamp: at, delayType: 'MailboxFull' } }
    await takeFeedback(event({ mail, ...late }, {}), dependencies(world))
    expect(await mailOf(world)).toMatchObject({ delayedAt: at, returned: false })
    await takeFeedback(event({ mail, ...delivery(at) }, {}), dependencies(world))
    await takeFeedback(event({ mail, ...bounce('Transient') }, {}), dependencies(world))
    expect(await mailOf(world)).toMatchObject({ deliveredAt: at, returned: false, done: true })
  })

  it('takes the answer of a mailbox whose owner is on leave for no bounce, though no delivery was told', async () => {
    const world = await inReview()
    const { sequence, messageId } = await mailOf(world)
    const mail = { messageId, tags: { 'effect-1': [tagOf(reference, sequence)] } }
    const answer = {
      timestamp: at,
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: reviewer }],
    }
    await takeFeedback(event({ mail, eventType: 'Bounce', bounce: answer }, {}), dependencies(world))
    expect(await mailOf(world)).toMatchObject({ bouncedAt: null, returned: false, done: true })
  })

  it('is asked for the arrival of what is sent again, and to whom mail did not come, and of no other mail', async () => {
    const world = await inReview()
    expect(world.mailer.sent.map(({ tellsArrival }) => tellsArrival)).toEqual([false, false])
    const { sequence, messageId } = await mailOf(world)
    const mail = { messageId, tags: { 'effect-1': [tagOf(reference, sequence)] } }
    await takeFeedback(event({ mail, eventType: 'Reject', reject: {} }, {}), dependencies(world))
    world.play.now = new Date(world.play.now.getTime() + 15 * 60_000)
    await sweep(world.dependencies())
    expect(world.mailer.sent.at(-1)).toMatchObject({ to: reviewer, tellsArrival: true })
    await takeFeedback(event(bounce('Permanent', applicant.email)), dependencies(world))
    await world.catchUp()
    await world.tell({ type: 'withdraw', reason: 'Another partner' })
    const last = world.mailer.sent.findLast(({ to }) => to === applicant.email)
    expect(last?.tellsArrival).toBe(true)
  })

  it.each([
    ['not-spam', false],
    ['auth-failure', false],
    ['virus', false],
    ['abuse', true],
    ['fraud', true],
    [undefined, true],
  ])('takes a complaint of the kind %s for one of the person: %s', async (complaintFeedbackType, marked) => {
    const world = await inReview()
    const complainedRecipients = [{ emailAddress: reviewer }]
    const complaint = { timestamp: at, complaintFeedbackType, complainedRecipients }
    await takeFeedback(event({ eventType: 'Complaint', complaint }), dependencies(world))
    expect(await unreachable(world)).toHaveLength(marked ? 1 : 0)
  })

  it.each([reviewer, applicant.email])(
    'takes the mark off %s when a later mail is delivered, once, and no earlier one',
    async (email) => {
      const world = await inReview()
      await takeFeedback(event(bounce('Permanent', email)), dependencies(world))
      const delivered = (timestamp: Date) =>
        event({ eventType: 'Delivery', delivery: { timestamp, recipients: [email.toUpperCase()] } })
      const after = (milliseconds: number) => new Date(world.play.now.getTime() + milliseconds)
      await takeFeedback(delivered(after(-1)), dependencies(world))
      expect((await world.open()).state.unreachable).toEqual([email])
      for (const later of [1, 2]) await takeFeedback(delivered(after(later)), dependencies(world))
      const { state } = await world.open()
      expect(state.unreachable).toEqual([])
      const entries = await world.cases.entries(reference)
      const cleared = entries.filter(({ type }) => type === 'PersonReachable')
      expect(cleared.map(({ data }) => data)).toEqual([{ email: email === reviewer ? email : null }])
      expect(replay(entries)).toEqual(state)
      await takeFeedback(event(bounce('Permanent', email)), dependencies(world))
      expect((await world.open()).state.unreachable).toEqual([email])
    },
  )
})

/** A mail to the reviewer comes back for good, and the office is told. */
async function bounced(world: CaseWorld, sequence: number, named: string): Promise<void> {
  const tags = { 'effect-1': [effectTag({ reference, sequence, kind: named })] }
  await takeFeedback(event(bounce('Permanent'), tags), dependencies(world))
  await world.catchUp()
}

describe('a second bounce of somebody for whom nobody can take over', () => {
  const [stage] = kerman.stages
  const [seat] = stage?.seats ?? []
  const { alternate: _, ...alone } = seat ?? { id: '' }
  const lonely: Programme = {
    ...kerman,
    stages: kerman.stages.map((each) =>
      each === stage ? { ...each, seats: [alone as typeof seat & object, ...each.seats.slice(1)] } : each,
    ),
  }
  const by = kerman.caseOffice.members[0]?.email ?? ''
  const give = (email: string) =>
    ({
      type: 'reassign',
      by,
      target: { seat: alone.id },
      to: { name: { fa: 'همکار', en: 'Colleague' }, role: { fa: 'کارشناس', en: 'Expert' }, email },
      reason: 'The mailbox is mended',
    }) as const

  async function unreached(): Promise<CaseWorld> {
    const world = new CaseWorld(lonely)
    world.play.begin()
    await world.relay()
    await bounced(world, 3, kind)
    expect(await unreachable(world)).toHaveLength(1)
    return world
  }

  it('is told when the link was sent anew and that mail comes back too, once for each', async () => {
    const world = await unreached()
    const target = { place: 'seat', stage: stage?.id ?? '', seat: alone.id } as const
    for (const time of [2, 3]) {
      world.play.now = new Date(world.play.now.getTime() + 3_600_000)
      await world.tell({ type: 'resend-link', by, target, reason: 'The mailbox is mended' })
      const sequence = world.play.entries.at(-1)?.sequence ?? 0
      for (const _ of [1, 2]) {
        await bounced(world, sequence, `mail-reviewer:review-link-reissued:${alone.id}`)
      }
      expect(await unreachable(world)).toHaveLength(time)
    }
  })

  it('is told once of a mail whose bounce is delivered twice at the same moment', async () => {
    const world = await unreached()
    const target = { place: 'seat', stage: stage?.id ?? '', seat: alone.id } as const
    world.play.now = new Date(world.play.now.getTime() + 3_600_000)
    await world.tell({ type: 'resend-link', by, target, reason: 'The mailbox is mended' })
    const sequence = world.play.entries.at(-1)?.sequence ?? 0
    const anew = effectTag({ reference, sequence, kind: `mail-reviewer:review-link-reissued:${alone.id}` })
    const back = event(bounce('Permanent'), { 'effect-1': [anew] })
    await Promise.all([1, 2, 3].map(() => takeFeedback(back, dependencies(world))))
    expect(await unreachable(world)).toHaveLength(2)
  })

  it('is not told of a reminder that comes back, of an earlier mail, or of one that asks for nothing now', async () => {
    const world = await unreached()
    world.play.now = new Date(world.play.as('in-review').deadline.reminders[0] ?? world.play.now)
    await world.tell({ type: 'remind' })
    await bounced(
      world,
      world.play.entries.at(-1)?.sequence ?? 0,
      `mail-reviewer:review-reminder:${alone.id}`,
    )
    await bounced(world, 3, kind)
    expect(await unreachable(world)).toHaveLength(1)
  })

  it('is told where the place was given to them again', async () => {
    const world = await unreached()
    await world.tell(give('a.colleague@kerman.example'), give(reviewer))
    const sequence = world.play.entries.at(-1)?.sequence ?? 0
    await bounced(world, sequence, kind)
    expect(await unreachable(world)).toHaveLength(2)
    const told = (await world.cases.entries(reference)).filter(({ type }) => type === 'PersonUnreachable')
    for (const { effects } of told) expect(effects).toContain('mail-office:unreachable')
  })
})
