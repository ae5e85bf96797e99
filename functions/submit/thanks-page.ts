import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  button,
  chip,
  code,
  disclosure,
  errorSummary,
  faultOf,
  hiddenField,
  notice,
  postForm,
  stepList,
} from '#functions/shared/pages/parts.ts'
import { spanText } from '#functions/shared/pages/span-text.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type SendingVisit, sendingField } from './sending.ts'
import { thanksTexts } from './thanks-texts.ts'

export interface ThanksSpec {
  readonly language: Language
  readonly programme: Programme
  readonly reference: string | undefined
  /** Of whoever has the secret of the sending; anybody else learns nothing of the case. */
  readonly visit?: SendingVisit | undefined
  readonly told?: 'again' | 'corrected' | 'tooMany' | undefined
  /** The correction that came back. */
  readonly email?: string
  readonly faults?: readonly FieldFault[]
}

/** After a proposal was sent: look into the mailbox. */
export function thanksPage(spec: ThanksSpec): string {
  const { language, programme, reference, visit, told, faults = [] } = spec
  const texts = thanksTexts[language]
  const waits = visit === undefined || visit.standing === 'waits'
  const words = told === 'tooMany' ? texts.tooMany : told && texts.told[told]
  const main = html`<h1>${texts.title}</h1>
${errorSummary(faults, language)}${words !== undefined && notice(told === 'tooMany' ? 'warning' : 'success', words)}
${visit !== undefined && !waits && notice('info', texts.over[visit.standing])}
${reference !== undefined && html`<div class="card"><p>${texts.reference}</p><p class="reference">${code(reference)}</p>${waits && visit !== undefined && address(visit, language)}</div>`}
${waits && theWay(spec)}
${waits && (visit === undefined ? notice('neutral', texts.noMail, html`<p>${texts.missing}</p>`) : help(spec, visit))}`
  const path = paths.thanks(reference ?? '', visit?.token)
  return layout({ language, programme, title: texts.title, path, main })
}

function address({ email, isReached }: SendingVisit, language: Language): Html {
  const texts = thanksTexts[language]
  return html`<p>${texts.sentTo}</p><p>${code(email)}</p>${!isReached && notice('danger', texts.notReached)}`
}

function theWay({ language, programme }: ThanksSpec): Html {
  const texts = thanksTexts[language]
  return stepList([
    { label: texts.arrived, state: 'done' },
    {
      label: texts.confirm,
      aside: chip(texts.span(spanText(programme.confirmWithin, language)), 'warning'),
      detail: html`<p>${texts.mailbox}</p>`,
      state: 'current',
    },
    ...programme.stages.map(({ name, purpose }) => ({
      label: name[language],
      detail: purpose[language],
      state: 'coming' as const,
    })),
  ])
}

function help({ language, email, faults = [] }: ThanksSpec, { token, isReached }: SendingVisit): Html {
  const texts = thanksTexts[language]
  const secret = hiddenField(sendingField, token)
  return html`<section class="card"><h2>${texts.noMail}</h2>
${postForm({ action: paths.mailAgain(), language }, [secret, button(texts.again, 'secondary')])}</section>
${disclosure(
  texts.wrong,
  postForm({ action: paths.correctAddress(), language }, [
    secret,
    field({
      kind: 'email',
      name: 'email',
      language,
      label: texts.address,
      hint: texts.wrongHint,
      required: true,
      autocomplete: 'email',
      value: email,
      fault: faultOf(faults, 'email', language),
    }),
    button(texts.correct),
  ]),
  { open: faults.length > 0 || !isReached },
)}`
}
