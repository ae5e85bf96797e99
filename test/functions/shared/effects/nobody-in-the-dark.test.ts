import { describe, expect, it } from 'vitest'
import { sweep } from '#functions/clock/sweep.ts'
import { smallCity, stageWith } from '#test/city/small-city.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { DAY } from '#workflows/programme/duration.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { CaseWorld } from './case-world.ts'

const office = kerman.caseOffice.email
const finance = kerman.finance.office.email
const bounce = (email: string) => ({ type: 'mark-unreachable', email, kind: 'bounce' }) as const

/** What was sent since, to whom and under which subject; effects are done as the stream does them. */
async function sentBy(world: CaseWorld, act: () => unknown) {
  await world.relay()
  const before = world.mailer.sent.length
  await act()
  await world.relay()
  return world.mailer.sent.slice(before)
}
const atResearch = () => {
  const world = new CaseWorld()
  world.play.begin().approveStage().must({ type: 'open-stage' })
  return world
}
/** The committee has three seats with alternates. */
const atCommittee = (programme?: Programme) => {
  const world = new CaseWorld(programme)
  world.play.begin().approveStage().must({ type: 'open-stage' }).approveStage().must({ type: 'open-stage' })
  return world
}

describe('whoever is asked for an opinion', () => {
  const changeable = 'نظرتان را تغییر دهید'
  const last = 'نظر شما مرحله را به پایان می‌رساند'

  it('reads that it ends the stage where theirs is the only seat, and that it may change where others are awaited', async () => {
    const alone = new CaseWorld()
    const mails = await sentBy(alone, () => alone.play.begin())
    const asked = mails.find(({ text }) => text.includes('کناره‌گیری'))
    expect(asked?.text).toContain(last)
    expect(asked?.text).not.toContain(changeable)
    const among = atResearch()
    await among.relay()
    expect(among.mailer.sent.filter(({ text }) => text.includes(changeable))).toHaveLength(3)
  })

  it('reads so too where all others have answered and the seat changes hands', async () => {
    const seats = [['first@city.example'], ['second@city.example', 'third@city.example']] as const
    const world = new CaseWorld(smallCity({ stages: [stageWith('review', seats)] }))
    world.play.begin().declareAll()
    world.play.must(world.play.answer(0, 'approve'))
    const mails = await sentBy(world, () =>
      world.play.must({ type: 'recuse', ...world.play.seat(1), reason: 'A cousin' }),
    )
    expect(mails.find(({ to }) => to === 'third@city.example')?.text).toContain(last)
  })
})

