import type { Language } from '#workflows/language.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import { namedPeople } from '#workflows/programme/named-people.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Person, type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import type { Effect } from './effect.ts'

const mails = {
  'mail-applicant': true,
  'mail-office': true,
  'mail-finance': true,
  'mail-reviewer': true,
  'mail-signatory': true,
  workflow: false,
  event: false,
  webhook: false,
  unknown: false,
} as const satisfies Readonly<Record<Effect['kind'], boolean>>

type MailKind = { [K in Effect['kind']]: (typeof mails)[K] extends true ? K : never }[Effect['kind']]
export type MailEffect = Extract<Effect, { kind: MailKind }>

export function isMail(effect: Effect): effect is MailEffect {
  return mails[effect.kind]
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
  const toPerson = (person: Person): Addressee => {
    const language = person.language ?? namedLanguage(person.email, programme) ?? cityLanguage
    return { to: person.email, recipient: person.name[language], language }
  }
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

/** The language that the programme gives somebody today; what the ledger says of them may be older. */
function namedLanguage(email: string, programme: Programme): Language | undefined {
  return namedPeople(programme).find(
    ({ person }) => samePerson(person.email, email) && person.language !== undefined,
  )?.person.language
}
