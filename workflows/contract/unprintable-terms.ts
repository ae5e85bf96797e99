import { unprintable } from '#workflows/text/printability.ts'
import type { AgreedTerms } from './terms-draft.ts'
import { type TermsFault, termsFault } from './terms-fault.ts'
import type { TermsFieldId } from './terms-fields.ts'

/** What a contract could not print of the terms, field by field and line by line. */
export const unprintableTerms = (agreed: AgreedTerms): readonly TermsFault[] => {
  const { title, startup, subject, municipalAsk, guarantees, conditions } = agreed
  const texts: readonly (readonly [TermsFieldId, string, number?])[] = [
    ['title', title.fa],
    ['titleEn', title.en === title.fa ? '' : title.en],
    ['startupName', startup.name],
    ['representative', startup.representative],
    ['subject', subject],
    ['municipalAsk', municipalAsk],
    ...guarantees.map(({ issuer }, index) => ['guarantees', issuer, index + 1] as const),
    ...conditions.map((condition, index) => ['conditions', condition, index + 1] as const),
  ]
  return texts.flatMap(([field, text, line]) => {
    const letters = unprintable(text)
    return letters.length === 0 ? [] : [termsFault(field, 'unprintable', line, letters)]
  })
}
