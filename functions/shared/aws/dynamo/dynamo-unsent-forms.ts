import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'
import { type UnsentForms, unsentFormSchema } from '#functions/shared/ports/unsent-forms.ts'
import { isWritten } from './is-written.ts'
import { keys } from './keys.ts'
import { body, bodyOf, cleanUpAfter, type Table, text } from './table.ts'

/** Half-filled forms, and beside them by mailbox which there are, so that an erasure finds them. */
export function dynamoUnsentForms({ client, name: TableName }: Table): UnsentForms {
  return {
    async keep(digest, form, writer) {
      const end = cleanUpAfter(new Date(form.expires))
      // First that it is there: what cannot be found could not be erased.
      const listed = { ...keys.unsentOf(form.mailbox, digest), ...end }
      await reach(client.send(new PutItemCommand({ TableName, Item: listed })))
      const by = form.writer === undefined ? {} : { writer: text(form.writer) }
      const Item = { ...keys.unsent(digest), ...end, ...body(form), ...by }
      return isWritten(client.send(new PutItemCommand({ TableName, Item, ...ofWriter(writer) })))
    },
    async find(digest, now) {
      const command = new GetItemCommand({ TableName, Key: keys.unsent(digest), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      const form = row === undefined ? undefined : unsentFormSchema.parse(bodyOf(row))
      return form !== undefined && new Date(form.expires) > now ? form : undefined
    },
    async erase(digest, writer) {
      const Key = keys.unsent(digest)
      await isWritten(client.send(new DeleteItemCommand({ TableName, Key, ...ofWriter(writer) })))
    },
  }
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>

/** Holds where the row has this writer; without one, always. */
function ofWriter(writer: string | undefined): Condition {
  if (writer === undefined) return {}
  return {
    ConditionExpression: '#writer = :writer',
    ExpressionAttributeNames: { '#writer': 'writer' },
    ExpressionAttributeValues: { ':writer': text(writer) },
  }
}
