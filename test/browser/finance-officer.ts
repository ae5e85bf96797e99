import { downloads, faultWords, financeTexts } from '#functions/finance/finance-texts.ts'
import { guaranteeTexts } from '#functions/finance/guarantee-texts.ts'
import { paymentTexts } from '#functions/finance/payment-texts.ts'
import { guaranteeStands } from '#functions/shared/pages/obligation-words.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { kerman } from '#test/functions/desk/case-desk.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

/** Opens every file, presses the wrong button first, then acknowledges with a voucher. Answers how each download began. */
export async function acknowledge(
  stage: Stage,
  officer: Person,
  link: string,
): Promise<Readonly<Record<string, string>>> {
  const { language } = stage
  const texts = financeTexts[language]
  await officer.open(link)
  await officer.seesHeading(texts.title)
  await officer.keep('finance')
  const began: Record<string, string> = {}
  for (const [file, name] of downloads) {
    const place = officer.page.getByRole('link', { name: name[language], exact: true })
    const answer = await officer.page.request.get((await place.getAttribute('href')) ?? '')
    began[file] = (await answer.text()).slice(0, 5)
  }
  await officer.unfold(texts.returnTitle)
  await officer.press(texts.giveBack)
  await officer.seesHeading(partsTexts[language].faultsTitle)
  await officer.keep('finance-return-faults')
  await officer.write(officer.optional(texts.voucher), 'F-1405-0118')
  await officer.press(texts.acknowledge)
  await officer.sees(faultWords.outcome[language])
  await officer.keep('finance-faults')
  await officer.tick(texts.received)
  await officer.typeNumber()
  await officer.press(texts.acknowledge)
  await officer.seesHeading(paymentTexts[language].title)
  await officer.keep('finance-acknowledged')
  await recordPayment(stage, officer)
  await releaseGuarantee(stage, officer)
  return began
}

/** Forgets the amount first, then writes too much; records a payment and sees it in the table. */
async function recordPayment({ language, visitor }: Stage, officer: Person): Promise<void> {
  const texts = paymentTexts[language]
  await officer.page.getByLabel(texts.instalment, { exact: true }).selectOption('1')
  await officer.write(texts.receivedOn, '1405/08/01')
  await officer.write(texts.voucher, 'F-1406-0007')
  await officer.press(texts.record)
  await officer.seesHeading(partsTexts[language].faultsTitle)
  await officer.write(texts.amount, '۹۰٬۰۰۰٬۰۰۰٬۰۰۰')
  await officer.press(texts.record)
  await officer.seesHeading(partsTexts[language].faultsTitle)
  await officer.keep('finance-surplus')
  await officer.choose(texts.whatOfSurplus, texts.mistake)
  await officer.write(texts.amount, '۱۲۵٬۰۰۰٬۰۰۰')
  await officer.press(texts.record)
  await officer.keep('finance-payment-code')
  const [code] = await visitor.words(kerman.finance.office.email, /^\d{6}$/m)
  await officer.write(texts.code, code)
  await officer.press(texts.record)
  await officer.seesHeading(texts.title)
  await officer.sees('F-1406-0007')
  await officer.keep('finance-payment')
}

/** Forgets which guarantee it was, then records that it was released. */
async function releaseGuarantee({ language, visitor }: Stage, officer: Person): Promise<void> {
  const texts = guaranteeTexts[language]
  await officer.unfold(texts.record)
  await officer.press(texts.submit)
  await officer.seesHeading(partsTexts[language].faultsTitle)
  await officer.keep('finance-guarantee-faults')
  const section = officer.page.locator('#guarantees')
  await section.getByLabel(texts.guarantee, { exact: true }).selectOption('1')
  await officer.choose(texts.change, texts.released)
  await officer.write(texts.document, 'G-1405-78')
  await officer.write(texts.on, '1405/08/02')
  await officer.press(texts.submit)
  await officer.keep('finance-guarantee-code')
  const [code] = await visitor.words(kerman.finance.office.email, /^\d{6}$/m)
  await officer.write(paymentTexts[language].code, code)
  await officer.press(texts.submit)
  const released = { place: 1, kind: 'bank_guarantee', releasedOn: '2026-10-24' } as const
  await officer.sees(guaranteeStands(released, false)[language])
  await officer.keep('finance-guarantee')
}