describe('the case office', () => {
  it('hears at once who stepped aside and why, when nobody takes over and the quorum can still be reached', async () => {
    const world = atCommittee()
    const mails = await sentBy(world, () => {
      for (const reason of ['A cousin', 'A friend of the founder']) {
        world.play.must({ type: 'recuse', ...world.play.seat(0), reason })
      }
    })
    const alternate = kerman.stages[2]?.seats[0]?.alternate?.name.fa ?? ''
    // The first went to the alternate, of which the office hears too.
    const told = mails.findLast(({ to }) => to === office)
    expect(mails.filter(({ to }) => to === office)).toHaveLength(2)
    expect(told?.text).toContain('A friend of the founder')
    expect(told?.text).toContain(alternate)
    expect(told?.text).toContain(`/board/cases/${reference}`)
  })

  it('hears once, also where the quorum is out of reach', async () => {
    const world = new CaseWorld()
    world.play.begin()
    const mails = await sentBy(world, () => {
      for (const reason of ['A cousin', 'A friend of the founder']) {
        world.play.must({ type: 'recuse', ...world.play.seat(0), reason })
      }
    })
    expect(mails.filter(({ to }) => to === office)).toHaveLength(2)
    expect(mails.findLast(({ to }) => to === office)?.text).toContain('A friend of the founder')
  })

  it.each(['all', 'any'] as const)(
    'hears who stepped aside where that ends the stage with the quorum %s, and the cause names the empty seat',
    async (kind) => {
      const stages = [
        stageWith('review', [['first@city.example'], ['second@city.example']], { quorum: { kind } }),
      ]
      const world = new CaseWorld(smallCity({ stages, mixedAnswers: 'reject-wins' }))
      world.play.begin().declareAll()
      world.play.must(world.play.answer(0, 'request-changes'))
      const mails = await sentBy(world, () =>
        world.play.must({ type: 'recuse', ...world.play.seat(1), reason: 'A friend of the founder' }),
      )
      const told = mails.filter(({ to }) => to === 'office@city.example').map(({ text }) => text)
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('A friend of the founder')
      expect(told[0]).toContain('بدون این نظر به پایان رسید')
      expect(world.play.entries.at(-1)).toMatchObject({
        type: 'StageClosed',
        data: { because: { empty: 1 } },
      })
    },
  )

  it('hears of a bounce, and who has it instead, who is asked at once', async () => {
    const world = atCommittee()
    const { email } = world.play.seat(0)
    const mails = await sentBy(world, () => world.play.must(bounce(email)))
    const alternate = kerman.stages[2]?.seats[0]?.alternate
    expect(new Set(mails.map(({ to }) => to))).toEqual(new Set([office, alternate?.email]))
    expect(mails.find(({ to }) => to === office)?.text).toContain(alternate?.name.fa)
  })

  it('has the alternate of a signatory told why the signature came to them', async () => {
    const world = new CaseWorld()
    world.play.begin().approveAllStages().drawUp()
    world.play.must(world.play.signature(0))
    const email = world.play.as('signing').signatories[1]?.person?.email ?? ''
    const mails = await sentBy(world, () => world.play.must(bounce(email)))
    const alternate = kerman.signing.signatories[0]?.alternate?.email
    expect(mails.find(({ to }) => to === alternate)?.text).toContain(
      'رایانامه به امضاکنندهٔ این جایگاه نمی‌رسد',
    )
  })

  it('hears of a bounce that hits a seat without alternate', async () => {
    const world = atResearch()
    world.play.must(bounce(kerman.stages[1]?.seats[0]?.alternate?.email ?? 'nobody@kerman.example'))
    const { email } = world.play.seat(0)
    const mails = await sentBy(world, () => world.play.must(bounce(email)))
    expect(mails.map(({ to }) => to)).toEqual([office])
    expect(mails[0]?.text).toContain(email)
  })

  it('hears when a stage opens with a seat for which nobody can answer', async () => {
    const world = atCommittee()
    const { stage } = world.play.as('in-review')
    const seat = kerman.stages[2]?.seats[0]
    const play = new CaseWorld()
    play.play.begin().approveStage().must({ type: 'open-stage' })
    for (const person of [seat?.holder, seat?.alternate]) play.play.must(bounce(person?.email ?? ''))
    play.play.approveStage()
    const mails = await sentBy(play, () => play.play.must({ type: 'open-stage' }))
    expect(stage).toBe(play.play.as('in-review').stage)
    expect(mails.filter(({ to }) => to === office)).toHaveLength(1)
    expect(mails.find(({ to }) => to === office)?.text).toContain(seat?.holder.name.fa)
  })

  it('hears who refused to sign, and why', async () => {
    const world = new CaseWorld()
    world.play.begin().approveAllStages().drawUp()
    world.play.must(world.play.signature(0))
    const [, head] = world.play.as('signing').signatories
    const mails = await sentBy(world, () =>
      world.play.must({
        type: 'refuse-to-sign',
        id: head?.id ?? '',
        email: head?.person?.email ?? '',
        reason: 'The share is too low',
      }),
    )
    const told = mails.find(({ to }) => to === office)?.text
    expect(told).toContain('The share is too low')
    expect(told).toContain(head?.person?.name.fa)
  })
})

describe('a withdrawal', () => {
  it('is confirmed to the applicant and told to all who had the case before them', async () => {
    const world = atCommittee()
    const holders = [0, 1, 2].map((index) => world.play.seat(index).email)
    const mails = await sentBy(world, () => world.play.must({ type: 'withdraw', reason: 'Another partner' }))
    expect(mails.map(({ to }) => to).toSorted()).toEqual([applicant.email, office, ...holders].toSorted())
    expect(mails.every(({ text }) => text.includes('Another partner'))).toBe(true)
    expect(mails.filter(({ to }) => holders.includes(to)).every(({ text }) => !text.includes('http'))).toBe(
      true,
    )
  })

  it('is told to who was asked to sign or has signed, and not to who was not asked yet', async () => {
    const world = new CaseWorld()
    world.play.begin().approveAllStages().drawUp()
    world.play.must(world.play.signature(0))
    const [, head, mayor] = world.play.as('signing').signatories.map(({ person }) => person?.email)
    const mails = await sentBy(world, () => world.play.must({ type: 'withdraw', reason: 'Another partner' }))
    expect(mails.map(({ to }) => to)).toContain(head)
    expect(mails.map(({ to }) => to)).not.toContain(mayor)
  })

  it('before the address is confirmed is told to nobody', async () => {
    const world = new CaseWorld()
    const { documents } = await import('#test/workflows/proposal/case-play.ts')
    world.play.must({ type: 'submit', reference, language: 'fa', documents: documents(1), applicant })
    expect(await sentBy(world, () => world.play.must({ type: 'withdraw', reason: '' }))).toEqual([])
  })
})

