import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Person, type ProposalState, startupSignatory } from '#workflows/proposal/state.ts'
import type { Errand } from './errand.ts'

export type MailErrand = Exclude<Errand, { kind: 'workflow' | 'event' | 'webhook' }>

export function isMail(errand: Errand): errand is MailErrand {
  return errand.kind !== 'workflow' && errand.kind !== 'event' && errand.kind !== 'webhook'
}

export interface Addressee {
  readonly to: string
  /** How the recipient is addressed. */
  readonly recipient: string
  readonly language: Language
}

/** Who gets it, in which language; null when the applicant's data was erased. */
export function addresseeOf(
  errand: MailErrand,
  state: ProposalState,
  programme: Programme,
): Addressee | null {
  const cityLanguage = programme.languages[0] ?? 'fa'
  const toPerson = ({ email, name }: Person): Addressee => ({
    to: email,
    recipient: name[cityLanguage],
    language: cityLanguage,
  })
  switch (errand.kind) {
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
      return errand.signatory === startupSignatory
        ? {
            ...toPerson(errand.person),
            recipient: errand.person.name[state.language],
            language: state.language,
          }
        : toPerson(errand.person)
    case 'mail-reviewer':
    case 'mail-finance':
      return toPerson(errand.person)
  }
}
