import { describe, expect, it } from 'vitest'
import { feedbackEvent, takeFeedback } from '#functions/mail-feedback/mail-feedback.ts'
import { CaseWorld } from '#test/functions/relay/case-world.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { replay } from '#workflows/proposal/evolve.ts'

const reviewer = kerman.stages[0]?.seats[0]?.holder.email ?? ''

/** As the mail service's event reaches a function. */
function event(
  detail: Readonly<Record<string, unknown>>,
  tags: Readonly<Record<string, string[]>> = { reference: [reference] },
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
  bounce: { bounceType, bounceSubType: 'General', bouncedRecipients: [{ emailAddress, status: '5.1.1' }] },
})

async function inReview(): Promise<CaseWorld> {
  const world = new CaseWorld()
  world.play.begin()
  await world.save()
  return world
}

async function unreachable(world: CaseWorld): Promise<unknown[]> {
  const entries = await world.cases.entries(reference)
  return entries.flatMap(({ type, data }) => (type === 'PersonUnreachable' ? [data] : []))
}

describe('mail feedback', () => {
  it('records a bounce once, though it is delivered three times, also at the same moment', async () => {
    const world = await inReview()
    await Promise.all([1, 2].map(() => takeFeedback(event(bounce('Permanent')), world.commit)))
    await takeFeedback(event(bounce('Permanent', reviewer.toUpperCase())), world.commit)
    expect(await unreachable(world)).toEqual([{ email: reviewer, kind: 'bounce' }])
  })

  it("keeps the applicant's address out of what cannot be erased, and knows it all the same", async () => {
    const world = await inReview()
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await takeFeedback(event(bounce('Permanent', applicant.email)), world.commit)
    }
    expect(await unreachable(world)).toEqual([{ email: null, kind: 'bounce' }])
    const { state } = await world.open()
    expect(state.unreachable).toEqual([applicant.email])
    expect(replay(await world.cases.entries(reference))).toEqual(state)
  })

  it('records a complaint', async () => {
    const world = await inReview()
    const complaint = { complainedRecipients: [{ emailAddress: reviewer }] }
    await takeFeedback(event({ eventType: 'Complaint', complaint }), world.commit)
    expect(await unreachable(world)).toEqual([{ email: reviewer, kind: 'complaint' }])
  })

  it.each(['Transient', 'Undetermined'])('leaves a bounce that is %s alone', async (bounceType) => {
    const world = await inReview()
    await takeFeedback(event(bounce(bounceType)), world.commit)
    expect(await unreachable(world)).toEqual([])
  })

  it('has nothing to record of a delivery, of mail that belongs to no case, or of a case that is unknown or closed', async () => {
    const world = await inReview()
    await takeFeedback(event({ eventType: 'Delivery' }), world.commit)
    await takeFeedback(event(bounce('Permanent'), {}), world.commit)
    await takeFeedback(event(bounce('Permanent'), { reference: ['TSV-1405-00000'] }), world.commit)
    world.play.must({ type: 'withdraw', reason: '' })
    await world.save()
    await takeFeedback(event(bounce('Permanent')), world.commit)
    expect(await unreachable(world)).toEqual([])
  })

  it('refuses an event that is none of the mail service', () => {
    expect(() => feedbackEvent.parse({ detail: { eventType: 'Bounce' } })).toThrow(/mail/)
    expect(() => feedbackEvent.parse('bounce')).toThrow(/object/)
  })
})
