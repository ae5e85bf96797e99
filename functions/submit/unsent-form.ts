import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import { shortMail } from '#functions/shared/emails/short-mail.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { buckets, limits, proposalsOf, roomFault } from '#functions/shared/intake/limits.ts'
import { writtenIn } from '#functions/shared/intake/step.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { keptFiles, sentFiles, type TakenFile, takeFiles } from '#functions/shared/intake/take-files.ts'
import { longestKey, trap, trapFault } from '#functions/shared/intake/trap.ts'
import { fieldsOf, typed } from '#functions/shared/pages/form-faults.ts'
import { isToken } from '#functions/shared/ports/links.ts'
import { unsentMailbox } from '#functions/shared/ports/unsent-forms.ts'
import { shownAgain } from '#functions/shared/shown-again.ts'
import { fieldFault } from '#workflows/form/field-fault.ts'
import { fieldList } from '#workflows/form/fields.ts'
import { readAnswers } from '#workflows/form/read-answers.ts'
import { writtenAddress } from '#workflows/form/written-text.ts'
import { isWhole } from '#workflows/text/normalise.ts'
import { type LandingSpec, landingPage } from './landing-page.ts'
import {
  carriedIn,
  openUnsent,
  pageSecret,
  sealUnsent,
  unsentAddressee,
  unsentDigest,
  unsentField,
  writerOf,
} from './unsent-key.ts'

/** Milliseconds for which a half-filled form waits. */
const life = 14 * 86_400_000
/** Of a whole form as it is kept, in bytes; a row of the table has 400 KB. */
const longestSealed = 280_000

const keptSchema = z.object({
  values: z.record(z.string(), z.array(z.string())),
  files: z.array(z.object({ fileId: z.string(), secret: z.string() })),
})

/**
 * Keeps a half-filled form and mails a link that opens it on another device. Kept again, from that page or from one that the
 * link opened, the same link goes on working and no further mail is sent. What was typed stays on the page, whatever becomes of it.
 */
export async function keepForm(request: HttpRequest, dependencies: SubmitDependencies): Promise<Answer> {
  const { throttle, now, files } = dependencies
  const byIp = await throttle.take(buckets.unsentFrom(request.ip), limits.proposalsPerIp, now())
  const sent = request.files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const problem = byIp.allowed
    ? await roomFault({ ip: request.ip, bytes: sent }, dependencies)
    : problems.tooMany(byIp.retryAfter)
  if (problem !== null) return refused(request, dependencies, { problem, because: 'tooMany' })

  const taken = await takeFiles(files, sentFiles(request, readAnswers(request.body).files))
  const email = writtenAddress.safeParse(typed(request.body, 'email')).data
  const answers = answersIn(request.body, taken.files)
  const faults = [
    ...(typed(request.body, trap) === '' ? [] : [trapFault]),
    ...lostIn(answers.values),
    ...(email === undefined ? [fieldFault('email', 'email')] : []),
    ...taken.faults,
  ]
  if (email === undefined || faults.length > 0) {
    const wrong = problems.unprocessable(faults)
    return refused(request, dependencies, { problem: wrong, faults, kept: taken.files })
  }
  const kept = await keepOrMail({ body: request.body, email, text: JSON.stringify(answers) }, dependencies)
  if ('problem' in kept) return refused(request, dependencies, { ...kept, kept: taken.files })
  const { because, carries } = kept
  const again = carries === undefined ? {} : { [unsentField]: carries }
  if (request.wants === 'json') return json(202, { status: because === 'kept' ? 'sent' : 'kept', ...again })
  const body = { ...fieldsOf(request.body), ...again }
  return page(200, formPage({ ...request, body }, dependencies, { because, kept: keptFiles(taken.files) }))
}

interface KeptForm {
  readonly because: 'kept' | 'keptAnew'
  /** What the page may write the form anew with, where it was kept under a new link. */
  readonly carries?: string
}

/** Under the link of which the page carries a secret, or under a new one that is mailed, while the mailbox has its share of mails. */
async function keepOrMail(
  { body, email, text }: { readonly body: unknown; readonly email: string; readonly text: string },
  dependencies: SubmitDependencies,
): Promise<Refused | KeptForm> {
  const { throttle, now, unsent, random, mailer, programme } = dependencies
  const mailbox = unsentMailbox(email)
  const expires = new Date(now().getTime() + life).toISOString()
  const sealedTo = (addressee: string) => ({
    mailbox,
    addressee,
    sealed: sealUnsent(addressee, text),
    expires,
  })
  const fresh = random.token()
  const form = sealedTo(unsentAddressee(fresh))
  if (form.sealed.length > longestSealed) {
    return {
      problem: { ...problems.tooLarge, detail: tooLong.message, errors: [tooLong] },
      faults: [tooLong],
    }
  }
  const carried = carriedIn(body)
  const before = carried === undefined ? undefined : await unsent.find(carried.digest, now())
  if (carried !== undefined && before?.mailbox === mailbox) {
    const { digest, token, writer } = carried
    const addressee = token === undefined ? before.addressee : unsentAddressee(token)
    // Once the link itself wrote the form, the page that began it writes it no more: it may be somebody else's.
    const isKept =
      addressee !== undefined &&
      (await unsent.keep(
        digest,
        { ...sealedTo(addressee), ...(writer === undefined ? {} : { writer }) },
        writer,
      ))
    if (isKept) return { because: 'keptAnew' }
  }
  const share = await throttle.take(buckets.proposalsFor(email), proposalsOf(email, programme), now())
  if (!share.allowed) return { problem: problems.tooMany(share.retryAfter), because: 'mailsOver' }
  const digest = unsentDigest(fresh)
  const secret = random.token()
  await unsent.keep(digest, { ...form, writer: writerOf(secret) })
  try {
    await mailer.send(linkMail(email, fresh, dependencies))
  } catch (error) {
    logFailure('unsent form', error)
    await unsent.erase(digest)
    return { problem: problems.unavailable(60), because: 'mailAway' }
  }
  await forgetForm(body, dependencies)
  return { because: 'kept', carries: pageSecret(digest, secret) }
}

