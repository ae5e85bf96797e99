import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf, formFaults, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { refusalForm } from '#functions/shared/requests/sign.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import { type Answer, problemAnswer, refusalAnswer, standingAnswer } from './answers.ts'
import { faultWords } from './sign-texts.ts'
import { lastRefusal } from './standing.ts'
import { openVisit, type SignDependencies, type Visit } from './visit.ts'

/** A signatory does not sign and says why; the contract goes back to the case office. */
export async function refuseContract(request: HttpRequest, dependencies: SignDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const { reference, signatory, email } = visit.claim
  const form = refusalForm.safeParse(fieldsOf(request.body))
  if (visit.standing.kind === 'over') {
    const before = lastRefusal(await dependencies.cases.entries(reference), signatory)
    const isRepeat = visit.standing.because === 'refused' && before?.data.reason === form.data?.reason
    if (isRepeat && before !== undefined) return recorded(request, visit, before)
    return await standingAnswer(request, visit, dependencies)
  }
  if (!form.success) {
    const problem = problems.unprocessable(formFaults(form.error, faultWords))
    const reason = typed(request.body, 'reason')
    return await problemAnswer(request, visit, dependencies, { problem, reason })
  }
  const { reason } = form.data
  const command = { type: 'refuse-to-sign', id: signatory, email, reason } as const
  const committed = await commit(dependencies.commit, reference, command)
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) return await refusalAnswer(request, committed, dependencies)
  const entry = committed.entries.find((candidate) => candidate.type === 'SignatureRefused')
  if (entry === undefined) throw new Error('A refusal to sign records itself')
  return recorded(request, visit, entry)
}

function recorded(request: HttpRequest, { token, claim }: Visit, entry: EntryOf<'SignatureRefused'>): Answer {
  if (request.wants === 'html') return seeOther(inLanguage(`${paths.sign(token)}?done=true`, request))
  const { reference, signatory } = claim
  return json(200, { reference, signatory, refused: true, receipt: receiptOf(entry) })
}
