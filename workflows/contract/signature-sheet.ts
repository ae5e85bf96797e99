import type { Text } from '#workflows/language.ts'
import { localDateOf } from '#workflows/programme/local-day.ts'
import { clockOf, jalaliShort, persianDigits, zoneName } from './persian.ts'
import { code, type Paragraph, prose, type Run, value } from './prose.ts'
import type { ContractTerms } from './terms.ts'

/** What the ledger knows about one signature. */
export interface SignatureEvidence {
  readonly who: string
  readonly role: Text
  /** ISO 8601 instant. */
  readonly at: string
  readonly method: Text
  /** The signature's ledger entry, SHA-256 in hex. */
  readonly digest: string
}

/** What else the sheet of a sealed contract says. */
export interface EvidenceExtras {
  /** SHA-256, in hex, of the terms' canonical JSON. */
  readonly termsDigest: string
  /** IANA name of the zone whose clock the sheet shows. */
  readonly timeZone: string
}

/** Somebody who is to sign. */
export interface SignatureLine {
  readonly name: string
  readonly role: Text
}

/** What stands in a table: a run of text, or the same in both languages, one below the other. */
type Cell = Run | Text

/** The last sheet: lines to sign on, or, behind those, the evidence of signatures already given. */
export type SignatureSheet =
  | {
      readonly kind: 'lines'
      readonly heading: Text
      readonly lines: readonly SignatureLine[]
      readonly labels: { readonly name: string; readonly date: string; readonly signature: string }
      readonly note: Text
    }
  | {
      readonly kind: 'evidence'
      readonly heading: Text
      readonly head: readonly Text[]
      readonly rows: readonly (readonly Cell[])[]
      readonly notes: readonly Paragraph[]
    }

const parties = ({ parties: { city, startup } }: ContractTerms): readonly SignatureLine[] => [
  { name: startup.representative, role: { fa: 'نمایندهٔ شریک', en: 'For the Partner' } },
  { name: city.name.fa, role: { fa: 'از سوی شهرداری', en: 'For the Municipality' } },
]

/** The sheet of a contract that nobody has signed yet. */
export const signatureLines = (
  terms: ContractTerms,
  signatories?: readonly SignatureLine[],
): SignatureSheet => ({
  kind: 'lines',
  heading: { fa: 'امضای طرفین', en: 'Signatures' },
  lines: signatories ?? parties(terms),
  labels: { name: 'نام و نام خانوادگی', date: 'تاریخ', signature: 'امضا' },
  note: {
    fa: 'هر کس با پیوند و کد رایانامه‌ای خود امضا می‌کند. پس از امضای همه، برگهٔ گواهی امضا به پایان همین سند افزوده و سند به مهر شهرداری بسته می‌شود.',
    en: 'Everyone signs by their own emailed link and code. Once all have signed, the sheet of signature evidence is added at the end of this very document, and the city seals it.',
  },
})

const evidenceRow = (
  { who, role, at, method, digest }: SignatureEvidence,
  timeZone: string,
): readonly Cell[] => [
  value(who),
  role,
  `${jalaliShort(localDateOf(Date.parse(at), timeZone))} ${persianDigits(clockOf(at, timeZone))}`,
  method,
  code(digest),
]

/** The sheet of a sealed contract: who signed, when (by the programme's clock), how, and the ledger entry that proves it. */
export const evidenceSheet = (
  evidence: readonly SignatureEvidence[],
  { termsDigest, timeZone }: EvidenceExtras,
): SignatureSheet => ({
  kind: 'evidence',
  heading: { fa: 'برگهٔ گواهی امضا', en: 'Signature evidence' },
  head: [
    { fa: 'نام', en: 'Name' },
    { fa: 'سمت', en: 'Role' },
    { fa: `زمان (${zoneName(timeZone).fa})`, en: `Time (${zoneName(timeZone).en})` },
    { fa: 'روش', en: 'Method' },
    { fa: 'اثر انگشت رویداد (SHA-256)', en: 'Entry digest' },
  ],
  rows: evidence.map((signature) => evidenceRow(signature, timeZone)),
  notes: [
    prose`هر امضا رویدادی در دفتر رویدادهای پرونده است که به رویدادهای پیش از خود زنجیر شده است. اثر انگشت دادهٔ قرارداد (SHA-256):`,
    [code(termsDigest)],
    prose`رویدادها و شواهد هر امضا در بستهٔ شواهد پرونده است که امور مالی و دبیرخانه آن را دریافت می‌کنند و هر کس می‌تواند آن را بی‌نیاز از این سامانه راستی‌آزمایی کند.`,
  ],
})
