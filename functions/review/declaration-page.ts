import { paths } from '#functions/paths.ts'
import { field } from '#functions/shared/pages/field.ts'
import { html } from '#functions/shared/pages/html.ts'
import { lateNotice } from '#functions/shared/pages/late-notice.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { button, faultOf, postForm } from '#functions/shared/pages/parts.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import { delegationForm, type Returned, recusalForm, returnedFaults } from './leave-forms.ts'
import { reviewTexts } from './review-texts.ts'
import { seatFacts } from './seat-facts.ts'
import type { OpenVisit } from './seat-visit.ts'

/** What a reviewer sees first: who asks what about whose proposal. No document opens before the declaration. */
export function declarationPage(visit: OpenVisit, returned?: Returned): string {
  const { language, programme, token } = visit
  const { pageTitle, declaration } = reviewTexts[language]
  const faults = returned?.form === 'declaration' ? returned.faults : []
  const main = html`<h1>${pageTitle}</h1>
${returnedFaults(returned, language)}${lateNotice(visit, language)}
${seatFacts(visit)}
<section class="card"><h2>${declaration.title}</h2><p>${declaration.why}</p>
${postForm({ action: paths.declaration(token), language }, [
  field({
    kind: 'checkbox',
    name: 'noConflict',
    label: declaration.box,
    language,
    required: true,
    fault: faultOf(faults, 'noConflict', language),
  }),
  numberField({ token, language, faults }),
  button(declaration.button),
])}</section>
${recusalForm(visit, returned)}
${delegationForm(visit, returned)}`
  return layout({ language, title: pageTitle, programme, path: paths.review(token), main })
}