describe('a case that the office closes', () => {
  it('is told to finance and to all who signed, where finance had it', async () => {
    const world = new CaseWorld()
    await world.putSignedContract()
    world.play.toFinance()
    const mails = await sentBy(world, () => world.play.must({ type: 'close', by: office, reason: 'A court' }))
    expect(mails.map(({ to }) => to).toSorted()).toEqual(
      [applicant.email, finance, 'd.amiri@kerman.example', 'mayor@kerman.example'].toSorted(),
    )
  })
})

describe('the clock', () => {
  it('tells office and applicant of a held case once a week for months, and no more once it moves', async () => {
    const world = new CaseWorld({
      ...kerman,
      stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'hold' as const })),
    })
    world.play.begin()
    await world.relay()
    await world.wait()
    const days = async (count: number): Promise<Date[]> => {
      const at: Date[] = []
      for (let hour = 0; hour < count * 8; hour += 1) {
        world.play.pass(DAY / 8)
        const before = world.mailer.sent.length
        await sweep(world.dependencies())
        const told = world.mailer.sent.slice(before).filter(({ to }) => to === applicant.email)
        if (told.length > 0) at.push(world.now())
      }
      await world.catchUp()
      return at
    }
    await days(14)
    const weeks = await days(70)
    expect(weeks).toHaveLength(10)
    expect(
      weeks.every((at, index) => index === 0 || at.getTime() - (weeks[index - 1]?.getTime() ?? 0) > 5 * DAY),
    ).toBe(true)
    const applicantsMail = world.mailer.sent.findLast(({ to }) => to === applicant.email)
    const reviewer = world.play.as('in-review').seats[0]?.holder
    expect(applicantsMail?.text).not.toContain(reviewer?.name.fa)
    expect(applicantsMail?.text).not.toContain(reviewer?.email)
    world.play.approveStage().must({ type: 'open-stage' })
    await world.relay()
    await world.wait()
    expect(await days(9)).toEqual([])
  })

  it('tells the office once of a step that the machine owes', async () => {
    const world = new CaseWorld()
    world.play.begin().approveStage()
    await world.relay()
    const before = world.mailer.sent.length
    for (let hour = 0; hour < 30; hour += 1) {
      world.play.pass(DAY / 24)
      await sweep(world.dependencies())
    }
    expect(world.mailer.sent.slice(before).map(({ to }) => to)).toEqual([office])
    await world.catchUp()
    expect(world.play.state).toMatchObject({ status: 'between-stages', late: true })
  })

  it('tells finance and the office of what is overdue under a contract, with the day and the amount', async () => {
    const world = new CaseWorld()
    await world.putSignedContract()
    world.play.toFinance().must({
      type: 'acknowledge',
      note: '',
      schedule: [{ due: '2027-03-20', amount: 1_250_000_000 }],
      endsOn: '2028-03-19',
      guarantees: [{ place: 1, kind: 'bank_guarantee', expiresOn: '2027-03-10' }],
    })
    await world.relay()
    const before = world.mailer.sent.length
    world.play.now = new Date('2027-03-14T06:00:00.000Z')
    await sweep(world.dependencies())
    world.play.now = new Date('2027-05-01T06:00:00.000Z')
    await sweep(world.dependencies())
    await sweep(world.dependencies())
    const mails = world.mailer.sent.slice(before)
    expect(mails.filter(({ to }) => to === finance)).toHaveLength(2)
    expect(mails.filter(({ to }) => to === office)).toHaveLength(2)
    expect(mails.find(({ to }) => to === finance)?.text).toContain('ضمانت‌نامهٔ بانکی')
    expect(mails.findLast(({ to }) => to === finance)?.text).toContain('۱٬۲۵۰٬۰۰۰٬۰۰۰')
    expect(mails.findLast(({ to }) => to === finance)?.text).toContain('/finance/')
  })
})
