import { paths } from '#functions/paths.ts'
import { decisionWords } from '#functions/shared/pages/decision-words.ts'
import { field, fieldId } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { button, faultOf, hiddenField, postForm } from '#functions/shared/pages/parts.ts'
import { runningTotal } from '#functions/shared/pages/running-total.ts'
import { scoreChoices } from '#functions/shared/pages/score-words.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { longestReason, scoreIn, type TypedDecision } from './decision-input.ts'
import type { Returned } from './leave-forms.ts'
import type { ReviewSheet } from './review-sheet.ts'
import { reviewTexts } from './review-texts.ts'
import type { OpenVisit } from './seat-visit.ts'

/**
 * The decision, which no control preselects: a choice that was made for the reviewer would be no choice. It says which
 * documents were shown, so that a decision on others is refused.
 */
export function decisionForm(sheet: ReviewSheet, returned?: Returned & { typed: TypedDecision }): Html {
  const { visit, offered, decided } = sheet
  const written = writtenSoFar(sheet, returned)
  const { language, token, state, stage, programme } = visit
  const texts = reviewTexts[language].decision
  const faults = returned?.faults ?? []
  const reasons = programme.reasons.filter(({ decision }) => offered.includes(decision))
  return postForm({ action: paths.review(token), language, draft: browserDraft(sheet) }, [
    hiddenField('documentsDigest', state.documentsDigest),
    unkept(
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
    ),
    stage.scored && scoresFieldset(sheet, returned),
    reasons.length > 0 &&
      unkept(
        field({
          kind: 'select',
          name: 'reasonCode',
          label: texts.reasonCode,
          language,
          options: reasons.map(({ code, decision, text }) => ({
            value: code,
            label: text[language],
            group: decisionWords[decision][language],
          })),
          value: written.reasonCode,
          fault: faultOf(faults, 'reasonCode', language),
        }),
      ),
    field({
      kind: 'textarea',
      name: 'reason',
      label: texts.reason,
      hint: texts.reasonHint,
      language,
      required: true,
      rows: 6,
      maxLength: longestReason,
      value: written.reason,
      fault: faultOf(faults, 'reason', language),
    }),
    offered.includes('approve') &&
      field({
        kind: 'textarea',
        name: 'conditions',
        label: texts.conditions,
        hint: texts.conditionsHint,
        language,
        rows: 3,
        value: written.conditions,
        fault: faultOf(faults, 'conditions', language),
      }),
    html`<p class="quiet">${sheet.isLast ? texts.last : texts.again}</p>`,
    // Enter in a field presses the first button of a form: it may only be one that decides nothing.
    html`<div class="actions"><button type="submit" class="button secondary" formaction="${paths.draft(token)}">${texts.saveDraft}</button>
${button(decided === null ? texts.button : texts.changeButton)}</div>
<p class="quiet">${texts.saveDraftHint}</p>`,
  ])
}

/** No draft brings a choice back: it is made when it is sent. */
function unkept(choice: Html): Html {
  return html`<div data-no-draft>${choice}</div>`
}

/**
 * The key under which a browser keeps what is typed. It names what the page was made of, so that what one device keeps never
 * hides what was saved or decided on another since.
 */
function browserDraft({ visit, draft, decided }: ReviewSheet): string {
  return `${seatDraft(visit)} ${decided === null ? 'undecided' : decided.sequence} ${draft?.at ?? ''}`
}

/** How the keys of a seat's drafts begin, in one round. */
export function seatDraft({ claim, state }: Pick<OpenVisit, 'claim' | 'state'>): string {
  return `review ${state.reference} ${claim.stage} ${claim.seat} ${state.round}`
}

/** What the form holds again: what came back with a fault, else the newest that this person wrote. */
function writtenSoFar(
  { draft, decided }: ReviewSheet,
  returned?: Returned & { typed: TypedDecision },
): Omit<TypedDecision, 'decision'> {
  if (returned !== undefined) return returned.typed
  const before = decided?.data
  const scores = Object.entries(before?.scores ?? {}).map(([id, score]) => [id, String(score)])
  return {
    reason: draft?.reason ?? before?.reason ?? '',
    reasonCode: before?.reasonCode ?? '',
    scores: draft?.scores ?? Object.fromEntries(scores),
    conditions: draft?.conditions ?? before?.conditions?.join('\n') ?? '',
  }
}

function scoresFieldset(sheet: ReviewSheet, returned?: Returned & { typed: TypedDecision }): Html {
  const { language, programme, stage } = sheet.visit
  const texts = reviewTexts[language].decision
  const { criteria, scale } = programme.rubric
  const [lowest, highest] = scale
  const faults = returned?.faults ?? []
  const { scores } = writtenSoFar(sheet, returned)
  const choices = scoreChoices(programme)
  const { minimumScore: minimum } = stage
  return html`<fieldset class="scores" id="${fieldId('scores')}"><legend>${texts.scores}</legend>
<p class="hint">${texts.scoresHint(formatNumber(lowest, language), formatNumber(highest, language))}</p>
${criteria.map(({ id, name, weight }) => {
  const asked = {
    name: `scores[${id}]`,
    label: `${name[language]} – ${texts.weight(formatNumber(weight, language))}`,
    language,
    required: true,
    fault: faultOf(faults, `scores[${id}]`, language),
  }
  const value = scoreIn(scores[id] ?? '', scale)?.toString()
  return html`<div data-weight="${weight}">${
    choices === undefined
      ? field({ ...asked, kind: 'digits', maxLength: 4, value: scores[id] })
      : field({
          ...asked,
          kind: 'radios',
          value,
          options: choices.map(({ score, words }) => ({
            value: String(score),
            label:
              words === undefined
                ? formatNumber(score, language)
                : `${formatNumber(score, language)} – ${words[language]}`,
          })),
        })
  }</div>`
})}
<p class="total"><output data-total data-lowest="${lowest}" data-highest="${highest}"${minimum !== undefined && html` data-minimum="${minimum}"`}>${runningTotal(
    criteria.map(({ id, weight }) => ({ weight, score: scoreIn(scores[id] ?? '', scale) })),
    { scale, minimum },
    language,
  )}</output></p></fieldset>`
}
