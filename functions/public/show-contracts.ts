import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import { code, day, linkButton, table, userText } from '#functions/shared/pages/parts.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatMoney } from '#workflows/text/format-number.ts'
import { contractTexts } from './contract-texts.ts'
import { buckets, limits } from './limits.ts'
import type { PublicDependencies } from './public-dependencies.ts'
import { factsOf, type ReleaseFacts, readRelease } from './releases.ts'

/** Contracts on one page; as many files are read. */
const pageLength = 20

/**
 * The contracts that are published, the newest first, none without a legal route: as a page, or as an OCDS release package whose `links.next` leads on.
 * However many there are, one page costs one query and its own files.
 */
export async function showContracts(request: HttpRequest, dependencies: PublicDependencies): Promise<Answer> {
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

interface ContractsPage {
  readonly language: Language
  readonly programme: Programme
  readonly facts: readonly ReleaseFacts[]
  /** Where this page begins; absent for the newest. */
  readonly cursor: string | undefined
  readonly next: string | undefined
}

/** The published contracts as a table. */
function contractsPage({ language, programme, facts, cursor, next }: ContractsPage): string {
  const texts = contractTexts[language]
  const rows = facts.map(({ number, title, partner, value, signedAt }) => [
    html`<a href="${paths.contract(number)}">${code(number)}</a>`,
    userText(title[language]),
    userText(partner[language]),
    formatMoney(value, language),
    day(signedAt, language, programme.timeZone),
  ])
  const head = [texts.number, texts.proposal, texts.partner, texts.value, texts.signed]
  const here = paths.contracts(cursor)
  const main = html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${rows.length === 0 ? next === undefined && html`<p>${texts.none}</p>` : table(texts.title, head, rows, { figures: [3] })}
${next !== undefined && html`<p>${linkButton(paths.contracts(next), texts.older)}</p>`}
<p><a href="${here}${here.includes('?') ? '&' : '?'}format=json" hreflang="fa">${texts.asData}</a></p>`
  return layout({ language, title: texts.title, programme, path: here, main, wide: true })
}
