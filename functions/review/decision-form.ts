import { field, fieldId } from '#functions/pages/field.ts'
import { type Html, html } from '#functions/pages/html.ts'
import { decisionWords } from '#functions/pages/ledger-view.ts'
import { button, faultOf, hiddenField, postForm } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import { longestReason, type TypedDecision } from './decision-input.ts'
import type { Returned } from './leave-forms.ts'
import type { ReviewSheet } from './review-sheet.ts'
import { reviewTexts } from './review-texts.ts'

/**
 * The decision, which no control preselects: a choice that was made for the reviewer would be no choice. It says which
 * documents were shown, so that a decision on others is refused.
 */
export function decisionForm(sheet: ReviewSheet, returned?: Returned & { typed: TypedDecision }): Html {
  const { visit, offered, decided } = sheet
  const { language, token, state, stage, programme } = visit
  const texts = reviewTexts[language].decision
  const faults = returned?.faults ?? []
  const before = decided?.data
  const reasons = programme.reasons.filter(({ decision }) => offered.includes(decision))
  return postForm({ action: paths.review(token), language }, [
    hiddenField('documentsDigest', state.documentsDigest),
    field({
      kind: 'radios',
      name: 'decision',
      label: texts.question,
      language,
      required: true,
      options: offered.map((value) => ({ value, label: decisionWords[value][language] })),
      value: returned?.typed.decision,
      fault: faultOf(faults, 'decision', language),
    }),
    stage.scored && scoresFieldset(sheet, returned),
    reasons.length > 0 &&
      field({
        kind: 'select',
        name: 'reasonCode',
        label: texts.reasonCode,
        language,
        options: reasons.map(({ code, decision, text }) => ({
          value: code,
          label: `${decisionWords[decision][language]}: ${text[language]}`,
        })),
        value: returned === undefined ? (before?.reasonCode ?? undefined) : returned.typed.reasonCode,
        fault: faultOf(faults, 'reasonCode', language),
      }),
    field({
      kind: 'textarea',
      name: 'reason',
      label: texts.reason,
      hint: texts.reasonHint,
      language,
      required: true,
      rows: 6,
      maxLength: longestReason,
      value: returned === undefined ? before?.reason : returned.typed.reason,
      fault: faultOf(faults, 'reason', language),
    }),
    html`<p>${texts.again}</p>`,
    button(decided === null ? texts.button : texts.changeButton),
  ])
}

function scoresFieldset(
  { visit: { language, programme }, decided }: ReviewSheet,
  returned?: Returned & { typed: TypedDecision },
): Html {
  const texts = reviewTexts[language].decision
  const { criteria, scale } = programme.rubric
  const [lowest, highest] = scale
  const faults = returned?.faults ?? []
  const value = (id: string): string | undefined =>
    returned === undefined ? decided?.data.scores[id]?.toString() : returned.typed.scores[id]
  return html`<fieldset class="scores" id="${fieldId('scores')}"><legend>${texts.scores}</legend>
<p class="hint">${texts.scoresHint(formatNumber(lowest, language), formatNumber(highest, language))}</p>
${criteria.map(({ id, name, weight }) =>
  field({
    kind: 'digits',
    name: `scores[${id}]`,
    label: `${name[language]} – ${texts.weight(formatNumber(weight, language))}`,
    language,
    required: true,
    maxLength: 4,
    value: value(id),
    fault: faultOf(faults, `scores[${id}]`, language),
  }),
)}</fieldset>`
}
