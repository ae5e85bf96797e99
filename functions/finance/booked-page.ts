import { paths } from '#functions/paths.ts'
import { applicantsSideNotice } from '#functions/shared/edge/applicants-side.ts'
import { partiesView, termsView } from '#functions/shared/pages/contract-view.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  code,
  definitionList,
  disclosure,
  errorSummary,
  notice,
  table,
  userText,
} from '#functions/shared/pages/parts.ts'
import { englishDate, jalaliLong } from '#workflows/contract/persian.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language } from '#workflows/language.ts'
import type { InstalmentBalance } from '#workflows/proposal/balance.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { type DeskRemarks, filesView, lastWordView } from './finance-page.ts'
import { deliveryOverWords, financeTexts } from './finance-texts.ts'
import { guaranteeSection } from './guarantee-section.ts'
import { type PaymentDraft, recordForm } from './payment-form.ts'
import { paymentTexts } from './payment-texts.ts'
import type { BookedState, DeskVisit } from './visit.ts'

interface BookedSheet {
  readonly state: BookedState
  readonly balance: readonly InstalmentBalance[]
  readonly terms: ContractTerms
  readonly draft: PaymentDraft
  /** By their places, guarantees that are overdue. */
  readonly expired: readonly number[]
}

/** A contract that is booked: what it is, its schedule against what came, and the form to record a payment. */
export function bookedPage(
  visit: DeskVisit,
  { state, balance, terms, draft, expired }: BookedSheet,
  remarks: DeskRemarks,
): string {
  const { language, programme, token, lastWord } = visit
  const own = paymentTexts[language]
  const texts = financeTexts[language]
  const { faults = [], guarantee } = remarks
  const [ofGuarantee, ofPayment] = guarantee === undefined ? [[], faults] : [faults, []]
  const main = html`<h1>${own.title}</h1>
${remarks.message && notice('warning', remarks.message.title, remarks.message.detail)}
${errorSummary(faults, language)}
<p class="lead">${deliveryOverWords.acknowledged.detail[language]}</p>
<div class="card">${definitionList([
    [texts.number, code(state.contract.number)],
    [texts.version, formatNumber(state.contract.version, language)],
    [texts.reference, code(state.reference)],
    [texts.proposal, userText(state.title)],
    [texts.voucher, state.voucher === null ? null : userText(state.voucher)],
  ])}</div>
<section id="payments">${scheduleTable(balance, terms, language)}${paymentsTable(visit, state, terms)}</section>
${visit.readsOnly ? applicantsSideNotice(language) : balance.length > 0 && recordForm(visit, { terms, draft, faults: ofPayment })}
${guaranteeSection(visit, { state, terms, expired, draft: guarantee, faults: ofGuarantee })}
${filesView(visit)}
${disclosure(texts.amounts, html`${partiesView(terms, language)}${termsView(terms, language)}`)}
${lastWord !== undefined && disclosure(texts.decided, lastWordView(lastWord, visit))}`
  return layout({ language, title: own.title, programme, path: paths.finance(token), main, wide: true })
}

function scheduleTable(
  balance: readonly InstalmentBalance[],
  { payments }: ContractTerms,
  language: Language,
): Html {
  const own = paymentTexts[language]
  if (balance.length === 0) return html`<p>${own.noSchedule}</p>`
  const date = language === 'fa' ? jalaliLong : englishDate
  const sum = (of: 'expected' | 'received' | 'outstanding'): number =>
    balance.reduce((total, row) => total + row[of], 0)
  const rows = balance.map(({ instalment, due, latest = due, expected, received, outstanding }) => [
    formatNumber(instalment, language),
    payments[instalment - 1]?.label[language] ?? '–',
    date(latest),
    formatMoney(expected, language),
    formatMoney(received, language),
    remaining(outstanding, language),
  ])
  const totals = [
    '',
    html`<strong>${own.total}</strong>`,
    '',
    formatMoney(sum('expected'), language),
    formatMoney(sum('received'), language),
    remaining(sum('outstanding'), language),
  ]
  const head = [own.instalment, own.period, own.due, own.expected, own.received, own.outstanding]
  return table(own.schedule, head, [...rows, totals], { figures: [3, 4, 5], narrow: 'pairs' })
}

/** What is still to come; where more came than is due, how much more. */
function remaining(outstanding: number, language: Language): string {
  const figure = formatMoney(outstanding, language)
  if (outstanding >= 0) return figure
  return `${figure} (${paymentTexts[language].surplus} ${formatMoney(-outstanding, language)})`
}

function paymentsTable(
  { language, token, readsOnly }: DeskVisit,
  { payments }: BookedState,
  terms: ContractTerms,
): Html {
  const own = paymentTexts[language]
  if (payments.length === 0) return html`<p>${own.nothing}</p>`
  const date = language === 'fa' ? jalaliLong : englishDate
  const rows = payments.map(({ sequence, instalment, amount, receivedOn, voucher }) => [
    formatNumber(sequence, language),
    `${formatNumber(instalment, language)} – ${terms.payments[instalment - 1]?.label[language] ?? ''}`,
    formatMoney(amount, language),
    date(receivedOn),
    userText(voucher),
    readsOnly
      ? '–'
      : html`<a href="${paths.finance(token)}?correct=${sequence}&amp;lang=${language}#record">${own.correctThis}</a>`,
  ])
  const head = [own.entry, own.instalment, own.amount, own.receivedOn, own.voucher, own.correctTitle]
  return table(own.payments, head, rows, { figures: [2], narrow: 'pairs' })
}
