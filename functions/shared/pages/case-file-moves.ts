import type { Language } from '#workflows/language.ts'
import type { FiledRound } from '#workflows/proposal/case-file.ts'
import type { Paper } from '#workflows/proposal/papers.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { nameOf, type OpinionsSpec } from './case-file-opinions.ts'
import { caseFileTexts, holderChangeWords, paperWords } from './case-file-texts.ts'
import { deadlineView } from './deadline-words.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { seatName, signatoryName } from './names.ts'
import { dateTime, disclosure, userText } from './parts.ts'

/** Who gave a seat up, and every seat that went to somebody else. */
export function movesView(round: FiledRound, { programme, language }: OpinionsSpec): Html {
  const texts = caseFileTexts[language]
  const seat = (id: string): string => seatName(programme, round.stage, id)[language]
  const recusals = round.recusals.map(({ seat: id, who, reason, at }) =>
    item(at, { programme, language }, [who === null ? seat(id) : nameOf(who, language), written(reason)]),
  )
  const changes = round.changes.map(({ seat: id, from, to, because, by, proposedBy, reason, at }) =>
    item(at, { programme, language }, [
      html`<strong>${seat(id)}</strong>`,
      moved(from, to, language),
      `(${holderChangeWords[because][language]})`,
      by !== null && html`${texts.by} ${nameOf(by, language)}`,
      proposedBy !== null && html`– ${texts.proposedBy} ${nameOf(proposedBy, language)}`,
      written(reason),
    ]),
  )
  const proposals = round.proposals.map(({ seat: id, to, by, reason, at, declined }) =>
    item(at, { programme, language }, [
      html`<strong>${seat(id)}</strong>`,
      moved(null, to, language),
      by !== null && html`– ${texts.proposedBy} ${nameOf(by, language)}`,
      written(reason),
      declined !== null && html`<strong>${texts.declined}</strong>`,
      declined?.by && html`${texts.by} ${nameOf(declined.by, language)}`,
      declined !== null && written(declined.reason),
    ]),
  )
  return html`${listed(texts.recusals, recusals)}${listed(texts.changes, changes)}${listed(texts.proposals, proposals)}`
}

export function extensionsView(
  { extensions }: FiledRound,
  { programme, language }: OpinionsSpec,
): Html | false {
  const texts = caseFileTexts[language]
  return listed(
    texts.extensions,
    extensions.map(({ until, by, reason, at }) =>
      item(at, { programme, language }, [
        deadlineView(until, language, programme.timeZone),
        by !== null && html`${texts.by} ${nameOf(by, language)}`,
        written(reason),
      ]),
    ),
  )
}

/** The contract's way so far, behind its heading. */
export function papersView(papers: readonly Paper[], { programme, language }: OpinionsSpec): Html {
  const texts = caseFileTexts[language]
  const items = papers.map(({ what, version, at, signatory, change, by, proposedBy, reason, late }) =>
    item(at, { programme, language }, [
      html`<strong>${paperWords[what][language]}</strong> – ${texts.version(formatNumber(version, language))}`,
      late && html`– ${texts.late}`,
      signatory !== null && html`– ${signatoryName(programme, signatory)[language]}`,
      change !== null && moved(change.from, change.to, language),
      by !== null && html`– ${nameOf(by, language)}`,
      proposedBy !== null && html`– ${texts.proposedBy} ${nameOf(proposedBy, language)}`,
      written(reason),
    ]),
  )
  return disclosure(texts.papers, html`<ul class="timeline">${items}</ul>`)
}

function listed(title: string, items: readonly Html[]): Html | false {
  return items.length > 0 && html`<div><h4>${title}</h4><ul class="timeline">${items}</ul></div>`
}

function item(at: string, { programme, language }: OpinionsSpec, parts: readonly HtmlValue[]): Html {
  return html`<li>${dateTime(at, language, programme.timeZone)}<div>${parts.map((part) => html`${part} `)}</div></li>`
}

function moved(from: Paper['by'], to: NonNullable<Paper['by']>, language: Language): Html {
  const texts = caseFileTexts[language]
  return html`${from !== null && html`${texts.from} ${nameOf(from, language)} `}${texts.to} ${nameOf(to, language)}`
}

function written(reason: string): Html | false {
  return reason !== '' && html`<div class="prose"><p dir="auto">${userText(reason)}</p></div>`
}
