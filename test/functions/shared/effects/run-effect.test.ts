import { describe, expect, it } from 'vitest'
import { runEffect } from '#functions/shared/effects/run-effect.ts'
import type { EffectRow } from '#functions/shared/ports/effects.ts'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import { revisionOf } from '#test/functions/desk/case-desk.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { isSuperseded } from '#workflows/links/superseded.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { CaseWorld } from './case-world.ts'

const host = 'https://tasvib.kerman.example'
const tokenIn = (text: string): string =>
  /\/(?:confirm|track|review|sign|finance)\/(\S+)/.exec(text)?.[1] ?? ''

/** A case that went all the way, with every entry settled as the stream brings it. */
async function completed(): Promise<CaseWorld> {
  const world = new CaseWorld()
  await world.putSignedContract()
  const { play } = world
  play.begin()
  await world.relay([{ kind: 'revision', revision: revisionOf(1) }])
  kerman.stages.forEach((_, index) => {
    if (index > 0) play.must({ type: 'open-stage' })
    play.approveStage()
  })
  await world.relay()
  play.drawUp()
  await world.relay()
  for (let index = 0; index < 3; index += 1) await world.tell(play.signature(index))
  play.seal()
  await world.relay()
  await world.tell({ type: 'deliver' })
  await world.tell({ type: 'acknowledge', note: '' })
  return world
}

describe('the mails of a case', () => {
  it('go to each person in turn, each with one link of its own that opens one thing for one person', async () => {
    const world = await completed()
    // Those of one entry go side by side.
    const caused = world.play.entries.flatMap(({ sequence, effects = [] }) =>
      effects.map((kind) => `${sequence} ${kind}`),
    )
    const placeOf = ({ effects = [] }: Mail) =>
      caused.indexOf(effects.map(({ sequence, kind }) => `${sequence} ${kind}`).join())
    const inOrder = world.mailer.sent.toSorted((a, b) => placeOf(a) - placeOf(b))
    expect(inOrder.map(({ to }) => to)).toEqual([
      applicant.email,
      applicant.email,
      kerman.stages[0]?.seats[0]?.holder.email,
      applicant.email,
      applicant.email,
      // Whoever was still awaited when a stage had enough opinions.
      'n.kazeminia@kerman.example',
      applicant.email,
      'h.rafsanjani@kerman.example',
      applicant.email,
      kerman.caseOffice.email,
      'i.golestani@kerman.example',
      applicant.email,
      'd.amiri@kerman.example',
      'mayor@kerman.example',
      applicant.email,
      'd.amiri@kerman.example',
      'mayor@kerman.example',
      kerman.finance.office.email,
      applicant.email,
      kerman.caseOffice.email,
    ])
    const opened = world.links.issued.map(({ token, claim }) => {
      const carrying = world.mailer.sent.filter(({ text }) => text.includes(token))
      return { claim, to: carrying.map(({ to }) => to) }
    })
    for (const { claim, to } of opened) {
      const expected = 'email' in claim ? claim.email : applicant.email
      expect(to).toEqual([expected])
      expect(claim).toHaveProperty('reference', reference)
    }
    expect(new Set(world.links.issued.map(({ token }) => token)).size).toBe(opened.length)
  })

  it('name their effects for the mail service, and carry the signed contract to finance and to the city that signed it', async () => {
    const world = await completed()
    const named = world.mailer.sent.flatMap(({ effects = [] }) => effects)
    const mails = (await world.effects.list(reference)).filter(({ kind }) => kind.startsWith('mail-'))
    expect(named).toHaveLength(world.mailer.sent.length)
    const placeOf = ({ messageId }: EffectRow) => world.mailer.ids.indexOf(messageId ?? '')
    const inOrder = mails.toSorted((a, b) => placeOf(a) - placeOf(b))
    expect(named).toEqual(inOrder.map(({ sequence, kind }) => ({ reference, sequence, kind })))
    expect(inOrder.map(({ messageId }) => messageId)).toEqual(world.mailer.ids)
    const withFiles = world.mailer.sent.filter(({ attachments }) => (attachments ?? []).length > 0)
    expect(withFiles.map(({ to }) => to)).toEqual([
      'd.amiri@kerman.example',
      'mayor@kerman.example',
      kerman.finance.office.email,
    ])
    expect(withFiles[0]?.attachments?.[0]).toMatchObject({ type: 'application/pdf' })
  })

  it('open the address in the text on the public host, and the board for the case office', async () => {
    const world = await completed()
    const review = world.mailer.sent.find(({ to }) => to === kerman.stages[0]?.seats[0]?.holder.email)
    const claim = world.links.issued.find(({ token }) => token === tokenIn(review?.text ?? ''))?.claim
    expect(review?.text).toContain(`${host}/review/`)
    expect(claim).toMatchObject({ opens: 'review', stage: 'intake', seat: 'secretariat' })
    const office = world.mailer.sent.findLast(({ to }) => to === kerman.caseOffice.email)
    expect(office?.text).toContain(`${host}/board/cases/${reference}`)
  })

  it('are not sent to an applicant whose data was erased', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.save()
    const open = await world.open()
    const erased = { ...open, state: { ...open.state, applicant: null } }
    const [entry] = world.play.entries
    const effect = { kind: 'mail-applicant', message: 'case-begun' } as const
    await runEffect([{ effect, entry: entry as Entry, open: erased }], world.running)
    expect(world.mailer.sent).toEqual([])
    expect(world.links.issued).toEqual([])
  })
})

