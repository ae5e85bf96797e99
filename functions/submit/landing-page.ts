import type { FieldFault } from '#functions/edge/problem.ts'
import { type Html, html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import {
  button,
  errorSummary,
  hiddenField,
  linkButton,
  notice,
  postForm,
  type Step,
  stepList,
} from '#functions/pages/parts.ts'
import { type KeptFile, proposalFields } from '#functions/pages/proposal-fields.ts'
import { spanText } from '#functions/pages/span-text.ts'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { landingTexts } from './landing-texts.ts'
import { trap } from './trap.ts'

export interface LandingSpec {
  readonly language: Language
  readonly programme: Programme
  /** For the hidden field: a repeated POST gets the first answer. */
  readonly idempotencyKey: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly faults?: readonly FieldFault[]
  readonly kept?: readonly KeptFile[]
  /** Why the form is shown again although no field is wrong. */
  readonly because?: 'sentBefore' | 'tooMany'
}

/** The landing page; once something was typed, only the form with what is wrong on top. */
export function landingPage(spec: LandingSpec): string {
  const { language, programme, values } = spec
  const texts = landingTexts[language]
  const introduction = html`<h1>${programme.name[language]}</h1>
<p class="lead">${programme.summary[language]}</p>
<div>${linkButton('#form', texts.toForm, 'primary')}</div>
${whatTheCitySeeks(programme, language)}${theWay(programme, language)}${whatIsNeeded(language)}`
  return layout({
    language,
    programme,
    title: values === undefined ? programme.name[language] : texts.form,
    path: paths.form(),
    main: html`${values === undefined && introduction}${theForm(spec)}`,
  })
}

function whatTheCitySeeks({ rubric }: Programme, language: Language): Html {
  const texts = landingTexts[language]
  return html`<section><h2>${texts.seeks}</h2><p>${texts.seeksLead}</p>
<ul class="criteria">${rubric.criteria.map(
    ({ name, weight }) =>
      html`<li>${name[language]} <span class="quiet">${texts.weight(formatNumber(weight, language))}</span></li>`,
  )}</ul></section>`
}

/** What happens to a proposal, with each stage's time. */
function steps(programme: Programme, language: Language): Step[] {
  const texts = landingTexts[language]
  const span = (length: Programme['confirmWithin']): string => spanText(length, language)
  return [
    { label: texts.confirm.label, detail: texts.confirm.detail(span(programme.confirmWithin)) },
    ...programme.stages.map(({ name, purpose, deadline }) => ({
      label: name[language],
      detail: html`${purpose[language]} · <strong>${texts.upTo(span(deadline))}</strong>`,
    })),
    ...[
      { ...texts.signing, deadline: programme.signing.deadline },
      { ...texts.finance, deadline: programme.finance.deadline },
    ].map(({ label, detail, deadline }) => ({
      label,
      detail: html`${detail} · <strong>${texts.upTo(span(deadline))}</strong>`,
    })),
  ].map((step) => ({ ...step, state: 'coming' }))
}

function theWay(programme: Programme, language: Language): Html {
  const texts = landingTexts[language]
  return html`<section><h2>${texts.way}</h2><p>${texts.wayLead}</p>${stepList(steps(programme, language))}
<p class="quiet">${texts.clockStops(spanText(programme.reviseWithin, language))}</p></section>`
}

function whatIsNeeded(language: Language): Html {
  const texts = landingTexts[language]
  return html`<section class="card"><h2>${texts.needs}</h2><ul>${texts.needed.map((one) => html`<li>${one}</li>`)}</ul></section>`
}

function theForm(spec: LandingSpec): Html {
  const { language, idempotencyKey, values = {}, faults = [], kept = [], because } = spec
  const texts = landingTexts[language]
  const shown = spec.values === undefined ? html`<h2>${texts.form}</h2>` : html`<h1>${texts.form}</h1>`
  const content = html`${hiddenField('idempotencyKey', idempotencyKey)}
<div class="website" aria-hidden="true"><label>${texts.website}<input type="text" name="${trap}" tabindex="-1" autocomplete="off"></label></div>
${proposalFields({ language, values, faults, kept })}
<p class="quiet">${texts.afterwards}</p>
${button(texts.send)}`
  return html`<section id="form">${shown}
${because !== undefined && notice('warning', texts[because].title, html`<p>${texts[because].detail}</p>`)}
${errorSummary(faults, language)}
<p class="quiet">${texts.formLead}</p>
${postForm({ action: paths.proposals(), language, multipart: true }, content)}</section>`
}
