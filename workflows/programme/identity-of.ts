import type { ProgrammePerson } from './programme.ts'

/** Who somebody is, for every rule that forbids the same person twice. */
export const identityOf = (person: Pick<ProgrammePerson, 'email'>): string => person.email.toLowerCase()
