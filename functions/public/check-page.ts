import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  button,
  code,
  dateTime,
  definitionList,
  digest,
  errorSummary,
  faultOf,
  hiddenField,
  notice,
  postForm,
} from '#functions/shared/pages/parts.ts'
import { verifierDigest } from '#functions/shared/pages/verifier-digest.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { checkTexts, partWords, standingWords } from './check-texts.ts'
import type { FoundContract } from './find-contract.ts'

export type CheckResult =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'fault'; readonly asked: string; readonly errors: readonly FieldFault[] }
  | { readonly kind: 'checked'; readonly mark: string; readonly found: FoundContract | undefined }

interface CheckPage {
  readonly language: Language
  readonly programme: Programme
  readonly result: CheckResult
}

/** What was found in plain words, then the two ways to ask. */
export function checkPage({ language, programme, result }: CheckPage): string {
  const texts = checkTexts[language]
  const errors = result.kind === 'fault' ? result.errors : []
  const main = html`<h1>${texts.title}</h1>
${errorSummary(errors, language)}
${result.kind === 'checked' ? verdict(result, { language, programme }) : html`<p class="lead">${texts.asks}</p>`}
${forms(result, language)}
<section><h2>${texts.howTitle}</h2><p>${texts.how}</p></section>
${verifierSection(language)}
${programme.publishContracts && html`<p><a href="${paths.contracts()}">${texts.published}</a></p>`}`
  const path = result.kind === 'checked' ? paths.verify(result.mark) : paths.verify()
  return layout({ language, title: texts.title, programme, path, main })
}

/** For whoever has a bundle: the one file that checks it, and the digest by which the file is known. */
function verifierSection(language: Language): Html {
  const texts = checkTexts[language]
  return html`<section><h2>${texts.bundleTitle}</h2><p>${texts.bundle}</p>
${definitionList([
  [texts.verifierDigest, digest(verifierDigest)],
  [texts.run, code('node tasvib-verify.mjs --help')],
])}
<p><a href="${paths.verifier()}" download>${texts.verifier}</a></p></section>`
}

function verdict(
  { mark, found }: Extract<CheckResult, { kind: 'checked' }>,
  { language, programme }: { language: Language; programme: Programme },
): Html {
  const texts = checkTexts[language]
  if (found === undefined) {
    return html`${notice('danger', texts.unknownTitle, texts.unknown)}
<div class="card">${definitionList([[texts.asked, digest(mark)]])}</div>`
  }
  const { record, part, certificate } = found
  const { standing, sealed, successor, number, version } = record
  const { tone, title, detail } = standingWords[standing]
  return html`${notice(tone, title[language], detail[language])}
<div class="card">${definitionList([
    [texts.number, code(number)],
    [texts.version, formatNumber(version, language)],
    [texts.recognised, part === 'number' ? null : partWords[part][language]],
    [texts.sealedAt, sealed === null ? null : dateTime(sealed.at, language, programme.timeZone)],
    [
      texts.successor,
      successor === null
        ? null
        : html`<a href="${paths.verify(successor.number)}">${code(successor.number)}</a>`,
    ],
    [texts.certificate, certificate === null ? null : digest(certificate)],
  ])}</div>
<details class="more"><summary><h2>${texts.digests}</h2></summary><div>${definitionList([
    [partWords.seal[language], sealed === null ? null : digest(sealed.sealDigest)],
    [partWords.document[language], digest(record.documentDigest)],
    [partWords.terms[language], digest(record.termsDigest)],
    [partWords.release[language], sealed === null ? null : digest(sealed.openContractingDigest)],
  ])}</div></details>`
}

/** The script takes the digest of a chosen file in the browser; without it the file is sent and forgotten. */
function forms(result: CheckResult, language: Language): Html {
  const texts = checkTexts[language]
  const errors = result.kind === 'fault' ? result.errors : []
  const value = result.kind === 'fault' ? result.asked : undefined
  const fault = faultOf(errors, 'digest', language)
  return html`<section class="card"><h2>${texts.byFile}</h2>
<p class="hint" data-digest-here="${texts.stays}">${texts.sent}</p>
${postForm(
  { action: paths.verify(), language, multipart: true },
  html`${field({ kind: 'file', name: 'file', label: texts.file, language, required: true, accept: ['application/pdf', 'application/json'] })}
${button(texts.check)}`,
)}</section>
<section class="card"><h2>${texts.byDigest}</h2>
<form method="get" action="${paths.verify()}" novalidate>${hiddenField('lang', language)}
${field({ kind: 'text', name: 'digest', label: texts.digest, hint: texts.digestHint, language, required: true, ltr: true, maxLength: 300, value, fault })}
${button(texts.check, 'secondary')}</form></section>`
}
