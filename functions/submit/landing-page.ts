import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { stepField } from '#functions/shared/intake/step.ts'
import { trap } from '#functions/shared/intake/trap.ts'
import { termsField } from '#functions/shared/pages/accepted-terms.ts'
import type { KeptFile } from '#functions/shared/pages/attachments.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { retentionView } from '#functions/shared/pages/kept-text.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import {
  actButton,
  chip,
  definitionList,
  disclosure,
  errorSummary,
  hiddenField,
  linkButton,
  notice,
  postForm,
  type ShownStep,
  stepList,
} from '#functions/shared/pages/parts.ts'
import { proposalFields, proposalSections } from '#functions/shared/pages/proposal-fields.ts'
import { spanText, wholeSpan } from '#functions/shared/pages/span-text.ts'
import { termsBytes } from '#functions/shared/pages/submission-terms.ts'
import { personalFields } from '#workflows/form/personal-fields.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { landingTexts } from './landing-texts.ts'
import { carriedIn, unsentField } from './unsent-key.ts'

export interface LandingSpec {
  readonly language: Language
  readonly programme: Programme
  /** For the hidden field: a repeated POST gets the first answer. */
  readonly idempotencyKey: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly faults?: readonly FieldFault[]
  readonly kept?: readonly KeptFile[]
  /** Why the form is shown again although no field is wrong. */
  readonly because?:
    | 'sentBefore'
    | 'tooMany'
    | 'mailsOver'
    | 'mailAway'
    | 'noRoom'
    | 'kept'
    | 'keptAnew'
    | 'opened'
}

/** Under which a browser keeps a proposal that is not sent yet. */
export const proposalDraft = 'proposal'

/** The landing page; once something was typed, only the form with what is wrong on top. */
export function landingPage(spec: LandingSpec): string {
  const { language, programme, values, faults = [], because } = spec
  const texts = landingTexts[language]
  const isWrong = faults.length > 0 || (because !== undefined && !isGood(because))
  const introduction = html`${welcome(programme, language)}
<div class="beside">${whatTheCitySeeks(programme, language)}${whatIsNeeded(language)}</div>
${theWay(programme, language)}`
  return layout({
    language,
    programme,
    title:
      values === undefined
        ? programme.name[language]
        : isWrong
          ? `${partsTexts[language].fault} ${texts.form}`
          : texts.form,
    path: paths.form(),
    main: html`${values === undefined && introduction}${theForm(spec)}`,
    wide: true,
  })
}

function isGood(because: NonNullable<LandingSpec['because']>): boolean {
  return because === 'kept' || because === 'keptAnew' || because === 'opened'
}

function welcome(programme: Programme, language: Language): Html {
  const texts = landingTexts[language]
  const { stages, settling } = programme
  const time = wholeSpan([...stages, settling].map(({ deadline }) => deadline))
  const facts: [string, string | null][] = [
    [texts.glance.stages, texts.glance.inStages(formatNumber(stages.length, language))],
    [texts.glance.answer, time === null ? null : texts.ifInTime(spanText(time, language))],
    [texts.glance.account, texts.glance.noAccount],
    [texts.glance.signing, texts.glance.byLink],
  ]
  return html`<div class="welcome"><div><h1>${programme.name[language]}</h1>
<p class="lead">${programme.summary[language]}</p>
<p class="actions">${linkButton('#form', texts.toForm, 'primary')}${linkButton('#way', texts.way)}</p></div>
<div class="glance">${definitionList(facts)}</div></div>`
}

function whatTheCitySeeks({ rubric }: Programme, language: Language): Html {
  const texts = landingTexts[language]
  const heaviest = Math.max(...rubric.criteria.map(({ weight }) => weight))
  return html`<section><h2>${texts.seeks}</h2><p>${texts.seeksLead}</p>
<ul class="criteria">${rubric.criteria.map(
    ({ name, weight }) =>
      html`<li><span>${name[language]}</span> <span class="quiet">${texts.weight(formatNumber(weight, language))}</span><svg class="bar" width="100%" height="4" aria-hidden="true"><rect width="${(100 * weight) / heaviest}%" height="4" rx="2"/></svg></li>`,
  )}</ul></section>`
}

