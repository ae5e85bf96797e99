import { paths } from '#functions/paths.ts'
import { causeWords } from '#functions/shared/pages/cause-words.ts'
import { decisionWords } from '#functions/shared/pages/decision-words.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { outcomeWords } from '#functions/shared/pages/ledger-view.ts'
import {
  button,
  code,
  definitionList,
  hiddenField,
  notice,
  paragraphs,
  postForm,
  userText,
} from '#functions/shared/pages/parts.ts'
import type { DecisionKind } from '#workflows/decision.ts'
import type { Foreseen } from '#workflows/proposal/foresee.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { TypedDecision } from './decision-input.ts'
import { reviewTexts } from './review-texts.ts'
import type { OpenVisit } from './seat-visit.ts'

interface Sending {
  readonly typed: TypedDecision
  readonly documentsDigest: string
  readonly decision: DecisionKind
  readonly score: number | null
  readonly foreseen: Foreseen
}

const fa = {
  ends: 'نظر شما این مرحله را پایان می‌دهد',
  mayEnd: 'نظر شما ممکن است این مرحله را پایان دهد',
  last: 'هنوز چیزی ثبت نشده است: آنچه می‌فرستید را یک بار دیگر ببینید.',
  what: 'آنچه می‌فرستید',
  score: 'امتیاز شما از ۱۰۰',
  conditions: 'شرط‌ها',
  follows: 'آنچه در پی می‌آید',
  becomes: (outcome: string) => `نتیجهٔ مرحله: ${outcome}.`,
  byAll: 'نتیجه از همهٔ نظرها با هم به دست می‌آید و همین‌که بفرستید گفته می‌شود.',
  final: 'اگر مرحله با این نظر پایان یابد، دیگر نمی‌توان آن را تغییر داد.',
  send: 'می‌فرستم',
  change: 'تغییر می‌دهم',
}

const en: typeof fa = {
  ends: 'Your opinion ends the stage',
  mayEnd: 'Your opinion may end the stage',
  last: 'Nothing is recorded yet: please look once more at what you send.',
  what: 'What you send',
  score: 'Your score, of 100',
  conditions: 'Conditions',
  follows: 'What follows',
  becomes: (outcome) => `The stage’s outcome: ${outcome}.`,
  byAll: 'The outcome follows from all opinions together, and you are told it as soon as you send yours.',
  final: 'If the stage ends with it, your opinion cannot be changed any more.',
  send: 'Send it',
  change: 'Change it',
}

export const checkTexts = { fa, en } as const

/** Before an answer that ends a stage, or may, is recorded: what is sent and what follows, to be sent or changed. */
export function checkPage(visit: OpenVisit, sending: Sending): string {
  const { language, programme, token, state } = visit
  const texts = checkTexts[language]
  const labels = reviewTexts[language]
  const { typed, decision, score, foreseen } = sending
  const coded = programme.reasons.find((reason) => reason.code === typed.reasonCode)
  const title = foreseen.ends === 'certainly' ? texts.ends : texts.mayEnd
  const main = html`<p class="eyebrow">${labels.pageTitle} ${code(state.reference)}</p><h1>${title}</h1>
${notice('warning', texts.last, html`<p>${userText(state.title)}</p>`)}
<section class="card"><h2>${texts.what}</h2>${definitionList([
    [labels.receipt.decided, decisionWords[decision][language]],
    [labels.receipt.reasonCode, coded === undefined ? null : coded.text[language]],
    [labels.receipt.reason, paragraphs(typed.reason)],
    [texts.score, score === null ? null : formatNumber(score, language)],
    [texts.conditions, typed.conditions.trim() === '' ? null : paragraphs(typed.conditions)],
  ])}</section>
<section class="card"><h2>${texts.follows}</h2>${whatFollows(visit, foreseen)}<p>${texts.final}</p></section>
${postForm({ action: paths.review(token), language }, [
  ...carried(sending),
  html`<div class="actions">${button(texts.send)}
<button type="submit" class="button secondary" formaction="${paths.draft(token)}">${texts.change}</button></div>`,
])}`
  return layout({ language, title, programme, path: paths.review(token), main })
}

/** What the programme makes of the answer, as far as it does not turn on what others answered. */
function whatFollows({ language, programme, stage, state }: OpenVisit, { outcome, settled }: Foreseen): Html {
  const texts = checkTexts[language]
  if (outcome === null) return html`<p>${texts.byAll}</p>`
  const why = settled === null ? null : causeWords({ ...settled, round: state.round }, programme)
  const next = programme.stages[programme.stages.indexOf(stage) + 1]
  return html`<p><strong>${texts.becomes(outcomeWords[outcome][language])}</strong>${outcome === 'approved' && next !== undefined && html` ${language === 'fa' ? '←' : '→'} ${next.name[language]}`}</p>
${why !== null && html`<p>${why[language]}</p>`}`
}

/** The whole answer, so that sending it asks for nothing anew. */
function carried({ typed, documentsDigest }: Sending): Html[] {
  const { decision, reason, reasonCode, scores, conditions } = typed
  return [
    hiddenField('checked', 'true'),
    hiddenField('documentsDigest', documentsDigest),
    hiddenField('decision', decision),
    hiddenField('reasonCode', reasonCode),
    hiddenField('reason', reason),
    hiddenField('conditions', conditions),
    ...Object.entries(scores).map(([id, score]) => hiddenField(`scores[${id}]`, score)),
  ]
}
