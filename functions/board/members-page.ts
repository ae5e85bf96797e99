import { paths } from '#functions/paths.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { accessWords, boardHead } from '#functions/shared/office/board-parts.ts'
import { factorTexts } from '#functions/shared/office/factor-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { field } from '#functions/shared/pages/field.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  button,
  chip,
  code,
  day,
  faultOf,
  notice,
  postForm,
  table,
  userText,
} from '#functions/shared/pages/parts.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { problemView, proofField } from './factor-page.ts'
import type { MemberRow } from './members.ts'

interface MembersPage {
  readonly programme: Programme
  readonly rows: readonly MemberRow[]
  /** Whether whoever asks has a second factor. */
  readonly isEnrolled: boolean
  readonly isDone: boolean
  readonly member: string
  readonly act: string
  readonly problem: Problem | undefined
  /** What the member whose factor was reset sets up the next one with, this once. */
  readonly code: string | undefined
}

const factorWords = { none: 'none', set: 'none', unreadable: 'unreadable', reset: 'awaited' } as const

/** Every member with their factor and sessions, and the form by which the office helps one, or shuts one out. */
export function membersPage(desk: Desk, given: MembersPage): string {
  const { programme, rows, isEnrolled, isDone, problem, code: once } = given
  const { language } = desk
  const texts = factorTexts[language]
  const faults = problem?.errors ?? []
  const cells = rows.map(({ member, enrolledAt, factor, sessions }) => [
    userText(member.name[language]),
    chip(accessWords[member.access][language]),
    enrolledAt === null ? texts[factorWords[factor]] : day(enrolledAt, language, programme.timeZone),
    formatNumber(sessions, language),
  ])
  const others = rows.filter(({ member }) => !samePerson(member.email, desk.member.email))
  const options = others.map(({ member: { email, name } }) => ({ value: email, label: name[language] }))
  const acts = [
    { value: 'end-sessions', label: texts.endSessions },
    { value: 'reset-factor', label: texts.resetFactor },
  ]
  const form = html`${field({ kind: 'select', name: 'member', label: texts.member, language, required: true, options, value: given.member, fault: faultOf(faults, 'member', language) })}
${field({ kind: 'radios', name: 'act', label: texts.act, language, required: true, options: acts, value: given.act, fault: faultOf(faults, 'act', language) })}
${proofField(language, { isEnrolled, faults })}
${button(texts.doIt, 'danger')}`
  const main = html`${boardHead(desk, null)}<h1>${texts.membersTitle}</h1>
${isDone && notice('success', texts.done)}
${once !== undefined && notice('warning', texts.codeOnce, html`<p>${code(once)}</p><p>${texts.codeOnceIntro}</p>`)}
${problemView(problem, language)}
${table(texts.membersTitle, [texts.name, texts.access, texts.factor, texts.sessions], cells, { figures: [3] })}
<p>${texts.membersIntro}</p>
${options.length > 0 && html`<section class="card">${postForm({ action: paths.members(), language }, form)}</section>`}`
  return layout({ language, title: texts.membersTitle, programme, path: paths.members(), main })
}
