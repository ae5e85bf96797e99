import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { quoted } from '#functions/shared/pages/isolated.ts'
import { type FinancePart, financeParts } from '#functions/shared/requests/finance.ts'
import { persianFacts } from '#workflows/contract/facts.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language, Text } from '#workflows/language.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { DeskVisit, FinanceDependencies } from './visit.ts'

/** What finance books by, each with how it is called and what it is. */
const parts: Readonly<
  Record<FinancePart, { readonly name: Text; readonly of: (terms: ContractTerms) => unknown }>
> = {
  subject: { name: { fa: 'موضوع', en: 'subject' }, of: (terms) => terms.title },
  parties: { name: { fa: 'طرف‌ها', en: 'parties' }, of: (terms) => terms.parties },
  share: { name: { fa: 'سهم شهرداری', en: 'the city’s share' }, of: (terms) => persianFacts(terms).share },
  duration: {
    name: { fa: 'مدت', en: 'duration' },
    of: (terms) => [terms.startsOn, persianFacts(terms).ends],
  },
  iban: { name: { fa: 'شماره شبا', en: 'IBAN' }, of: (terms) => terms.iban },
  payments: { name: { fa: 'برنامهٔ پرداخت', en: 'payment schedule' }, of: (terms) => terms.payments },
  conditions: { name: { fa: 'شرط‌ها', en: 'conditions' }, of: (terms) => terms.conditions },
}

/** Of a version that comes after one which finance returned: why it did, and what is different now. */
export interface Correction {
  /** The version that was returned. */
  readonly version: number
  readonly reason: string
  readonly changed: readonly FinancePart[]
}

/** Null of a version that follows none which finance returned. */
export async function correctionIn(
  { claim: { reference }, lastWord }: DeskVisit,
  terms: ContractTerms,
  { files }: Pick<FinanceDependencies, 'files'>,
): Promise<Correction | null> {
  if (lastWord?.type !== 'ContractReturned') return null
  const { version, reason } = lastWord.data
  const before = await readTerms(files, { reference, version })
  const changed = financeParts.filter((part) => {
    const { of } = parts[part]
    return canonicalJson([of(before)]) !== canonicalJson([of(terms)])
  })
  return { version, reason, changed }
}

interface Told {
  readonly title: string
  readonly detail: string
}

export function correctionWords({ version, reason, changed }: Correction, language: Language): Told {
  return words[language]({
    returned: formatNumber(version, language),
    reason: quoted(reason),
    changed: changed.map((part) => parts[part].name[language]),
  })
}

type Words = (facts: { returned: string; reason: string; changed: readonly string[] }) => Told

const words: Readonly<Record<Language, Words>> = {
  fa: ({ returned, reason, changed }) => ({
    title: 'نسخهٔ اصلاح‌شدهٔ قرارداد',
    detail: `نسخهٔ ${returned} را با این دلیل برگردانده بودید: «${reason}». ${
      changed.length === 0
        ? 'از آنچه در امور مالی ثبت می‌شود چیزی تغییر نکرده است.'
        : `آنچه تغییر کرده است: ${changed.join('، ')}.`
    }`,
  }),
  en: ({ returned, reason, changed }) => ({
    title: 'A corrected version of the contract',
    detail: `You returned version ${returned} for this reason: “${reason}”. ${
      changed.length === 0
        ? 'Nothing that finance books has changed.'
        : `What has changed: ${changed.join(', ')}.`
    }`,
  }),
}
