import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'

/**
 * How much is answered, in one place: to one address by the functions, to everybody by the gateway's throttles of each route,
 * and to one address by the firewall. One address never comes near the throttle of a route, which is everybody's.
 */

type Rate = { readonly requests: number; readonly seconds: number }
type Cost = 'reading' | 'writing' | 'dear'

/** Of one route to one network address, behind which a whole office may be. */
const ofOneAddress: Readonly<Record<Cost, Rate>> = {
  reading: { requests: 1_200, seconds: 60 },
  writing: { requests: 300, seconds: 60 },
  /** What reads much, sends mail or takes space for anybody who asks, and addresses that there are not. */
  dear: { requests: 120, seconds: 60 },
}

const dearRoutes: ReadonlySet<string> = new Set([
  'POST /uploads',
  'POST /lost-link',
  'GET /drafts/{token}',
  'GET /track/{token}/evidence.zip',
  'GET /finance/{token}/files/{file}',
  'GET /board/export.csv',
  'GET /board/export.json',
  '$default',
  ...mailingRoutes(),
])

/** Whatever is sent to a function that may send mail, so that none that mails is forgotten. */
function mailingRoutes(): string[] {
  const specs: readonly FunctionSpec[] = Object.values(catalogue)
  return specs.flatMap(({ trigger, grants }) =>
    trigger.kind === 'http' && grants.includes('mail:send')
      ? trigger.routes.filter((route) => route.startsWith('POST '))
      : [],
  )
}

/** So many addresses may ask for all that one may ask for before a route is closed to others. */
const addressesAtOnce = 10

/**
 * The firewall's rule for one address, over all routes. The firewall looks back so far each time it counts, about every ten
 * seconds; the shortest time that it knows lets the least through before it closes.
 */
export const firewallRule: Rate = { requests: 600, seconds: 60 }

export function rateOfOneAddress(routeKey: string): Rate {
  return ofOneAddress[costOf(routeKey)]
}

/** Requests a second, and at once, of a route for the whole installation. */
export function throttleOf(routeKey: string): { readonly rateLimit: number; readonly burstLimit: number } {
  const rateLimit = addressesAtOnce * perSecond(rateOfOneAddress(routeKey))
  return { rateLimit, burstLimit: 2 * rateLimit }
}

export function perSecond({ requests, seconds }: Rate): number {
  return requests / seconds
}

function costOf(routeKey: string): Cost {
  const [method] = routeKey.split(' ')
  if (dearRoutes.has(routeKey.replace(/^HEAD /, 'GET '))) return 'dear'
  return method === 'GET' || method === 'HEAD' ? 'reading' : 'writing'
}
