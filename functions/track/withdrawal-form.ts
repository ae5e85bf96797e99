import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { button, disclosure, faultOf, postForm } from '#functions/shared/pages/parts.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import type { CaseVisit } from './case-visit.ts'
import { trackTexts } from './track-texts.ts'

/** The withdrawal that came back, with what was typed and what is wrong with it. */
export interface ReturnedWithdrawal {
  readonly form: 'withdrawal'
  readonly body: unknown
  readonly faults: readonly FieldFault[]
}

/** Ending the case at the applicant's wish; box and number keep it from happening by stray clicks, of people and of programs. */
export function withdrawalForm(
  { language, token }: Pick<CaseVisit, 'language' | 'token'>,
  returned: ReturnedWithdrawal | undefined,
): Html {
  const texts = trackTexts[language].withdraw
  const faults = returned?.faults ?? []
  const form = postForm({ action: paths.withdrawal(token), language }, [
    field({
      kind: 'textarea',
      name: 'reason',
      label: texts.reason,
      language,
      rows: 3,
      value: typed(returned?.body, 'reason'),
      fault: faultOf(faults, 'reason', language),
    }),
    field({
      kind: 'checkbox',
      name: 'confirm',
      label: texts.confirm,
      language,
      required: true,
      fault: faultOf(faults, 'confirm', language),
    }),
    numberField({ token, language, faults, form: 'withdrawal' }),
    button(texts.button, 'danger'),
  ])
  return disclosure(texts.title, [html`<p>${texts.lead}</p>`, form], { open: returned !== undefined })
}
