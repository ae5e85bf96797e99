import type { ToldFile, ToldRound } from '#functions/shared/case-file.ts'
import type { Withheld } from '#functions/shared/ports/withheld-files.ts'
import { decisionKinds } from '#workflows/decision.ts'
import { fields } from '#workflows/form/fields.ts'
import type { Language } from '#workflows/language.ts'
import type { ApprovalCondition, FiledRound } from '#workflows/proposal/case-file.ts'
import { opinionsIn } from '#workflows/proposal/rounds.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { extensionsView, movesView, papersView } from './case-file-moves.ts'
import { nameOf, type OpinionsSpec, opinionsView } from './case-file-opinions.ts'
import { caseFileTexts } from './case-file-texts.ts'
import { deadlineView } from './deadline-words.ts'
import { decidedWords } from './decision-words.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { outcomeWords } from './ledger-view.ts'
import { stageName } from './names.ts'
import { chip, dateTime, definitionList, type Tone, table, userText } from './parts.ts'
import { actsView, type FileHref, fileSize, hrefOf, withheldView } from './proposal-view.ts'

export interface CaseFileSpec extends OpinionsSpec {
  readonly file: ToldFile
  /** Where a reader may open an attachment; without it files are named alone. */
  readonly fileHref?: FileHref
  readonly withheld?: Withheld
}

/** The address of this part of a page. */
export const caseFileId = 'so-far'

/** What was found so far: conditions first, then every round behind what came of it, so that a phone shows it at a glance. */
export function caseFileView(spec: CaseFileSpec): Html {
  const { file, language } = spec
  const texts = caseFileTexts[language]
  return html`<section id="${caseFileId}"><h2>${texts.title}</h2>
${file.rounds.length === 0 ? html`<p>${texts.nothing}</p>` : conditionsView(spec)}
${file.rounds.map((round) => roundView(round, spec))}
${file.papers.length > 0 && papersView(file.papers, spec)}</section>`
}

function conditionsView({ file: { conditions }, programme, language }: CaseFileSpec): Html {
  const texts = caseFileTexts[language]
  if (conditions.length === 0) return html`<p>${texts.noConditions}</p>`
  const whose = ({ stage, by }: ApprovalCondition): HtmlValue =>
    html`${by !== null && html`${nameOf(by, language)} – `}${stageName(programme, stage)[language]}`
  return html`<div class="notice warning"><h3>${texts.conditions}</h3><ul>${conditions.map(
    (condition) =>
      html`<li><strong>${userText(condition.text)}</strong><br><span class="quiet">${whose(condition)}</span></li>`,
  )}</ul></div>`
}

const tones: Readonly<Record<NonNullable<FiledRound['outcome']>, Tone>> = {
  approved: 'success',
  'changes-requested': 'warning',
  rejected: 'danger',
  lapsed: 'danger',
}

function roundView(round: ToldRound, spec: CaseFileSpec): Html {
  const { programme, language } = spec
  const texts = caseFileTexts[language]
  const result =
    round.outcome === null
      ? chip(round.closedAt === null ? texts.running : texts.ended, 'info')
      : chip(outcomeWords[round.outcome][language], tones[round.outcome])
  const when = (at: string): Html => dateTime(at, language, programme.timeZone)
  return html`<details class="more"><summary><h3>${texts.round(round.name[language], formatNumber(round.round, language))}</h3> ${result} <span class="quiet">${countView(round, language)}</span></summary>
<div>${definitionList([
    [texts.cause, round.cause === null ? null : round.cause[language]],
    [texts.opened, when(round.openedAt)],
    round.closedAt === null
      ? [texts.due, deadlineView(round.dueAt, language, programme.timeZone)]
      : [texts.closed, when(round.closedAt)],
    [texts.revision, formatNumber(round.revision, language)],
    [texts.files, filesView(round, spec)],
  ])}
${opinionsView(round, spec)}
${scoresView(round, language)}
${movesView(round, spec)}
${extensionsView(round, spec)}
${replyView(round, spec)}</div></details>`
}

/** How many said what, and how they scored: enough for whoever does not open the round. */
function countView(round: FiledRound, language: Language): string {
  const texts = caseFileTexts[language]
  const opinions = opinionsIn(round)
  const counts = decisionKinds.flatMap((kind) => {
    const count = opinions.filter(({ opinion }) => opinion.decision === kind).length
    return count === 0 ? [] : [texts.count(formatNumber(count, language), decidedWords[kind][language])]
  })
  const mean = round.totals === null ? [] : [texts.meanTotal(formatNumber(round.totals.mean, language))]
  return [...counts, ...mean].join(language === 'fa' ? '، ' : ', ')
}

/** By criterion the mean and how far the scores lie apart, then what each gave. */
function scoresView(round: FiledRound, language: Language): Html | false {
  if (round.criteria.length === 0) return false
  const texts = caseFileTexts[language]
  const scored = opinionsIn(round).filter(({ opinion }) => Object.keys(opinion.scores).length > 0)
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : formatNumber(value, language)
  const rows = [
    ...round.criteria.map((criterion) => ({ ...criterion, name: criterion.name[language] })),
    ...(round.totals === null ? [] : [{ ...round.totals, id: null, name: texts.total }]),
  ].map(({ id, name, mean, lowest, highest }) => [
    name,
    number(mean),
    texts.span(number(lowest), number(highest)),
    ...scored.map(({ opinion }) => number(id === null ? opinion.total : opinion.scores[id])),
  ])
  const names = scored.map(({ seat, holder }) => holder?.name[language] ?? seat)
  const place = texts.round(round.name[language], formatNumber(round.round, language))
  return html`<details><summary>${texts.scores}</summary>${table(
    `${texts.scores}: ${place}`,
    [texts.criterion, texts.mean, texts.spread, ...names],
    rows,
    {
      narrow: 'pairs',
      wide: [0],
    },
  )}</details>`
}

function filesView({ files }: FiledRound, spec: CaseFileSpec): Html | null {
  const { language } = spec
  if (files.length === 0) return null
  return html`<ul class="plain">${files.map(({ fileId, name, size, actions }) => {
    const named = userText(name)
    const href = hrefOf(fileId, spec)
    return html`<li>${href === undefined ? named : html`<a href="${href}">${named}</a>`} <span class="quiet">(${fileSize(size, language)})</span>${withheldView(fileId, spec, language)}${actsView(actions, language)}</li>`
  })}</ul>`
}

/** What the applicant made of a round that asked for changes. */
function replyView({ answer, changed }: FiledRound, { language, programme }: CaseFileSpec): Html | false {
  if (answer === null) return false
  const texts = caseFileTexts[language]
  return html`<div><h4>${texts.reply}</h4><p>${texts.replied(formatNumber(answer.revision, language))} ${dateTime(answer.at, language, programme.timeZone)}</p>
${
  changed !== null &&
  (changed.length === 0
    ? html`<p>${texts.unchanged}</p>`
    : html`<p>${texts.changed}</p><ul>${changed.map((id) => html`<li>${fields[id].label[language]}</li>`)}</ul>`)
}</div>`
}
