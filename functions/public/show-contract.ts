import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, page, seeOther } from '#functions/shared/http/http.ts'
import { inLanguage, pageLanguage } from '#functions/shared/pages/page-language.ts'
import { contractRecord } from '#workflows/proposal/contract-record.ts'
import { contractPage } from './contract-page.ts'
import { markIn } from './find-contract.ts'
import { buckets, limits } from './limits.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { factsOf, readRelease } from './releases.ts'

/**
 * One published contract: booked by finance, and of a case with a legal route. `<number>.json` is its release package, byte for byte as it was sealed; `<number>` the page about it.
 * `<number>.pdf` leads to that page: the document itself names persons, so only those who have it can show it.
 */
export async function showContract(request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
  const { programme, programmeOf, throttle, contracts, cases, now } = dependencies
  if (!programme.publishContracts) return problems.notFound
  const [, name = '', extension] = /^(.+?)(\.json|\.pdf)?$/.exec(request.path['file'] ?? '') ?? []
  const number = markIn(name)
  if (number === undefined) return problems.notFound
  const taken = await throttle.take(buckets.pagesOf(request.ip), limits.pages, now())
  if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  const place = await contracts.find(number)
  if (place?.part !== 'number') return problems.notFound
  const [open, entries] = await Promise.all([cases.find(place.reference), cases.entries(place.reference)])
  const record = contractRecord(entries, place.version)
  // A case under rules that publish nothing stays unpublished, whatever the present rules say.
  const mayBe = open !== undefined && programmeOf(open.state.programme).publishContracts
  if (!mayBe || open.state.legalRoute === null || record?.standing !== 'valid') return problems.notFound
  if (extension === '.pdf') return seeOther(inLanguage(paths.contract(record.number), request))
  const { text, released } = await readRelease(place, dependencies)
  if (extension === '.json' || request.wants === 'json') {
    return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: text }
  }
  const [release] = released.releases
  if (release === undefined) throw new Error('A release package has a release')
  const language = pageLanguage(request, 'fa')
  return page(200, contractPage({ language, programme, record, facts: factsOf(release) }))
}
