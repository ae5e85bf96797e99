import { paths } from '#functions/paths.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { refusalForm } from '#functions/shared/requests/sign.ts'
import { readForm, recorded } from '#functions/shared/shown-again.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import { standingAnswer } from './answers.ts'
import { atSignature } from './at-signature.ts'
import { faultWords } from './sign-texts.ts'
import { lastRefusal } from './standing.ts'
import type { SigningVisit } from './visit.ts'

/** A signatory does not sign and says why; the contract goes back to the case office. */
export const refuseContract = atSignature(async (visit, request, dependencies) => {
  const { reference, signatory, email } = visit.claim
  const read = readForm(request, refusalForm, faultWords)
  if (visit.standing.kind === 'over') {
    const before = lastRefusal(await dependencies.cases.entries(reference), signatory)
    const isRepeat =
      visit.standing.because === 'refused' && !isProblem(read) && before?.data.reason === read.form.reason
    if (isRepeat && before !== undefined) return refused(request, visit, before)
    return await standingAnswer(request, visit, dependencies)
  }
  if (isProblem(read)) return read
  const { reason } = read.form
  const command = { type: 'refuse-to-sign', id: signatory, email, reason } as const
  const committed = await recorded(dependencies.commit, reference, command)
  if (isProblem(committed)) return committed
  const entry = committed.entries.find((candidate) => candidate.type === 'SignatureRefused')
  if (entry === undefined) throw new Error('A refusal to sign records itself')
  return refused(request, visit, entry)
})

function refused(
  request: HttpRequest,
  { token, claim }: SigningVisit,
  entry: EntryOf<'SignatureRefused'>,
): Answer {
  if (request.wants === 'html') return seeOther(inLanguage(`${paths.sign(token)}?done=true`, request))
  const { reference, signatory } = claim
  return json(200, { reference, signatory, refused: true, receipt: receiptOf(entry) })
}
