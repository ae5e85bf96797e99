import { paths } from '#functions/paths.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { codeMail } from '#functions/shared/emails/code-mail.ts'
import { type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { type Answer, problemAnswer, standingAnswer } from './answers.ts'
import { tooManyCodes } from './sign-texts.ts'
import { openVisit, type SignDependencies } from './visit.ts'

/** Codes that one link may ask for. */
const limit = { count: 5, seconds: 3600 }

/** Mails a six-digit code to the recorded address; only to somebody whose turn it is. */
export async function askCode(request: HttpRequest, dependencies: SignDependencies): Promise<Answer> {
  const { codes, mailer, throttle, commit } = dependencies
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const { standing, claim, programme, token } = visit
  if (standing.kind === 'over') return await standingAnswer(request, visit, dependencies)
  if (standing.kind !== 'turn') {
    const problem = problemOf(refuse(standing.kind === 'signed' ? 'already-signed' : standing.fault))
    return await problemAnswer(request, visit, dependencies, { problem })
  }
  const now = commit.now()
  const taken = await throttle.take(`code ${digestOfBytes(token)}`, limit, now)
  if (!taken.allowed) {
    const problem = { ...problems.tooMany(taken.retryAfter), ...tooManyCodes }
    return await problemAnswer(request, visit, dependencies, { problem })
  }
  const { reference, signatory, email } = claim
  const code = await codes.issue({ reference, place: signatory, email }, now)
  await mailer.send(codeMail({ to: email, code, purpose: 'signature', reference, programme }))
  if (request.wants === 'json') return json(202, { sentTo: maskedAddress(email) })
  return seeOther(`${inLanguage(`${paths.sign(token)}?sent=1`, request)}#signature`)
}
