import { describe, expect, it } from 'vitest'
import { boardRoutes } from '#functions/board/door.ts'
import { reviewRoutes } from '#functions/review/door.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { bundleParts } from '#functions/shared/evidence/bundle-parts.ts'
import { zip } from '#functions/shared/evidence/zip.ts'
import { scannedFiles, type Verdict } from '#functions/shared/ports/malware.ts'
import { trackRoutes } from '#functions/track/door.ts'
import { examine, readZip } from '#infra/verify/tasvib-verify.mjs'
import { attachment, attachmentBytes, CaseDesk, reference } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

type Sent = Parameters<typeof gatewayEvent>[0]
const openFile = 'GET /track/{token}/files/{file}'
const openBundle = 'GET /track/{token}/evidence.zip'
const json = { accept: 'application/json' }

/** The pages of a reviewer and of the applicant, where a scan says this of every file that somebody uploaded. */
async function pages(said: Verdict) {
  const desk = await CaseDesk.open()
  await desk.declare(0)
  const dependencies = { ...desk.dependencies, files: scannedFiles(desk.files, async () => said) }
  const logged: string[] = []
  const common = {
    edge: () => testEdge,
    dependencies: () => dependencies,
    log: (line: string) => logged.push(line),
  }
  const [review, track] = [
    httpHandler({ ...common, routes: reviewRoutes }),
    httpHandler({
      ...common,
      routes: { [openFile]: trackRoutes[openFile], [openBundle]: trackRoutes[openBundle] },
    }),
  ]
  const [seat, own] = [await desk.reviewToken(0), await desk.trackToken()]
  const file = attachment.fileId
  return {
    logged,
    ofReviewer: (spec: Omit<Sent, 'routeKey'> = {}) =>
      review(
        gatewayEvent({ routeKey: 'GET /review/{token}/files/{file}', path: { token: seat, file }, ...spec }),
        lambdaContext,
      ),
    ofApplicant: (spec: Omit<Sent, 'routeKey'> = {}) =>
      track(
        gatewayEvent({ routeKey: 'GET /track/{token}/files/{file}', path: { token: own, file }, ...spec }),
        lambdaContext,
      ),
    seatPage: (spec: Omit<Sent, 'routeKey'> = {}) =>
      review(
        gatewayEvent({ routeKey: 'GET /review/{token}', path: { token: seat }, ...spec }),
        lambdaContext,
      ),
    bundle: () =>
      track(
        gatewayEvent({ routeKey: 'GET /track/{token}/evidence.zip', path: { token: own } }),
        lambdaContext,
      ),
  }
}

describe('a file that is not yet scanned', () => {
  it('is given to nobody, and the answer says when to come back and how', async () => {
    const { ofReviewer, ofApplicant, bundle, logged } = await pages('pending')
    for (const answer of [await ofReviewer(), await ofApplicant(), await bundle()]) {
      expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '60' } })
      expect(answer.headers?.['location']).toBeUndefined()
      expect(answer.body).toContain('از نظر بدافزار بررسی می‌شود')
      expect(answer.body).toContain('تلاش دوباره')
    }
    const told = await ofReviewer({ headers: json, query: { lang: 'en' } })
    expect(JSON.parse(told.body ?? '')).toMatchObject({ status: 503, code: 'file-being-checked' })
    expect(logged.every((line) => !line.includes('"level":"error"'))).toBe(true)
  })

  it('is named on the page without a link, with what is awaited', async () => {
    const { seatPage } = await pages('pending')
    const { body } = await seatPage({ query: { lang: 'en' } })
    expect(body).toContain(attachment.name)
    expect(body).toContain('checked for malware, usually a minute')
    expect(body).not.toContain(`/files/${attachment.fileId}`)
    const facts = JSON.parse((await seatPage({ headers: json })).body ?? '')
    expect(facts.files).toMatchObject([{ fileId: attachment.fileId, withheld: 'pending' }])
  })
})

describe('a file in which malware was found, or that could not be scanned,', () => {
  it.each<[Verdict, string, string]>([
    ['threat', 'file-has-malware', 'Malware was found in this file'],
    ['unchecked', 'file-not-checked', 'ould not be checked for malware'],
  ])('is given to nobody, and pages and answers say why: %s', async (said, code, words) => {
    const { ofReviewer, ofApplicant, seatPage } = await pages(said)
    for (const ask of [ofReviewer, ofApplicant]) {
      const told = await ask({ headers: json })
      expect(told.statusCode).toBe(403)
      expect(JSON.parse(told.body ?? '')).toMatchObject({ code })
      expect((await ask({ query: { lang: 'en' } })).body).toContain(words)
    }
    expect((await seatPage({ query: { lang: 'en' } })).body).toContain(words)
  })

  it('is named on the page of the case office, which cannot open it either', async () => {
    const desk = await ContractDesk.inReview()
    const dependencies = { ...desk.dependencies, files: scannedFiles(desk.files, async () => 'threat') }
    const board = httpHandler({
      edge: () => testEdge,
      dependencies: () => dependencies,
      routes: boardRoutes,
      log: () => undefined,
    })
    const cookies = Object.entries(await desk.session()).map(([name, value]) => `${name}=${value}`)
    const ask = (routeKey: Sent['routeKey'], path: Record<string, string>, query = {}) =>
      board({ ...gatewayEvent({ routeKey, path, query }), cookies }, lambdaContext)
    const shown = await ask('GET /board/cases/{reference}', { reference }, { lang: 'en' })
    expect(shown.body).toContain('Malware was found in this file')
    const file = attachment.fileId
    const route = 'GET /board/cases/{reference}/files/{file}'
    expect((await ask(route, { reference, file })).statusCode).toBe(403)
  })

  it('is left out of the evidence by name and digest, and the verifier says so and does not call it whole', async () => {
    const desk = await CaseDesk.open()
    const files = async (said: Verdict) => {
      const sources = { cases: desk.cases, files: scannedFiles(desk.files, async () => said) }
      const entries = await desk.cases.entries(reference)
      const chunks: Uint8Array[] = []
      for await (const chunk of zip(await bundleParts({ reference, entries, audience: 'city' }, sources)))
        chunks.push(chunk)
      return readZip(Buffer.concat(chunks))
    }
    const name = `attachments/${attachment.fileId}`
    const clean = await files('clean')
    expect(digestOfBytes(clean.get(name) ?? new Uint8Array())).toBe(digestOfBytes(attachmentBytes.bytes))
    const tips = [(await desk.cases.entries(reference)).at(-1)?.digest ?? '']
    expect(examine(clean, { tips }).findings.filter(({ ok }) => !ok)).toEqual([])
    const withheld = await files('threat')
    expect(withheld.has(name)).toBe(false)
    const note = new TextDecoder().decode(withheld.get(`${name}.withheld.txt`))
    for (const told of [attachment.sha256, attachment.name, 'Malware']) expect(note).toContain(told)
    const { findings, status } = examine(withheld, { tips })
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings).toContainEqual(expect.objectContaining({ name, en: expect.stringContaining('malware') }))
    expect(status).toBe(3)
  })
})
