import { bundleFile } from '#functions/evidence/evidence-bundle.ts'
import { ledgerFile } from '#functions/ledger-file.ts'
import { decisionWords } from '#functions/pages/decision-words.ts'
import { type Html, html } from '#functions/pages/html.ts'
import { entryView, outcomeWords } from '#functions/pages/ledger-view.ts'
import { seatName, stageName } from '#functions/pages/names.ts'
import {
  chip,
  dateTime,
  digest as digestView,
  linkButton,
  notice,
  table,
  userText,
} from '#functions/pages/parts.ts'
import { roundCause } from '#functions/pages/round-cause.ts'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ClosedStage, Seat } from '#workflows/proposal/state.ts'
import { caseTexts, ledgerFaults } from './case-texts.ts'
import type { OpenedCase } from './open-case.ts'

interface StageView {
  readonly stage: string
  readonly round: number
  readonly outcome: ClosedStage['outcome'] | null
  readonly seats: readonly Seat[]
}

/** Every round of every stage, the newest first, with each seat's decision and its reason. */
export function stagesSection(opened: OpenedCase, language: Language): Html {
  const { state } = opened
  const texts = caseTexts[language]
  const closed: StageView[] = state.closedStages.toReversed()
  const stages = state.status === 'in-review' ? [{ ...state, outcome: null }, ...closed] : closed
  return html`<section id="stages"><h2>${texts.stages}</h2>
${stages.length === 0 && html`<p>${state.status === 'closed' ? texts.noStageEnded : texts.noStages}</p>`}
${stages.map((stage) => stageTable(stage, opened, language))}</section>`
}

function stageTable(
  { stage, round, outcome, seats }: StageView,
  opened: OpenedCase,
  language: Language,
): Html {
  const { programme, entries } = opened
  const texts = caseTexts[language]
  const result = outcome === null ? texts.running : outcomeWords[outcome][language]
  const caption = `${stageName(programme, stage)[language]} — ${texts.round} ${formatNumber(round, language)}: ${result}`
  const rows = seats.map(({ seat, holder, passedOver, declared, decision }) => [
    seatName(programme, stage, seat)[language],
    html`${holder === null ? chip(texts.vacant, 'danger') : userText(holder.name[language])}${passedOver.map(({ name }) => html`<div class="quiet">${texts.noAnswerFrom} ${userText(name[language])}</div>`)}`,
    decision === null
      ? chip(outcome !== null ? texts.noDecision : declared ? texts.declared : texts.undecided)
      : html`${decisionWords[decision.decision][language]} ${dateTime(decision.at, language, programme.timeZone)}`,
    decision === null || decision.score === null ? '–' : formatNumber(decision.score, language),
    decision === null ? '–' : userText(reasonFor(decision.sequence, entries)),
  ])
  const cause = outcome === null ? null : roundCause({ stage, round }, opened)
  return html`${table(caption, [texts.seat, texts.holder, texts.decision, texts.score, texts.reason], rows, {
    narrow: 'pairs',
    wide: [4],
  })}${cause !== null && html`<p class="quiet">${cause.words[language]}</p>`}`
}

function reasonFor(sequence: number, entries: readonly Entry[]): string {
  const entry = entries.find((candidate) => candidate.sequence === sequence)
  return entry?.type === 'ReviewDecided' ? entry.data.reason : '–'
}

/** Every entry in words, and whether the chain is whole. */
export function ledgerSection({ state, entries, programme, faults }: OpenedCase, language: Language): Html {
  const texts = caseTexts[language]
  const rows = entries.map((entry) => {
    const { sequence, at, words, by, reason, digest } = entryView(entry, programme, state)
    return [
      formatNumber(sequence, language),
      dateTime(at, language, programme.timeZone),
      html`${words[language]}${reason !== null && html`<br><span class="quiet">${userText(reason)}</span>`}`,
      userText(by[language]),
      digestView(digest),
    ]
  })
  const verdict =
    faults.length === 0
      ? notice('success', texts.whole(formatNumber(entries.length, language)))
      : notice(
          'danger',
          texts.broken,
          html`<ul>${faults.map(
            ({ sequence, code: fault }) =>
              html`<li>${formatNumber(sequence, language)}: ${ledgerFaults[fault][language]}</li>`,
          )}</ul>`,
        )
  return html`<section id="ledger"><h2>${texts.ledger}</h2>${verdict}
<p class="actions">${linkButton(paths.boardFile(state.reference, ledgerFile), texts.evidence)} ${linkButton(paths.boardFile(state.reference, bundleFile), texts.bundle)}</p>
${table(texts.ledger, ['#', texts.at, texts.what, texts.by, 'SHA-256'], rows, { narrow: 'pairs', wide: [2, 4] })}</section>`
}
