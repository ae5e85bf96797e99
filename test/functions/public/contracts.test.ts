import { readFileSync } from 'node:fs'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, it } from 'vitest'
import { showContract } from '#functions/public/show-contract.ts'
import { showContracts } from '#functions/public/show-contracts.ts'
import type { ReleasedContract } from '#functions/shared/ports/contract-index.ts'
import { request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { applicant, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { PublicDesk } from './public-desk.ts'

type Parts = Parameters<typeof request>[0]

const schema = (name: string): object => {
  const file = new URL(`../../fixtures/ocds/${name}-schema.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as object
}

function errorsUnder(standard: string, data: unknown): unknown {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(schema(`${standard}-release`))
  const validate = ajv.compile(schema(`${standard}-release-package`))
  return validate(data) ? [] : validate.errors
}

const feed = (desk: PublicDesk, parts: Parts = {}) => showContracts(request(parts), desk.dependencies)
const one = (desk: PublicDesk, file: string, parts: Parts = {}) =>
  showContract(request({ path: { file }, ...parts }), desk.dependencies)

/** A contract's place among the published ones, as its entries wrote it. */
function list({ world }: PublicDesk, { at, contract }: { at: string; contract: ReleasedContract }): void {
  const place = `${at}#${contract.number}`
  world.database.sql.run`INSERT INTO contract_releases VALUES (${place}, ${JSON.stringify(contract)})`
}

let desk: PublicDesk
let booked: PublicDesk
let number: string
beforeAll(async () => {
  desk = await PublicDesk.sealed()
  ;({ number } = await desk.contract())
  await desk.tell({ type: 'deliver' })
  booked = await PublicDesk.booked()
})

describe('the published contracts', () => {
  it('are none before finance has acknowledged the first', async () => {
    expect(factsIn(await feed(desk, asJson))).toMatchObject({ releases: [], links: {} })
    expect(answered(await feed(desk)).body).toContain('هنوز قراردادی منتشر نشده است.')
  })

  it.each(['ocds-1.1.5', 'ocds-ppp-1.0-beta4'])(
    'are a release package under the official schema of %s once it is booked',
    async (standard) => {
      const own = await PublicDesk.sealed()
      await own.tell({ type: 'deliver' }, { type: 'acknowledge', voucher: '12', note: '' })
      const found = factsIn(await feed(own, asJson))
      expect(found['releases']).toHaveLength(1)
      expect(found['uri']).toBe('https://tasvib.kerman.example/contracts')
      expect(errorsUnder(standard, found)).toEqual([])
    },
  )

  it('show title, partner, value and date, and name no person', async () => {
    const own = await PublicDesk.sealed()
    await own.tell({ type: 'deliver' }, { type: 'acknowledge', voucher: '12', note: '' })
    const page = answered(await feed(own))
    const english = answered(await feed(own, inEnglish))
    const json = answered(await feed(own, { query: { format: 'json' } }))
    expect(json.headers['content-type']).toContain('application/json')
    expect(page.body).toContain(`href="/contracts/${number}"`)
    expect(english.body).toContain('Published contracts')
    for (const personal of [applicant.email, 'نرگس', kerman.signing.signatories[0]?.holder.name.fa ?? '']) {
      expect(page.body + english.body + json.body).not.toContain(personal)
    }
  })

  it('are none of a case without a legal route, whatever an earlier release listed', async () => {
    const own = await PublicDesk.sealed()
    list(own, {
      at: '2026-01-01T00:00:00.000Z',
      contract: { reference, version: 1, number },
    })
    expect(factsIn(await feed(own, asJson))).toMatchObject({ releases: [] })
    expect(answered(await feed(own)).body).toContain('هنوز قراردادی منتشر نشده است.')
  })

  it('say by which legal route each came about', async () => {
    const own = await PublicDesk.booked()
    expect(factsIn(await feed(own, asJson))).toMatchObject({
      releases: [{ tender: { procurementMethod: 'direct', procurementMethodDetails: 'ترک تشریفات' } }],
    })
  })

  it('come page by page, each once, the newest first', async () => {
    const own = await PublicDesk.sealed()
    const bytes = await own.file('release-1.json')
    const ids = Array.from({ length: 45 }, (_, index) => `KRM-1405-${String(index).padStart(5, 'A')}-1`)
    for (const [index, id] of ids.entries()) {
      const text = new TextDecoder().decode(bytes).replaceAll(number, id)
      const key = `cases/TSV-${index}/release-1.json`
      await own.world.files.write(key, new TextEncoder().encode(text), 'application/json')
      list(own, {
        at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
        contract: { reference: `TSV-${index}`, version: 1, number: id, legalRoute: 'waiver' },
      })
    }
    const seen: unknown[] = []
    let cursor: string | undefined
    const sizes: number[] = []
    do {
      const found = factsIn(await feed(own, { ...asJson, query: cursor === undefined ? {} : { cursor } }))
      const releases = found['releases'] as { id: string }[]
      sizes.push(releases.length)
      seen.push(...releases.map(({ id }) => id))
      const { next } = found['links'] as { next?: string }
      cursor = next === undefined ? undefined : (new URL(next).searchParams.get('cursor') ?? undefined)
    } while (cursor !== undefined)
    expect(sizes).toEqual([20, 20, 5])
    expect(seen).toEqual(ids.toReversed())
  })

  it('are not there where the programme does not publish', async () => {
    const silent = { ...desk.dependencies, programme: { ...kerman, publishContracts: false } }
    expect(await showContracts(request(), silent)).toMatchObject({ status: 404 })
    const path = { file: `${number}.json` }
    expect(await showContract(request({ path }), silent)).toMatchObject({ status: 404 })
  })
})

describe('one published contract', () => {
  it('is its release, byte for byte, at the address that the release itself names', async () => {
    const answer = answered(await one(booked, `${number}.json`))
    const bytes = await booked.file('release-1.json')
    expect(answer.body).toBe(new TextDecoder().decode(bytes))
    expect(JSON.parse(answer.body)).toMatchObject({
      uri: `https://tasvib.kerman.example/contracts/${number}.json`,
    })
  })

  it('has a page that says how it stands, and no document that names persons', async () => {
    const page = answered(await one(booked, number))
    expect(page.body).toContain('این قرارداد اصیل و معتبر است')
    expect(page.body).toContain('مرجع صلاحیت‌دار ترک تشریفات')
    expect(page.body).toContain('برنامهٔ پرداخت سهم شهرداری')
    expect(page.body).not.toContain('نرگس')
    expect(await one(booked, `${number}.pdf`)).toMatchObject({
      status: 303,
      headers: { location: `/contracts/${number}` },
    })
  })

  it('is not there under another name, nor before it is sealed, nor of a case whose rules publish nothing', async () => {
    for (const name of ['constructor', reference, `${number}x.json`, `${number}.xml`, '..']) {
      expect(await one(booked, name), name).toMatchObject({ status: 404 })
    }
    const drawnUp = await PublicDesk.drawnUp()
    expect(await one(drawnUp, `${(await drawnUp.contract()).number}.json`)).toMatchObject({ status: 404 })
    const secret = { ...booked.dependencies, programmeOf: () => ({ ...kerman, publishContracts: false }) }
    const path = { file: `${number}.json` }
    expect(await showContract(request({ path }), secret)).toMatchObject({ status: 404 })
  })

  it('is not there before finance has acknowledged it, nor once finance returned it', async () => {
    const own = await PublicDesk.sealed()
    const gone = async () => {
      for (const file of [number, `${number}.json`, `${number}.pdf`]) {
        expect(await one(own, file), file).toMatchObject({ status: 404 })
      }
    }
    await gone()
    await own.tell({ type: 'deliver' })
    await gone()
    await own.tell({ type: 'return', reason: 'شماره شبا نادرست است' })
    await gone()
    expect(factsIn(await feed(own, asJson))).toMatchObject({ releases: [] })
  })

  it('is not there where its case has no legal route', async () => {
    const { cases } = booked.dependencies
    const find: typeof cases.find = async (asked) => {
      const open = await cases.find(asked)
      return open === undefined ? undefined : { ...open, state: { ...open.state, legalRoute: null } }
    }
    const earlier = { ...booked.dependencies, cases: { ...cases, find } }
    const path = { file: `${number}.json` }
    expect(await showContract(request({ path }), earlier)).toMatchObject({ status: 404 })
  })
})
