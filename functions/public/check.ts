import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import {
  type Answer,
  type HttpRequest,
  type HttpResponse,
  json,
  page,
  seeOther,
} from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
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
import { checkForm } from '#functions/shared/requests/public.ts'
import { shownAgain } from '#functions/shared/shown-again.ts'
import type { Language } from '#workflows/language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { checkFaults, checkTexts, partWords, standingWords } from './check-texts.ts'
import { type FoundContract, findContract, markIn } from './find-contract.ts'
import { buckets, limits } from './limits.ts'
import type { PublicDependencies } from './public-dependencies.ts'

type CheckResult =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'fault'; readonly asked: string; readonly errors: readonly FieldFault[] }
  | { readonly kind: 'checked'; readonly mark: string; readonly found: FoundContract | undefined }

interface CheckPage {
  readonly language: Language
  readonly programme: Programme
  readonly result: CheckResult
}

/** What was found in plain words, then the two ways to ask. */
function checkPage({ language, programme, result }: CheckPage): string {
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

/** Asks what to check, and answers what was asked by `?digest=`. */
export async function showCheck(request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
  const asked = request.query['digest']?.trim() ?? ''
  return asked === ''
    ? answer(request, dependencies, { kind: 'nothing' })
    : check(asked, request, dependencies)
}

/** Checks a file that was sent, or what was typed. The file's digest is taken and the file forgotten. */
export async function checkFile(request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
  const file = request.files.find(({ bytes }) => bytes.length > 0)
  const form = checkForm.safeParse(fieldsOf(request.body))
  const asked = file === undefined ? (form.data?.digest?.trim() ?? '') : digestOfBytes(file.bytes)
  if (request.wants === 'html' && asked !== '') {
    // An address of its own: it can be kept, shown to others, and opened again without the file.
    return seeOther(inLanguage(paths.verify(asked), request))
  }
  if (asked === '') {
    return askedAgain(request, dependencies, { asked, code: 'missing' })
  }
  return check(asked, request, dependencies)
}

async function check(asked: string, request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
  const { throttle, now } = dependencies
  const mark = markIn(asked)
  if (mark === undefined) {
    return askedAgain(request, dependencies, { asked, code: 'invalid' })
  }
  const taken = await throttle.take(buckets.checksOf(request.ip), limits.checks, now())
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const found = await findContract(mark, dependencies)
  if (request.wants === 'json') return json(200, factsOf(mark, found))
  return answer(request, dependencies, { kind: 'checked', mark, found })
}

function askedAgain(
  request: HttpRequest,
  { programme }: PublicDependencies,
  { asked, code: kind }: { asked: string; code: keyof typeof checkFaults },
): Promise<Answer> {
  const problem = problems.unprocessable([{ field: 'digest', code: kind, message: checkFaults[kind] }])
  const language = pageLanguage(request, 'fa')
  return shownAgain(request, problem, language, ({ faults: errors }) =>
    checkPage({ language, programme, result: { kind: 'fault', asked, errors } }),
  )
}

function answer(request: HttpRequest, { programme }: PublicDependencies, result: CheckResult): HttpResponse {
  return page(200, checkPage({ language: pageLanguage(request, 'fa'), programme, result }))
}

function factsOf(asked: string, found: FoundContract | undefined): object {
  if (found === undefined) return { asked, found: false }
  const { part, record, certificate } = found
  const { version, number, standing, drawnUpAt, successor, sealed, termsDigest, documentDigest } = record
  return {
    asked,
    found: true,
    part,
    contract: { number, version, standing, drawnUpAt, sealedAt: sealed?.at ?? null, successor },
    digests: {
      terms: termsDigest,
      document: documentDigest,
      seal: sealed?.sealDigest ?? null,
      release: sealed?.openContractingDigest ?? null,
    },
    certificateFingerprint: certificate,
  }
}
