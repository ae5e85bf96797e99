import { createHash } from 'node:crypto'
import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import type { SiteDependencies } from './site-dependencies.ts'
import { styleSheet } from './style-sheet.ts'

type Dependencies = Pick<SiteDependencies, 'programme' | 'assets'>

interface Asset {
  readonly type: string
  readonly content: (dependencies: Dependencies) => string | Promise<Buffer>
  /** Seconds for which a browser asks for it no more. Their addresses do not change with them, so it is not long. */
  readonly age: number
}

const minutes = 10 * 60
const month = 30 * 24 * 60 * 60

/** By address. Style sheet and logo are the programme's, the rest are files. */
const assets: Readonly<Record<string, Asset>> = {
  [paths.styleSheet()]: {
    type: 'text/css; charset=utf-8',
    content: ({ programme }) => styleSheet(programme.branding),
    age: minutes,
  },
  [paths.logo()]: {
    type: 'image/svg+xml',
    content: ({ programme }) => programme.branding.logo,
    age: minutes,
  },
  [paths.script()]: {
    type: 'text/javascript; charset=utf-8',
    content: ({ assets }) => assets.read('site.js'),
    age: minutes,
  },
  [paths.font()]: {
    type: 'font/woff2',
    content: ({ assets }) => assets.read('vazirmatn.woff2'),
    age: month,
  },
  [paths.verifier()]: {
    type: 'text/javascript; charset=utf-8',
    content: ({ assets }) => assets.read('tasvib-verify.mjs'),
    age: minutes,
  },
}

/** What pages are made of beside their text. Its tag lets a browser that has it already be told so (`http-handler.ts`). */
export async function showAsset(
  { path }: Pick<HttpRequest, 'path'>,
  dependencies: Dependencies,
): Promise<Answer> {
  const address = `/assets/${path['file'] ?? ''}`
  const asset = Object.hasOwn(assets, address) ? assets[address] : undefined
  if (asset === undefined) return problems.notFound
  const content = await asset.content(dependencies)
  const headers = {
    'content-type': asset.type,
    'cache-control': `public, max-age=${asset.age}`,
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
  }
  if (/^(?:text\/|image\/svg)/.test(asset.type)) return { status: 200, headers, body: content.toString() }
  return { status: 200, headers, body: Buffer.from(content).toString('base64'), encoding: 'base64' }
}
