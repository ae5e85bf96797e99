import { englishDate, jalaliLong } from '#workflows/contract/persian.ts'
import { guaranteeWords } from '#workflows/contract/terms-fields.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { DataOf } from '#workflows/proposal/entries.ts'
import type { Expected } from '#workflows/proposal/obligations.ts'
import type { HeldGuarantee } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

/** What is overdue under a contract, in a few words. */
export function obligationWords({ kind, place }: Pick<Expected, 'kind' | 'place'>): Text {
  const number = formatNumber(place, 'fa')
  return {
    instalments: { fa: `قسط ${number} نرسیده است`, en: `instalment ${place} has not come` },
    guarantees: { fa: `اعتبار تضمین ${number} به پایان رسیده است`, en: `guarantee ${place} has expired` },
  }[kind]
}

/** A guarantee by its place in the terms and what it is. */
export function guaranteeName({ place, kind }: Pick<HeldGuarantee, 'place' | 'kind'>): Text {
  const { fa, en } = guaranteeWords[kind]
  return { fa: `تضمین ${formatNumber(place, 'fa')} (${fa})`, en: `Guarantee ${place} (${en.toLowerCase()})` }
}

/** How a guarantee stands. */
export function guaranteeStands({ expiresOn, releasedOn }: HeldGuarantee, isExpired: boolean): Text {
  if (releasedOn !== undefined) {
    return { fa: `آزاد شده در ${jalaliLong(releasedOn)}`, en: `released on ${englishDate(releasedOn)}` }
  }
  if (expiresOn === undefined) return { fa: 'معتبر، بدون تاریخ پایان', en: 'held, without a last day' }
  return isExpired
    ? { fa: `پایان اعتبار: ${jalaliLong(expiresOn)}`, en: `expired on ${englishDate(expiresOn)}` }
    : { fa: `معتبر تا ${jalaliLong(expiresOn)}`, en: `valid until ${englishDate(expiresOn)}` }
}

/** What finance recorded of a guarantee, and the letter that says so. `isolate` keeps a foreign value from turning the line around. */
export function guaranteeChangeWords(
  { guarantee: place, kind, change, expiresOn, on, document }: DataOf<'GuaranteeChanged'>,
  isolate: (value: string) => string,
): Readonly<Record<Language, { readonly what: string; readonly letter: string }>> {
  const { fa, en } = guaranteeName({ place, kind })
  const until = expiresOn ?? on
  const what: Readonly<Record<typeof change, Text>> = {
    extended: {
      fa: `${fa} تا ${jalaliLong(until)} تمدید شد`,
      en: `${en} was extended until ${englishDate(until)}`,
    },
    released: { fa: `${fa} آزاد شد`, en: `${en} was released` },
  }
  return {
    fa: { what: what[change].fa, letter: `نامهٔ ${isolate(document)}، ${jalaliLong(on)}` },
    en: { what: what[change].en, letter: `letter ${isolate(document)} of ${englishDate(on)}` },
  }
}
