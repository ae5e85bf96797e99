import { deadlineView } from '#functions/shared/pages/deadline-words.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import type { EntryView } from '#functions/shared/pages/ledger-view.ts'
import { chip, day, paragraphs, type ShownStep, stepList } from '#functions/shared/pages/parts.ts'
import { spanText, wholeSpan } from '#functions/shared/pages/span-text.ts'
import type { Language } from '#workflows/language.ts'
import { formatBothCalendars, formatTime } from '#workflows/programme/jalali.ts'
import type { Programme, Span } from '#workflows/programme/programme.ts'
import type { PathStep } from './case-path.ts'
import { dueAt } from './in-hand.ts'
import { rolesView } from './standing-view.ts'
import type { TrackSheet } from './track-sheet.ts'
import { trackTexts } from './track-texts.ts'

/** The drawn way of the case: when each step was, who has the present one and until when, how long those to come may take. */
export function wayView(sheet: TrackSheet): Html {
  const { path, visit } = sheet
  return html`<h2>${trackTexts[visit.language].way}</h2>${stepList(path.map((step) => stepOf(step, sheet)))}`
}

function stepOf(step: PathStep, { inHand, visit }: TrackSheet): ShownStep {
  const { language, programme, state } = visit
  const texts = trackTexts[language]
  const date = (label: string, at: string | null): Html | false =>
    at !== null && html`<span>${label} ${day(at, language, programme.timeZone)}</span> `
  const dates = html`${date(texts.began, step.beganAt)}${date(texts.ended, step.endedAt)}`
  const common = { label: step.label[language], state: step.state }
  switch (step.state) {
    case 'done':
      return { ...common, detail: dates }
    case 'stopped':
      return { ...common, aside: chip(texts.stopped, 'danger'), detail: dates }
    case 'coming': {
      const span = spanOf(step.id, programme)
      if (span === null) return common
      const say = silenceEnds(step.id, programme) ? texts.upTo : texts.usually
      return { ...common, detail: say(spanText(span, language)) }
    }
    case 'current': {
      const due = dueAt(state)
      return {
        ...common,
        aside: chip(texts.here, state.status === 'awaiting-revision' ? 'warning' : 'info'),
        detail: html`${dates}${inHand.length > 0 && html`<p class="quiet">${texts.facts.inHand}</p>`}${rolesView(inHand.map((role) => role[language]))}${
          due !== null && html`<p>${texts.facts.due}: ${deadlineView(due, language, programme.timeZone)}</p>`
        }`,
      }
    }
  }
}

/** How long a step may take by the programme. */
function spanOf(id: string, { stages, confirmWithin, settling, signing, finance }: Programme): Span | null {
  switch (id) {
    case 'confirmation':
      return confirmWithin
    case 'contract':
      return wholeSpan([settling.deadline, signing.deadline])
    case 'finance':
      return finance.deadline
    default:
      return stages.find((stage) => stage.id === id)?.deadline ?? null
  }
}

/** Whether silence moves a step on when its time is over: the others are held open after it. */
function silenceEnds(id: string, { stages }: Programme): boolean {
  return id === 'confirmation' || stages.some((stage) => stage.id === id && stage.onDeadline !== 'hold')
}

/** What happened, the latest day first. */
export function historyView({ history, visit: { language, programme } }: TrackSheet): Html {
  const { timeZone } = programme
  return html`<section><h2>${trackTexts[language].history}</h2><ol class="days">${byDay(
    history,
    language,
    timeZone,
  ).map(
    ([date, entries]) =>
      html`<li><h3>${date}</h3><ol class="timeline">${entries.map(
        ({ at, words, reason }) =>
          html`<li><time datetime="${at}">${formatTime(new Date(at), language, timeZone)}</time><div>${words[language]}${reason !== null && paragraphs(reason)}</div></li>`,
      )}</ol></li>`,
  )}</ol></section>`
}

function byDay(
  history: readonly EntryView[],
  language: Language,
  timeZone: string,
): [date: string, entries: EntryView[]][] {
  const days = new Map<string, EntryView[]>()
  for (const entry of history) {
    const date = formatBothCalendars(new Date(entry.at), language, timeZone)
    days.set(date, [...(days.get(date) ?? []), entry])
  }
  return [...days]
}
