import type { Annexes, AnnexTable } from '#workflows/contract/annexes.ts'
import { type ContractDocument, contractDocument } from '#workflows/contract/document.ts'
import type { Block, Paragraph, Run } from '#workflows/contract/prose.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Contract } from '#workflows/proposal/state.ts'
import { type Html, html } from './html.ts'

type Articles = ContractDocument['articles']

const labels: Readonly<Record<Language, string>> = {
  fa: 'متن کامل قرارداد',
  en: 'The whole text of the contract',
}

/**
 * The contract's text from the very data that its PDF is set from, for whoever reads on a phone: the Persian that binds, and
 * the English summary, the reader's language first. It scrolls in a box of its own, so that what is asked stays in reach.
 */
export function contractText(
  terms: ContractTerms,
  { contract, programme, language }: { contract: Contract; programme: Programme; language: Language },
): Html {
  const { city, timeZone } = programme
  const document = contractDocument(terms, { city, timeZone, termsDigest: contract.termsDigest })
  const binding = bindingText(document)
  const summary = summaryText(document)
  const parts = language === 'fa' ? [binding, summary] : [summary, binding]
  return html`<div class="paper" role="region" aria-label="${labels[language]}" tabindex="0">${parts}</div>`
}

function bindingText({ title, header, preamble, articles, annexes }: ContractDocument): Html {
  return html`<div lang="fa" dir="rtl"><h3>${title.fa}</h3>
<p>${runs(header.number)}</p>
${paragraphs(preamble)}${articlesView(articles)}${annexesView(annexes)}</div>`
}

function summaryText({ summary }: ContractDocument): Html {
  return html`<div lang="en" dir="ltr"><h3>${summary.heading}</h3>
<p><em>${summary.note}</em></p>
${articlesView(summary.articles)}
<h4>${summary.schedule.heading}</h4>${tableView(summary.schedule.table)}</div>`
}

function articlesView(articles: Articles): Html {
  return html`${articles.map(({ heading, paragraphs: own }) => html`<h4>${heading}</h4>${paragraphs(own)}`)}`
}

function annexesView({ plan, schedule, conditions }: Annexes): Html {
  return html`<h4>${plan.heading}</h4>${plan.parts.map(
    ({ heading, blocks }) => html`<h5>${heading}</h5>${blocksView(blocks)}`,
  )}
<h4>${schedule.heading}</h4>${tableView(schedule.table)}
<h4>${conditions.heading}</h4>${
    conditions.items.length === 0
      ? html`<p>${conditions.none}</p>`
      : html`<ol>${conditions.items.map((blocks) => html`<li>${blocksView(blocks)}</li>`)}</ol>`
  }`
}

function tableView({ head, rows, total, none }: AnnexTable): Html {
  if (rows.length === 0) return html`<p>${none}</p>`
  return html`<table><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${run(cell)}</td>`)}</tr>`)}</tbody>${
    total !== undefined &&
    html`<tfoot><tr><th scope="row" colspan="${head.length - 1}">${total.label}</th><td>${total.amount}</td></tr></tfoot>`
  }</table>`
}

function blocksView(blocks: readonly Block[]): Html {
  return html`${blocks.map(({ direction, text }) => html`<p dir="${direction}">${text}</p>`)}`
}

function paragraphs(own: readonly Paragraph[]): Html {
  return html`${own.map((paragraph) => html`<p>${runs(paragraph)}</p>`)}`
}

function runs(paragraph: Paragraph): Html {
  return html`${paragraph.map(run)}`
}

function run(piece: Run): Html {
  if (typeof piece === 'string') return html`${piece}`
  if ('code' in piece) return html`<bdi class="code" dir="ltr">${piece.code}</bdi>`
  return html`<bdi>${piece.value}</bdi>`
}
