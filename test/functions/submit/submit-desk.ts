import type { HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { fileIdOf } from '#functions/shared/ports/files.ts'
import { submitProposal } from '#functions/submit/submit-proposal.ts'
import { fourStages } from '#test/city/four-stages.ts'
import { fixedRandom } from '#test/home/fixed-random.ts'
import { memoryFiles, memoryRows } from '#test/home/memory-home.ts'
import { memoryMailer } from '#test/home/memory-senders.ts'
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

/** The submit function on one machine's home in memory, with a clock that tests move. */
export function submitDesk() {
  let time = new Date('2026-11-22T08:00:00Z')
  const now = () => time
  const random = fixedRandom()
  const rows = memoryRows({ now })
  const { cases, links, throttle, unsent, database } = rows
  const files = memoryFiles({ now, database })
  const mailer = memoryMailer({ now, database })
  const dependencies: SubmitDependencies = {
    cases,
    links,
    files,
    throttle,
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
    void files.upload(fileId, { name: 'طرح توجیهی.pdf', type: 'application/pdf', bytes: pdf })
    return fileId
  }
  return {
    dependencies,
    rows,
    cases,
    links,
    files,
    mailer,
    /** Half-filled forms, as a dump would show them. */
    unsentRows: () => rows.rows('unsent_forms'),
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
