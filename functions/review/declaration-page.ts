import { field } from '#functions/pages/field.ts'
import { html } from '#functions/pages/html.ts'
import { lateNotice } from '#functions/pages/late-notice.ts'
import { layout } from '#functions/pages/layout.ts'
import { button, faultOf, postForm } from '#functions/pages/parts.ts'
import { numberField } from '#functions/pages/shown-number.ts'
import { paths } from '#functions/paths.ts'
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
