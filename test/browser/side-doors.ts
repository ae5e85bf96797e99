import { Secret, TOTP } from 'otpauth'
import { nowTexts } from '#functions/board/now-texts.ts'
import { signInTexts } from '#functions/board/sign-in-texts.ts'
import { paths } from '#functions/paths.ts'
import { factorTexts } from '#functions/shared/office/factor-texts.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { answersTexts } from '#functions/submit/answers-page.ts'
import { landingTexts } from '#functions/submit/landing-texts.ts'
import { thanksTexts } from '#functions/submit/thanks-texts.ts'
import { lostLinkTexts } from '#functions/track/lost-link.ts'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { attach, fillProposal } from './fill-proposal.ts'
import type { Person } from './person.ts'
import { asSomebody, programme, type Stage } from './stage.ts'

/** What lies beside the way of a case: a form continued elsewhere, a mistyped address, lost links, a second factor. */
export async function playSideDoors(stage: Stage): Promise<void> {
  const address = `side-doors-${stage.language}@salamatyar.example`
  await asSomebody(stage, (founder) => continueElsewhere(stage, founder, address))
  await asSomebody(stage, (founder) => correctAddress(stage, founder, address))
  await asSomebody(stage, (founder) => loseLinks(stage, founder, address))
  await asSomebody(stage, (clerk) => setUpFactor(stage, clerk))
}

/** Has a half-filled form mailed, opens it by the link, fills in the rest and sends it. */
async function continueElsewhere(
  { language, visitor }: Stage,
  founder: Person,
  email: string,
): Promise<void> {
  const texts = landingTexts[language]
  const { title, problem } = sampleProposals[language].fields
  await founder.open('/')
  await fillProposal(founder, language, { title, problem })
  await founder.unfold(texts.elsewhere.title)
  await founder.press(texts.elsewhere.send)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('form-elsewhere-fault')
  await fillProposal(founder, language, { email })
  await founder.unfold(texts.elsewhere.title)
  await founder.press(texts.elsewhere.send)
  await founder.sees(texts.kept.title)
  await founder.keep('form-elsewhere')
  await fillProposal(founder, language, { title: `${String(title)} (2)` })
  await founder.unfold(texts.elsewhereAgain.title)
  await founder.press(texts.elsewhereAgain.send)
  await founder.sees(texts.keptAnew.title)
  await founder.open(await visitor.link(email, 'drafts'))
  await founder.sees(texts.opened.title)
  await founder.keep('form-continued')
}

/** Sends a proposal with a mistyped address, has the mail sent again, and corrects the address. */
async function correctAddress({ language }: Stage, founder: Person, email: string): Promise<void> {
  const texts = thanksTexts[language]
  await founder.open('/')
  const mistyped = email.replace('@', '.mistyped@')
  await fillProposal(founder, language, { ...sampleProposals[language].fields, email: mistyped })
  await attach(founder, language, [{ name: 'business-plan.pdf', bytes: samplePdf('Business plan') }])
  await founder.press(landingTexts[language].check)
  await founder.press(answersTexts[language].send)
  await founder.press(texts.again)
  await founder.sees(texts.told.again)
  await founder.keep('thanks-again')
  await founder.unfold(texts.wrong)
  await founder.write(texts.address, 'founder@')
  await founder.press(texts.correct)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('thanks-address-fault')
  await founder.write(texts.address, email)
  await founder.press(texts.correct)
  await founder.sees(texts.told.corrected)
  await founder.keep('thanks-corrected')
}

async function loseLinks({ language }: Stage, founder: Person, email: string): Promise<void> {
  const texts = lostLinkTexts[language]
  await founder.open(paths.lostLink())
  await founder.keep('lost-link')
  await founder.press(texts.send)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('lost-link-fault')
  await founder.write(texts.email, email)
  await founder.press(texts.send)
  await founder.sees(texts.sentTitle)
  await founder.keep('lost-link-sent')
}

/** Sets a second factor up, is asked for it at the next sign-in, looks at members and sessions, and removes it again. */
async function setUpFactor(stage: Stage, clerk: Person): Promise<void> {
  const { language } = stage
  const texts = factorTexts[language]
  // The first one is busy with a case.
  await enterBoard(stage, clerk, 1)
  await clerk.open(paths.sessions())
  await clerk.keep('board-sessions')
  await clerk.open(paths.factor())
  await clerk.keep('board-factor-offer')
  await clerk.press(texts.enrol)
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.keep('board-factor-fault')
  const secret = (await clerk.page.locator('main [data-copy]').first().getAttribute('data-copy')) ?? ''
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  await clerk.write(texts.first, app.generate())
  await clerk.press(texts.enrol)
  await clerk.seesHeading(texts.doneTitle)
  await clerk.keep('board-factor-codes')
  const codes = await clerk.page.locator('main li .code').allInnerTexts()
  await clerk.follow(texts.toBoard)
  await clerk.open(paths.factor())
  await clerk.seesHeading(texts.title)
  await clerk.keep('board-factor')
  await clerk.open(paths.members())
  await clerk.seesHeading(texts.membersTitle)
  await clerk.keep('board-members')
  await clerk.press(texts.doIt)
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.keep('board-members-faults')

  await clerk.page.context().clearCookies()
  await enterBoard(stage, clerk, 1, texts.proveTitle)
  await clerk.keep('board-factor-owed')
  await clerk.write(texts.code, '000000')
  await clerk.press(texts.prove)
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.keep('board-factor-owed-fault')
  await clerk.write(texts.code, codes[0] ?? '')
  await clerk.press(texts.prove)
  await clerk.seesHeading(nowTexts[language].title)
  await clerk.open(paths.factor())
  await clerk.unfold(texts.removeTitle)
  await clerk.write(texts.code, codes[1] ?? '')
  await clerk.press(texts.remove)
  await clerk.seesHeading(signInTexts[language].title)
}

/** By the mailed link, as one of the members. */
export async function enterBoard(
  { language, visitor }: Stage,
  clerk: Person,
  member: number,
  heading = nowTexts[language].title,
): Promise<void> {
  const texts = signInTexts[language]
  const email = programme.caseOffice.members[member]?.email ?? ''
  await visitor.passOver(email, 'board/enter')
  await clerk.open(paths.signIn())
  await clerk.write(texts.email, email)
  await clerk.press(texts.send)
  await clerk.open(await visitor.link(email, 'board/enter'))
  await clerk.typeNumber()
  await clerk.press(texts.enter)
  await clerk.seesHeading(heading)
}
