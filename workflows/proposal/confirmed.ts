import type { Entry } from './entries.ts'

/** Whether the applicant ever proved the address; until then it may be anybody's. Told by the ledger, since a closed case's head does not say. */
export function wasConfirmed(entries: readonly Pick<Entry, 'type'>[]): boolean {
  return entries.some(({ type }) => type === 'AddressConfirmed')
}
