import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  createTypesetter,
  typesetterAssets,
  UnprintableText,
} from '#functions/shared/contract/contract-typesetter.ts'
import { fourStages } from '#test/city/four-stages.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument, type DocumentExtras, evidenceDocument } from '#workflows/contract/document.ts'
import { contractTypes } from '#workflows/contract/terms.ts'
import { unprintable } from '#workflows/text/printability.ts'

const digest = '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b'
const extras: DocumentExtras = {
  city: { fa: 'کرمان', en: 'Kerman' },
  timeZone: 'Asia/Tehran',
  termsDigest: digest,
  drawnUpAt: '2025-11-06T10:00:00Z',
}
const signature = {
  who: 'زهرا کرمانی',
  role: { fa: 'نمایندهٔ شریک', en: 'Partner' },
  at: '2025-11-12T06:45:00Z',
  method: { fa: 'پیوند و کد', en: 'link and code' },
  digest,
}
const attachment = {
  name: 'release.json',
  bytes: Buffer.from('{"ocid":"ocds-213czf-1"}'),
  mime: 'application/json',
}

const typesetter = createTypesetter()
const latin1 = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')
/** What is drawn, with every stream inflated. */
const contentOf = (pdf: Uint8Array): string =>
  Array.from(latin1(pdf).matchAll(/stream\r?\n(.*?)\r?\nendstream/gs), ([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  }).join('\n')
const fontsOf = (pdf: Uint8Array): ReadonlySet<string | undefined> =>
  new Set(Array.from(latin1(pdf).matchAll(/\/FontName ?\/[A-Z]{6}\+([\w-]+)/g), ([, name]) => name))
const pagesOf = (pdf: Uint8Array): number => latin1(pdf).match(/\/Type ?\/Page\b/g)?.length ?? 0

describe('the typesetter', () => {
  it.each(contractTypes)('sets a %s contract as PDF/A-2a', async (contractType) => {
    const pdf = latin1(await typesetter.typeset(contractDocument(exampleTerms({ contractType }), extras)))
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>A</s)
    expect(pdf).not.toContain('/EmbeddedFile')
  })

  it('sets the letterhead of a city with its logo, as PDF/A all the same', async () => {
    const { branding } = fourStages
    const plain = await typesetter.typeset(contractDocument(exampleTerms(), extras))
    const pdf = await typesetter.typeset(contractDocument(exampleTerms(), { ...extras, branding }))
    expect(latin1(pdf)).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>A</s)
    // The logo's own paint: a gold that nothing else on the page has.
    const gold = '0.9490196 0.76862746 0.42745098'
    expect(pdf.length).toBeGreaterThan(plain.length)
    expect(contentOf(pdf)).toContain(gold)
    expect(contentOf(plain)).not.toContain(gold)
  })

  it('embeds both weights of the font, whatever the machine has', async () => {
    const pdf = await typesetter.typeset(contractDocument(exampleTerms(), extras))
    expect(fontsOf(pdf)).toEqual(new Set(['Vazirmatn-Bold', 'Vazirmatn-Regular']))
  })

  it('takes the other font for letters that the first lacks, and for these alone', async () => {
    const partner = exampleTerms({ contactName: 'Nguyễn Thị Hoa' })
    const pdf = await typesetter.typeset(contractDocument(partner, extras))
    expect(fontsOf(pdf)).toEqual(new Set(['DejaVuSans', 'Vazirmatn-Bold', 'Vazirmatn-Regular']))
  })

  it('gives equal bytes for equal data, in this process and in another compiler', async () => {
    const document = contractDocument(exampleTerms(), extras)
    const first = await typesetter.typeset(document)
    expect(Buffer.compare(first, await typesetter.typeset(structuredClone(document)))).toBe(0)
    expect(Buffer.compare(first, await createTypesetter().typeset(document))).toBe(0)
  })

  it('gives other bytes for other data', async () => {
    const one = await typesetter.typeset(contractDocument(exampleTerms(), extras))
    const other = await typesetter.typeset(contractDocument(exampleTerms({ capex: 48_000_000_001 }), extras))
    expect(Buffer.compare(one, other)).not.toBe(0)
  })

  it('dates the file by the document, not by the clock', async () => {
    const pdf = latin1(await typesetter.typeset(contractDocument(exampleTerms(), extras)))
    expect(pdf).toContain('/CreationDate (D:20251106')
  })

  it('carries an attachment in a sheet of evidence, as PDF/A-3a', async () => {
    const document = evidenceDocument(exampleTerms(), [signature], extras)
    const pdf = latin1(await typesetter.typeset(document, attachment))
    expect(pdf).toMatch(/<pdfaid:part>3<.*<pdfaid:conformance>A</s)
    expect(pdf).toContain('/EmbeddedFile')
    expect(pdf).toContain('release.json')
    expect(pdf).toContain('/Subtype /application#2Fjson')
  })

  it('forgets an attachment with the contract that carried it', async () => {
    const document = contractDocument(exampleTerms(), extras)
    const before = await typesetter.typeset(document)
    const other = { ...attachment, bytes: Buffer.from('{"ocid":"another"}') }
    const carrying = await typesetter.typeset(document, attachment)
    expect(Buffer.compare(carrying, await typesetter.typeset(document, other))).not.toBe(0)
    expect(Buffer.compare(carrying, await typesetter.typeset(document, attachment))).toBe(0)
    expect(Buffer.compare(before, await typesetter.typeset(document))).toBe(0)
  })

  it.each(['../contract.typ', '', 'a b.json', 'a"b'])('refuses an attachment named %j', async (name) => {
    const document = contractDocument(exampleTerms(), extras)
    await expect(typesetter.typeset(document, { ...attachment, name })).rejects.toThrow('name')
  })

  it('finds its template and fonts in a directory of assets', async () => {
    const assets = mkdtempSync(join(tmpdir(), 'typesetter-'))
    onTestFinished(() => rmSync(assets, { recursive: true }))
    for (const file of typesetterAssets()) copyFileSync(file, join(assets, basename(file)))
    const document = contractDocument(exampleTerms(), extras)
    const moved = await createTypesetter({ assets }).typeset(document)
    expect(Buffer.compare(moved, await typesetter.typeset(document))).toBe(0)
  })
})

