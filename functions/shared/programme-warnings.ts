import type { Text } from '#workflows/language.ts'
import { sharedMailboxes } from '#workflows/programme/named-people.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { newHolidayFault } from './holiday-check.ts'

/** What whoever starts or deploys a programme should know of it; none of it is a reason not to. */
export function programmeWarnings(programme: Programme, now: Date): readonly Text[] {
  const holidays = newHolidayFault(programme, now)
  return [...(holidays === null ? [] : [holidays]), ...mailboxWarnings(programme)]
}

/** Of addresses that the programme takes for two persons although one mailbox gets the mail of both. */
export function mailboxWarnings(programme: Programme): readonly Text[] {
  return sharedMailboxes(programme).map(({ email, path, first }) => ({
    fa: `نامه‌های ${email} (${path}) و ${first.email} (${first.path}) به یک صندوق می‌رسد، ولی برنامه آن‌ها را دو نفر می‌شمارد.`,
    en: `Mail to ${email} (${path}) and to ${first.email} (${first.path}) reaches one mailbox, but the programme counts them as two persons.`,
  }))
}

/** A warning as a terminal shows it, on one line. */
export function warningLine({ fa, en }: Text): string {
  return `${fa} · ${en}`
}
