import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, page } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import { contractsPage } from './contracts-page.ts'
import { buckets, limits } from './limits.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { factsOf, readRelease } from './releases.ts'

/** Contracts on one page; as many files are read. */
const pageLength = 20

/**
 * The contracts that are published, the newest first, none without a legal route: as a page, or as an OCDS release package whose `links.next` leads on.
 * However many there are, one page costs one query and its own files.
 */
export async function showContracts(
  request: HttpRequest,
  dependencies: PublicDependencies,
): Promise<HttpResponse | Problem> {
  const { programme, throttle, contracts, publicUrl, now } = dependencies
  if (!programme.publishContracts) return problems.notFound
  const taken = await throttle.take(buckets.pagesOf(request.ip), limits.pages, now())
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const { cursor } = request.query
  const list = await contracts.released({ limit: pageLength, cursor })
  const published = list.contracts.filter(({ legalRoute }) => legalRoute !== undefined)
  const packages = await Promise.all(published.map((contract) => readRelease(contract, dependencies)))
  const releases = packages.flatMap(({ released }) => released.releases)
  if (request.wants === 'html' && request.query['format'] !== 'json') {
    const language = pageLanguage(request, 'fa')
    const facts = releases.map(factsOf)
    return page(200, contractsPage({ language, programme, facts, cursor, next: list.cursor }))
  }
  const [newest] = packages
  const address = (at: string | undefined) => `${publicUrl}${paths.contracts(at)}`
  return json(200, {
    uri: address(cursor),
    version: '1.1',
    extensions: newest?.released.extensions ?? [],
    publishedDate: newest?.released.publishedDate ?? now().toISOString(),
    publisher: { name: programme.contract.partyA.en },
    license: newest?.released.license ?? null,
    releases,
    links: list.cursor === undefined ? {} : { next: address(list.cursor) },
  })
}
