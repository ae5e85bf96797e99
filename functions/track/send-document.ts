import { contractFileUrl } from '#functions/shared/contract/contract-files.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { type CaseVisit, visitCase } from './case-visit.ts'
import { openContractFiles } from './contract-files.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** GET of an attachment of the current revision, or of the contract once everybody signed. */
export async function sendDocument(request: HttpRequest, dependencies: TrackDependencies): Promise<Answer> {
  const visit = await visitCase(request, dependencies)
  if ('code' in visit) return visit
  const location = await addressOf(request.path['file'] ?? '', visit, dependencies)
  if (location === undefined) return problems.notFound
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' }
}

async function addressOf(
  file: string,
  { state }: CaseVisit,
  { cases, files }: TrackDependencies,
): Promise<string | undefined> {
  const { reference } = state
  const open = openContractFiles(state)
  const document = open?.files.find((name) => name === file)
  if (open !== null && document !== undefined) {
    return await contractFileUrl(files, { reference, version: open.contract.version }, document)
  }
  const revision = await cases.revision(reference, state.revision)
  const attachment = revision?.files.find(({ fileId }) => fileId === file)
  if (attachment === undefined) return undefined
  const { name, type } = attachment
  return await files.url(attachmentKey(reference, attachment), { name, type, inline: false })
}
