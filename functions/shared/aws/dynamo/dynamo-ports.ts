import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { type Drafts, draftSchema, leftover } from '#functions/shared/ports/drafts.ts'
import type { Endpoints } from '#functions/shared/ports/endpoints.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import {
  answeredFor,
  type SignInRequest,
  type SignIns,
  signInRequestSchema,
} from '#functions/shared/ports/sign-ins.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import { type UnsentForms, unsentFormSchema } from '#functions/shared/ports/unsent-forms.ts'
import { type Waits, waitSchema } from '#functions/shared/ports/waits.ts'
import { isWritten } from './is-written.ts'
import { keys, signIns } from './keys.ts'
import { body, bodyOf, cleanUpAfter, number, type Row, type Table, text } from './table.ts'

/** Requests that are taken in one go; the rest waits for the next. */
const atOnce = 50

/** Requests to sign in, all in one partition: there are few, and each stays for seconds. */
export function dynamoSignIns({ client, name }: Table, random: Random): SignIns {
  /** Whoever deletes the row has it: the relay and the clock may look at once. */
  const taken = async ({ PK, SK }: Row): Promise<SignInRequest[]> => {
    if (PK === undefined || SK === undefined) return []
    const command = new DeleteItemCommand({ TableName: name, Key: { PK, SK }, ReturnValues: 'ALL_OLD' })
    const row = (await reach(client.send(command))).Attributes
    return row === undefined ? [] : [signInRequestSchema.parse(bodyOf(row))]
  }
  const put = async (key: Row, request: SignInRequest): Promise<void> => {
    const end = new Date(new Date(request.at).getTime() + answeredFor(request) * 1_000)
    const Item = { ...key, ...cleanUpAfter(end), ...body(request) }
    await reach(client.send(new PutItemCommand({ TableName: name, Item })))
  }
  return {
    ask: (request) => put(keys.signIn(request.at, random.id()), request),
    askAgain: (request) => put(keys.signInAgain(request.at, random.id()), request),
    async take() {
      const command = new QueryCommand({
        TableName: name,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'PK' },
        ExpressionAttributeValues: { ':partition': text(signIns) },
        ConsistentRead: true,
        Limit: atOnce,
      })
      const rows = (await reach(client.send(command))).Items ?? []
      return fulfilled(await Promise.allSettled(rows.map(taken))).flat()
    },
  }
}

/** What was deleted is nowhere else: one row that cannot be deleted, and stays, may not lose it. */
function fulfilled<T>(results: readonly PromiseSettledResult<T>[]): T[] {
  const values = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failure = results.find((result) => result.status === 'rejected')
  if (values.length === 0 && failure !== undefined) throw failure.reason
  return values
}

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

/**
 * Counts in windows of fixed length, in one conditional write. At the border of two windows twice the number may pass, which
 * is no matter against floods; a bucket that refills would need a read before each write, and races.
 */
export function dynamoThrottle({ client, name }: Table): Throttle {
  return {
    async take(bucket, { count, seconds, amount = 1 }, now, named) {
      const at = now.getTime() / 1_000
      const window = Math.floor(at / seconds)
      const end = (window + 1) * seconds
      if (amount > count) return { allowed: false, retryAfter: Math.max(1, Math.ceil(end - at)) }
      const command = new UpdateItemCommand({
        TableName: name,
        Key: keys.throttle(bucket, `${seconds}#${window}`),
        UpdateExpression: `ADD #taken :amount${named === undefined ? '' : ', #names :names'} SET #expires = :expires`,
        ConditionExpression: `(attribute_not_exists(#taken) OR #taken <= :room)${named === undefined ? '' : ' AND NOT contains(#names, :name)'}`,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ExpressionAttributeNames: {
          '#taken': 'taken',
          '#expires': 'expires',
          ...(named === undefined ? {} : { '#names': 'names' }),
        },
        ExpressionAttributeValues: {
          ':amount': number(amount),
          ':room': number(count - amount),
          ':expires': number(end + 60),
          ...(named === undefined ? {} : { ':name': text(named), ':names': { SS: [named] } }),
        },
      })
      try {
        await reach(client.send(command))
        return { allowed: true }
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
        if (named !== undefined && error.Item?.['names']?.SS?.includes(named)) return { allowed: true }
        return { allowed: false, retryAfter: Math.max(1, Math.ceil(end - at)) }
      }
    },
  }
}

/** What the workflow waits for, one row for each case. */
export function dynamoWaits({ client, name }: Table): Waits {
  return {
    async put(wait) {
      const item = { ...keys.wait(wait.reference), ...body(wait) }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item })))
    },
    async find(reference) {
      const command = new GetItemCommand({ TableName: name, Key: keys.wait(reference), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      return row === undefined ? undefined : waitSchema.parse(bodyOf(row))
    },
  }
}

const rowSchema = z.object({ disabled: z.boolean() })

export function dynamoEndpoints({ client, name }: Table): Endpoints {
  return {
    async isDisabled(url) {
      const command = new GetItemCommand({ TableName: name, Key: keys.endpoint(url), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      return row !== undefined && rowSchema.parse(bodyOf(row)).disabled
    },
  }
}

/** Drafts in a partition of their own for each case, so that who may erase a draft may erase no entry. */
export function dynamoDrafts({ client, name }: Table): Drafts {
  return {
    async find(place) {
      const command = new GetItemCommand({ TableName: name, Key: keys.draft(place), ConsistentRead: true })
      const row = (await reach(client.send(command))).Item
      return row === undefined ? undefined : draftSchema.parse(bodyOf(row))
    },
    async save(place, draft) {
      const until = new Date(Date.parse(draft.at) + leftover)
      const item = { ...keys.draft(place), ...cleanUpAfter(until), ...body(draft) }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item })))
    },
    async erase(place) {
      await reach(client.send(new DeleteItemCommand({ TableName: name, Key: keys.draft(place) })))
    },
  }
}