/** What happens to a proposal, with each step's time: a promise only where silence does not hold it open. */
function steps(programme: Programme, language: Language): ShownStep[] {
  const texts = landingTexts[language]
  return [
    {
      label: texts.confirm.label,
      detail: texts.confirm.detail,
      deadline: programme.confirmWithin,
      ends: true,
    },
    ...programme.stages.map(({ name, purpose, deadline, onDeadline }) => ({
      label: name[language],
      detail: purpose[language],
      deadline,
      ends: onDeadline !== 'hold',
    })),
    { ...texts.settling, deadline: programme.settling.deadline, ends: false },
    { ...texts.signing, deadline: programme.signing.deadline, ends: false },
    { ...texts.finance, deadline: programme.finance.deadline, ends: false },
  ].map(({ label, detail, deadline, ends }) => ({
    label,
    aside: chip(texts[ends ? 'upTo' : 'usually'](spanText(deadline, language))),
    detail,
    state: 'coming',
  }))
}

function theWay(programme: Programme, language: Language): Html {
  const texts = landingTexts[language]
  return html`<section id="way"><div class="beside"><div class="way"><h2>${texts.way}</h2><p>${texts.wayLead}</p>${stepList(steps(programme, language))}</div>
${notice('info', texts.clockStopsTitle, html`<p>${texts.clockStops(spanText(programme.reviseWithin, language))}</p>`)}</div></section>`
}

function whatIsNeeded(language: Language): Html {
  const texts = landingTexts[language]
  return html`<section class="card needs"><h2>${texts.needs}</h2><ul class="ticks">${texts.needed.map((one) => html`<li>${one}</li>`)}</ul></section>`
}

function theForm(spec: LandingSpec): Html {
  const { language, programme, idempotencyKey, values = {}, faults = [], kept = [], because } = spec
  const texts = landingTexts[language]
  const shown = spec.values === undefined ? html`<h2>${texts.form}</h2>` : html`<h1>${texts.form}</h1>`
  const carried = carriedIn(values)
  // What this device has of another sitting is another form than the one that the link brought.
  const draft =
    carried?.token === undefined ? proposalDraft : `${proposalDraft} ${carried.digest.slice(0, 16)}`
  const onward = carried === undefined ? texts.elsewhere : texts.elsewhereAgain
  const content = html`${hiddenField('idempotencyKey', idempotencyKey)}${carried !== undefined && hiddenField(unsentField, typed(values, unsentField))}${hiddenField(termsField, termsBytes(programme).digest)}
<div class="website" aria-hidden="true"><label>${texts.website}<input type="text" name="${trap}" tabindex="-1" autocomplete="off"></label></div>
${proposalFields({ language, values, faults, kept })}
${retentionView(programme, language)}
<div class="send"><p class="quiet">${texts.afterwards}</p>${actButton(texts.check, { name: stepField, value: 'check' })}</div>
${disclosure(onward.title, html`<p>${onward.hint}</p><p>${actButton(onward.send, { name: stepField, value: 'keep', action: paths.unsentForms() }, 'secondary')}</p>`)}`
  return html`<section id="form" class="form-sheet"><div class="form-head">${shown}
<p class="quiet">${texts.formLead}</p></div>
${proposalSections({ language, faults })}
<div class="form-body">${because !== undefined && notice(isGood(because) ? 'success' : 'warning', texts[because].title, html`<p>${texts[because].detail}</p>`)}
${errorSummary(faults, language)}
${postForm({ action: paths.proposals(), language, multipart: true, draft, personal: personalFields }, content)}</div></section>`
}
