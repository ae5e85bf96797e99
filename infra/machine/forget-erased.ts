import * as z from 'zod'
import type { OutstandingEntry } from '#infra/machine/store/outstanding.ts'
import type { Mailbox } from './mailbox.ts'

const erased = z.object({ type: z.literal('PersonalDataErased') })

/** Once the ledger says that an applicant is erased, the copies of the mails about them go too. Harmless to repeat. */
export async function forgetErased(
  entries: readonly Pick<OutstandingEntry, 'reference' | 'body'>[],
  mailbox: Pick<Mailbox, 'eraseCase'>,
): Promise<void> {
  for (const { reference, body } of entries) {
    if (erased.safeParse(JSON.parse(body)).success) await mailbox.eraseCase(reference)
  }
}
