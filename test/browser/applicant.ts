import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { answersTexts } from '#functions/submit/answers-page.ts'
import { confirmTexts } from '#functions/submit/confirm-texts.ts'
import { landingTexts } from '#functions/submit/landing-texts.ts'
import { thanksTexts } from '#functions/submit/thanks-texts.ts'
import { trackTexts } from '#functions/track/track-texts.ts'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { fields } from '#workflows/form/fields.ts'
import { attach, fillProposal } from './fill-proposal.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

/** Fills in the form with mistakes on the way, and answers the case's reference. */
export async function submitProposal({ language }: Stage, founder: Person): Promise<string> {
  const texts = landingTexts[language]
  const { fields: answers } = sampleProposals[language]
  await founder.open('/')
  await founder.keep('landing')

  await founder.press(texts.check)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('form-empty')
  await founder.page.getByRole('alert').getByRole('link').first().click()
  await founder.page.locator('input:focus').waitFor()

  await fillProposal(founder, language, { ...answers, email: 'founder@', municipalShare: '120' })
  await attach(founder, language, [
    { name: 'business-plan.pdf', bytes: samplePdf('Business plan') },
    // As one that is encrypted: nobody looked through it.
    {
      name: 'balance-sheet.pdf',
      bytes: Buffer.concat([samplePdf('Balance sheet'), Buffer.from('% /Encrypt 6 0 R\n')]),
    },
  ])
  await founder.press(texts.check)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('form-faults')

  await fillProposal(founder, language, {
    email: answers['email'],
    municipalShare: answers['municipalShare'],
  })
  await founder.press(texts.check)
  await founder.seesHeading(answersTexts[language].title)
  await founder.keep('check-answers')
  await founder.press(`${answersTexts[language].change} ${fields.title.label[language]}`)
  await founder.seesHeading(texts.form)
  await founder.press(texts.check)
  await founder.press(answersTexts[language].send)
  await founder.seesHeading(thanksTexts[language].title)
  await founder.keep('thanks')
  const reference = new URL(founder.page.url()).searchParams.get('reference')
  if (reference === null) throw new Error('The thanks page names no reference')
  return reference
}

export async function confirmAddress({ language }: Stage, founder: Person, link: string): Promise<void> {
  const texts = confirmTexts[language]
  await founder.open(link)
  await founder.keep('confirm')
  await founder.press(texts.ask.button)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('confirm-fault')
  await founder.typeNumber()
  await founder.press(texts.ask.button)
  await founder.seesHeading(texts.begun.title)
  await founder.keep('confirmed')
}

/** Reads what is asked and sends a revision, whose declaration is forgotten first. */
export async function revise({ language }: Stage, founder: Person, link: string): Promise<void> {
  const texts = trackTexts[language]
  await founder.open(link)
  await founder.sees(texts.status['awaiting-revision'])
  await founder.keep('track-changes-asked')
  await fillProposal(founder, language, sampleProposals[language].revised)
  await founder.press(texts.revise.button)
  await founder.seesHeading(partsTexts[language].faultsTitle)
  await founder.keep('track-revision-faults')
  await founder.tick(fields.consent.help[language])
  await founder.typeNumber()
  await founder.press(texts.revise.button)
  await founder.page
    .getByRole('heading', { name: texts.revise.title, exact: true })
    .waitFor({ state: 'detached' })
  await founder.keep('track-revised')
}

/** Looks where the case stands; asks for its end without ticking that it is meant, which ends nothing. */
export async function lookAfterCase({ language }: Stage, founder: Person, link: string): Promise<void> {
  const texts = trackTexts[language]
  await founder.open(link)
  await founder.sees(texts.status['in-review'])
  await founder.keep('track-in-review')
  await founder.unfold(texts.withdraw.title)
  await founder.press(texts.withdraw.button)
  await founder.sees(texts.withdraw.missing)
  await founder.keep('track-withdrawal-fault')
}