const typed = (text: string) => ({
  title: text,
  titleEn: text,
  orgName: text,
  contactName: text,
  solution: text,
  municipalAsk: text,
})

const longEvidence = {
  who: 'ن'.repeat(150),
  role: { fa: 'سمت '.repeat(20), en: 'role '.repeat(20) },
  at: '2025-11-12T06:45:00Z',
  method: { fa: 'پیوند', en: 'link' },
  digest,
}

const typeset = (text: string) => {
  const signatories = [{ name: text, role: { fa: text, en: text } }]
  const terms = exampleTerms(typed(text), { conditions: [text] })
  return typesetter.typeset(contractDocument(terms, { ...extras, signatories }))
}

describe('the typesetter, given what somebody typed', () => {
  it.each([
    [
      'markup of the compiler',
      '#panic("evaluated") $ x^2 #read("/etc/passwd") *b* `c` @missing <label> \\u{41} // /* ',
    ],
    ['markup of the web', '<script>alert(1)</script>&amp;&#x202e;'],
    ['unclosed overrides and isolates', '\u202E\u2068\u2066\u202D۱۲۳ abc'],
    ['control characters', 'متن \u0000\u0007\u001B[31m \uFEFF'],
    ['letters of Europe', 'Nguyễn Ωμέγα Чехов Łódź, CO₂ → ➔ ≤ ₽ ✓ ◦ ▪'],
    ['letters and marks apart', 'Nguyễn Ångström'.normalize('NFD')],
    ['marks that compose with nothing', 'm̃ q̇ x̌ a\u0361b ڕ\u0301'],
    ['white space alone', ' \u3000\u00A0 '],
    ['piled marks', `Z${'\u0315\u0300'.repeat(500)}`],
  ])('prints %s as it stands', async (_, text) => {
    expect(pagesOf(await typeset(text))).toBeGreaterThanOrEqual(5)
  })

  it.each(['W', 'م', 'متن و text ', '\n'])('sets four thousand characters of %j', async (piece) => {
    const text = `آ${piece.repeat(4000)}`.slice(0, 4000)
    expect(pagesOf(await typeset(text))).toBeGreaterThanOrEqual(5)
  })

  it('sets hostile terms as content, never as markup, with a code and a draft’s mark', async () => {
    const evil =
      '#panic("x") #import "y" $a^2$ *b* _i_ `r` <script>1</script> \u202eabc\u0000\u0007 CO₂ ễ فا 12 ۳۴'
    const terms = {
      ...exampleTerms(
        { title: evil, orgName: evil, solution: `${evil}\n`.repeat(60).slice(0, 4000) },
        { conditions: [evil] },
      ),
      guarantees: [{ kind: 'cheque' as const, amount: 1, issuer: evil }],
    }
    for (const changes of [
      { isDraft: true },
      { verifyUrl: `https://tasvib.example/verify?digest=${digest}` },
    ]) {
      const pdf = await typesetter.typeset(contractDocument(terms, { ...extras, ...changes }))
      expect(pagesOf(pdf)).toBeGreaterThan(4)
    }
  })

  it.each([
    ['emoji', '😀👨‍👩‍👧'],
    ['ideographs', '李明'],
    ['half a character', 'متن \uD800 متن'],
    ['the sign of a loss', 'Jos\uFFFD'],
    ['a private character', '\uE123'],
  ])('sets no contract with %s', async (_, text) => {
    await expect(typeset(text)).rejects.toThrow(UnprintableText)
  })

  // PDF/A forbids a reference to the glyph that stands for a missing one, and the compiler keeps to that.
  it('has a drawing for every character that is called printable', async () => {
    const points = Array.from({ length: 0x11_0000 }, (_, point) => point)
    const printed = points
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point))
      .filter((character) => unprintable(character).length === 0)
    expect(printed.length).toBeGreaterThan(5000)
    for (let at = 0; at < printed.length; at += 1000) {
      const text = printed.slice(at, at + 1000).join(' ')
      expect(pagesOf(await typeset(text))).toBeGreaterThanOrEqual(5)
    }
  })

  it('sets whatever is called printable, and nothing else', async () => {
    const units = ['grapheme', 'binary', 'grapheme-composite'] as const
    const text = fc.constantFrom(...units).chain((unit) => fc.string({ unit, minLength: 1, maxLength: 60 }))
    const letters = text.chain((wild) =>
      fc.constantFrom(
        wild,
        Array.from(wild)
          .filter((one) => unprintable(one).length === 0)
          .join(''),
      ),
    )
    await fc.assert(
      fc.asyncProperty(letters, async (typed) => {
        const setting = typeset(`آ${typed}`)
        if (unprintable(`آ${typed}`).length > 0) await expect(setting).rejects.toThrow(UnprintableText)
        else expect(pagesOf(await setting)).toBeGreaterThanOrEqual(5)
      }),
      { numRuns: 60 },
    )
  })

  it('sets long addresses, accounts and evidence', async () => {
    const email = `${'a'.repeat(64)}@${'b'.repeat(180)}.example`
    const verifyUrl = `https://tasvib.example/verify/${'c'.repeat(500)}`
    const contract = contractDocument(exampleTerms({ email }), { ...extras, verifyUrl })
    expect(pagesOf(await typesetter.typeset(contract))).toBeGreaterThan(4)
    const later = Array.from({ length: 39 }, () => longEvidence)
    const sheet = evidenceDocument(exampleTerms(), [longEvidence, ...later], extras)
    expect(pagesOf(await typesetter.typeset(sheet))).toBeGreaterThan(2)
  })
})
