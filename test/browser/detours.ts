import { deliveryOverWords as financeOver, financeTexts } from '#functions/finance/finance-texts.ts'
import { reviewTexts } from '#functions/review/review-texts.ts'
import { seatOverTexts } from '#functions/review/seat-over-texts.ts'
import { signingOverWords as signOver, signTexts, tooManyCodes } from '#functions/sign/sign-texts.ts'
import { demoWords } from '#infra/machine/demo/demo-words.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { Person } from './person.ts'
import { decide, declare } from './reviewer.ts'
import { approvers, asSomebody, castOf, programme, type Stage } from './stage.ts'

/** What people found again on their way. */
export interface Detours {
  /** What a half-written opinion says on another device. */
  readonly draftElsewhere: string
  /** What the form holds after an answer that came too late. */
  readonly keptWhenStale: string
  /** How an attachment was answered that is shown in the page. */
  readonly framed: number
  /** How the sealed contract begins that a signatory opens. */
  readonly sealed: string
}

/** A case of what does not go straight: drafts, answers that come too late, refused and returned contracts, too much at once. */
export async function playDetours(stage: Stage): Promise<Detours> {
  const { language, visitor } = stage
  const players = new CasePlayers(visitor)
  const words = demoWords[language]
  const email = `detours-${language}@salamatyar.example`
  const { fields, revised } = sampleProposals[language]
  const proposal = { fields: { ...fields, email }, revised }
  const reference = await players.submit(proposal, crypto.randomUUID())
  await players.confirm(email)
  const { before, panel, after } = castOf()
  for (const each of before.flatMap(approvers)) await players.review(each, 'approve', words.complete)

  const [first = '', ...others] = panel.seats.map(({ holder }) => holder.email)
  const professor = await Person.at({ ...stage, publicUrl: visitor.publicUrl })
  const found = await writeInThreeVisits(stage, professor, {
    link: await visitor.link(first, 'review', reference),
    meanwhile: async () => {
      for (const seat of others)
        await players.review(seat, 'request-changes', words.firmer, '3').catch(closed)
      await players.revise(email, revised, crypto.randomUUID())
    },
  })
  await professor.leave()
  for (const seat of others) await players.review(seat, 'approve', words.convinced, '5').catch(closed)
  for (const each of after.flatMap(approvers)) await players.review(each, 'approve', words.sound, '5')

  await players.settleTerms()
  const signatory = await Person.at({ ...stage, publicUrl: visitor.publicUrl })
  await refuse(stage, signatory, await visitor.link(email, 'sign', reference))
  await players.settleTerms({}, words.firmer)
  await players.sign(email, String(fields['contactName']))
  for (const { holder } of programme.signing.signatories)
    await players.sign(holder.email, holder.name[language])
  const financeLink = await visitor.link(programme.finance.office.email, 'finance', reference)
  const signLink = await newestLink(stage, email, 'sign')
  await signatory.open(signLink)
  await signatory.keep('signed-and-sealed')
  const sealed = await begins(signatory, signTexts[language].openSigned)
  await asSomebody(stage, (officer) => giveBack(stage, officer, financeLink))
  await signatory.open(signLink)
  await signatory.seesHeading(signOver.returned.title[language])
  await signatory.keep('sign-returned')
  await signatory.leave()
  return { ...found, sealed }
}

