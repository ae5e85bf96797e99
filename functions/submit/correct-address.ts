import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import { firstAnswer, type RequestMark } from '#functions/shared/intake/first-answer.ts'
import { buckets, bytesOf } from '#functions/shared/intake/limits.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { proposalForm } from '#workflows/form/proposal-form.ts'
import { writtenAddress } from '#workflows/form/written-text.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { valuesOf } from '#workflows/proposal/revision-changes.ts'
import { mailFault, returned, sendingOver } from './mail-again.ts'
import { recordProposal, type ValidProposal } from './record-proposal.ts'
import { openSending, type SendingVisit, sendingField, sendingVisit } from './sending.ts'
import { addressFaults } from './thanks-texts.ts'

/**
 * Sends the same proposal anew with another address, and withdraws the first, whose link then opens nothing. First the new one is
 * recorded: whoever dies in between has lost nothing, and a repeat finds it and goes on.
 */
export async function correctAddress(
  request: HttpRequest,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  const visit = await sendingVisit(typed(request.body, sendingField), dependencies)
  if ('code' in visit) return visit
  const email = typed(request.body, 'email')
  const address = writtenAddress.safeParse(email).data
  const mark = markOf(visit, address ?? '')
  const first = await firstAnswer(dependencies.cases, mark)
  if (first !== undefined && first !== 'another')
    return corrected(request, visit, first.reference, dependencies)
  if (visit.standing !== 'waits' || first === 'another') return sendingOver(request, visit)
  if (address === undefined || address === visit.email) {
    const faults = [address === undefined ? addressFaults.invalid : addressFaults.same]
    return returned(request, visit, { problem: problems.unprocessable(faults), email })
  }

  const { programme } = dependencies
  const sent = { ip: request.ip, email: address, programme, named: mark.key }
  const fault = await mailFault(sent, dependencies)
  if (fault !== null) return returned(request, visit, { problem: fault, email })
  const proposal = await sameProposal(visit, address, mark, dependencies)
  if (proposal === undefined) return problems.notFound
  const bytes = proposal.files.reduce((sum, { record }) => sum + record.size, 0)
  const { throttle, now } = dependencies
  const room = await throttle.take(
    buckets.bytesFor(address),
    bytesOf(address, programme, bytes),
    now(),
    mark.key,
  )
  if (!room.allowed) return returned(request, visit, { problem: problems.tooMany(room.retryAfter), email })
  const recorded = await recordProposal(proposal, dependencies)
  if (recorded === 'another') return sendingOver(request, visit)
  return corrected(request, visit, recorded.reference, dependencies)
}

/** One correction for each sending, however often it is sent; the next one is of the case that it made. */
function markOf({ state }: SendingVisit, email: string): RequestMark {
  return { key: `correction ${state.reference}`, digest: digestOf({ email }) }
}

/** Undefined where its personal part was erased. */
async function sameProposal(
  { state }: SendingVisit,
  email: string,
  mark: RequestMark,
  { cases }: SubmitDependencies,
): Promise<ValidProposal | undefined> {
  const { reference, language } = state
  const revision = await cases.revision(reference, 1)
  if (revision === undefined || revision.personal === null) return undefined
  const ids = revision.files.map(({ fileId }) => fileId)
  const form = proposalForm().parse({ ...valuesOf(revision), files: ids, email })
  const [submitted] = await cases.entries(reference)
  const acceptedTerms = submitted?.type === 'ProposalSubmitted' ? submitted.data.acceptedTerms : undefined
  const files = revision.files.map((record) => ({
    record,
    secret: null,
    from: attachmentKey(reference, record),
  }))
  return { form, files, language, mark, acceptedTerms }
}

/** Where the first address was confirmed at this very moment that case goes on, and the new one, which nobody has confirmed, ends. */
async function corrected(
  request: HttpRequest,
  visit: SendingVisit,
  reference: string,
  dependencies: SubmitDependencies,
): Promise<Answer> {
  const withdrawal = { type: 'withdraw', reason: '', because: 'address-corrected' } as const
  const withdrawn = await commit(dependencies, visit.state.reference, withdrawal)
  if (withdrawn !== undefined && 'refused' in withdrawn) {
    await commit(dependencies, reference, withdrawal)
    const now = await sendingVisit(visit.token, dependencies)
    return 'code' in now ? now : sendingOver(request, now)
  }
  if (request.wants === 'json') return json(202, { reference, status: 'unconfirmed' })
  const token = await openSending(reference, request.language, dependencies)
  return seeOther(`${inLanguage(paths.thanks(reference, token), request)}&told=corrected`)
}
