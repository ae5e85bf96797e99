import { PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, PdfRef, PdfString } from '@libpdf/core'
import { describe, expect, it } from 'vitest'
import { appendPages } from '#functions/shared/contract/seal/append-pages.ts'
import { typesetter } from '#test/functions/draw-up-contract/contract-world.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument, evidenceDocument } from '#workflows/contract/document.ts'

const extras = { timeZone: 'Asia/Tehran', termsDigest: 'a'.repeat(64) }
const release = new TextEncoder().encode('{"ocid":"ocds-213czf-1"}')
const signature = {
  who: 'زهرا کرمانی',
  role: { fa: 'نمایندهٔ شریک', en: 'Partner' },
  at: '2026-11-22T06:45:00Z',
  method: { fa: 'پیوند و کد', en: 'link and code' },
  digest: 'b'.repeat(64),
}
const contract = await typesetter.typeset(
  contractDocument(exampleTerms(), { ...extras, city: { fa: 'کرمان', en: 'Kerman' } }),
)

/** The contract with a sheet of so many signatures behind it, and how many pages that has. */
async function withSheet(signatures: number): Promise<{ bytes: Uint8Array; added: number }> {
  const later = Array.from({ length: signatures - 1 }, () => signature)
  const sheet = await typesetter.typeset(evidenceDocument(exampleTerms(), [signature, ...later], extras), {
    name: 'release.json',
    bytes: release,
    mime: 'application/json',
  })
  const document = await PDF.load(contract)
  await appendPages(document, sheet)
  const bytes = await document.save({ incremental: true })
  return { bytes, added: (await PDF.load(sheet)).getPageCount() }
}

/** The trees of a PDF as they are read from its bytes. */
async function treesOf(bytes: Uint8Array) {
  const pdf = await PDF.load(bytes)
  const at = (object: PdfObject | undefined): PdfObject | null | undefined =>
    object instanceof PdfRef ? pdf.context.resolve(object) : object
  const dict = (object: PdfObject | undefined): PdfDict => {
    const found = at(object)
    if (!(found instanceof PdfDict)) throw new Error('No dictionary')
    return found
  }
  const array = (object: PdfObject | undefined): PdfObject[] => {
    const found = at(object)
    if (!(found instanceof PdfArray)) throw new Error('No array')
    return [...found]
  }
  const catalog = pdf.context.catalog.getDict()
  return { pdf, at, dict, array, catalog, structure: dict(catalog.get('StructTreeRoot')) }
}

const every = (items: readonly PdfObject[], second: 0 | 1) => items.filter((_, index) => index % 2 === second)
const numberOf = (object: PdfObject | undefined): number =>
  object instanceof PdfRef ? object.objectNumber : Number.NaN
const text = (object: PdfObject | undefined): string =>
  object instanceof PdfString ? Buffer.from(object.bytes).toString('latin1') : ''

describe('pages put behind a contract', () => {
  it.each([1, 40])('follow it and leave its bytes as they are, with signatures: %d', async (signatures) => {
    const { bytes, added } = await withSheet(signatures)
    const { pdf } = await treesOf(bytes)
    expect(Buffer.compare(bytes.subarray(0, contract.length), contract)).toBe(0)
    expect(added).toBeGreaterThanOrEqual(signatures === 1 ? 1 : 2)
    const pages = (await PDF.load(contract)).getPageCount() + added
    expect(pdf.getPageCount()).toBe(pages)
    expect(pdf.getAttachment('release.json')).toEqual(release)
    expect(Buffer.from(bytes).toString('latin1')).toContain(`<xmpTPg:NPages>${pages}<`)
  })

  it('are read in their place: each mark on them leads to an element of theirs, below the one root', async () => {
    const { bytes, added } = await withSheet(40)
    const { at, dict, array, catalog, structure } = await treesOf(bytes)
    const [root] = array(structure.get('K'))
    const parents = array(dict(structure.get('ParentTree')).get('Nums'))
    const keys = every(parents, 0).map((key) => (key instanceof PdfNumber ? key.value : -1))
    expect(keys).toEqual(keys.map((_, index) => index))
    expect(structure.getNumber('ParentTreeNextKey')?.value).toBe(keys.length)
    for (const page of array(dict(catalog.get('Pages')).get('Kids')).slice(-added)) {
      const key = dict(page).getNumber('StructParents')?.value ?? -1
      const marked = array(parents[2 * key + 1]).filter((element) => at(element) instanceof PdfDict)
      expect(marked.length).toBeGreaterThan(10)
      for (const element of marked) {
        expect(numberOf(dict(element).get('Pg'))).toBe(numberOf(page))
        let above: PdfObject | undefined = element
        for (let steps = 0; steps < 20 && numberOf(above) !== numberOf(root); steps += 1)
          above = dict(above).get('P')
        expect(numberOf(above)).toBe(numberOf(root))
      }
    }
  })

  it('name the headings of their own table, not those of the contract’s', async () => {
    const { dict, array, structure } = await treesOf((await withSheet(1)).bytes)
    const names = array(dict(structure.get('IDTree')).get('Names'))
    const ids = every(names, 0).map(text)
    expect(ids).toEqual([...new Set(ids)].toSorted())
    expect(ids.filter((id) => id.startsWith('~'))).toHaveLength(5)
    expect(every(names, 1).map((element) => text(dict(element).get('ID')))).toEqual(ids)
  })
})
