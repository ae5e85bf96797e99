import type { Text } from '#workflows/language.ts'
import { printedIban } from '#workflows/programme/iban.ts'
import { localDateOf } from '#workflows/programme/local-day.ts'
import { type Annexes, type AnnexTable, annexes, englishSchedule } from './annexes.ts'
import { englishFacts, type Facts, persianFacts } from './facts.ts'
import { jalaliLong, persianDigits } from './persian.ts'
import { code, type Paragraph, prose, type Run, value } from './prose.ts'
import { type QrModules, qrModules } from './qr.ts'
import {
  type Article,
  durationArticle,
  floorClause,
  paymentArticle,
  sharedArticles,
  sharedSummary,
} from './shared-clauses.ts'
import {
  type EvidenceExtras,
  evidenceSheet,
  type SignatureEvidence,
  type SignatureLine,
  type SignatureSheet,
  signatureLines,
} from './signature-sheet.ts'
import type { ContractTerms } from './terms.ts'
import { typeClauses } from './type-clauses.ts'

export interface DocumentExtras extends EvidenceExtras {
  /** The city's own name («کرمان»), which its courts go by. */
  readonly city: Text
  /** ISO 8601 instant of drawing up; the contract's first day stands in for it. */
  readonly drawnUpAt?: string
  /** Where anybody can check the contract. */
  readonly verifyUrl?: string
  /** Who is to sign; without it, one line for each party. */
  readonly signatories?: readonly SignatureLine[]
  /** Whose paper it is, as the programme has it; without it, no letterhead. */
  readonly branding?: { readonly name: Text; readonly logo: string; readonly colour: string }
  /** A preview that nobody signs: every page says so. */
  readonly isDraft?: boolean
}

/** What stands on every sheet of a contract, and the sheet of its signatures, as plain JSON; the template formats nothing itself. */
export interface SheetDocument {
  readonly title: Text
  readonly project: string
  readonly author: string
  /** Gregorian; written into the file instead of the time of typesetting, so that equal data gives equal bytes. */
  readonly date: { readonly year: number; readonly month: number; readonly day: number }
  readonly header: { readonly number: Paragraph; readonly date: string }
  /** Of the case; stands on every page, beside the digest. */
  readonly reference: Run
  readonly digest: Run
  /** The head of a contract's first page. */
  readonly letterhead?: {
    readonly name: Text
    readonly logo: { readonly svg: string }
    /** `#rrggbb`, of headings too. */
    readonly colour: string
    readonly invocation: string
    readonly annexes: string
  }
  readonly signatures: SignatureSheet
}

/** Everything that the template prints of a contract. */
export interface ContractDocument extends SheetDocument {
  /** Across every page; absent from a contract that counts. */
  readonly watermark?: Text
  readonly preamble: readonly Paragraph[]
  readonly articles: readonly Article[]
  readonly annexes: Annexes
  readonly summary: {
    readonly heading: string
    readonly note: string
    readonly articles: readonly Article[]
    readonly schedule: { readonly heading: string; readonly table: AnnexTable }
  }
  /** Where anybody can check the contract; absent from a draft. */
  readonly verify?: {
    readonly heading: Text
    readonly note: Text
    readonly url: Run
    readonly modules: QrModules
  }
}

const preambleOf = (terms: ContractTerms, instrument: string): readonly Paragraph[] => {
  const { city, startup } = terms.parties
  const identity: Paragraph =
    startup.legalId === undefined ? [] : prose` به شناسهٔ ملی ${code(startup.legalId)}`
  return [
    [
      ...prose`این ${instrument} به شمارهٔ ${code(terms.number)}، به استناد ${value(terms.legalBasis.fa)}، بر پایهٔ پیشنهاد ${code(terms.reference)} و پس از تصویب آن در مراجع شهرداری، میان ${value(city.name.fa)} به شناسهٔ ملی ${code(city.nationalId)} و نشانی ${value(city.address.fa)} (از این پس «شهرداری») از یک سو و ${value(startup.name)}`,
      ...identity,
      ...prose` به نمایندگی ${value(startup.representative)} (از این پس «شریک») از سوی دیگر، با مواد و پیوست‌های زیر منعقد می‌شود.`,
    ],
  ]
}

const numbered = (articles: readonly Article[]): readonly Article[] =>
  articles.map(({ heading, paragraphs }, index) => ({
    heading: `مادهٔ ${persianDigits(index + 1)} – ${heading}`,
    paragraphs,
  }))

const planPointer = (instrument: string): Paragraph =>
  prose`شرح طرح در پیوست ۱ آمده است. در تعارض میان متن ${instrument} و پیوست‌ها، متن ${instrument} مقدم است.`

