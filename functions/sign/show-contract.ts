import { contractFileUrl } from '#functions/contract-files.ts'
import { problems } from '#functions/edge/errors.ts'
import type { HttpRequest } from '#functions/edge/http.ts'
import { type Answer, standingAnswer } from './answers.ts'
import { maskedAddress } from './masked-address.ts'
import { signTexts } from './sign-texts.ts'
import { openVisit, type SignDependencies } from './visit.ts'

/** The signatory's page. */
export async function showContract(request: HttpRequest, dependencies: SignDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const isSent = request.query['sent'] === '1' && visit.standing.kind === 'turn'
  if (!isSent) return await standingAnswer(request, visit, dependencies)
  const { sentTitle, sentDetail } = signTexts[visit.language]
  return await standingAnswer(request, visit, dependencies, {
    message: { tone: 'success', title: sentTitle, detail: sentDetail(maskedAddress(visit.claim.email)) },
  })
}

/** The contract as PDF: the version that is signed now, and once it is sealed, the one that bears the reader's signature. */
export async function openContract(request: HttpRequest, dependencies: SignDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const { standing, claim } = visit
  const file = request.path['file'] ?? ''
  if (file !== 'contract.pdf' && file !== 'signed-contract.pdf') return problems.notFound
  const version = standing.kind === 'over' ? standing.sealedVersion : standing.contract.version
  if (version === null) return await standingAnswer(request, visit, dependencies)
  const isSealed = standing.kind === 'over' || (standing.kind === 'signed' && standing.isSealed)
  if (file === 'signed-contract.pdf' && !isSealed) return problems.notFound
  const contract = { reference: claim.reference, version }
  const location = await contractFileUrl(dependencies.files, contract, file)
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}
