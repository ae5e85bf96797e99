import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { button, errorSummary, faultOf, notice, postForm } from '#functions/shared/pages/parts.ts'
import { numberField } from '#functions/shared/pages/shown-number.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { signInTexts } from './sign-in-texts.ts'

interface SignInPage {
  readonly language: Language
  readonly programme: Programme
  readonly isSent?: boolean
  readonly email?: string
  readonly faults?: readonly FieldFault[]
  readonly message?: { readonly title: string; readonly detail: string }
}

/** Asks for an address; says the same whoever it belongs to. */
export function signInPage({
  language,
  programme,
  isSent = false,
  email = '',
  faults = [],
  message,
}: SignInPage): string {
  const texts = signInTexts[language]
  const form = html`<p>${texts.intro}</p>
${field({ kind: 'email', name: 'email', label: texts.email, language, required: true, maxLength: 254, value: email, fault: faultOf(faults, 'email', language), autocomplete: 'email' })}
${button(texts.send)}`
  const main = html`<h1>${texts.title}</h1>
${isSent && notice('success', texts.sentTitle, texts.sentDetail)}
${message !== undefined && notice('warning', message.title, message.detail)}
${errorSummary(faults, language)}
${postForm({ action: paths.signIn(), language }, form)}`
  return layout({ language, title: texts.title, programme, path: paths.signIn(), main })
}

/** A number to type and a button: mail scanners open links and press buttons, and neither may use the link up. */
export function enterPage({
  token,
  language,
  programme,
  faults = [],
}: Pick<SignInPage, 'language' | 'programme' | 'faults'> & { readonly token: string }): string {
  const texts = signInTexts[language]
  const form = html`<p>${texts.enterDetail}</p>${numberField({ token, language, faults })}${button(texts.enter)}`
  const main = html`<h1>${texts.enterTitle}</h1>${errorSummary(faults, language)}${postForm({ action: paths.enter(token), language }, form)}`
  return layout({ language, title: texts.enterTitle, programme, path: paths.enter(token), main })
}
