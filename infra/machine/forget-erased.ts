import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import type { Mailbox } from './mailbox.ts'

const erased = z.object({ type: z.literal('PersonalDataErased') })

/** Once the ledger says that an applicant is erased, the copies of the mails about them go too. Harmless to repeat. */
export async function forgetErased(
  records: readonly DynamoDBRecord[],
  mailbox: Pick<Mailbox, 'eraseCase'>,
): Promise<void> {
  for (const { dynamodb } of records) {
    const reference = /^proposal#(.+)$/.exec(dynamodb?.Keys?.['PK']?.S ?? '')?.[1]
    const entry = erased.safeParse(JSON.parse(dynamodb?.NewImage?.['body']?.S ?? 'null'))
    if (reference !== undefined && entry.success) await mailbox.eraseCase(reference)
  }
}
