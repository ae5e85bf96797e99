import { contractFileUrl } from '#functions/shared/contract/contract-files.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, page } from '#functions/shared/http/http.ts'
import { maskedAddress } from '#functions/shared/pages/masked-address.ts'
import type { EntryOf } from '#workflows/proposal/entries.ts'
import { standingAnswer } from './answers.ts'
import { refusedPage } from './sign-page.ts'
import { signTexts } from './sign-texts.ts'
import { lastRefusal } from './standing.ts'
import { openVisit, type SignDependencies, type SigningVisit } from './visit.ts'

/** The signatory's page. */
export async function showContract(request: HttpRequest, dependencies: SignDependencies): Promise<Answer> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const refusal = await ownRefusal(request, visit, dependencies)
  if (refusal !== undefined) return page(200, refusedPage(visit, refusal))
  const isSent = request.query['sent'] === '1' && visit.standing.kind === 'turn'
  if (!isSent) return await standingAnswer(request, visit, dependencies)
  const { sentTitle, sentDetail } = signTexts[visit.language]
  return await standingAnswer(request, visit, dependencies, {
    message: { tone: 'success', title: sentTitle, detail: sentDetail(maskedAddress(visit.claim.email)) },
  })
}

/** This person's own refusal: a reader gets its receipt, not the page for those who come too late. */
async function ownRefusal(
  { wants }: HttpRequest,
  { standing, claim }: SigningVisit,
  { cases }: Pick<SignDependencies, 'cases'>,
): Promise<EntryOf<'SignatureRefused'> | undefined> {
  if (wants === 'json') return undefined
  if (standing.kind !== 'over' || standing.because !== 'refused') return undefined
  return lastRefusal(await cases.entries(claim.reference), claim.signatory)
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
