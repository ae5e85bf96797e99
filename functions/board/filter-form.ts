import { paths } from '#functions/paths.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { button, hiddenField } from '#functions/shared/pages/parts.ts'
import { closingWords, openStatusWords } from '#functions/shared/pages/status-words.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type CaseFilter, isNarrow, listAddress } from './case-filter.ts'
import { listTexts } from './list-texts.ts'

/** Which cases, and search and filter among them; a form by GET, so that what was found has an address. */
export function filterForm(filter: CaseFilter, programme: Programme, language: Language): Html {
  const texts = listTexts[language]
  const stages = programme.stages.map(({ id, name }) => [id, name] as const)
  const open = Object.entries<Text>(openStatusWords)
  const closed = Object.entries<Text>(closingWords)
  const statuses = { open, closed, all: [...open, ...closed] }[filter.show]
  const isFiltered = filter.stage !== '' || filter.status !== '' || filter.overdue
  const none = { ...filter, q: '', stage: '', status: '', overdue: false }
  return html`<nav aria-label="${texts.title}"><ul class="pills">${tab('open', filter, texts.open)}${tab('closed', filter, texts.closed)}${filter.show === 'all' && tab('all', filter, texts.everywhere)}</ul></nav>
<form method="get" action="${paths.boardCases()}" role="search" class="card">
${filter.show !== 'all' && hiddenField('show', filter.show)}${hiddenField('lang', language)}
${searchField(filter.q, language)}
<details${isFiltered && html` open`}><summary>${texts.filters}</summary><div class="filters">
<div class="pair">
${choice({ name: 'status', label: boardTexts[language].status, value: filter.status, options: statuses }, language)}
${filter.show !== 'closed' && choice({ name: 'stage', label: texts.stage, value: filter.stage, options: stages }, language)}
</div>
${filter.show !== 'closed' && html`<label class="choice" for="overdue"><input type="checkbox" id="overdue" name="overdue" value="true"${filter.overdue && html` checked`}> <span>${texts.overdueOnly}</span></label>`}
</div></details>
<div class="actions">${button(texts.find, 'secondary')}${isNarrow(filter) && html`<a class="button" href="${listAddress(paths.boardCases(), none)}">${texts.clear}</a>`}</div>
</form>`
}

/** What is looked for. */
export function searchField(value: string, language: Language): Html {
  const { search, searchHint } = listTexts[language]
  return html`<div class="field"><label for="q">${search}</label><p class="hint" id="q-hint">${searchHint}</p><input type="search" id="q" name="q" dir="auto" maxlength="200" value="${value}" aria-describedby="q-hint"></div>`
}

/** The other list keeps the words that are looked for; its statuses are others. */
function tab(to: CaseFilter['show'], filter: CaseFilter, label: string): Html {
  if (to === filter.show) return html`<li><strong aria-current="page">${label}</strong></li>`
  return html`<li><a href="${listAddress(paths.boardCases(), { ...filter, show: to, stage: '', status: '', overdue: false })}">${label}</a></li>`
}

interface FilterChoice {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, words: Text])[]
}

function choice({ name, label, value, options }: FilterChoice, language: Language): Html {
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${listTexts[language].all}</option>${options.map(
    ([each, words]) =>
      html`<option value="${each}"${each === value && html` selected`}>${words[language]}</option>`,
  )}</select></div>`
}
