import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { handler as site } from '#functions/site/handler.ts'
import { showAsset } from '#functions/site/show-asset.ts'
import { siteAssets } from '#functions/site/site-assets.ts'
import { makeSiteAssets } from '#infra/aws/site-assets.ts'
import { fourStages } from '#test/city/four-stages.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'

const programme = fourStages
const folder = mkdtempSync(join(tmpdir(), 'tasvib-site-'))
const dependencies = { programme, assets: siteAssets(folder) }

beforeAll(() => {
  vi.stubEnv('PROGRAMME', 'kerman')
  vi.stubEnv('SITE_ASSETS', folder)
  makeSiteAssets(folder)
  vi.stubEnv('PUBLIC_URL', 'https://tasvib.example/')
})

/** An asset as a browser asks for it. */
function get(file: string, headers: Record<string, string> = {}) {
  return site(gatewayEvent({ routeKey: 'GET /assets/{file}', path: { file }, headers }), lambdaContext)
}

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('the style sheet', () => {
  it("is served in the city's colour and may be kept for a while", async () => {
    const answer = await site(
      gatewayEvent({ routeKey: 'GET /assets/{file}', path: { file: 'site.css' } }),
      lambdaContext,
    )
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=600',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.body).toContain(`--brand:${programme.branding.colour}`)
  })

  it('is whole, uses logical sides alone, and fetches the font alone', async () => {
    const answer = await showAsset({ path: { file: 'site.css' } }, dependencies)
    if (!('body' in answer)) throw new Error('There is a style sheet')
    const { body } = answer
    expect(body.split('{').length).toBe(body.split('}').length)
    expect(body).not.toMatch(/(?:margin|padding|border)-(?:left|right)\b|[;{]\s*(?:left|right):|@import/)
    expect(body.match(/url\([^)]*\)/g)).toEqual([`url(${paths.font()})`])
    expect(body).toMatch(/prefers-color-scheme: dark/)
    expect(body).toMatch(/@media print/)
    expect(body).toMatch(/:focus-visible/)
  })
})

describe('the assets', () => {
  it.each(['site.ts', '../catalogue.ts', '', 'constructor', 'site.js.map'])(
    'have none named %j',
    async (file) => {
      expect(await showAsset({ path: { file } }, dependencies)).toBe(problems.notFound)
    },
  )

  it('are the scripts in one file, without anything of another origin', async () => {
    const answer = await get('site.js')
    expect(answer.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
    expect(answer.body).toContain('addEventListener')
    expect(answer.body).not.toMatch(/https?:|\beval\b|\bimport\b/)
  })

  it("are the programme's own logo, and the font as bytes that may be kept for long", async () => {
    expect((await get('logo.svg')).body).toBe(programme.branding.logo)
    const font = await get('vazirmatn.woff2')
    expect(font).toMatchObject({ isBase64Encoded: true, headers: { 'content-type': 'font/woff2' } })
    const bytes = Buffer.from(font.body ?? '', 'base64')
    expect(bytes.subarray(0, 4).toString()).toBe('wOF2')
    expect(bytes.length).toBeLessThan(50_000)
    expect(font.headers?.['cache-control']).toBe(`public, max-age=${30 * 24 * 60 * 60}`)
  })

  it('are not sent again to a browser that has them', async () => {
    const tag = String((await get('site.css')).headers?.['etag'])
    const again = await get('site.css', { 'if-none-match': `"old", W/${tag}` })
    expect(again).toMatchObject({ statusCode: 304, body: '', headers: { etag: tag } })
    expect((await get('site.css', { 'if-none-match': '"old"' })).statusCode).toBe(200)
  })

  it('are compressed for whoever can read that, the same to the last byte', async () => {
    const plain = await get('site.css')
    const zipped = await get('site.css', { 'accept-encoding': 'br, gzip' })
    expect(zipped).toMatchObject({
      isBase64Encoded: true,
      headers: { 'content-encoding': 'gzip', vary: 'Accept-Encoding', etag: plain.headers?.['etag'] },
    })
    expect(gunzipSync(Buffer.from(zipped.body ?? '', 'base64')).toString()).toBe(plain.body)
  })
})

describe('the description of the interface', () => {
  it('is JSON and names the public address', async () => {
    const answer = await site(gatewayEvent({ routeKey: 'GET /openapi.json' }), lambdaContext)
    expect(answer.statusCode).toBe(200)
    expect(JSON.parse(answer.body ?? '')).toMatchObject({
      openapi: '3.1.1',
      servers: [{ url: 'https://tasvib.example' }],
    })
  })
})
