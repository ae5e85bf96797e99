import { revisionsOf } from '#functions/shared/case-file.ts'
import {
  type ContractFile,
  contractFileUrl,
  isContractFile,
} from '#functions/shared/contract/contract-files.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { bundleFile, evidenceBundleUrl } from '#functions/shared/evidence/evidence-bundle.ts'
import { ledgerAnswer, ledgerFile } from '#functions/shared/evidence/ledger-file.ts'
import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { type Desk, notYourPart } from '#functions/shared/office/session.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { isReturned, isSealed } from '#workflows/proposal/sealed.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { audienceOf, awaitsOwnOpinion, maySee, maySeeReview } from './access.ts'

/** Whether the attachments are there still: they go with the applicant's data. */
export function hasAttachments({ applicant }: ProposalState): boolean {
  return applicant !== null
}

/** The contract's documents that exist where the case stands. */
export function contractFilesOf(state: ProposalState): readonly ContractFile[] {
  if (!('contract' in state) || state.contract === null) return []
  // What was not in force went with the applicant's data.
  if (state.applicant === null && state.status === 'closed' && !isSealed(state)) return []
  return isSealed(state) || isReturned(state)
    ? ['contract.pdf', 'signed-contract.pdf', 'release.json']
    : ['contract.pdf']
}

/** An attachment of any revision, the decision of its legal route, or a document of the current contract. */
export async function openFile(
  request: HttpRequest,
  dependencies: BoardDependencies,
  { member }: Desk,
): Promise<Answer> {
  const reference = request.path['reference'] ?? ''
  const file = request.path['file'] ?? ''
  const open = await dependencies.cases.find(reference)
  if (open === undefined) return problems.notFound
  const isDecision = open.state.legalRoute?.decision?.fileId === file
  const isOfCase = isContractFile(file) || isDecision || file === bundleFile || file === ledgerFile
  if (!maySee(open.state, member) || !(isOfCase || maySeeReview(member))) return notYourPart
  if (file === ledgerFile || file === bundleFile) {
    const programme = dependencies.commit.programmeOf(open.state.programme)
    // Either holds the whole of it; how many entries there are tells of votes as well.
    if (awaitsOwnOpinion(member, open.state, programme)) return problemOf(refuse('own-opinion-first'))
    if (file === ledgerFile) {
      return ledgerAnswer(reference, await dependencies.cases.entries(reference), audienceOf(member))
    }
  }
  const location = await locationOf(file, { state: open.state, member }, dependencies)
  if (location === undefined) return problems.notFound
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}

async function locationOf(
  file: string,
  { state, member }: { readonly state: ProposalState } & Pick<Desk, 'member'>,
  { cases, files }: BoardDependencies,
): Promise<string | undefined> {
  const { reference } = state
  const attached = (file: FileRecord): Promise<string> => {
    const { name, type } = file
    return files.url(attachmentKey(reference, file), { name, type, inline: false })
  }
  if (file === bundleFile) return await evidenceBundleUrl(reference, audienceOf(member), { cases, files })
  if (isContractFile(file)) {
    if (!contractFilesOf(state).includes(file)) return undefined
    return await contractFileUrl(files, { reference, version: state.contractVersion }, file)
  }
  const decision = decisionsOf(await cases.entries(reference)).find(({ fileId }) => fileId === file)
  if (decision !== undefined) return await attached(decision)
  if (!hasAttachments(state)) return undefined
  const revisions = await revisionsOf(state, cases)
  const attachment = revisions.flatMap(({ files: own }) => own).find(({ fileId }) => fileId === file)
  return attachment === undefined ? undefined : await attached(attachment)
}
