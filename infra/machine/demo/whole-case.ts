import * as z from 'zod'
import type { Language } from '#workflows/language.ts'
import { DAY } from '#workflows/programme/duration.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import { calendarOf, isWorkingDay } from '#workflows/programme/working-calendar.ts'
import { approvalsNeeded } from '#workflows/proposal/quorum.ts'
import { demoWords } from './demo-words.ts'
import { CasePlayers } from './play-case.ts'
import { type SampleProposal, sampleProposals } from './sample-proposal.ts'
import type { Page, Visitor } from './visitor.ts'

export interface WholeCase {
  readonly reference: string
  /** Finance's page; the documents hang below it. */
  readonly financeLink: string
}

/** How many days from two weeks on the next one is on which nobody works, so that a stage opens then. */
async function daysToDayOff(visitor: Visitor, programme: Programme): Promise<number> {
  const now = (await visitor.now()).getTime()
  const days = [14, 15, 16, 17, 18, 19, 20]
  return days.find((day) => !isWorkingDay(new Date(now + day * DAY), calendarOf(programme))) ?? 14
}

/** Whoever decides last reads what was decided before: on the page, and as a program. */
async function expectCondition(visitor: Visitor, page: Page, condition: string): Promise<void> {
  const { pathname } = new URL(page.url)
  const { body } = await visitor.json(pathname)
  const file = z.object({ caseFile: z.object({ conditions: z.array(z.object({ text: z.string() })) }) })
  const told = file.parse(body).caseFile.conditions.map(({ text }) => text)
  if (!page.html.includes(condition) || !told.includes(condition)) {
    throw new Error('The board of investment was not told of the condition')
  }
}

/** Until when the page of a reviewer says that it waits. */
function dueOn({ html }: Page): string {
  const [, due = ''] = /id="facts"[\s\S]*?<dd>([\s\S]*?)<\/dd>/.exec(html) ?? []
  return due.replaceAll(/<[^>]*>/g, '')
}

/**
 * The seed story from the proposal to finance's receipt, by the public interface alone: a revision after the research centre's
 * first round, a recusal replaced by the alternate, a reminder after time travel (where time travels), a stage that opens on a
 * day off and reads on which condition the one before approved, three signatures with codes.
 */
export async function playWholeCase(
  visitor: Visitor,
  language: Language,
  tell: (line: string) => void = () => {},
  { fields, revised }: SampleProposal = sampleProposals[language],
): Promise<WholeCase> {
  const programme = programmeById('kerman')
  const words = demoWords[language]
  const players = new CasePlayers(visitor)
  const applicant = String(fields['email'])

  const reference = await players.submit({ fields, revised }, crypto.randomUUID())
  tell(words.submitted(reference))
  await players.confirm(applicant)
  tell(words.confirmed)

  /** What the story has happen in a stage; any other one approves. */
  const story: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
    async research({ seats }) {
      const [first = '', second = '', third = ''] = seats.map(({ holder }) => holder.email)
      await players.review(first, 'approve', words.promising)
      await players.review(second, 'request-changes', words.firmer)
      await players.review(third, 'reject', words.weak, '2')
      tell(words.changesRequested)
      await players.revise(applicant, revised, crypto.randomUUID())
      tell(words.revised)
      await players.review(second, 'approve', words.answered, '5')
      await players.review(third, 'approve', words.convinced, '5')
      tell(words.research)
    },
    async investment({ seats }) {
      const [leaving, staying] = seats.filter(({ alternate }) => alternate !== undefined)
      if (leaving === undefined || staying === undefined)
        throw new Error('The demo needs two seats with alternates')
      await players.recuse(leaving.holder.email, words.conflict)
      tell(words.recused)
      await players.review(leaving.alternate?.email ?? '', 'approve', words.sound, '5')
      if (visitor.travelsInTime) {
        await visitor.advance(`P${await daysToDayOff(visitor, programme)}D`)
        await visitor.words(staying.holder.email, /هنوز ثبت نشده/, reference)
        tell(words.reminded)
      }
      await players.decide(await players.openReview(staying.holder.email), {
        decision: 'approve',
        reason: words.sound,
        score: '5',
        conditions: words.condition,
      })
      tell(words.investment)
    },
    async board({ seats }) {
      const [chair = '', deciding = ''] = seats.map(({ holder }) => holder.email)
      const file = await players.openReview(chair)
      await expectCondition(visitor, file, words.condition)
      await players.decide(file, { decision: 'approve', reason: words.approved })
      await players.review(deciding, 'approve', words.approved)
      tell(words.board(dueOn(file), visitor.travelsInTime))
    },
  }
  for (const stage of programme.stages) {
    const { id, seats, quorum, name } = stage
    const scene = story[id]
    if (scene === undefined) {
      for (const { holder } of seats.slice(0, approvalsNeeded(quorum, seats.length)))
        await players.review(holder.email, 'approve', words.complete)
      tell(words.approvedBy(name[language]))
    } else await scene(stage)
  }

  await players.settleTerms({
    shareFloor: '1000000000',
    guaranteeKind: ['bank_guarantee', '', '', ''],
    guaranteeAmount: ['2500000000', '', '', ''],
    guaranteeIssuer: [words.issuer, '', '', ''],
    guaranteeExpiry: ['1409/12/29', '', '', ''],
  })
  tell(words.settled)

  await players.sign(applicant, String(fields['contactName']))
  tell(words.signedByStartup)
  for (const { holder } of programme.signing.signatories)
    await players.sign(holder.email, holder.name[language])
  tell(words.signed)

  const financeLink = await players.finance({ outcome: 'acknowledge', voucher: 'F-1405-0118', note: '' })
  tell(words.acknowledged)
  return { reference, financeLink }
}
