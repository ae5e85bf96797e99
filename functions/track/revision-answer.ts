import * as z from 'zod'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { markOf, type RequestMark } from '#functions/shared/intake/first-answer.ts'
import type { CaseStore, CompanionRow } from '#functions/shared/ports/case-store.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'

/** Milliseconds for which a repeated request gets the first answer. */
const remembered = 30 * 24 * 60 * 60 * 1000

const answerSchema = z.object({ revision: z.int(), request: digestSchema })

/** Which request to revise this case this is, when its sender named it: keys of other cases and of submissions are others. */
export function revisionMark(reference: string, request: HttpRequest): RequestMark | undefined {
  const mark = markOf(request)
  return mark === undefined ? undefined : { ...mark, key: `revision ${reference} ${mark.key}` }
}

/** The revision that this request was answered with before; `another` when its key named a different request. */
export async function firstRevision(
  cases: Pick<CaseStore, 'answerTo'>,
  mark: RequestMark | undefined,
): Promise<{ readonly revision: number } | 'another' | undefined> {
  const stored = mark === undefined ? undefined : await cases.answerTo(mark.key)
  if (mark === undefined || stored === undefined || stored === null) return undefined
  const { revision, request } = answerSchema.parse(stored)
  return request === mark.digest ? { revision } : 'another'
}

export function revisionRow({ key, digest }: RequestMark, revision: number, now: Date): CompanionRow {
  const expires = new Date(now.getTime() + remembered).toISOString()
  return { kind: 'request', key, answer: { revision, request: digest }, expires }
}
