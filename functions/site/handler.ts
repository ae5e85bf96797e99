import * as real from '#functions/adapters/real.ts'
import { httpHandler } from '#functions/edge/http-handler.ts'
import { showAsset } from './show-asset.ts'
import { showOpenApi } from './show-open-api.ts'
import type { SiteDependencies } from './site-dependencies.ts'

/** The style sheet, and the description of the public interface. */
export const handler = httpHandler<SiteDependencies>({
  dependencies: () => ({ programme: real.programme(), publicUrl: real.publicUrl() }),
  routes: {
    'GET /assets/{file}': showAsset,
    'GET /openapi.json': showOpenApi,
  },
})
