import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { button, disclosure, errorSummary, faultOf, postForm } from '#functions/shared/pages/parts.ts'
import {
  languageOptions,
  personLanguage,
  personLanguageHint,
} from '#functions/shared/pages/person-language.ts'
import type { Language } from '#workflows/language.ts'
import { wasDelegated } from '#workflows/proposal/decide-seat.ts'
import { reviewTexts } from './review-texts.ts'
import type { OpenVisit } from './seat-visit.ts'

/** A form that came back, with what was typed and what is wrong with it. */
export interface Returned {
  readonly form: 'declaration' | 'decision' | 'recusal' | 'delegation'
  readonly body: unknown
  readonly faults: readonly FieldFault[]
}

/** The faults above the page; those of a form that is not the page's first lead to that form's own fields. */
export function returnedFaults(returned: Returned | undefined, language: Language): Html {
  const { form, faults = [] } = returned ?? {}
  const isMain = form === 'declaration' || form === 'decision'
  return errorSummary(
    isMain ? faults : faults.map((fault) => ({ ...fault, field: `${form}-${fault.field}` })),
    language,
  )
}

/** Stepping aside because of a conflict of interest. */
export function recusalForm({ language, token }: OpenVisit, returned?: Returned): Html {
  const { recusal } = reviewTexts[language]
  const own = returned?.form === 'recusal' ? returned : undefined
  const form = postForm({ action: paths.recusal(token), language }, [
    field({
      kind: 'textarea',
      name: 'reason',
      key: 'recusal-reason',
      label: recusal.reason,
      language,
      required: true,
      rows: 3,
      value: typed(own?.body, 'reason'),
      fault: faultOf(own?.faults ?? [], 'reason', language),
    }),
    button(recusal.button, 'danger'),
  ])
  return disclosure(recusal.title, [html`<p>${recusal.explain}</p>`, form], { open: own !== undefined })
}

/** Passing the seat to a colleague; absent where the rules no longer admit it. */
export function delegationForm(visit: OpenVisit, returned?: Returned): Html | false {
  const { language, token, seat, state } = visit
  if (wasDelegated(seat, state) || seat.decision !== null) return false
  const { delegation } = reviewTexts[language]
  const own = returned?.form === 'delegation' ? returned : undefined
  const common = (name: string) => ({
    name,
    key: `delegation-${name}`,
    language,
    value: typed(own?.body, name),
    fault: faultOf(own?.faults ?? [], name, language),
  })
  const form = postForm({ action: paths.delegation(token), language }, [
    // A form's first button is what Enter in a line of text presses; what gives a seat away is pressed itself.
    html`<button type="submit" disabled hidden></button>`,
    field({ kind: 'text', ...common('name'), label: delegation.name, required: true, maxLength: 80 }),
    field({ kind: 'email', ...common('email'), label: delegation.email, required: true, maxLength: 254 }),
    field({
      kind: 'text',
      ...common('role'),
      label: delegation.role,
      hint: delegation.roleHint,
      maxLength: 120,
    }),
    field({
      kind: 'select',
      ...common('language'),
      label: personLanguage[language],
      hint: personLanguageHint[language],
      options: languageOptions(visit.programme, visit.language),
    }),
    field({ kind: 'textarea', ...common('reason'), label: delegation.reason, required: true, rows: 3 }),
    button(delegation.button, 'secondary'),
  ])
  return disclosure(delegation.title, [html`<p>${delegation.explain}</p>`, form], { open: own !== undefined })
}
