import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { persianFacts } from '#workflows/contract/facts.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Language, Text } from '#workflows/language.ts'
import { canonicalJson, type Digest } from '#workflows/ledger/digest.ts'
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

/** Said to whoever answered by a page of an earlier version: that nothing was recorded, and what is different now. */
export async function staleMessage(
  { desk, claim: { reference }, language }: DeskVisit,
  shown: Digest | undefined,
  { cases, files }: Pick<FinanceDependencies, 'cases' | 'files'>,
): Promise<{ readonly title: string; readonly detail: string } | undefined> {
  if (desk.kind !== 'open' || shown === undefined) return undefined
  const { version } = desk.state.contract
  const earlier = (await cases.entries(reference)).find(
    (entry) => entry.type === 'ContractSealed' && entry.data.sealDigest === shown,
  )
  if (earlier?.type !== 'ContractSealed') return undefined
  const [before, now] = await Promise.all(
    [earlier.data.version, version].map((one) => readTerms(files, { reference, version: one })),
  )
  const changed = parts.filter(
    ([, of]) =>
      before !== undefined && now !== undefined && canonicalJson([of(before)]) !== canonicalJson([of(now)]),
  )
  return words[language]({
    before: formatNumber(earlier.data.version, language),
    now: formatNumber(version, language),
    changed: changed.map(([name]) => name[language]),
  })
}

type ChangeWords = (facts: { before: string; now: string; changed: readonly string[] }) => {
  readonly title: string
  readonly detail: string
}

const words: Readonly<Record<Language, ChangeWords>> = {
  fa: ({ before, now, changed }) => ({
    title: 'نسخهٔ تازه‌ای از قرارداد رسیده است',
    detail: `پاسخ شما ثبت نشد، زیرا دربارهٔ نسخهٔ ${before} بود و این صفحه اکنون نسخهٔ ${now} را نشان می‌دهد. ${
      changed.length === 0
        ? 'در مفاد آن چیزی تغییر نکرده است.'
        : `آنچه تغییر کرده است: ${changed.join('، ')}.`
    } لطفاً دوباره بررسی کنید و پاسخ دهید.`,
  }),
  en: ({ before, now, changed }) => ({
    title: 'A new version of the contract has arrived',
    detail: `Your answer was not recorded: it was about version ${before}, and this page now shows version ${now}. ${
      changed.length === 0 ? 'Its terms are the same.' : `What changed: ${changed.join(', ')}.`
    } Please check it again and answer.`,
  }),
}
