import { receiptView } from '#functions/pages/contract-view.ts'
import { decisionWords } from '#functions/pages/decision-words.ts'
import { draftDone } from '#functions/pages/draft.ts'
import { html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import { outcomeWords } from '#functions/pages/ledger-view.ts'
import { code, definitionList, notice, paragraphs, userText } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import type { StageOutcome } from '#workflows/proposal/state.ts'
import type { Departure } from './own-word.ts'
import { reviewTexts } from './review-texts.ts'
import { seatOverTexts } from './seat-over-texts.ts'
import type { OverVisit, SeatOver } from './seat-visit.ts'

/** What somebody is told whose seat's link has come to its end. */
export interface SeatOverFacts {
  readonly own: EntryOf<'ReviewDecided'> | undefined
  readonly departure: Departure | undefined
  /** Null while the stage goes on with somebody else in the seat, and where the case ended before it. */
  readonly outcome: StageOutcome | null
}

/** The page of a seat's link that decides nothing any more. */
export function seatOverPage(visit: OverVisit, { own, departure, outcome }: SeatOverFacts): string {
  const { language, programme, because, stage, state, token, heldBy } = visit
  const { facts, receipt } = reviewTexts[language]
  const { over } = seatOverTexts[language]
  const main = html`<h1>${over.titles[because]}</h1>
${notice('info', departureText(departure, language) ?? over.explain[because])}
${definitionList([
  [facts.reference, code(state.reference)],
  [facts.stage, stage.name[language]],
  [over.outcome, outcomeText(because, outcome, language)],
  [over.heldBy, heldBy === null ? null : userText(heldBy.name[language])],
])}
${
  own === undefined
    ? html`<p>${over.undecided}</p>`
    : html`<section><h2>${receipt.title}</h2>
${departure !== undefined && html`<p>${over.noLongerCounts}</p>`}
${definitionList([
  [receipt.decided, decisionWords[own.data.decision][language]],
  [receipt.reason, paragraphs(own.data.reason)],
])}
${receiptView(own, language, programme.timeZone)}</section>`
}${draftDone(`review ${state.reference} ${stage.id} `)}`
  return layout({ language, title: over.titles[because], programme, path: paths.review(token), main })
}

/** How this person left the seat; null where the reason of the page says as much. */
function departureText(departure: Departure | undefined, language: Language): string | null {
  const { recused, delegated, passedOn } = seatOverTexts[language].over
  if (departure?.type === 'ReviewerRecused') return recused
  if (departure?.data.because === 'delegation') return delegated
  return departure?.data.because === 'silence' ? passedOn : null
}

function outcomeText(because: SeatOver, outcome: StageOutcome | null, language: Language): string | null {
  if (outcome !== null) return outcomeWords[outcome][language]
  return because === 'seat-reassigned' || because === 'deadline-passed'
    ? seatOverTexts[language].over.stillOpen
    : null
}
