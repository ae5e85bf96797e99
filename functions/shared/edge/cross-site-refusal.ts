import { problems } from './errors.ts'
import { type Exchange, headerOf, type Middleware, methodOf, RequestProblem } from './exchange.ts'
import { cookiesOf } from './request-parser.ts'
import { carriesSession } from './session-cookie.ts'

/**
 * A form on another site cannot act for whoever is signed in here. Every browser since 2023 says where a request comes from;
 * programs do not, and have no cookies that could be misused.
 */
export const crossSiteRefusal: Middleware = {
  before({ event: exchange }) {
    const { event } = exchange
    if (methodOf(event) !== 'POST') return
    const isForeign = headerOf(event, 'sec-fetch-site') === 'cross-site'
    if (isForeign || (carriesSession(cookiesOf(event)) && !isFromHere(exchange))) {
      throw new RequestProblem(problems.forbidden)
    }
  },
}

/**
 * For sessions the rule is stricter: their cookie is also sent by our neighbours, the other hosts of one registered domain.
 * `Origin: null` says nothing against a request, since our own pages send it: they ask for no referrer.
 */
function isFromHere({ event, edge }: Exchange): boolean {
  const site = headerOf(event, 'sec-fetch-site') ?? 'none'
  if (site !== 'same-origin' && site !== 'none') return false
  const origin = headerOf(event, 'origin') ?? 'null'
  return origin === 'null' || origin === new URL(edge.publicUrl()).origin
}
