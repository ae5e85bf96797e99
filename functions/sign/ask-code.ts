import { paths } from '#functions/paths.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { codeMail } from '#functions/shared/emails/code-mail.ts'
import { json, seeOther } from '#functions/shared/http/http.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { standingAnswer } from './answers.ts'
import { atSignature } from './at-signature.ts'
import { tooManyCodes } from './sign-texts.ts'

/** Codes that one link may ask for. */
const limit = { count: 5, seconds: 3600 }

/** Mails a six-digit code to the recorded address; only to somebody whose turn it is. */
export const askCode = atSignature(async (visit, request, dependencies) => {
  const { codes, mailer, throttle, commit } = dependencies
  const { standing, claim, programme, token } = visit
  if (standing.kind === 'over') return await standingAnswer(request, visit, dependencies)
  if (standing.kind !== 'turn') {
    return problemOf(refuse(standing.kind === 'signed' ? 'already-signed' : standing.fault))
  }
  const now = commit.now()
  const taken = await throttle.take(`code ${digestOfBytes(token)}`, limit, now)
  if (!taken.allowed) return { ...problems.tooMany(taken.retryAfter), ...tooManyCodes }
  const { reference, signatory, email } = claim
  const code = await codes.issue({ reference, place: signatory, email }, now)
  await mailer.send(codeMail({ to: email, code, purpose: 'signature', reference, programme }))
  if (request.wants === 'json') return json(202, { sentTo: maskedAddress(email) })
  return seeOther(`${inLanguage(`${paths.sign(token)}?sent=1`, request)}#signature`)
})
