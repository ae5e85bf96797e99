import { caseTexts } from '#functions/board/case-texts.ts'
import { extensionTexts } from '#functions/board/extension-form.ts'
import { listTexts } from '#functions/board/list-texts.ts'
import { nowTexts } from '#functions/board/now-texts.ts'
import { repairWords, termsReleased } from '#functions/board/repair-texts.ts'
import { emailFault, linkGone, signInTexts } from '#functions/board/sign-in-texts.ts'
import { paths } from '#functions/paths.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import { legalRouteTexts } from '#functions/shared/pages/legal-route-view.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { termsTexts } from '#functions/terms/terms-texts.ts'
import { demoWords } from '#infra/machine/demo/demo-words.ts'
import { samplePdf } from '#infra/machine/demo/sample-proposal.ts'
import { termsFields } from '#workflows/contract/terms-fields.ts'
import type { Language } from '#workflows/language.ts'
import { usualLegalRoutes } from '#workflows/programme/legal-routes.ts'
import type { Person } from './person.ts'
import { programme, type Stage } from './stage.ts'

/** Signs in by the mailed link, which works once. */
export async function signIn({ language, visitor }: Stage, clerk: Person): Promise<void> {
  const texts = signInTexts[language]
  const [member] = programme.caseOffice.members
  await clerk.open('/board')
  await clerk.seesHeading(texts.title)
  await clerk.keep('board-sign-in')
  await clerk.press(texts.send)
  await clerk.sees(emailFault[language])
  await clerk.keep('board-sign-in-fault')
  await clerk.write(texts.email, member?.email ?? '')
  await clerk.press(texts.send)
  await clerk.seesHeading(texts.sentTitle)
  await clerk.keep('board-link-sent')
  const link = await visitor.link(member?.email ?? '', 'board/enter')
  await clerk.open(link)
  await clerk.keep('board-enter')
  await clerk.press(texts.enter)
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.keep('board-enter-fault')
  await clerk.typeNumber()
  await clerk.press(texts.enter)
  await clerk.seesHeading(nowTexts[language].title)
  await clerk.open(link)
  await clerk.seesHeading(linkGone.title[language])
  await clerk.keep('board-link-gone')
}

/** Finds an open case, and opens each repair without doing any. */
export async function lookAtOpenCase({ language }: Stage, clerk: Person, reference: string): Promise<void> {
  const { places } = boardTexts[language]
  await clerk.open('/board')
  await clerk.keep('board-now')
  await clerk.follow(places.contracts)
  await clerk.keep('board-contracts')
  await clerk.follow(places.pipeline)
  await clerk.keep('board-figures')
  await clerk.follow(places.cases)
  await clerk.keep('board-cases')
  await clerk.follow(reference)
  await clerk.seesHeading(caseTexts[language].ledger)
  await clerk.keep('board-case')
  for (const repair of ['reassignment', 'extension', 'closing'] as const) {
    const title = repairWords[repair].title[language]
    await clerk.follow(title)
    await clerk.keep(`board-${repair}`)
    await clerk.press(title)
    await clerk.seesHeading(partsTexts[language].faultsTitle)
    await clerk.keep(`board-${repair}-faults`)
  }
}

/** How the draft of a contract was answered that opens beside its terms. */
export interface DraftOpened {
  readonly status: number
  readonly type: string | undefined
  readonly disposition: string | undefined
}

/** Settles the terms: the legal route, a mistake, a look at the draft, a saved draft, then the release. */
export async function settleTerms(stage: Stage, clerk: Person, reference: string): Promise<DraftOpened> {
  const { language } = stage
  const texts = termsTexts[language]
  await clerk.open(paths.boardCase(reference))
  await recordLegalRoute(stage, clerk)
  await clerk.follow(caseTexts[language].settleTerms)
  await clerk.seesHeading(texts.finish)
  await clerk.keep('board-terms')
  const iban = clerk.textbox(termsFields.iban.label[language])
  const account = await iban.inputValue()
  await iban.fill('IR00')
  await clerk.press(texts.release)
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.keep('board-terms-faults')
  await iban.fill(account)
  await clerk.write(clerk.optional(termsFields.shareFloor.label[language]), '۱٬۰۰۰٬۰۰۰٬۰۰۰')
  await fillGuarantee(stage, clerk)
  const opened = await openDraft(clerk, texts.preview)
  // At once: what opened beside the page must not keep the form from being sent.
  await clerk.press(texts.save)
  await clerk.seesHeading(texts.saved)
  await clerk.keep('board-terms-saved')
  await clerk.press(texts.release)
  await clerk.seesHeading(termsReleased[language])
  return opened
}

/** The first of a contract's guarantees. */
async function fillGuarantee({ language }: Stage, { page }: Person): Promise<void> {
  await page.locator('[name="guaranteeKind"]').first().selectOption('bank_guarantee')
  await page.locator('[name="guaranteeAmount"]').first().fill('2500000000')
  await page.locator('[name="guaranteeIssuer"]').first().fill(demoWords[language].issuer)
  await page.locator('[name="guaranteeExpiry"]').first().fill('1409/12/29')
}

