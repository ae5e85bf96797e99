import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { methodOf } from '#functions/shared/edge/exchange.ts'
import type { Problem } from '#functions/shared/http/problem.ts'

const routes = Object.values<FunctionSpec>(catalogue)
  .flatMap(({ trigger }) => (trigger.kind === 'http' ? trigger.routes : []))
  .map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return { method, pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`) }
  })

/** What is wrong with a request that no route fits: the method, or that there is nothing at the address. */
export function unrouted(event: APIGatewayProxyEventV2): Problem {
  const methods = routes
    .filter(({ pattern }) => pattern.test(event.rawPath))
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  if (methods.length === 0 || methods.includes(methodOf(event))) return problems.notFound
  return problems.wrongMethod([...new Set(methods)].join(', '))
}
