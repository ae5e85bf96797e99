import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3'
import PostalMime from 'postal-mime'
import { originalAddress } from '#functions/shared/aws/ses-mailer.ts'
import type { DeliveredMail } from '#infra/machine/demo/visitor.ts'

/** Reads the mails that a receipt rule put into a bucket, each of them once, and answers all of them at every call. */
export function caughtMails(client: S3Client, bucket: string): () => Promise<readonly DeliveredMail[]> {
  const known = new Map<string, DeliveredMail | undefined>()
  return async () => {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
      for (const { Key = '' } of Contents) {
        if (known.has(Key)) continue
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }))
        if (Body !== undefined) known.set(Key, await readMail(await Body.transformToByteArray()))
      }
    }
    return [...known.values()].flatMap((mail) => mail ?? [])
  }
}

/** A message as it came, to the person whom it is meant for; nothing when it is to nobody, as the note of SES about its rule is. */
async function readMail(message: Uint8Array): Promise<DeliveredMail | undefined> {
  const { to = [], subject = '', text = '', html = '' } = await PostalMime.parse(message)
  const addresses = to.flatMap(({ address }) => (address === undefined ? [] : [originalAddress(address)]))
  return addresses.length === 0 ? undefined : { to: addresses.join(', '), subject, text, html }
}
