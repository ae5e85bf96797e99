import type { PdfAction } from '#workflows/form/file-record.ts'
import { type Budget, shortNames, unpackings } from './pdf-filters.ts'

/** Bytes to which a part of a PDF is unpacked at most, and that are read or written for all of them together. */
const mostOfOne = 8 * 1024 * 1024
const mostOfAll = 32 * 1024 * 1024

/** Packed parts that are looked at; a writer puts hundreds of objects into each. */
const mostParts = 1_000

/** Streams of one file; more are as good as never written, and take long to tell apart. */
const mostStreams = 20_000

/** Filters of one stream, and lists of them before it that are followed: more than any writer uses. */
const mostFilters = 6
/** Letters that are looked at again where the word that ends a stream stands in a dictionary. */
const mostCarried = 20_000

const filters = [...new Set(Object.values(shortNames))]
/** Tried whatever is said: what is neither is seen at the first bytes. */
const plainly = [['FlateDecode'], ['ASCIIHexDecode', 'FlateDecode'], ['ASCIIHexDecode']]
/** Where the names of the filters stand somewhere else in the file. */
const guesses = [
  ...filters.map((one) => [one]),
  ...filters.flatMap((one) => filters.map((two) => [one, two])),
]

/** What is found: `form` is an XFA form, which acts only by the scripts in it. */
type Found = PdfAction | 'form'

const names: readonly (readonly [RegExp, Found])[] = [
  [/\/(?:JavaScript|JS)(?![A-Za-z0-9])/, 'javascript'],
  [/\/Launch(?![A-Za-z0-9])/, 'launch'],
  [/\/Encrypt(?![A-Za-z0-9])/, 'unseen'],
  [/\/XFA(?![A-Za-z0-9])/, 'form'],
]

/** An action as such, which no picture's bytes happen to be: looked for everywhere, as a reader may be led into any bytes. */
const wholeActions: typeof names = [
  [/\/S[\s\0]*\/JavaScript(?![A-Za-z0-9])/, 'javascript'],
  [/\/S[\s\0]*\/Launch(?![A-Za-z0-9])/, 'launch'],
]

/**
 * What a PDF would do by itself when it is opened. Single names are looked for where the file keeps its objects, packed ones
 * too, and not in pictures and texts, where the same letters mean nothing. What is encrypted, takes too long, or is packed in more
 * ways than are followed is said not to have been looked through.
 */
export function pdfActions(bytes: Uint8Array): PdfAction[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = view.toString('latin1')
  const found = new Set<Found>()
  lookFor(text, found, wholeActions)
  const budget = {
    left: mostOfAll,
    parts: mostParts,
    room: Buffer.allocUnsafe(mostOfOne),
    isShort: false,
    isUnsure: false,
  }
  const all = text.split('endstream')
  let [start, carried] = [0, '']
  for (const [index, ended] of all.entries()) {
    if (index === mostStreams) {
      budget.isShort = true
      lookFor(text.slice(start), found)
      break
    }
    const part = carried + ended
    budget.left -= carried.length
    start -= carried.length
    // No stream was begun, so that none ended: the word stood in a text of the dictionary.
    carried =
      /stream[ \t\0\f]*[\r\n]/.test(part) || budget.left <= 0 ? '' : `${part}endstream`.slice(-mostCarried)
    const begins = index === all.length - 1 ? -1 : part.search(/>>\s*stream[ \t\0\f]*[\r\n]/)
    lookFor(begins < 0 ? part : part.slice(0, begins), found)
    const named = unescaped(part)
    const isObjects = /\/ObjStm(?![A-Za-z0-9])/.test(named)
    // What readers need of packed objects, whatever type is said; outlines have one of them.
    if (isObjects || (/\/First(?![A-Za-z0-9])/.test(named) && /\/N(?![A-Za-z0-9])/.test(named))) {
      const streams = part.matchAll(/stream[ \t\0\f]*(?:\r\n|\r|\n)/g)
      if (isObjects || !/\/Filter(?![A-Za-z0-9])/.test(named))
        lookFor(part.slice(part.search(/stream[ \t\0\f]*[\r\n]/) + 1), found)
      for (const { index: at, 0: word } of streams) {
        if (budget.left <= 0 || budget.parts <= 0) {
          budget.isShort = true
          break
        }
        budget.parts -= 1
        // Its data end by themselves, and may hold the word that seems to end them.
        const packed = view.subarray(start + at + word.length)
        const dictionary = unescaped(part.slice(0, at))
        for (const objects of unpackedObjects(packed, dictionary, budget))
          lookFor(objects.toString('latin1'), found)
      }
    }
    start += part.length + 'endstream'.length
  }
  if (found.delete('form') && hasFormScript(text, view, budget)) found.add('javascript')
  if (budget.isShort || budget.left <= 0 || (budget.isUnsure && found.size === 0)) found.add('unseen')
  return [...found].flatMap((one) => (one === 'form' ? [] : [one])).sort()
}

