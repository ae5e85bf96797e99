import { draftDone } from '#functions/pages/draft.ts'
import { type Html, html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import { decisionWords } from '#functions/pages/ledger-view.ts'
import { stageName } from '#functions/pages/names.ts'
import {
  code,
  dateTime,
  day,
  definitionList,
  disclosure,
  errorSummary,
  linkButton,
  notice,
  paragraphs,
  stepList,
  userText,
} from '#functions/pages/parts.ts'
import { proposalView } from '#functions/pages/proposal-view.ts'
import { paths } from '#functions/paths.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import { dueAt } from './in-hand.ts'
import { type ReturnedRevision, revisionForm } from './revision-form.ts'
import type { TrackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'
import { type ReturnedWithdrawal, withdrawalForm } from './withdrawal-form.ts'

export interface TrackPageSpec {
  readonly sheet: TrackSheet
  /** For the revision form: a repeated POST gets the first answer. */
  readonly idempotencyKey: string
  readonly returned?: ReturnedRevision | ReturnedWithdrawal
}

/** The applicant's page: where the case stands, with whom, until when, what is asked, and what may be done. */
export function trackPage({ sheet, idempotencyKey, returned }: TrackPageSpec): string {
  const { visit, revision, contract } = sheet
  const { state, language, programme, token } = visit
  const texts = trackTexts[language]
  const returnedRevision = returned?.form === 'revision' ? returned : undefined
  const returnedWithdrawal = returned?.form === 'withdrawal' ? returned : undefined
  const main = html`<h1>${userText(state.title)}</h1>
${errorSummary(returned?.faults ?? [], language)}
${standing(sheet)}
${asked(sheet)}
${sheet.mayRevise && revisionForm({ visit, revision, idempotencyKey, returned: returnedRevision })}
${
  contract !== null &&
  html`<section><h2>${texts.contract.title}</h2>
${definitionList([[texts.contract.number, code(contract.contract.number)]])}
<p class="actions">${contract.files.map((file) => linkButton(paths.trackFile(token, file), file === 'signed-contract.pdf' ? texts.contract[file] : texts.contract['contract.pdf']))}</p></section>`
}
${way(sheet)}
${history(sheet)}
${
  !sheet.mayRevise &&
  disclosure(
    texts.documents,
    proposalView({ revision, language, fileHref: (fileId) => paths.trackFile(token, fileId) }),
  )
}
${sheet.mayWithdraw && withdrawalForm(visit, returnedWithdrawal)}
${!sheet.mayRevise && draftDone(`revision ${state.reference}`)}`
  return layout({ language, title: texts.pageTitle, programme, path: paths.track(token), main })
}

function standing({ visit: { state, language, programme }, inHand }: TrackSheet): Html {
  const texts = trackTexts[language]
  const { timeZone } = programme
  const due = dueAt(state)
  const tone =
    state.status === 'closed'
      ? state.closing === 'completed'
        ? 'success'
        : 'neutral'
      : state.status === 'awaiting-revision' || state.status === 'unconfirmed'
        ? 'warning'
        : 'info'
  const [title, detail] =
    state.status === 'closed'
      ? [texts.closing[state.closing], texts.closingDetail[state.closing]]
      : [texts.status[state.status], texts.statusDetail[state.status]]
  return html`${notice(tone, title, html`<p>${detail}</p>`)}
<div class="card">${definitionList([
    [texts.facts.reference, code(state.reference)],
    [texts.facts.stage, 'stage' in state ? stageName(programme, state.stage)[language] : null],
    [texts.facts.round, 'round' in state ? formatNumber(state.round, language) : null],
    [
      texts.facts.inHand,
      inHand.length === 0
        ? null
        : inHand.map((role, index) => [index > 0 && html`<br>`, userText(role[language])]),
    ],
    [texts.facts.due, due === null ? null : dateTime(due, language, timeZone)],
    [texts.facts.submitted, dateTime(state.submittedAt, language, timeZone)],
    [texts.facts.revision, formatNumber(state.revision, language)],
    [texts.facts.ended, state.status === 'closed' ? dateTime(state.closedAt, language, timeZone) : null],
    [texts.facts.voucher, state.status === 'closed' && state.voucher !== null ? code(state.voucher) : null],
  ])}</div>`
}

function asked({ visit: { language, programme }, asked }: TrackSheet): Html | false {
  if (asked === null || asked.answers.length === 0 || asked.round.outcome === 'approved') return false
  const texts = trackTexts[language]
  return html`<section><h2>${texts.asked[asked.round.outcome]}</h2>
<p>${texts.askedBy(stageName(programme, asked.round.stage)[language])}</p>
<ul class="answers">${asked.answers.map(({ role, decision, reasonCode, reason }) => {
    const coded = programme.reasons.find(({ code }) => code === reasonCode)
    return html`<li><strong>${userText(role[language])}</strong> – ${decisionWords[decision][language]}${
      coded !== undefined && html` (${coded.text[language]})`
    }${paragraphs(reason)}</li>`
  })}</ul></section>`
}

function way({ path, visit: { language, programme } }: TrackSheet): Html {
  const texts = trackTexts[language]
  const date = (label: string, at: string | null): Html | false =>
    at !== null && html`<span>${label} ${day(at, language, programme.timeZone)}</span> `
  return html`<section><h2>${texts.way}</h2>${stepList(
    path.map(({ label, state, beganAt, endedAt }) => ({
      label: label[language],
      state,
      detail: html`${date(texts.began, beganAt)}${date(texts.ended, endedAt)}`,
    })),
  )}</section>`
}

function history({ history, visit: { language, programme } }: TrackSheet): Html {
  const texts = trackTexts[language]
  return html`<section><h2>${texts.history}</h2><ol class="timeline">${history.map(
    ({ at, words, reason }) =>
      html`<li>${dateTime(at, language, programme.timeZone)}<span>${words[language]}</span>${reason !== null && paragraphs(reason)}</li>`,
  )}</ol></section>`
}
