import * as z from 'zod'
import { problems } from '#functions/shared/edge/errors.ts'
import { type CodePurpose, codeMail } from '#functions/shared/emails/code-mail.ts'
import { wrongCodesMail } from '#functions/shared/emails/wrong-codes-mail.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { CodePlace, Codes } from '#functions/shared/ports/codes.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import type { Text } from '#workflows/language.ts'
import { mailboxDigest } from '#workflows/programme/address-digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { normaliseCode } from '#workflows/text/normalise.ts'

export interface FreshCodeDependencies {
  readonly codes: Codes
  readonly mailer: Pick<Mailer, 'send'>
  readonly throttle: Throttle
}

/** Codes that are mailed to one address for one place. */
const mailed = { count: 12, seconds: 3600 }
/** Codes that are looked at for one place, right or wrong, over all that were mailed. */
const tried = { count: 60, seconds: 86_400 }
/** Wrong ones among them, over all codes; then none is looked at for the rest of the time. */
const wrong = { count: 20, seconds: 30 * 86_400 }

/** What was typed as a code; undefined for anything that cannot be one. */
export const typedCode = z
  .string()
  .transform(normaliseCode)
  .pipe(z.string().regex(/^\d{6}$/))
  .optional()
  .catch(undefined)

/** What is said of a code, wherever one is asked for. */
export const freshCodeWords = {
  missing: {
    fa: 'کد شش‌رقمی را که فرستاده شده است بنویسید.',
    en: 'Enter the six-digit code that was mailed.',
  },
  wrong: { fa: 'این کد درست نیست.', en: 'This code is wrong.' },
  expired: {
    fa: 'اعتبار این کد تمام شده است؛ کد تازه‌ای بخواهید.',
    en: 'This code is no longer valid; ask for a new one.',
  },
  locked: {
    fa: 'این کد پنج بار نادرست وارد شد و دیگر پذیرفته نمی‌شود. کد تازه‌ای بخواهید.',
    en: 'A wrong code was entered five times, so it is no longer accepted. Ask for a new code.',
  },
} as const satisfies Record<string, Text>

/** The bucket of a place: whoever holds several links to it is counted once. */
function bucketOf({ reference, place, email }: CodePlace): string {
  return `${reference} ${place} ${mailboxDigest(email)}`
}

/** Mails a code for one act, to the recorded address; a problem when too many were asked for. */
export async function mailFreshCode(
  place: CodePlace,
  of: { readonly purpose: CodePurpose; readonly programme: Programme; readonly now: Date },
  { codes, mailer, throttle }: FreshCodeDependencies,
): Promise<Problem | undefined> {
  const { now, purpose, programme } = of
  const taken = await throttle.take(`fresh code ${bucketOf(place)}`, mailed, now)
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const code = await codes.issue(place, now)
  const { reference, email: to } = place
  await mailer.send(codeMail({ to, code, purpose, reference, programme }))
  return undefined
}

interface Looking {
  readonly now: Date
  readonly programme: Programme
  /** When the case office renewed the link to the place, if it did: wrong codes by an earlier one count no more. */
  readonly renewed?: string | undefined
}

/** Looks at a code: its hash, by which it is used up, or what is wrong with it. Tries are bounded over all codes of a day. */
export async function checkFreshCode(
  place: CodePlace,
  code: string | undefined,
  { now, programme, renewed = '' }: Looking,
  dependencies: FreshCodeDependencies,
): Promise<{ readonly hash: string } | Problem> {
  const { codes, throttle } = dependencies
  if (code === undefined) return codeFault('missing')
  const last = { ...wrong, count: wrong.count - 1 }
  const wrongs = `fresh code wrong ${bucketOf(place)} ${renewed}`
  const open = await throttle.take(wrongs, { ...last, amount: 0 }, now)
  if (!open.allowed) return stopped(open.retryAfter)
  const taken = await throttle.take(`fresh code tried ${bucketOf(place)}`, tried, now)
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const check = await codes.check(place, code, now)
  const isLast = check.result === 'wrong' && !(await throttle.take(wrongs, last, now)).allowed
  if (isLast && (await throttle.take(wrongs, wrong, now)).allowed) {
    const of = place.reference === 'board' ? place.email : place.reference
    for (const to of new Set([place.email, programme.caseOffice.email]))
      await dependencies.mailer.send(wrongCodesMail({ to, of, programme }))
  }
  return check.result === 'right' ? { hash: check.hash } : codeFault(check.result)
}

function stopped(retryAfter: number): Problem {
  return {
    status: 429,
    code: 'codes-stopped',
    title: { fa: 'کدها متوقف شده است', en: 'Codes were stopped' },
    detail: {
      fa: 'کد بیست بار نادرست وارد شد و تا حداکثر سی روز کدی پذیرفته نمی‌شود. به دبیرخانه خبر دهید.',
      en: 'A code was entered wrongly twenty times, so none is accepted for up to thirty days. Tell the case office.',
    },
    headers: { 'retry-after': String(Math.ceil(retryAfter)) },
  }
}

export function codeFault(why: keyof typeof freshCodeWords): Problem {
  return problems.unprocessable([{ field: 'code', code: `code-${why}`, message: freshCodeWords[why] }])
}
