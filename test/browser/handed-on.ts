import { caseTexts } from '#functions/board/case-texts.ts'
import { nowTexts } from '#functions/board/now-texts.ts'
import { repairWords } from '#functions/board/repair-texts.ts'
import { paths } from '#functions/paths.ts'
import { reviewTexts } from '#functions/review/review-texts.ts'
import { seatOverTexts } from '#functions/review/seat-over-texts.ts'
import { trackTexts } from '#functions/track/track-texts.ts'
import { demoWords } from '#infra/machine/demo/demo-words.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import type { Person } from './person.ts'
import { declare } from './reviewer.ts'
import { enterBoard } from './side-doors.ts'
import { approvers, asSomebody, castOf, programme, type Stage } from './stage.ts'

/** Places that change hands, a stage that is held after its last day, and a proposal that is withdrawn. Time passes here. */
export async function playHandedOn(stage: Stage): Promise<void> {
  const { language, visitor } = stage
  const words = demoWords[language]
  const players = new CasePlayers(visitor)
  const email = `handed-on-${language}@salamatyar.example`
  const { fields, revised } = sampleProposals[language]
  const reference = await players.submit({ fields: { ...fields, email }, revised }, crypto.randomUUID())
  await players.confirm(email)
  const { before, panel } = castOf()
  for (const each of before.flatMap(approvers)) await players.review(each, 'approve', words.complete)
  const track = await visitor.link(email, 'track', reference)
  const [leaving, late] = await Promise.all(
    panel.seats.slice(0, 2).map(({ holder }) => visitor.link(holder.email, 'review', reference)),
  )
  const colleague = { name: newcomers[language], email: `colleague-${language}@university.example` }
  await asSomebody(stage, (reviewer) => delegate(stage, reviewer, leaving ?? '', colleague))

  await visitor.advance('P40D')
  await visitor.words(programme.caseOffice.email, new RegExp(reference), reference)
  await asSomebody(stage, async (reviewer) => {
    await declare(stage, reviewer, late ?? '')
    await reviewer.keep('review-late')
  })
  const outsider = { name: newcomers[language], email: `outsider-${language}@elsewhere.example` }
  await asSomebody(stage, (clerk) => propose(stage, clerk, reference, outsider))
  await asSomebody(stage, (clerk) => agree(stage, clerk, reference))
  await asSomebody(stage, (founder) => withdraw(stage, founder, track))
}

const newcomers = { fa: 'پری ملک', en: 'Pari Malek' } as const

async function delegate(
  stage: Stage,
  reviewer: Person,
  link: string,
  colleague: { name: string; email: string },
): Promise<void> {
  const { language } = stage
  const { delegation } = reviewTexts[language]
  await reviewer.open(link)
  await reviewer.unfold(delegation.title)
  await reviewer.write(delegation.name, colleague.name)
  await reviewer.write(delegation.email, colleague.email)
  await reviewer.write(delegation.reason, demoWords[language].conflict)
  await reviewer.press(delegation.button)
  await reviewer.seesHeading(seatOverTexts[language].over.done.delegated)
  await reviewer.keep('review-delegated')
}

/** The first member of the office sees what is overdue, and proposes somebody from outside. */
async function propose(
  stage: Stage,
  clerk: Person,
  reference: string,
  newcomer: { name: string; email: string },
): Promise<void> {
  const { language } = stage
  const texts = caseTexts[language]
  await enterBoard(stage, clerk, 0)
  await clerk.sees(nowTexts[language].overdue)
  await clerk.keep('board-now-overdue')
  await clerk.open(paths.boardCase(reference))
  await clerk.keep('board-case-late')
  await clerk.follow(repairWords.reassignment.title[language])
  const seat = castOf().panel.seats.at(-1)?.id ?? ''
  await clerk.pick(texts.target, `seat:${seat}`)
  await clerk.write(texts.name, newcomer.name)
  await clerk.write(texts.email, newcomer.email)
  await clerk.write(texts.reason, demoWords[language].conflict)
  await clerk.press(repairWords.reassignment.title[language])
  await clerk.sees(texts.proposed)
  await clerk.keep('board-holder-proposed')
}

/** The second one agrees. */
async function agree(stage: Stage, clerk: Person, reference: string): Promise<void> {
  const { language } = stage
  const { title, done } = repairWords.agreement
  await enterBoard(stage, clerk, 1)
  await clerk.open(paths.boardCase(reference))
  await clerk.follow(title[language])
  await clerk.keep('board-agreement')
  const choice = clerk.page.getByRole('combobox', { name: caseTexts[language].proposed, exact: true })
  await choice.selectOption({ index: 1 })
  await clerk.press(title[language])
  await clerk.seesHeading(done[language])
  await clerk.keep('board-agreement-done')
}

async function withdraw({ language }: Stage, founder: Person, link: string): Promise<void> {
  const { withdraw: texts, closing } = trackTexts[language]
  await founder.open(link)
  await founder.keep('track-late')
  await founder.unfold(texts.title)
  await founder.tick(texts.confirm)
  await founder.typeNumber('withdrawal')
  await founder.press(texts.button)
  await founder.seesHeading(closing.withdrawn)
  await founder.keep('track-withdrawn')
}