const summaryArticles = (terms: ContractTerms, facts: Facts, city: Text): readonly Article[] => {
  const { startup, city: municipality } = terms.parties
  const { subject, shares } = typeClauses[terms.contractType].summary(facts)
  const estimate =
    facts.total === ''
      ? 'No amount is estimated.'
      : `The ${terms.schedule === 'agreed' ? 'agreed' : 'estimated'} municipal share is ${facts.total}, paid on account for each Jalali quarter and settled yearly against audited revenue.`
  const floor =
    facts.floor === ''
      ? []
      : [
          prose`The share of each contract year comes to ${facts.floor} at least, in proportion for part of a year.`,
        ]
  return [
    {
      heading: 'Parties and subject',
      paragraphs: [
        prose`No. ${code(terms.number)}, under ${value(terms.legalBasis.en)} and proposal ${code(terms.reference)}, between ${value(municipality.name.en)} (the Municipality) and ${value(startup.name)} (the Partner), represented by ${value(startup.representative)}.`,
        subject,
      ],
    },
    {
      heading: 'Term',
      paragraphs: [prose`${facts.duration}: from ${facts.starts} to the end of ${facts.ends}.`],
    },
    {
      heading: 'Shares and payment',
      paragraphs: [
        shares,
        ...floor,
        prose`${estimate} Each quarter is paid within ${String(terms.settlement.days)} days of its end, to IBAN ${code(printedIban(terms.iban))} only.`,
      ],
    },
    ...sharedSummary(terms, city),
  ]
}

const verification = (url: string): NonNullable<ContractDocument['verify']> => ({
  heading: { fa: 'راستی‌آزمایی', en: 'Verification' },
  note: {
    fa: 'این رمزینه را بخوانید یا نشانی زیر را باز کنید تا ببینید این قرارداد در دفتر شهرداری هست و هنوز معتبر است.',
    en: 'Scan the code or open the address to see whether this contract stands in the city’s ledger and still counts.',
  },
  url: code(url),
  modules: qrModules(url),
})

const letterheadOf = ({
  name,
  logo,
  colour,
}: NonNullable<DocumentExtras['branding']>): NonNullable<ContractDocument['letterhead']> => ({
  name,
  logo: { svg: logo },
  colour,
  invocation: 'بسمه تعالی',
  annexes: 'پیوست: دارد',
})

/** @param day ISO date, by the city's clock */
const sheetOf = (
  terms: ContractTerms,
  { termsDigest, branding }: Pick<DocumentExtras, 'termsDigest' | 'branding'>,
  { label, day }: { readonly label: string; readonly day: string },
): Omit<SheetDocument, 'signatures'> => {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number)
  return {
    title: typeClauses[terms.contractType].title,
    project: terms.title.fa,
    author: terms.parties.city.name.fa,
    date: { year, month, day: dayOfMonth },
    header: { number: prose`شماره: ${code(terms.number)}`, date: `${label}: ${jalaliLong(day)}` },
    reference: code(terms.reference),
    digest: code(termsDigest),
    ...(branding === undefined ? {} : { letterhead: letterheadOf(branding) }),
  }
}

/** The whole contract as data for the template: Persian text that binds, an English summary, and the lines to sign on. */
export const contractDocument = (terms: ContractTerms, extras: DocumentExtras): ContractDocument => {
  const clauses = typeClauses[terms.contractType]
  const instrument = clauses.instrument.fa
  const facts = persianFacts(terms)
  const context = { terms, facts, city: extras.city, instrument }
  const { drawnUpAt, timeZone, signatories } = extras
  const dated =
    drawnUpAt === undefined
      ? { label: 'شروع', day: terms.startsOn }
      : { label: 'تاریخ تنظیم', day: localDateOf(Date.parse(drawnUpAt), timeZone) }
  return {
    ...sheetOf(terms, extras, dated),
    ...(extras.isDraft === true ? { watermark: { fa: 'پیش‌نویس', en: 'DRAFT' } } : {}),
    preamble: preambleOf(terms, instrument),
    articles: numbered([
      { heading: 'موضوع', paragraphs: [...clauses.subject(facts), planPointer(instrument)] },
      durationArticle(context),
      { heading: 'سهم طرفین', paragraphs: [...clauses.shares(facts), ...floorClause(context)] },
      paymentArticle(context),
      ...sharedArticles(context),
    ]),
    annexes: annexes(terms),
    summary: {
      heading: `${clauses.title.en}: summary`,
      note: 'For information only; the Persian text alone is binding.',
      articles: summaryArticles(terms, englishFacts(terms), extras.city),
      schedule: {
        heading: terms.schedule === 'agreed' ? 'Agreed payments' : 'Estimated payments',
        table: englishSchedule(terms),
      },
    },
    signatures: signatureLines(terms, signatories),
    ...(extras.verifyUrl === undefined ? {} : { verify: verification(extras.verifyUrl) }),
  }
}

/** What goes behind a contract that everyone signed: who did, when, how, and the entries that prove it. Dated by the last signature. */
export const evidenceDocument = (
  terms: ContractTerms,
  evidence: readonly [SignatureEvidence, ...SignatureEvidence[]],
  extras: Pick<DocumentExtras, 'termsDigest' | 'timeZone' | 'branding'>,
): SheetDocument => {
  const last = Math.max(...evidence.map(({ at }) => Date.parse(at)))
  const dated = { label: 'تاریخ امضا', day: localDateOf(last, extras.timeZone) }
  return { ...sheetOf(terms, extras, dated), signatures: evidenceSheet(evidence, extras) }
}
