import { type Html, html } from '#functions/pages/html.ts'
import { button, hiddenField } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { boardTexts } from './board-texts.ts'
import { type CaseFilter, isNarrow, listAddress } from './case-filter.ts'
import { closingWords, openStatusWords } from './status-words.ts'

/** Search and filter of the list; a form by GET, so that what was found has an address. */
export function filterForm(filter: CaseFilter, programme: Programme, language: Language): Html {
  const texts = boardTexts[language]
  const isOpen = filter.show === 'open'
  const stages = programme.stages.map(({ id, name }) => [id, name] as const)
  const statuses = Object.entries<Text>(isOpen ? openStatusWords : closingWords)
  const all = { ...filter, q: '', stage: '', status: '', overdue: false }
  return html`<form method="get" action="${paths.board()}" role="search" class="card">
${hiddenField('show', filter.show)}${hiddenField('lang', language)}
<div class="pair">
<div class="field"><label for="q">${texts.search}</label><input type="search" id="q" name="q" dir="auto" maxlength="200" value="${filter.q}" aria-describedby="q-hint"></div>
${choice({ name: 'status', label: texts.status, value: filter.status, options: statuses }, language)}
${isOpen && choice({ name: 'stage', label: texts.stage, value: filter.stage, options: stages }, language)}
</div>
<p class="hint" id="q-hint">${texts.searchHint}</p>
${isOpen && html`<label class="choice" for="overdue"><input type="checkbox" id="overdue" name="overdue" value="true"${filter.overdue && html` checked`}> <span>${texts.overdueOnly}</span></label>`}
<div class="actions">${button(texts.find, 'secondary')}${isNarrow(filter) && html`<a href="${listAddress(paths.board(), all)}">${texts.clear}</a>`}</div>
</form>`
}

interface Choice {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, words: Text])[]
}

function choice({ name, label, value, options }: Choice, language: Language): Html {
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${boardTexts[language].all}</option>${options.map(
    ([each, words]) =>
      html`<option value="${each}"${each === value && html` selected`}>${words[language]}</option>`,
  )}</select></div>`
}
