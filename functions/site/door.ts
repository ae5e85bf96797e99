import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { methodOf } from '#functions/shared/edge/exchange.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { type HttpRequest, type HttpResponse, json } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { showAsset } from './show-asset.ts'
import { type SiteAssets, siteAssets } from './site-assets.ts'
import type { SiteDependencies } from './site-dependencies.ts'

const routes = Object.values<FunctionSpec>(catalogue)
  .flatMap(({ trigger }) => (trigger.kind === 'http' ? trigger.routes : []))
  .map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return { method, pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`) }
  })

/** What is wrong with a request that no route fits: the method, or that there is nothing at the address. */
function unrouted(event: APIGatewayProxyEventV2): Problem {
  const methods = routes
    .filter(({ pattern }) => pattern.test(event.rawPath))
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  if (methods.length === 0 || methods.includes(methodOf(event))) return problems.notFound
  return problems.wrongMethod([...new Set(methods)].join(', '))
}

/** Style sheet, scripts, font and logo, the description of the public interface, and the answer to addresses that there are not. */
export function door({
  programme,
  publicUrl,
  siteAssets: folder,
  edge,
}: Pick<Home, 'programme' | 'publicUrl' | 'siteAssets' | 'edge'>) {
  let assets: SiteAssets | undefined
  return httpHandler<SiteDependencies>({
    edge,
    dependencies: () => ({
      programme: programme(),
      publicUrl: publicUrl(),
      assets: (assets ??= siteAssets(folder())),
    }),
    routes: {
      'GET /assets/{file}': showAsset,
      'GET /openapi.json': showOpenApi,
    } satisfies RoutesOf<'site', SiteDependencies>,
    unrouted,
  })
}

/** The description of the public interface, for programs; made of what no other answer needs, and loaded with the first. */
async function showOpenApi(
  _request: HttpRequest,
  { programme, publicUrl }: SiteDependencies,
): Promise<HttpResponse> {
  const headers = { 'cache-control': 'public, max-age=600' }
  const { openApiDocument } = await import('./open-api.ts')
  return json(200, openApiDocument(programme, publicUrl), headers)
}
