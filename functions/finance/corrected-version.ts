import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { quoted } from '#functions/shared/pages/isolated.ts'
import { persianFacts } from '#workflows/contract/facts.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language, Text } from '#workflows/language.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { DeskVisit, FinanceDependencies } from './visit.ts'

/** What finance books by, each with how it is called and what it is. */
const parts: readonly (readonly [name: Text, of: (terms: ContractTerms) => unknown])[] = [
  [{ fa: 'موضوع', en: 'subject' }, (terms) => terms.title],
  [{ fa: 'طرف‌ها', en: 'parties' }, (terms) => terms.parties],
  [{ fa: 'سهم شهرداری', en: 'the city’s share' }, (terms) => persianFacts(terms).share],
  [{ fa: 'مدت', en: 'duration' }, (terms) => [terms.startsOn, persianFacts(terms).ends]],
  [{ fa: 'شماره شبا', en: 'IBAN' }, (terms) => terms.iban],
  [{ fa: 'برنامهٔ پرداخت', en: 'payment schedule' }, (terms) => terms.payments],
  [{ fa: 'شرط‌ها', en: 'conditions' }, (terms) => terms.conditions],
]

interface Told {
  readonly title: string
  readonly detail: string
}

/** Told with a version that comes after one which finance returned: why it did, and what is different now. */
export async function correctedVersion(
  { claim: { reference }, language, lastWord }: DeskVisit,
  terms: ContractTerms,
  { files }: Pick<FinanceDependencies, 'files'>,
): Promise<Told | undefined> {
  if (lastWord?.type !== 'ContractReturned') return undefined
  const { version, reason } = lastWord.data
  const before = await readTerms(files, { reference, version })
  const changed = parts.filter(([, of]) => canonicalJson([of(before)]) !== canonicalJson([of(terms)]))
  return words[language]({
    returned: formatNumber(version, language),
    reason: quoted(reason),
    changed: changed.map(([name]) => name[language]),
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
