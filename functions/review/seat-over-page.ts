import { paths } from '#functions/paths.ts'
import { receiptView } from '#functions/shared/pages/contract-view.ts'
import { decisionWords } from '#functions/shared/pages/decision-words.ts'
import { draftDone } from '#functions/shared/pages/draft.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { lapsingWords } from '#functions/shared/pages/lapse-words.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { outcomeWords } from '#functions/shared/pages/ledger-view.ts'
import { code, definitionList, notice, paragraphs, userText } from '#functions/shared/pages/parts.ts'
import type { Language, Text } from '#workflows/language.ts'
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
  /** Why the stage ended so, where it is known. */
  readonly cause: Text | null
}

/** What this person did themselves, that ended their part. */
export type OwnWord = 'decided' | 'recused' | 'delegated'

/** The page of a seat's link that decides nothing any more; first what the reader did, where that ended it for them. */
export function seatOverPage(visit: OverVisit, facts: SeatOverFacts, word: OwnWord | null): string {
  const { language, programme, because, stage, state, token, heldBy } = visit
  const { own, departure, outcome, cause } = facts
  const { receipt, facts: terms } = reviewTexts[language]
  const { over } = seatOverTexts[language]
  const title = word === null ? over.titles[because] : word === 'decided' ? receipt.title : over.done[word]
  const stageFacts = definitionList([
    [terms.reference, code(state.reference)],
    [terms.stage, stage.name[language]],
    [over.outcome, outcomeText(because, outcome, language)],
    [over.heldBy, heldBy === null ? null : userText(heldBy.name[language])],
    [over.cause, cause === null ? null : cause[language]],
  ])
  const lapsing =
    visit.lapsesAt !== null &&
    html`<h2>${over.titles['deadline-passed']}</h2><p>${lapsingWords(state, visit.lapsesAt, programme)[language]} ${over.lapsingDecided}</p>`
  const left = word === null || word === 'decided' ? null : departure
  const main = html`<h1>${title}</h1>
${
  word === 'decided'
    ? html`${notice('success', receipt.decided, ownDecision(visit, facts))}${lapsing || html`<h2>${over.stageEnded}</h2>`}${stageFacts}`
    : html`${notice(word === null ? 'info' : 'success', departureText(departure, language) ?? overWords(visit)[language])}
${left !== null && left !== undefined && receiptView(left, language, programme.timeZone)}
${stageFacts}
${
  own === undefined
    ? html`<p>${over.undecided}</p>`
    : html`<section><h2>${receipt.title}</h2>
${departure !== undefined && html`<p>${over.noLongerCounts}</p>`}
${ownDecision(visit, facts)}</section>`
}`
}${draftDone(`review ${state.reference} ${stage.id} `)}`
  return layout({ language, title, programme, path: paths.review(token), main })
}

/** Why the link decides nothing; where the stage may still be given more time, that. */
export function overWords({ state, programme, because, lapsesAt }: OverVisit): Text {
  const { fa, en } = seatOverTexts
  if (lapsesAt === null) return { fa: fa.over.explain[because], en: en.over.explain[because] }
  const words = lapsingWords(state, lapsesAt, programme)
  return { fa: `${words.fa} ${fa.over.lapsing}`, en: `${words.en} ${en.over.lapsing}` }
}

function ownDecision({ language, programme }: OverVisit, { own }: SeatOverFacts): Html | null {
  if (own === undefined) return null
  const { receipt } = reviewTexts[language]
  return html`${definitionList([
    [receipt.decided, decisionWords[own.data.decision][language]],
    [receipt.reason, paragraphs(own.data.reason)],
  ])}
${receiptView(own, language, programme.timeZone)}`
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