describe('a link that is sent anew', () => {
  const by = kerman.caseOffice.members[0]?.email ?? ''
  const target = { place: 'seat', stage: 'intake', seat: 'secretariat' } as const

  it('is one mail to whoever holds the place, with a link that is not older than its entry', async () => {
    const world = new CaseWorld()
    world.play.begin()
    await world.relay()
    const sent = world.mailer.sent.length
    world.play.pass(1)
    await world.tell({ type: 'resend-link', by, target, reason: 'It was lost' })
    expect(world.sentTo().slice(sent)).toEqual([kerman.stages[0]?.seats[0]?.holder.email])
    const { linksSince } = world.play.as('in-review')
    const [old, fresh] = world.links.issued
      .map(({ claim }) => claim)
      .filter((claim) => claim.opens === 'review')
    if (old === undefined || fresh === undefined) throw new Error('Two links were sent')
    expect(isSuperseded(old, linksSince)).toBe(true)
    expect(isSuperseded(fresh, linksSince)).toBe(false)
    expect(world.mailer.sent.at(-1)?.text).toContain('تنها همین پیوند کار می‌کند')
  })

  it('is alive though the clock of whoever sends it is behind', async () => {
    const world = new CaseWorld()
    world.play.begin().pass(1_000).must({ type: 'resend-link', by, target, reason: 'It was lost' })
    await world.save()
    const late = { ...world.running, now: () => new Date(world.play.now.getTime() - 500) }
    const person = world.play.as('in-review').seats[0]?.holder
    const entry = world.play.entries.at(-1)
    if (!person || entry === undefined) throw new Error('Somebody holds the seat')
    const effect = {
      kind: 'mail-reviewer',
      message: 'review-link-reissued',
      seat: target.seat,
      person,
    } as const
    await runEffect([{ effect, entry, open: await world.open() }], late)
    expect(world.links.issued.at(-1)?.claim).toMatchObject({ issued: entry.at })
  })
})

describe('the events of a case', () => {
  it('tell of the contract by digests and numbers, and of nobody', async () => {
    const { events } = await completed()
    expect(events.published.map(({ type }) => type)).toEqual([
      'ContractSealed',
      'ContractDelivered',
      'ReceiptAcknowledged',
    ])
    expect(JSON.stringify(events.published)).not.toMatch(/@|Sara|Salamat/)
    expect(events.published[0]?.detail).toMatchObject({
      schemaVersion: 1,
      contract: { version: 1, number: `${reference}-C1` },
    })
  })
})

describe('an effect', () => {
  it('throws when the mail service does not take the message', async () => {
    const world = new CaseWorld()
    world.play.must({
      type: 'submit',
      reference,
      language: 'en',
      documents: {
        documentsDigest: '0'.repeat(64),
        title: 'Health',
        sector: 'health',
        contractType: 'bot',
        expectedRevenue: 1,
      },
      applicant,
    })
    world.mailer.refuse(1)
    await expect(world.relay()).rejects.toThrow(AggregateError)
    expect(world.mailer.sent).toEqual([])
  })
})
