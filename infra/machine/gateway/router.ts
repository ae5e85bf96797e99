import type { RouteKey } from '#functions/catalogue.ts'
import type { Catalogue } from '#infra/machine/function-host.ts'

export interface Match {
  readonly kind: 'found'
  readonly functionName: string
  readonly routeKey: RouteKey | '$default'
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>
}

export type Routing =
  | Match
  | { readonly kind: 'unknown-path' }
  | { readonly kind: 'wrong-method'; readonly allow: readonly string[] }
  | { readonly kind: 'malformed' }

interface GatewayRoute {
  readonly method: string
  readonly segments: readonly string[]
  readonly routeKey: RouteKey
  readonly functionName: string
}

/**
 * Finds the function for a request as an HTTP API does; `HEAD` goes where `GET` goes, and what no route fits goes to the
 * function that the catalogue has for that, by the route `$default`.
 */
export function createRouter(catalogue: Catalogue): (method: string, path: string) => Routing {
  const routes = Object.entries(catalogue).flatMap(([functionName, { trigger }]) =>
    trigger.kind === 'http' ? trigger.routes.map((routeKey) => toRoute(routeKey, functionName)) : [],
  )
  const fallback = Object.entries(catalogue).find(
    ([, { trigger }]) => trigger.kind === 'http' && trigger.fallback === true,
  )?.[0]
  const otherwise = (refusal: Routing): Routing =>
    fallback === undefined
      ? refusal
      : { kind: 'found', functionName: fallback, routeKey: '$default', pathParameters: {} }
  // A literal segment is preferred to a parameter.
  routes.sort((left, right) => parametersIn(left) - parametersIn(right))

  return (method, path) => {
    const segments = decodeSegments(path)
    if (segments === undefined) return { kind: 'malformed' }
    const here = routes.filter((route) => fits(route, segments))
    if (here.length === 0) return otherwise({ kind: 'unknown-path' })
    const wanted = method === 'HEAD' ? 'GET' : method
    const route = here.find((candidate) => candidate.method === wanted)
    if (route === undefined) {
      const methods = here.flatMap((candidate) =>
        candidate.method === 'GET' ? ['GET', 'HEAD'] : [candidate.method],
      )
      return otherwise({ kind: 'wrong-method', allow: [...new Set(methods)] })
    }
    return {
      kind: 'found',
      functionName: route.functionName,
      routeKey: route.routeKey,
      pathParameters: Object.fromEntries(
        route.segments.flatMap((segment, index) =>
          isParameter(segment) ? [[segment.slice(1, -1), segments[index] ?? ''] as const] : [],
        ),
      ),
    }
  }
}

function toRoute(routeKey: RouteKey, functionName: string): GatewayRoute {
  const [method = '', path = ''] = routeKey.split(' ', 2)
  return { method, segments: path.slice(1).split('/'), routeKey, functionName }
}

function fits(route: GatewayRoute, segments: readonly string[]): boolean {
  return (
    route.segments.length === segments.length &&
    route.segments.every((segment, index) =>
      isParameter(segment) ? segments[index] !== '' : segment === segments[index],
    )
  )
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}')
}

function parametersIn(route: GatewayRoute): number {
  return route.segments.filter(isParameter).length
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.slice(1).split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}