/** Opens a form that was kept, with those of its attachments that are still there. Changes nothing. */
export async function openForm(request: HttpRequest, dependencies: SubmitDependencies): Promise<Answer> {
  const { unsent, now, files, throttle } = dependencies
  const token = request.path['token'] ?? ''
  const form = isToken(token) ? await unsent.find(unsentDigest(token), now()) : undefined
  if (form === undefined) return problems.notFound
  const looked = await throttle.take(buckets.looksOf(request.ip), limits.uploadsPerIp, now())
  if (!looked.allowed) return problems.tooMany(looked.retryAfter)
  const text = openUnsent(token, form)
  if (text === undefined) return problems.notFound
  const { values, files: known } = keptSchema.parse(JSON.parse(text))
  if (request.wants === 'json') return json(200, { values, files: known, expires: form.expires })
  const body = Object.fromEntries(
    Object.entries(values).map(([name, all]) => [name, all.length === 1 ? all[0] : all]),
  )
  const there = (await takeFiles(files, sentFiles({ body: {}, files: [] }, known))).files
  const opened = { ...request, body: { ...body, [unsentField]: token } }
  return page(200, formPage(opened, dependencies, { because: 'opened', kept: keptFiles(there) }))
}

/** What was sent, or is kept under a newer link, is kept no longer where its page could write it. */
export async function forgetForm(
  body: unknown,
  { unsent }: Pick<SubmitDependencies, 'unsent'>,
): Promise<void> {
  const carried = carriedIn(body)
  if (carried !== undefined) await unsent.erase(carried.digest, carried.writer)
}

const tooLong: FieldFault = {
  field: 'problem',
  code: 'too-long',
  message: {
    fa: 'نوشته‌ها بیش از آن است که نگه داشته شود؛ متن‌های بلند را کوتاه کنید.',
    en: 'This is more text than can be kept; please shorten the long answers.',
  },
}

/** Letters that were lost on the way are not kept: they would be missing on the other device as well. */
function lostIn(values: Readonly<Record<string, readonly string[]>>): FieldFault[] {
  return fieldList.flatMap(({ id }) => ((values[id] ?? []).every(isWhole) ? [] : [fieldFault(id, 'lost')]))
}

/** Of fields alone, and only texts; the declaration is made anew. */
function answersIn(body: unknown, files: readonly TakenFile[]): z.infer<typeof keptSchema> {
  const answered = fieldList
    .filter(({ kind }) => kind !== 'files' && kind !== 'checkbox')
    .map(({ id }) => [id, writtenIn(body, id)] as const)
    .filter(([, written]) => written.some((text) => text !== ''))
  return {
    values: Object.fromEntries(answered),
    files: files.flatMap(({ record, secret }) => (secret === null ? [] : { fileId: record.fileId, secret })),
  }
}

interface Refused extends Pick<LandingSpec, 'faults' | 'because'> {
  readonly problem: Problem
  readonly kept?: readonly TakenFile[]
}

function refused(
  request: HttpRequest,
  dependencies: SubmitDependencies,
  { problem, kept = [], ...shown }: Refused,
): Promise<Answer> {
  return shownAgain(request, problem, request.language, () =>
    formPage(request, dependencies, { ...shown, kept: keptFiles(kept) }),
  )
}

function formPage(
  { language, body, idempotencyKey }: HttpRequest,
  { programme, random }: SubmitDependencies,
  shown: Pick<LandingSpec, 'faults' | 'because' | 'kept'>,
): string {
  const key =
    idempotencyKey === undefined || idempotencyKey.length > longestKey ? random.id() : idempotencyKey
  return landingPage({ language, programme, idempotencyKey: key, values: fieldsOf(body), ...shown })
}

/** It says nothing of what was typed: anybody may have this sent to anybody. */
function linkMail(to: string, token: string, { programme, publicUrl }: SubmitDependencies) {
  return shortMail({
    to,
    programme,
    subject: { fa: 'ادامهٔ فرم پیشنهاد در دستگاهی دیگر', en: 'Go on with your form on another device' },
    before: {
      fa: 'فرم نیمه‌کارهٔ پیشنهاد با این پیوند در هر دستگاهی باز می‌شود:',
      en: 'This link opens your half-filled form on any device:',
    },
    brings: {
      href: `${publicUrl}${paths.unsent(token)}`,
      label: { fa: 'ادامهٔ فرم', en: 'Go on with the form' },
    },
    after: {
      fa: 'پیوند تا چهارده روز کار می‌کند و با فرستادن فرم پاک می‌شود؛ آن را به کسی ندهید. پیوست‌ها تنها تا یک روز می‌مانند. اگر شما آن را نخواسته‌اید، نادیده بگیرید.',
      en: 'It works for fourteen days and ends when the form is sent; pass it on to nobody. Attachments stay for one day alone. If you did not ask for it, ignore this message.',
    },
  })
}
