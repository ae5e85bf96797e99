import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import { keys } from './keys.ts'
import { number, type Table, text } from './table.ts'

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