/** The professor writes a half, finds it elsewhere, and sends it when the documents have changed. */
async function writeInThreeVisits(
  stage: Stage,
  professor: Person,
  { link, meanwhile }: { link: string; meanwhile: () => Promise<void> },
): Promise<Omit<Detours, 'sealed'>> {
  const { language, visitor } = stage
  const words = demoWords[language]
  const { decision } = reviewTexts[language]
  const { stale } = seatOverTexts[language]
  await declare(stage, professor, link)
  const framed = await unfoldAttachment(stage, professor)
  await professor.write(decision.reason, words.firmer)
  await professor.press(decision.saveDraft)
  await professor.seesHeading(decision.draftTitle)
  await professor.keep('review-draft')
  const draftElsewhere = await asSomebody(stage, async (again) => {
    await again.open(link)
    return again.textbox(decision.reason).inputValue()
  })
  await meanwhile()
  await visitor.until('the second round', async () => {
    const { body } = await visitor.json(link)
    return typeof body === 'object' && body !== null && 'round' in body && body.round === 2 ? true : undefined
  })
  await decide(stage, professor, { decision: 'approve', reason: words.promising, score: '5' })
  await professor.seesHeading(stale.title)
  await professor.keep('review-stale')
  await professor.follow(stale.link)
  const keptWhenStale = await professor.textbox(decision.reason).inputValue()
  await decide(stage, professor, { decision: 'approve', reason: words.promising, score: '5' })
  return { draftElsewhere, keptWhenStale, framed }
}

/** Without scripts a browser does not wait with what a folded frame shows, so it is asked for by its address then. */
async function unfoldAttachment({ device }: Stage, { page }: Person): Promise<number> {
  if (device.javaScriptEnabled === false) {
    const source = await page.locator('details.document iframe').first().getAttribute('src')
    return (await page.request.get(source ?? '')).status()
  }
  const answer = page.waitForResponse((response) => response.headers()['content-type'] === 'application/pdf')
  await page.locator('details.document summary').first().click()
  return (await answer).status()
}

/** Asks for more codes than there are, sends more than is taken, then refuses with a reason. */
async function refuse({ language }: Stage, signatory: Person, link: string): Promise<void> {
  const texts = signTexts[language]
  await signatory.open(link)
  for (let count = 0; count < 6; count += 1) await signatory.press(texts.sendCode)
  await signatory.seesHeading(tooManyCodes.title[language])
  await signatory.keep('sign-too-many-codes')
  await signatory.unfold(texts.refuseTitle)
  // Nobody types that much, but a program may send it.
  await signatory.page.evaluate(`(() => {
    const padding = Object.assign(document.createElement('input'), { type: 'hidden', name: 'padding' })
    padding.value = 'x'.repeat(7 * 1024 * 1024)
    document.querySelector('textarea[name=reason]').form.append(padding)
  })()`)
  await signatory.press(texts.refuse)
  await signatory.keep('error-too-large')
  await signatory.open(link)
  await signatory.unfold(texts.refuseTitle)
  await signatory.write(texts.reason, demoWords[language].firmer)
  await signatory.press(texts.refuse)
  await signatory.seesHeading(signOver.refused.title[language])
  await signatory.keep('sign-refused')
}

async function giveBack({ language }: Stage, officer: Person, link: string): Promise<void> {
  const texts = financeTexts[language]
  await officer.open(link)
  await officer.unfold(texts.returnTitle)
  await officer.write(texts.reason, demoWords[language].firmer)
  await officer.press(texts.giveBack)
  await officer.seesHeading(financeOver.returned.title[language])
  await officer.keep('finance-returned')
}

async function newestLink({ visitor }: Stage, to: string, kind: string): Promise<string> {
  const texts = (await visitor.mails()).filter((mail) => mail.to === to).map(({ text }) => text)
  const link = texts
    .join(' ')
    .match(new RegExp(`${visitor.publicUrl}/${kind}/[\\w-]+`, 'g'))
    ?.at(-1)
  if (link === undefined) throw new Error(`Nobody sent ${to} a link to /${kind}/`)
  return link
}

/** How a file begins to which a link of the page leads. */
async function begins({ page }: Person, name: string): Promise<string> {
  const place = page.getByRole('link', { name, exact: true })
  const answer = await page.request.get((await place.getAttribute('href')) ?? '')
  return (await answer.text()).slice(0, 5)
}

/** The round may have closed by the voices before: then this one is not needed. */
function closed(error: unknown): void {
  if (!(error instanceof Error && error.message.includes('410'))) throw error
}
