import { type HttpRequest, type HttpResponse, json } from '#functions/shared/http/http.ts'
import { openApiDocument } from './open-api.ts'
import type { SiteDependencies } from './site-dependencies.ts'

/** The description of the public interface, for programs. */
export async function showOpenApi(
  _request: HttpRequest,
  { programme, publicUrl }: SiteDependencies,
): Promise<HttpResponse> {
  const headers = { 'cache-control': 'public, max-age=600' }
  return json(200, openApiDocument(programme, publicUrl), headers)
}
