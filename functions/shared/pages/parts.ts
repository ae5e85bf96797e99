import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { Language } from '#workflows/language.ts'
import { formatGregorian, formatJalali, formatTime } from '#workflows/programme/jalali.ts'
import { draftNotices } from './draft.ts'
import { fieldId } from './field.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { partsTexts } from './parts-texts.ts'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** What is wrong with the form, above it; each line leads to its field. Nothing when there is no fault. */
export function errorSummary(faults: readonly FieldFault[], language: Language): Html {
  if (faults.length === 0) return html``
  const told = new Map(faults.map((fault) => [`${fault.field} ${fault.message[language]}`, fault]))
  return html`<div class="notice danger" role="alert" aria-labelledby="faults-title" tabindex="-1" autofocus>
<h2 id="faults-title">${partsTexts[language].faultsTitle}</h2>
<ul>${[...told.values()].map(({ field, message }) => html`<li><a href="#${fieldId(field)}">${message[language]}</a></li>`)}</ul>
</div>`
}

/** The first fault of a field, in the page's language, as `field` takes it. */
export function faultOf(faults: readonly FieldFault[], name: string, language: Language): string | undefined {
  return faults.find(({ field }) => field === name)?.message[language]
}

export function notice(tone: Tone, title: string, body: HtmlValue = null): Html {
  return html`<div class="notice ${tone}"><h2>${title}</h2>${body !== null && html`<div>${body}</div>`}</div>`
}

/** Terms and what they are; rows whose value is null are left out. */
export function definitionList(rows: readonly (readonly [term: string, value: HtmlValue])[]): Html {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined)
  return html`<dl class="facts">${shown.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`
}

export function button(label: string, kind: 'primary' | 'secondary' | 'danger' = 'primary'): Html {
  return html`<button type="submit" class="button ${kind}">${label}</button>`
}

/** One of several buttons of a form, which says by its name and value what was pressed. */
export function actButton(
  label: string,
  { name, value, action }: { readonly name: string; readonly value: string; readonly action?: string },
  kind: 'primary' | 'secondary' = 'primary',
): Html {
  return html`<button type="submit" class="button ${kind}" name="${name}" value="${value}"${action !== undefined && html` formaction="${action}"`}>${label}</button>`
}

export function linkButton(href: string, label: string, kind: 'primary' | 'secondary' = 'secondary'): Html {
  return html`<a class="button ${kind}" href="${href}">${label}</a>`
}

export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

export interface PostFormSpec {
  readonly action: string
  readonly language: Language
  readonly multipart?: boolean
  /** The key under which a browser keeps what is typed until it is sent; `draftDone` ends it. */
  readonly draft?: string
  /** Fields about a person, which a browser keeps no longer than its tab unless it is asked to. */
  readonly personal?: readonly string[]
}

/** A form that POSTs in the page's language. */
export function postForm(
  { action, language, multipart = false, draft, personal = [] }: PostFormSpec,
  content: HtmlValue,
): Html {
  // Browsers check in their own words and language; the server's faults are better and always the same.
  return html`<form method="post" action="${action}"${multipart && html` enctype="multipart/form-data"`}${draft !== undefined && html` data-draft-key="${draft}"`}${personal.length > 0 && html` data-draft-personal="${personal.join(' ')}"`} novalidate>
${hiddenField('lang', language)}
${draft !== undefined && draftNotices(language, { hasFiles: multipart, isPersonal: personal.length > 0 })}
${content}
</form>`
}

/** The day in the readers' own calendar and in brackets in the other, and the time of day. */
export function dateTime(at: string, language: Language, timeZone: string): Html {
  const date = new Date(at)
  const { own, both } = days(date, language, timeZone)
  return html`<time datetime="${at}">${own} ${partsTexts[language].atTime} ${formatTime(date, language, timeZone)} <span class="quiet">(${both})</span></time>`
}

/** The day alone, in the readers' own calendar: for tables. */
export function day(at: string, language: Language, timeZone: string): Html {
  const { own } = days(new Date(at), language, timeZone)
  return html`<time datetime="${at}">${own}</time>`
}

function days(date: Date, language: Language, timeZone: string): { own: string; both: string } {
  const jalali = formatJalali(date, language, timeZone)
  const gregorian = formatGregorian(date, language, timeZone)
  return language === 'fa' ? { own: jalali, both: gregorian } : { own: gregorian, both: jalali }
}

/** Short words on a state, told by colour and by the words themselves. */
export function chip(label: string, tone: Tone = 'neutral'): Html {
  return html`<span class="chip ${tone}">${label}</span>`
}

/** Somebody's own words inside ours: their direction stays theirs. */
export function userText(value: string): Html {
  return html`<bdi>${value}</bdi>`
}

/** Addresses, references, digests, ids: left to right in either language. */
export function code(value: string): Html {
  return html`<bdi class="code" dir="ltr">${value}</bdi>`
}

/** A digest: 64 characters that break wherever the line ends. */
export function digest(value: string): Html {
  return html`<bdi class="code digest" dir="ltr">${value}</bdi>`
}

/** How a table looks; columns are counted from 0. */
export interface TableLook {
  /** Columns of figures, whose last digits stand below one another. */
  readonly figures?: readonly number[]
  /** On narrow screens a row is a list of its cells, or has them in pairs; a table of few short columns stays one. */
  readonly narrow?: 'list' | 'pairs' | 'table'
  /** Columns that have a line to themselves where cells stand in pairs. */
  readonly wide?: readonly number[]
}

/**
 * A table; on narrow screens each row becomes its cells under the columns' names. The roles keep it a table for screen readers
 * where its display is another.
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly HtmlValue[])[],
  { figures = [], narrow = 'list', wide = [] }: TableLook = {},
): Html {
  const look = (column: number): Html | false => {
    const names = [
      figures.includes(column) ? ['figure'] : [],
      wide.includes(column) ? ['wide-cell'] : [],
    ].flat()
    return names.length > 0 && html` class="${names.join(' ')}"`
  }
  return html`<div class="table ${narrow}" role="region" aria-label="${caption}" tabindex="0"><table role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${head.map((name, column) => html`<th scope="col" role="columnheader"${look(column)}>${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, column) => html`<td role="cell" data-label="${head[column] ?? ''}"${look(column)}><div>${cell}</div></td>`)}</tr>`,
  )}</tbody>
</table></div>`
}

export interface ShownStep {
  readonly label: string
  /** Stands beside the label: a chip with a time or a state. */
  readonly aside?: HtmlValue
  readonly detail?: HtmlValue
  readonly state: 'done' | 'current' | 'coming' | 'stopped'
}

/** The way of a case, with the place where it stands. */
export function stepList(items: readonly ShownStep[]): Html {
  return html`<ol class="steps">${items.map(
    ({ label, aside, detail, state }) =>
      html`<li class="${state}"${state === 'current' && html` aria-current="step"`}><strong>${label}</strong>${aside !== undefined && html` ${aside}`}${detail !== undefined && html`<div>${detail}</div>`}</li>`,
  )}</ol>`
}

/** Somebody's own longer text, with its paragraphs; the style sheet keeps its line breaks. */
export function paragraphs(text: string): Html {
  return html`<div class="prose">${text.split(/\n{2,}/).map((part) => html`<p dir="auto">${part.trim()}</p>`)}</div>`
}

/** What few readers need, behind its heading; open when something in it is to be put right. */
export function disclosure(title: string, content: HtmlValue, { open = false } = {}): Html {
  return html`<details class="more"${open && html` open`}><summary><h2>${title}</h2></summary>
<div>${content}</div></details>`
}
