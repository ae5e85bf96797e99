import * as z from 'zod'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import type { CaseStore, CompanionRow } from '#functions/shared/ports/case-store.ts'
import { type Digest, digestOf, digestOfBytes, digestSchema } from '#workflows/ledger/digest.ts'
import { stepField } from './step.ts'
import { trap } from './trap.ts'

/** Milliseconds for which a repeated request gets the first answer. */
const remembered = 30 * 24 * 60 * 60 * 1000

const answerSchema = z.object({ reference: z.string(), request: digestSchema })

/** Which request this is, when its sender named it. */
export interface RequestMark {
  readonly key: string
  /** Of all that was sent: the same key on something else is no repeat. */
  readonly digest: Digest
}

export function markOf(request: HttpRequest): RequestMark | undefined {
  const { idempotencyKey, body, files } = request
  if (idempotencyKey === undefined) return undefined
  const { lang: _lang, idempotencyKey: _key, [trap]: _trap, [stepField]: _step, ...values } = fieldsOf(body)
  const uploads = files.map(({ name, bytes }) => ({ name, sha256: digestOfBytes(bytes) }))
  return {
    key: `proposals ${digestOfBytes(idempotencyKey)}`,
    digest: digestOf({ values, uploads }),
  }
}

/** The reference that this request was answered with before; `another` when its key named a different request. */
export async function firstAnswer(
  cases: Pick<CaseStore, 'answerTo'>,
  { key, digest }: RequestMark,
): Promise<{ readonly reference: string } | 'another' | undefined> {
  const stored = await cases.answerTo(key)
  if (stored === undefined || stored === null) return undefined
  const { reference, request } = answerSchema.parse(stored)
  return request === digest ? { reference } : 'another'
}

export function answerRow({ key, digest }: RequestMark, reference: string, now: Date): CompanionRow {
  const expires = new Date(now.getTime() + remembered).toISOString()
  return { kind: 'request', key, answer: { reference, request: digest }, expires }
}
