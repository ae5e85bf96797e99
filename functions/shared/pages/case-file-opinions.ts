import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { FiledRound } from '#workflows/proposal/case-file.ts'
import type { Named, Opinion, SeatInRound } from '#workflows/proposal/rounds.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { caseFileTexts } from './case-file-texts.ts'
import { decidedWords, decisionTones } from './decision-words.ts'
import { type Html, html } from './html.ts'
import { seatName } from './names.ts'
import { chip, dateTime, paragraphs, userText } from './parts.ts'

/** For whom it is written, and under which programme. */
export interface OpinionsSpec {
  readonly programme: Programme
  readonly language: Language
}

/** Somebody by name and role. */
export function nameOf({ name, role }: Named, language: Language): Html {
  return html`${userText(name[language])} (${userText(role[language])})`
}

/** What every seat of a round answered, and which did not. */
export function opinionsView(round: FiledRound, spec: OpinionsSpec): Html | false {
  if (round.seats.length === 0) return false
  const { answers } = caseFileTexts[spec.language]
  return html`<div><h4>${answers}</h4><ul class="answers">${round.seats.map((seat) => seatView(seat, round, spec))}</ul></div>`
}

function seatView(seat: SeatInRound, round: FiledRound, spec: OpinionsSpec): Html {
  const { language, programme } = spec
  const texts = caseFileTexts[language]
  const { opinion, holder } = seat
  const place = seatName(programme, round.stage, seat.seat)[language]
  const who =
    holder === null
      ? html`<strong>${place}</strong> ${chip(texts.vacant, 'danger')}`
      : html`<strong>${userText(holder.name[language])}</strong> <span class="quiet">${userText(holder.role[language])}${holder.role[language] !== place && html` – ${texts.inSeat(place)}`}</span>`
  if (opinion === null) {
    const stand =
      round.closedAt !== null ? texts.noDecision : seat.declared ? texts.declared : texts.undecided
    return html`<li class="neutral"><div class="answer-head">${who} ${holder !== null && chip(stand)}</div></li>`
  }
  const tone = decisionTones[opinion.decision]
  return html`<li class="${tone}"><div class="answer-head">${who} ${chip(decidedWords[opinion.decision][language], tone)}</div>
${opinionView(opinion, spec)}</li>`
}

/** An opinion in full, below the name of whose it is. */
function opinionView(opinion: Opinion, { language, programme }: OpinionsSpec): Html {
  const texts = caseFileTexts[language]
  const coded = programme.reasons.find(({ code }) => code === opinion.reasonCode)
  return html`<p class="quiet">${dateTime(opinion.at, language, programme.timeZone)}${opinion.late && html` – ${texts.late}`}${opinion.total !== null && html` – ${texts.total}: ${formatNumber(opinion.total, language)}`}</p>
${coded !== undefined && html`<p class="quiet">${coded.text[language]}</p>`}${paragraphs(opinion.reason)}
${opinion.conditions.length > 0 && html`<p><strong>${texts.onCondition}</strong></p><ul>${opinion.conditions.map((text) => html`<li>${userText(text)}</li>`)}</ul>`}`
}
