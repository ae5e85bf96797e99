import { paths } from '#functions/paths.ts'
import { caseFileJson, readCaseFile } from '#functions/shared/case-file.ts'
import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { type HttpRequest, type HttpResponse, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { Receipt } from '#functions/shared/pages/contract-view.ts'
import { goneAnswer } from '#functions/shared/pages/gone.ts'
import { signatoryName } from '#functions/shared/pages/names.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { Signatory } from '#workflows/proposal/state.ts'
import { overPage, type SigningRemarks, signPage } from './sign-page.ts'
import { signingOverWords } from './sign-texts.ts'
import type { SignDependencies, SigningVisit } from './visit.ts'

/** What a page with a contract on it is made from. */
type SheetDependencies = Pick<SignDependencies, 'files' | 'cases'>

/** Where the signature stands now, as page or JSON; 410 when it is over. */
export async function standingAnswer(
  request: HttpRequest,
  visit: SigningVisit,
  { files, cases }: SheetDependencies,
  remarks: SigningRemarks = {},
): Promise<HttpResponse> {
  const { standing, claim, language, state } = visit
  if (standing.kind === 'over') {
    const { because, heldBy, receipt, sealedVersion } = standing
    const { reference, signatory } = claim
    return goneAnswer(request, {
      ...signingOverWords[because],
      language,
      facts: {
        reference,
        signatory,
        because,
        heldBy: heldBy?.name[language] ?? null,
        receipt,
        sealedVersion,
      },
      html: () => overPage({ ...visit, standing }),
    })
  }
  const { version } = standing.contract
  const [terms, file] = await Promise.all([
    readTerms(files, { reference: claim.reference, version }),
    readCaseFile(visit, { place: 'signatory', id: claim.signatory }, cases),
  ])
  if (request.wants === 'html') return page(200, signPage({ ...visit, standing }, { terms, file }, remarks))
  const { kind, contract, signatories } = standing
  return json(200, {
    reference: claim.reference,
    title: state.title,
    signatory: claim.signatory,
    standing: kind,
    contract,
    terms,
    caseFile: caseFileJson(file),
    signatories: signatories.map((signatory) => signatoryFacts(signatory, visit)),
    allSigned: signatories.every(({ signed }) => signed !== null),
    ...(kind === 'signed'
      ? { receipt: standing.receipt }
      : { due: standing.due, late: standing.kind === 'turn' && standing.isLate }),
  })
}

/** The receipt of a signature: the same for its first request and for every repeat. */
export function signedAnswer(
  request: HttpRequest,
  { token, claim }: SigningVisit,
  { receipt, signatories }: { receipt: Receipt; signatories: readonly Signatory[] },
): HttpResponse {
  if (request.wants === 'html') return seeOther(inLanguage(paths.sign(token), request))
  return json(200, {
    reference: claim.reference,
    signatory: claim.signatory,
    receipt,
    allSigned: signatories.every(({ signed }) => signed !== null),
  })
}

function signatoryFacts({ id, person, signed }: Signatory, { programme }: SigningVisit): object {
  return {
    id,
    place: signatoryName(programme, id),
    name: person?.name ?? null,
    signedAt: signed?.at ?? null,
  }
}