/** A script of an XFA form, whatever prefix its namespace has. */
const formScript = /<(?:[\w.-]{1,100}:)?script[\s/>]/

/** Letters before a stream that are taken for its dictionary. */
const mostDictionary = 4_000

/** Whether an XFA form has scripts: in any stream, since readers take the form from whichever it names. */
function hasFormScript(text: string, view: Buffer, budget: Budget & { parts: number }): boolean {
  if (isScripted(text)) return true
  for (const { index: at, 0: word } of text.matchAll(/stream[ \t\0\f]*(?:\r\n|\r|\n)/g)) {
    const before = text.slice(Math.max(0, at - mostDictionary), at)
    const dictionary = unescaped(before.slice(before.lastIndexOf('endobj') + 1))
    if (before.endsWith('end') || !/\/F(?:ilter)?(?![A-Za-z0-9])/.test(dictionary)) continue
    if (budget.left <= 0 || budget.parts <= 0) {
      budget.isShort = true
      return false
    }
    budget.parts -= 1
    for (const form of unpackedObjects(view.subarray(at + word.length), dictionary, budget))
      if (isScripted(form.toString('latin1'))) return true
  }
  return false
}

function isScripted(form: string): boolean {
  // In UTF-16 every other byte is empty.
  return formScript.test(form.replaceAll('\0', ''))
}

/** What is packed, by the filters that its dictionary names in their order; where they stand elsewhere, by each and each two. */
function* unpackedObjects(packed: Buffer, dictionary: string, budget: Budget): Generator<Buffer> {
  budget.left -= dictionary.length
  // What is a comment to one reader is a text to another.
  const both = `${dictionary.replaceAll(/%[^\r\n]*/g, ' ')} ${dictionary}`
  const by = unpackings(both, budget)
  const named = namedFilters(both)
  const isElsewhere = named.some((chain) => chain.length === 0)
  if (named.length > mostFilters || named.some((chain) => chain.length > mostFilters)) budget.isShort = true
  if (isElsewhere || named.flat().some((name) => pictures.test(name)) || isMixed(both, named))
    budget.isUnsure = true
  const chains = [...plainly, ...named.slice(0, mostFilters), ...(isElsewhere ? guesses : [])]
  for (const chain of new Map(chains.map((one) => [one.join(' '), one])).values()) {
    let data: Buffer | undefined = packed
    for (const name of chain.slice(0, mostFilters))
      if (data !== undefined && budget.left > 0) data = by[name]?.(data)
    if (data !== undefined && data !== packed) yield data
  }
}

/** Every list of filters that a dictionary names; an empty one where the names stand elsewhere. */
function namedFilters(dictionary: string): string[][] {
  const lists = dictionary.matchAll(/\/Filter(?![A-Za-z])\s*(\[[^\][]{0,300}\]|\/\w+)?/g)
  return Array.from(new Set(Array.from(lists, ([, list = '']) => list)), (list) =>
    Array.from(list.matchAll(/\/(\w+)/g), ([, name = '']) => shortNames[name] ?? name),
  )
}

/** Filters that make pictures, and give bytes all the same to a reader that does not mind. */
const pictures = /^(?:DCT|CCF|(?:DCT|JPX|JBIG2|CCITTFax)Decode)$/

/** Filters whose bytes a predictor may have mixed. */
const predicted = /^(?:Flate|LZW)Decode$/

/** Whether each filter has settings of its own, or they stand elsewhere: those of one are taken for all. */
function isMixed(dictionary: string, named: readonly (readonly string[])[]): boolean {
  const settings = new Set(
    dictionary.match(/\/(?:Predictor|Columns|Colors|BitsPerComponent|EarlyChange)\s+\d+/g),
  )
  const kinds = new Set(Array.from(settings, (setting) => /\w+/.exec(setting)?.[0]))
  return (
    kinds.size < settings.size ||
    /\/(?:DecodeParms|DP)\s*\[?\s*\d/.test(dictionary) ||
    (settings.size > 0 && named.some((chain) => chain.filter((name) => predicted.test(name)).length > 1))
  )
}

function lookFor(objects: string, found: Set<Found>, patterns = names): void {
  const plain = unescaped(objects)
  for (const [pattern, action] of patterns) if (pattern.test(plain)) found.add(action)
}

/** `/J#53` is the name `/JS`. */
function unescaped(text: string): string {
  if (!/#[0-9A-Fa-f]{2}/.test(text)) return text
  const bytes = Buffer.from(text, 'latin1')
  let length = 0
  for (let at = 0; at < bytes.length; at += 1, length += 1) {
    const code =
      bytes[at] === 0x23 ? hexadecimal(bytes[at + 1]) * 16 + hexadecimal(bytes[at + 2]) : Number.NaN
    bytes[length] = Number.isNaN(code) ? (bytes[at] ?? 0) : code
    if (!Number.isNaN(code)) at += 2
  }
  return bytes.toString('latin1', 0, length)
}

function hexadecimal(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN
}
