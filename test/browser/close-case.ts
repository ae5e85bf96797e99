import { caseTexts } from '#functions/board/case-texts.ts'
import { repairWords } from '#functions/board/repair-texts.ts'
import { paths } from '#functions/paths.ts'
import { seatOverTexts } from '#functions/review/seat-over-texts.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { trackTexts } from '#functions/track/track-texts.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import type { Language } from '#workflows/language.ts'
import { signIn } from './case-office.ts'
import { Person } from './person.ts'
import { asSomebody, programme, type Stage } from './stage.ts'

/** What the applicant of a closed case was told. */
export interface Told {
  /** The case office's. */
  readonly reason: string
  /** All that the applicant's own page says. */
  readonly track: string
  /** What a mail says of the reason. */
  readonly mail: string
}

const reasons: Readonly<Record<Language, string>> = {
  fa: 'متقاضی همین طرح را با شمارهٔ دیگری ثبت کرده است',
  en: 'The applicant submitted the same proposal under another number',
}

/** The case office closes a case in the midst of its review: forgotten at first what it needs, then with its reason. */
export async function closeCase(stage: Stage): Promise<Told> {
  const { language, visitor } = stage
  const reason = reasons[language]
  const players = new CasePlayers(visitor)
  const { fields, revised } = sampleProposals[language]
  const email = `closed-${language}@salamatyar.example`
  const reference = await players.submit({ fields: { ...fields, email }, revised }, crypto.randomUUID())
  await players.confirm(email)
  const seat = programme.stages[0]?.seats[0]?.holder.email ?? ''
  const reviewLink = await visitor.link(seat, 'review', reference)
  const trackLink = await visitor.link(email, 'track', reference)

  const clerk = await Person.at({ ...stage, publicUrl: visitor.publicUrl })
  await signIn(stage, clerk)
  const { title, done } = repairWords.closing
  await clerk.open(paths.boardCase(reference))
  await clerk.follow(title[language])
  await clerk.write(caseTexts[language].reason, reason)
  await clerk.press(title[language])
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.tick(caseTexts[language].confirm)
  await clerk.press(title[language])
  await clerk.seesHeading(done[language])
  await clerk.sees(reason)
  await clerk.keep('board-closing-done')
  await clerk.leave()

  const track = await asSomebody(stage, async (founder) => {
    await founder.open(trackLink)
    await founder.seesHeading(trackTexts[language].closing['closed-by-office'])
    await founder.keep('track-closed')
    return founder.page.locator('main').innerText()
  })
  await asSomebody(stage, async (reviewer) => {
    await reviewer.open(reviewLink)
    await reviewer.seesHeading(seatOverTexts[language].over.titles['case-closed'])
    await reviewer.keep('review-case-closed')
  })
  const [mail] = await visitor.words(email, new RegExp(reason), reference)
  return { reason, track, mail }
}
