import { problems } from '#functions/edge/errors.ts'
import type { HttpRequest, HttpResponse } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { paths } from '#functions/paths.ts'
import type { SiteDependencies } from './site-dependencies.ts'
import { styleSheet } from './style-sheet.ts'

/** The style sheet in the city's colour. Kept by browsers for some minutes: its address does not change with it. */
export async function showAsset(
  { path }: Pick<HttpRequest, 'path'>,
  { programme }: Pick<SiteDependencies, 'programme'>,
): Promise<HttpResponse | Problem> {
  if (`/assets/${path['file'] ?? ''}` !== paths.styleSheet()) return problems.notFound
  return {
    status: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=600' },
    body: styleSheet(programme.branding.colour),
  }
}
