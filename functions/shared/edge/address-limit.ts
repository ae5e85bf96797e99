import { problems } from './errors.ts'
import { type Middleware, RequestProblem } from './exchange.ts'
import { networkOf } from './network-of.ts'
import { clientAddress } from './origin-guard.ts'
import { rateOfOneAddress } from './rates.ts'

/** Requests of each address by route, since the minute of the key began. */
let counted: { readonly window: number; readonly taken: Map<string, number> } = {
  window: -1,
  taken: new Map(),
}

/** More addresses than that in one window are no matter of a single one, and their names shall not fill the memory. */
const mostNames = 20_000

/**
 * Refuses an address, or what of IPv6 belongs to one household, that asks a route for more than its share: long before the
 * throttle, which the gateway has for everybody together. Counted in the process and not in the table: safe requests write
 * nothing, and a flood shall not cost a write each. Lambda may run several processes, so that the share is that of each; doors
 * that cost more count in the table besides.
 */
export const addressLimit: Middleware = {
  before({ event: exchange }) {
    const { event, edge } = exchange
    if (!edge.limitsAddresses()) return
    const { requests, seconds } = rateOfOneAddress(event.routeKey)
    const at = performance.now() / 1_000
    const window = Math.floor(at / seconds)
    if (window !== counted.window || counted.taken.size > mostNames) counted = { window, taken: new Map() }
    const name = `${event.routeKey} ${networkOf(clientAddress(exchange))}`
    const taken = (counted.taken.get(name) ?? 0) + 1
    counted.taken.set(name, taken)
    if (taken > requests) throw new RequestProblem(problems.tooMany(Math.max(1, (window + 1) * seconds - at)))
  },
}
