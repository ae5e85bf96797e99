import { deadlineView, ended } from '#functions/shared/pages/deadline-words.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { keptWords } from '#functions/shared/pages/kept-text.ts'
import { lapseWords, lapsingWords } from '#functions/shared/pages/lapse-words.ts'
import {
  code,
  dateTime,
  definitionList,
  linkButton,
  notice,
  type Tone,
  userText,
} from '#functions/shared/pages/parts.ts'
import type { Closing, ProposalState } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { isAsked } from './asked-view.ts'
import { dueAt } from './in-hand.ts'
import type { TrackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'

/** Where the case stands and until when, and the one thing that there is to do. */
export function standingView({ visit, asked, mayRevise }: TrackSheet): Html {
  const { state, language, programme, lapsesAt } = visit
  const texts = trackTexts[language]
  const due = dueAt(state)
  const [title, detail] =
    state.status === 'closed'
      ? [texts.closing[state.closing], closingDetail(visit, state.closing, asked)]
      : lapsesAt !== null
        ? [
            texts.lapsing.title,
            `${lapsingWords(state, lapsesAt, programme)[language]} ${texts.lapsing[state.status === 'in-review' ? 'detail' : 'ask']}`,
          ]
        : state.status === 'awaiting-revision' && asked !== null && !isAsked(asked)
          ? [texts.status[state.status], texts.cameBackDetail]
          : [texts.status[state.status], texts.statusDetail[state.status]]
  const toAsked =
    asked !== null &&
    linkButton('#asked', isAsked(asked) ? texts.asked['changes-requested'] : texts.cameBack, 'primary')
  return html`<div class="standing">${notice(
    lapsesAt === null ? toneOf(state) : 'warning',
    title,
    html`<p>${detail}</p>${due !== null && html`<p><strong>${texts.facts.due}: ${deadlineView(due, language, programme.timeZone)}</strong>${isHeld(state) && html`<br>${texts.held[ended({ at: due, timeZone: programme.timeZone })]}`}</p>`}
${mayRevise && html`<p class="actions">${toAsked}${linkButton('#revision', texts.revise.title)}</p>`}`,
  )}</div>`
}

function closingDetail(
  { state, programme, language }: TrackSheet['visit'],
  closing: Closing,
  asked: TrackSheet['asked'],
): string {
  const texts = trackTexts[language]
  if (closing === 'lapsed') {
    return `${lapseWords(state, programme)[language]} ${texts.closingDetail.lapsed}`
  }
  const isFinal = closing === 'rejected' && asked?.mayApplyAgain === false
  return isFinal ? texts.rejectedForGood : texts.closingDetail[closing]
}

/** Whether the day is over, and silence ended nothing. */
function isHeld(state: ProposalState): boolean {
  return 'deadline' in state && state.deadline.passed
}

/** What stays the same for long. */
export function factsView({ visit: { state, language, programme } }: TrackSheet): Html {
  const { facts } = trackTexts[language]
  const { timeZone } = programme
  const [endedAt, voucher] = state.status === 'closed' ? [state.closedAt, state.voucher] : [null, null]
  return html`<div class="card">${definitionList([
    [facts.reference, code(state.reference)],
    [facts.submitted, dateTime(state.submittedAt, language, timeZone)],
    [facts.revision, formatNumber(state.revision, language)],
    [facts.round, 'round' in state ? formatNumber(state.round, language) : null],
    [facts.ended, endedAt === null ? null : dateTime(endedAt, language, timeZone)],
    [facts.voucher, voucher === null ? null : code(voucher)],
    [facts.personal, keptWords(state, programme, language)],
  ])}</div>`
}

export function rolesView(roles: readonly string[]): Html {
  return html`<ul class="plain">${roles.map((role) => html`<li>${userText(role)}</li>`)}</ul>`
}

function toneOf(state: ProposalState): Tone {
  switch (state.status) {
    case 'closed':
      return state.closing === 'completed' ? 'success' : 'neutral'
    case 'awaiting-revision':
    case 'unconfirmed':
      return 'warning'
    default:
      return 'info'
  }
}