/** Records the legal route with its decision: first without anything, then whole. */
async function recordLegalRoute({ language }: Stage, clerk: Person): Promise<void> {
  const { title, done } = repairWords.legalRoute
  const texts = legalRouteTexts[language]
  await clerk.follow(title[language])
  await clerk.keep('board-legal-route')
  await clerk.press(title[language])
  await clerk.seesHeading(partsTexts[language].faultsTitle)
  await clerk.keep('board-legal-route-faults')
  await clerk.choose(texts.route, usualLegalRoutes[0]?.name[language] ?? '')
  await clerk.write(texts.body, language === 'fa' ? 'شورای اسلامی شهر کرمان' : 'City council of Kerman')
  await clerk.write(texts.number, '1404-318')
  await clerk.write(texts.date, '1404/09/10')
  const file = {
    name: 'decision.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(samplePdf('Decision')),
  }
  await clerk.page.locator('#field-decision').setInputFiles(file)
  await clerk.press(title[language])
  await clerk.seesHeading(done[language])
  await clerk.keep('board-legal-route-done')
}

/** Opens the draft in a tab of its own, and closes that again. */
async function openDraft(clerk: Person, name: string): Promise<DraftOpened> {
  const { page } = clerk
  const context = page.context()
  const [answer] = await Promise.all([
    context.waitForEvent('response', (response) => response.url().endsWith('/preview')),
    context.waitForEvent('page'),
    clerk.button(name).click(),
  ])
  const { 'content-type': type, 'content-disposition': disposition } = await answer.allHeaders()
  for (const beside of context.pages()) if (beside !== page) await beside.close()
  return { status: answer.status(), type, disposition }
}

/** Somebody who comes into a seat in the midst of a case. */
export interface Newcomer {
  readonly name: string
  readonly email: string
}

/**
 * Finds a case by a word of its title, gives it more time, puts a newcomer into a seat, and sends the newcomer's link anew: each
 * by its form, and each told in the ledger with its reason.
 */
export async function repairOpenCase(
  { language, visitor }: Stage,
  clerk: Person,
  {
    reference,
    title,
    seat,
    newcomer,
  }: { reference: string; title: string; seat: string; newcomer: Newcomer },
): Promise<void> {
  const texts = caseTexts[language]
  await clerk.open('/board')
  await clerk.page.getByRole('searchbox', { name: listTexts[language].search }).fill(title)
  await clerk.press(listTexts[language].search)
  await clerk.keep('board-found')
  await clerk.follow(reference)
  const repair = async (which: 'extension' | 'reassignment' | 'reissue', fill: () => Promise<void>) => {
    const { title: name, done } = repairWords[which]
    await clerk.follow(name[language])
    await fill()
    await clerk.write(texts.reason, repairReasons[language][which])
    await clerk.press(name[language])
    await clerk.seesHeading(done[language])
    await clerk.sees(repairReasons[language][which])
    await clerk.keep(`board-${which}-done`)
  }
  await repair('extension', async () => {
    const { until, another, day } = extensionTexts[language]
    await clerk.choose(until, another)
    await clerk.write(day, '1405/12/20')
  })
  await repair('reassignment', async () => {
    await clerk.pick(texts.target, `seat:${seat}`)
    await clerk.write(texts.name, newcomer.name)
    await clerk.write(texts.email, newcomer.email)
  })
  const first = await visitor.link(newcomer.email, 'review', reference)
  await repair('reissue', () => clerk.pick(texts.linkOf, `seat:${seat}`))
  // The link that died leads to a page that says so; the new one is another.
  await clerk.open(first)
  await clerk.keep('review-link-superseded')
}

const repairReasons: Readonly<Record<Language, Record<'extension' | 'reassignment' | 'reissue', string>>> = {
  fa: {
    extension: 'تعطیلی‌های پیش رو',
    reassignment: 'داور پیشین به مأموریت رفته است',
    reissue: 'رایانامه پاک شده بود',
  },
  en: {
    extension: 'Holidays are ahead',
    reassignment: 'The reviewer is on a mission',
    reissue: 'The mail had been deleted',
  },
}

/** Finds a closed case behind its tab, then signs out: the board leads to the sign-in page again. */
export async function lookAtClosedCase({ language }: Stage, clerk: Person, reference: string): Promise<void> {
  const texts = boardTexts[language]
  await clerk.open('/board/cases')
  await clerk.follow(listTexts[language].closed)
  await clerk.keep('board-closed')
  await clerk.follow(reference)
  await clerk.seesHeading(caseTexts[language].contract)
  await clerk.keep('board-case-closed')
  await clerk.press(texts.signOut)
  await clerk.open('/board')
  await clerk.seesHeading(signInTexts[language].title)
}
