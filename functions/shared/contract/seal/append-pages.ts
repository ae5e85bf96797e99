import {
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core'

/**
 * Puts the pages of one PDF behind those of another, with their structure, and with the files that it carries. Both come from the
 * typesetter: tagged PDF/A whose trees of pages, structure and names have one level. What is there stays where it is, so that
 * `document` can be saved as an addition to its bytes. ISO 32000-1, 7.5.6 and 14.7.
 * @throws {RangeError} for PDFs that are otherwise
 */
export async function appendPages(document: PDF, added: Uint8Array): Promise<void> {
  const source = await PDF.load(added)
  const [to, from] = [partsOf(document), partsOf(source)]
  const firstKey = to.structure.getNumber('ParentTreeNextKey')?.value ?? 0
  const pairs = [
    [from.pages, to.pages],
    [from.structure, to.structure],
    [from.root, to.root],
  ] as const
  const copied = new Map(pairs.map(([theirs, ours]) => [numberOf(source, theirs), refOf(document, ours)]))
  const copy = copier({ source, document, copied, firstKey })

  const pages = [...arrayIn(from.pages, 'Kids')].map(copy)
  arrayIn(to.pages, 'Kids').push(...pages)
  to.pages.set('Count', PdfNumber.of(arrayIn(to.pages, 'Kids').length))

  arrayIn(to.root, 'K').push(...[...arrayIn(from.root, 'K')].map(copy))
  const parents = [...arrayIn(dictIn(from.structure, 'ParentTree', source), 'Nums')].map((item) =>
    item instanceof PdfNumber ? PdfNumber.of(firstKey + item.value) : copy(item),
  )
  arrayIn(dictIn(to.structure, 'ParentTree', document), 'Nums').push(...parents)
  to.structure.set('ParentTreeNextKey', PdfNumber.of(firstKey + pages.length))
  appendIds(to.structure, from.structure, copy)

  for (const name of ['AF', 'Names']) {
    const carried = from.catalog.get(name)
    if (carried !== undefined) to.catalog.set(name, copy(carried))
  }
  const metadata = present(from.catalog.get('Metadata', resolverOf(source)), 'Metadata')
  to.catalog.set(
    'Metadata',
    document.context.register(ofWholeDocument(metadata, arrayIn(to.pages, 'Kids').length)),
  )
}

/** The trees to which pages are added; `root` is the one element of structure that holds all others. */
function partsOf(pdf: PDF) {
  const catalog = pdf.context.catalog.getDict()
  const structure = dictIn(catalog, 'StructTreeRoot', pdf)
  const root = present(arrayIn(structure, 'K').at(0, resolverOf(pdf)), 'K')
  if (!(root instanceof PdfDict)) throw new RangeError('The structure has no root element')
  return { catalog, pages: dictIn(catalog, 'Pages', pdf), structure, root }
}

/** What the added PDF says of itself (XMP), with the pages of both; unpacked, for programs that look for it in the bytes. */
function ofWholeDocument(metadata: PdfObject, pages: number): PdfStream {
  if (!(metadata instanceof PdfStream)) throw new RangeError('The metadata is no stream')
  const told = Buffer.from(metadata.getDecodedData()).toString('utf8')
  const whole = told.replace(/(<xmpTPg:NPages>)\d+/, `$1${pages}`)
  return PdfStream.fromDict(
    { Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML'), Filter: new PdfArray() },
    Buffer.from(whole),
  )
}

/** Ids of table cells, by which other cells name their headings. They are sorted; what is added sorts behind. */
function appendIds(to: PdfDict, from: PdfDict, copy: (object: PdfObject) => PdfObject): void {
  const theirs = from.getDict('IDTree')
  if (theirs === undefined) return
  const items = [...arrayIn(theirs, 'Names')].map((item) =>
    item instanceof PdfString ? ownId(item) : copy(item),
  )
  const ours = to.getDict('IDTree')
  if (ours === undefined) to.set('IDTree', PdfDict.of({ Names: new PdfArray(items) }))
  else arrayIn(ours, 'Names').push(...items)
}

/** Of the added pages alone: both PDFs count theirs from the same number. */
const ownId = ({ bytes }: PdfString): PdfString =>
  PdfString.fromBytes(Buffer.concat([Buffer.from('~'), bytes]))

interface Copying {
  readonly source: PDF
  readonly document: PDF
  /** By number of the object in the source, where its copy is. */
  readonly copied: Map<number, PdfRef>
  /** Where the added pages' keys in the tree of parents begin. */
  readonly firstKey: number
}

function copier({ source, document, copied, firstKey }: Copying): (object: PdfObject) => PdfObject {
  const { registry } = document.context
  const copy = (object: PdfObject): PdfObject => {
    if (object instanceof PdfRef) return copyOf(object)
    if (object instanceof PdfArray) return new PdfArray([...object].map(copy))
    if (!(object instanceof PdfDict)) return object
    const entries = [...object].map(([name, value]) => [name, entryOf(name, value)] as [PdfName, PdfObject])
    return object instanceof PdfStream ? new PdfStream(entries, object.data) : new PdfDict(entries)
  }
  const copyOf = (ref: PdfRef): PdfRef => {
    const known = copied.get(ref.objectNumber)
    if (known !== undefined) return known
    const place = registry.allocateRef()
    copied.set(ref.objectNumber, place)
    registry.registerAt(place, copy(present(source.context.resolve(ref), ref.toString())))
    return place
  }
  const entryOf = ({ value: name }: PdfName, value: PdfObject): PdfObject => {
    if (name.startsWith('StructParent') && value instanceof PdfNumber)
      return PdfNumber.of(firstKey + value.value)
    if (name === 'ID' && value instanceof PdfString) return ownId(value)
    if (name === 'Headers' && value instanceof PdfArray)
      return new PdfArray([...value].map((id) => (id instanceof PdfString ? ownId(id) : copy(id))))
    return copy(value)
  }
  return copy
}

const resolverOf =
  (pdf: PDF) =>
  (ref: PdfRef): PdfObject | null =>
    pdf.context.resolve(ref)

function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new RangeError(`The PDF has no ${what}`)
  return value
}

const arrayIn = (dict: PdfDict, name: string): PdfArray => present(dict.getArray(name), name)
const dictIn = (dict: PdfDict, name: string, pdf: PDF): PdfDict =>
  present(dict.getDict(name, resolverOf(pdf)), name)
const refOf = (pdf: PDF, object: PdfObject): PdfRef => present(pdf.context.getRef(object), 'reference')
const numberOf = (pdf: PDF, object: PdfObject): number => refOf(pdf, object).objectNumber
