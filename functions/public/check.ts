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
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
import { checkForm } from '#functions/shared/requests/public.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { type CheckResult, checkPage } from './check-page.ts'
import { checkFaults } from './check-texts.ts'
import { type FoundContract, findContract, markIn } from './find-contract.ts'
import { buckets, limits } from './limits.ts'
import type { PublicDependencies } from './public-dependencies.ts'

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
    const errors = [{ field: 'digest', code: 'missing', message: checkFaults.missing }]
    return request.wants === 'json'
      ? problems.unprocessable(errors)
      : answer(request, dependencies, { kind: 'fault', asked, errors })
  }
  return check(asked, request, dependencies)
}

async function check(asked: string, request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
  const { throttle, now } = dependencies
  const mark = markIn(asked)
  if (mark === undefined) {
    const errors = [{ field: 'digest', code: 'invalid', message: checkFaults.invalid }]
    return request.wants === 'json'
      ? problems.unprocessable(errors)
      : answer(request, dependencies, { kind: 'fault', asked, errors })
  }
  const taken = await throttle.take(buckets.checksOf(request.ip), limits.checks, now())
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const found = await findContract(mark, dependencies)
  if (request.wants === 'json') return json(200, factsOf(mark, found))
  return answer(request, dependencies, { kind: 'checked', mark, found })
}

function answer(request: HttpRequest, { programme }: PublicDependencies, result: CheckResult): HttpResponse {
  const language = pageLanguage(request, 'fa')
  return page(result.kind === 'fault' ? 422 : 200, checkPage({ language, programme, result }))
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
