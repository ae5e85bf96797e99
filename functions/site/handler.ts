import * as real from '#functions/shared/aws/real.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import { setting } from '#functions/shared/ports/settings.ts'
import { showAsset } from './show-asset.ts'
import { showOpenApi } from './show-open-api.ts'
import { type SiteAssets, siteAssets } from './site-assets.ts'
import type { SiteDependencies } from './site-dependencies.ts'
import { unrouted } from './unrouted.ts'

let assets: SiteAssets | undefined

/** Style sheet, scripts, font and logo, the description of the public interface, and the answer to addresses that there are not. */
export const handler = httpHandler<SiteDependencies>({
  dependencies: () => ({
    programme: real.programme(),
    publicUrl: real.publicUrl(),
    assets: (assets ??= siteAssets(setting('SITE_ASSETS'))),
  }),
  routes: {
    'GET /assets/{file}': showAsset,
    'GET /openapi.json': showOpenApi,
  } satisfies RoutesOf<'site', SiteDependencies>,
  unrouted,
})
