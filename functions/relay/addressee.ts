import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Person, type ProposalState, startupSignatory } from '#workflows/proposal/state.ts'
import type { Effect } from './effect.ts'

export type MailEffect = Exclude<Effect, { kind: 'workflow' | 'event' | 'webhook' }>

export function isMail(effect: Effect): effect is MailEffect {
  return effect.kind !== 'workflow' && effect.kind !== 'event' && effect.kind !== 'webhook'
}

export interface Addressee {
  readonly to: string
  /** How the recipient is addressed. */
  readonly recipient: string
  readonly language: Language
}

/** Who gets it, in which language; null when the applicant's data was erased. */
export function addresseeOf(
  effect: MailEffect,
  state: ProposalState,
  programme: Programme,
): Addressee | null {
  const cityLanguage = programme.languages[0] ?? 'fa'
  const toPerson = ({ email, name }: Person): Addressee => ({
    to: email,
    recipient: name[cityLanguage],
    language: cityLanguage,
  })
  switch (effect.kind) {
    case 'mail-applicant':
      return state.applicant === null
        ? null
        : { to: state.applicant.email, recipient: state.applicant.name, language: state.language }
    case 'mail-office': {
      const { email, name } = programme.caseOffice
      return { to: email, recipient: name[cityLanguage], language: cityLanguage }
    }
    case 'mail-signatory':
      // The startup's representative reads the language in which the proposal was submitted.
      return effect.signatory === startupSignatory
        ? {
            ...toPerson(effect.person),
            recipient: effect.person.name[state.language],
            language: state.language,
          }
        : toPerson(effect.person)
    case 'mail-reviewer':
    case 'mail-finance':
      return toPerson(effect.person)
  }
}
