import { paths } from '#functions/paths.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { boardHead, signedInAs } from '#functions/shared/office/board-parts.ts'
import { factorFaults, factorTexts } from '#functions/shared/office/factor-texts.ts'
import { authenticator } from '#functions/shared/office/second-factor.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { copyable } from '#functions/shared/pages/copyable.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  button,
  code,
  dateTime,
  definitionList,
  disclosure,
  errorSummary,
  faultOf,
  hiddenField,
  linkButton,
  notice,
  postForm,
} from '#functions/shared/pages/parts.ts'
import { qrModules } from '#workflows/contract/qr.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

export interface FactorPage {
  readonly desk: Desk
  readonly programme: Programme
  readonly problem?: Problem | undefined
}

/** Where a form shows once more what is wrong with it. */
export function problemView(problem: Problem | undefined, language: Language): Html {
  if (problem === undefined) return html``
  const { title, detail, errors = [] } = problem
  if (errors.length > 0) return errorSummary(errors, language)
  return notice(problem.code === 'code-sent' ? 'info' : 'warning', title[language], detail[language])
}

/** The code that proves who asks: of the second factor, or mailed. */
export function proofField(
  language: Language,
  { isEnrolled, faults }: { isEnrolled: boolean; faults: readonly FieldFault[] },
): Html {
  const texts = factorTexts[language]
  return field({
    kind: 'text',
    name: 'code',
    label: texts.code,
    hint: isEnrolled ? texts.codeHint : texts.mailedHint,
    language,
    required: isEnrolled,
    ltr: true,
    maxLength: 20,
    length: 12,
    autocomplete: 'one-time-code',
    fault: faultOf(faults, 'code', language),
  })
}

/** Asks a member who came by the mailed link for the code of their app. */
export function provePage({ desk, programme, problem }: FactorPage, isReadable: boolean): string {
  const { language } = desk
  const texts = factorTexts[language]
  const form = html`${proofField(language, { isEnrolled: true, faults: problem?.errors ?? [] })}${button(texts.prove)}`
  const main = html`${signedInAs(desk)}<h1>${texts.proveTitle}</h1>
${
  isReadable
    ? html`${problemView(problem, language)}
<p class="lead">${texts.proveIntro}</p>
${postForm({ action: paths.factorProof(), language }, form)}
<p>${texts.proveLost}</p>`
    : notice('warning', texts.unreadableTitle, factorFaults.unreadable[language])
}`
  return layout({ language, title: texts.proveTitle, programme, path: paths.factor(), main })
}

/** Picture and secret for the app, and the first code of it. */
export function enrolPage(
  { desk, programme, problem }: FactorPage,
  offer: {
    readonly secret: string
    readonly sealed: string
    readonly asksProof: boolean
    readonly asksEnrolment: boolean
    readonly isEnrolled: boolean
  },
): string {
  const { language, member } = desk
  const texts = factorTexts[language]
  const faults = problem?.errors ?? []
  const { secret, sealed, asksProof, asksEnrolment, isEnrolled } = offer
  const form = html`${hiddenField('secret', sealed)}
${field({ kind: 'digits', name: 'first', label: texts.first, language, required: true, maxLength: 12, length: 6, autocomplete: 'off', fault: faultOf(faults, 'first', language) })}
${asksEnrolment && field({ kind: 'text', name: 'enrolment', label: texts.enrolment, hint: texts.enrolmentHint, language, required: true, ltr: true, maxLength: 40, length: 20, autocomplete: 'off', fault: faultOf(faults, 'enrolment', language) })}
${asksProof && proofField(language, { isEnrolled, faults })}
${button(texts.enrol)}`
  const owed = desk.owes
  const main = html`${owed ? signedInAs(desk) : boardHead(desk, null)}<h1>${texts.enrolTitle}</h1>
${owed && notice('info', texts.title, asksEnrolment ? factorFaults.reset[language] : texts.required)}
${problemView(problem, language)}
<p>${texts.enrolIntro}</p>
${qrPicture(authenticator(secret, member.email, programme).toString(), texts.scan)}
${definitionList([[texts.secret, copyable({ term: texts.secret, value: inFours(secret), plain: secret, language, ltr: true })]])}
${postForm({ action: paths.factor(), language }, form)}`
  return layout({ language, title: texts.enrolTitle, programme, path: paths.factor(), main })
}

/** The recovery codes, this once. */
export function enrolledPage({ desk, programme }: FactorPage, codes: readonly string[]): string {
  const { language } = desk
  const texts = factorTexts[language]
  const main = html`<h1>${texts.doneTitle}</h1>
${notice('warning', texts.doneList, texts.doneIntro)}
<ul class="plain" aria-label="${texts.doneList}">${codes.map((one) => html`<li>${code(one)}</li>`)}</ul>
<p class="actions">${linkButton(paths.board(), texts.toBoard, 'primary')}</p>`
  return layout({ language, title: texts.doneTitle, programme, path: null, main })
}

/** A member's own factor: since when, and how it is changed. */
export function ownFactorPage(
  { desk, programme, problem }: FactorPage,
  { enrolledAt, recoveryLeft }: { readonly enrolledAt: string; readonly recoveryLeft: number },
): string {
  const { language } = desk
  const texts = factorTexts[language]
  const removal = html`${proofField(language, { isEnrolled: true, faults: problem?.errors ?? [] })}${button(texts.remove, 'danger')}`
  const main = html`${boardHead(desk, null)}<h1>${texts.title}</h1>
${problemView(problem, language)}
<div class="card">${definitionList([
    [texts.since, dateTime(enrolledAt, language, programme.timeZone)],
    [texts.left, formatNumber(recoveryLeft, language)],
  ])}</div>
<p class="actions">${linkButton(`${paths.factor()}?anew=1&lang=${language}`, texts.anew)}</p>
${programme.board.secondFactor === 'optional' && disclosure(texts.removeTitle, postForm({ action: paths.factorRemoval(), language }, removal), { open: problem !== undefined })}`
  return layout({ language, title: texts.title, programme, path: paths.factor(), main })
}

/** Dark squares on white, in either theme, with the border that readers need. */
function qrPicture(text: string, name: string): Html {
  const rows = qrModules(text)
  const side = rows.length + 8
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark === 1 ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])),
  )
  return html`<p><svg role="img" aria-label="${name}" viewBox="0 0 ${side} ${side}" width="240" height="240" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${squares.join('')}"/></svg></p>`
}

function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
