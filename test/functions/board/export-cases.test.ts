import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecord, exportCsv, exportJson } from '#functions/board/export-cases.ts'
import { listCases } from '#functions/board/list-cases.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { cellsBy } from '#test/attacks/cells-by.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'

type Parts = Parameters<typeof request>[0]

/** Reads records by the grammar of RFC 4180, and nothing but that. */
function recordsIn(csv: string): string[][] {
  const records: string[][] = []
  let rest = csv
  let record: string[] = []
  while (rest !== '') {
    const [whole = '', quoted, plain = '', end = ''] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? []
    if (whole === '') throw new Error(`This is no CSV: ${JSON.stringify(rest.slice(0, 40))}`)
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    rest = rest.slice(whole.length)
    if (end === '\r\n') {
      records.push(record)
      record = []
    }
  }
  if (record.length > 0) throw new Error('The last record has no end')
  return records
}

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('=', '-', '@', '\t', '\r', '\n', '\0', '"', ',', ';', "'", 'ی', '\u200c', '＝', ' '),
    )
    .map((characters) => characters.join('')),
)

/** A value without the apostrophes that make it text. */
const plain = (value: string): string => value.replaceAll("'", '')

describe('a record of CSV', () => {
  it('is read back as it was, however awkward, but for the apostrophes that make it text', () => {
    fc.assert(
      fc.property(fc.array(fc.array(awkward, { minLength: 1, maxLength: 6 }), { maxLength: 6 }), (rows) => {
        const read = recordsIn(rows.map(csvRecord).join(''))
        expect(read.map((row) => row.map(plain))).toEqual(rows.map((row) => row.map(plain)))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([',', ';', '\t'] as const)('holds no formula for who splits at %j', (separator) => {
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 6 }), (row) => {
        for (const cell of cellsBy(separator, csvRecord(row))) {
          expect(cell).not.toMatch(/^[\s"\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]/u)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it.each([
    ['=1+1', '"\'=1+1"\r\n'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"\r\n'],
    ['\t=1', '"\'\t\'=1"\r\n'],
    ['  -1', '"  \'-1"\r\n'],
    ['a;=1', '"a;\'=1"\r\n'],
    ['a; "=1', '"a; ""\'=1"\r\n'],
    ['a\t+1', '"a\t\'+1"\r\n'],
    ['a\n@x', '"a\n\'@x"\r\n'],
    ['a=1', '"a=1"\r\n'],
    ['a, -1', '"a, -1"\r\n'],
    ['الف، ب', '"الف، ب"\r\n'],
    ['', '""\r\n'],
  ])('writes %j as text', (value, written) => {
    expect(csvRecord([value])).toBe(written)
  })
})

const csv = forMembers(exportCsv)
const asked = async (desk: ContractDesk, parts: Parts = {}) =>
  answered(await csv(request({ cookies: await desk.session(), ...parts }), desk.dependencies))

describe('the export', () => {
  it('is UTF-8 with its mark, in the language of the page, a column for each heading', async () => {
    const desk = await ContractDesk.signing({ title: '=cmd|calc, "x"' })
    const { status, headers, body } = await asked(desk)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="cases.csv"',
    })
    expect(headers).not.toHaveProperty('link')
    expect(body.startsWith('\uFEFF"شمارهٔ پرونده",')).toBe(true)
    const [head = [], row = [], ...more] = recordsIn(body.slice(1))
    expect(more).toEqual([])
    expect(row).toHaveLength(head.length)
    expect(row.slice(0, 3)).toEqual([reference, '\'=cmd|calc, "x"', 'سلامت‌یار کویر'])
    expect(row).toContain('در انتظار امضا')
    expect(row).toContain('مشارکت در درآمد')
    expect(row).toContain('9375000000')
    const [english = []] = recordsIn((await asked(desk, inEnglish)).body.slice(1))
    expect(english).toContain('Expected revenue over three years (IRR)')
  })

  it('holds what the list holds under the same filter', async () => {
    const desk = await ContractDesk.inReview()
    expect(recordsIn((await asked(desk, { query: { status: 'signing' } })).body.slice(1))).toHaveLength(1)
    expect(recordsIn((await asked(desk, { query: { q: 'سلامت يار' } })).body.slice(1))).toHaveLength(2)
  })

  it('ends with where it goes on, until every case was told once', async () => {
    const desk = new ContractDesk()
    for (let number = 0; number < 1_030; number += 1) {
      desk.now = new Date(desk.now.getTime() + 1)
      await desk.submit(`TSV-1405-${String(number).padStart(5, '0')}`)
    }
    const first = await asked(desk)
    const next = /^<(\S+)>; rel="next"$/.exec(first.headers['link'] ?? '')?.[1] ?? ''
    const records = recordsIn(first.body.slice(1))
    expect(records.at(-1)?.[0]).toContain(next)
    expect(new Set(records.map(({ length }) => length)).size).toBe(1)
    const address = new URL(next)
    expect(`${address.origin}${address.pathname}`).toBe('https://tasvib.example/board/export.csv')
    const second = await asked(desk, { query: Object.fromEntries(address.searchParams) })
    const told = [...records.slice(1, -1), ...recordsIn(second.body.slice(1)).slice(1)].map(([name]) => name)
    expect(new Set(told).size).toBe(1_030)
    expect(told).toHaveLength(1_030)
    expect(Buffer.byteLength(first.body)).toBeLessThan(6_000_000)
  }, 60_000)

  it('is refused, as the list is, for a search of which letters were lost', async () => {
    const desk = await ContractDesk.inReview()
    const cookies = await desk.session()
    for (const route of [csv, forMembers(exportJson)]) {
      for (const q of ['\ufffd', 'سلامت \ufffd']) {
        expect(await route(request({ cookies, query: { q } }), desk.dependencies)).toMatchObject({
          status: 400,
          code: 'not-utf-8',
        })
      }
    }
  })

  it('tells the last day of a deadline, not the midnight that ends it', async () => {
    const desk = await ContractDesk.inReview()
    const { body } = await asked(desk, inEnglish)
    const [head = [], row = []] = recordsIn(body.slice(1))
    expect(row[head.indexOf('Due')]).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('is JSON for programs, and nobody’s without a session', async () => {
    const desk = await ContractDesk.withFinance()
    const route = forMembers(exportJson)
    const cookies = await desk.session()
    const facts = factsIn(await route(request({ cookies, ...asJson }), desk.dependencies))
    expect(facts).toMatchObject({
      next: null,
      cases: [{ reference, status: 'with-finance', overdue: false, contractNumber: `${reference}-C1` }],
    })
    for (const closed of [route, csv]) {
      expect(await closed(request(asJson), desk.dependencies)).toMatchObject({ status: 401 })
      expect(await closed(request(), desk.dependencies)).toMatchObject({ status: 303 })
    }
  })

  it('is offered on the board for what it shows', async () => {
    const desk = await ContractDesk.inReview()
    const shown = request({ cookies: await desk.session(), query: { q: 'سلامت' } })
    const { body } = answered(await forMembers(listCases)(shown, desk.dependencies))
    expect(body).toContain('href="/board/export.csv?show=all&amp;q=')
    expect(body).toContain('href="/board/export.json?show=all&amp;q=')
  })
})
