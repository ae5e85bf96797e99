import type { HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { memoryCases } from '#functions/shared/ports/case-store.fake.ts'
import { memoryFiles } from '#functions/shared/ports/files.fake.ts'
import { fileIdOf } from '#functions/shared/ports/files.ts'
import { memoryLinks } from '#functions/shared/ports/links.fake.ts'
import { memoryMailer } from '#functions/shared/ports/mailer.fake.ts'
import { fixedRandom } from '#functions/shared/ports/random.fake.ts'
import { memoryThrottle } from '#functions/shared/ports/throttle.fake.ts'
import { memoryUnsentForms } from '#functions/shared/ports/unsent-forms.fake.ts'
import { submitProposal } from '#functions/submit/submit-proposal.ts'
import { fourStages } from '#test/city/four-stages.ts'
import { validForm } from '#test/workflows/form/valid-form.ts'

export const kerman = fourStages
export const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n')

export function request(parts: Partial<HttpRequest> = {}): HttpRequest {
  return {
    path: {},
    query: {},
    language: 'fa',
    languageChosen: false,
    wants: 'json',
    body: {},
    files: [],
    cookies: {},
    ip: '192.0.2.7',
    userAgent: 'test',
    idempotencyKey: undefined,
    requestId: 'request-1',
    ...parts,
  }
}

/** The submit function on the fakes of its ports, with a clock that tests move. */
export function submitDesk() {
  let time = new Date('2026-11-22T08:00:00Z')
  const now = () => time
  const random = fixedRandom()
  const cases = memoryCases({ now })
  const links = memoryLinks({ now })
  const files = memoryFiles()
  const unsent = memoryUnsentForms()
  const mailer = memoryMailer()
  const dependencies: SubmitDependencies = {
    cases,
    links,
    files,
    throttle: memoryThrottle(),
    unsent,
    mailer,
    publicUrl: 'https://tasvib.test',
    random,
    now,
    programme: kerman,
    programmeOf: () => kerman,
  }
  const secrets: string[] = []
  const attached = (): string => {
    const secret = random.id()
    const fileId = fileIdOf(secret)
    secrets.push(secret)
    files.upload(fileId, { name: 'طرح توجیهی.pdf', type: 'application/pdf', bytes: pdf })
    return fileId
  }
  return {
    dependencies,
    cases,
    links,
    files,
    unsent,
    mailer,
    attached,
    advance: (milliseconds: number) => {
      time = new Date(time.getTime() + milliseconds)
    },
    /** The valid form with a file that was uploaded, and with changes. */
    form: (changes: Readonly<Record<string, unknown>> = {}) => ({
      ...validForm,
      files: [attached()],
      secrets: [...secrets],
      ...changes,
    }),
    post: (body: unknown, parts: Partial<HttpRequest> = {}) =>
      submitProposal(request({ body, ...parts }), dependencies),
  }
}

export function answered(answer: HttpResponse | Problem): HttpResponse {
  if ('title' in answer) throw new Error(`A problem, not an answer: ${answer.code}`)
  return answer
}

export function problem(answer: HttpResponse | Problem): Problem {
  if (!('title' in answer)) throw new Error(`An answer, not a problem: ${answer.status}`)
  return answer
}

export function referenceOf(answer: HttpResponse | Problem): string {
  const { reference } = JSON.parse(answered(answer).body) as { reference: string }
  return reference
}
