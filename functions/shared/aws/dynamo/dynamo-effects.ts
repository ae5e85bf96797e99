import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import {
  type EffectKey,
  type EffectRow,
  type Effects,
  lease,
  longestError,
  type MailReport,
} from '#functions/shared/ports/effects.ts'
import { effectsShard } from './board-attributes.ts'
import { isWritten } from './is-written.ts'
import { keys, referenceIn } from './keys.ts'
import { queryIndex } from './query-index.ts'
import { rowsOfCase } from './rows-of-case.ts'
import { number, numberIn, type Row, type Table, text } from './table.ts'

type Update = Omit<ConstructorParameters<typeof UpdateItemCommand>[0], 'TableName' | 'Key'>

/** Effects in the table. Their rows are updated in place, so they keep their few facts as attributes and not as a body. */
export function dynamoEffects({ client, name }: Table): Effects {
  const update = (effect: EffectKey, change: Update): Promise<boolean> => {
    const key = keys.effect(effect.reference, effect.sequence, effect.kind)
    return isWritten(client.send(new UpdateItemCommand({ TableName: name, Key: key, ...change })))
  }
  /** A message that came back, and was delivered after all, is not sent again. */
  const arrived = (effect: EffectKey, messageId: string) =>
    update(effect, {
      UpdateExpression: 'REMOVE #retryAt, #lastError, #attentionShard, #attention',
      ConditionExpression: '#messageId = :message AND attribute_exists(#retryAt)',
      ExpressionAttributeNames: named('messageId', 'retryAt', 'lastError', 'attentionShard', 'attention'),
      ExpressionAttributeValues: { ':message': text(messageId) },
    })
  return {
    claim: (effect, now) =>
      update(effect, {
        UpdateExpression: 'SET #done = :no, #lease = :until, #at = :at REMOVE #retryAt ADD #attempts :one',
        ConditionExpression:
          'attribute_not_exists(PK) OR (attribute_not_exists(#dropped) AND #lease <= :now AND (#done = :no OR (attribute_exists(#retryAt) AND #retryAt <= :now)))',
        ExpressionAttributeNames: named('done', 'lease', 'at', 'attempts', 'dropped', 'retryAt'),
        ExpressionAttributeValues: {
          ':no': { BOOL: false },
          ':now': number(now.getTime()),
          ':until': number(now.getTime() + lease),
          ':at': text(now.toISOString()),
          ':one': number(1),
        },
      }),
    async done(effect, now, messageId) {
      const sent = messageId !== undefined
      await update(effect, {
        UpdateExpression: `SET #done = :yes, #at = :at${sent ? ', #messageId = :message' : ''} REMOVE #lastError, #dropped, #retryAt, #attentionShard, #attention`,
        ExpressionAttributeNames: named(
          'done',
          'retryAt',
          'at',
          'lastError',
          'dropped',
          'attentionShard',
          'attention',
          ...(sent ? ['messageId'] : []),
        ),
        ExpressionAttributeValues: {
          ':yes': { BOOL: true },
          ':at': text(now.toISOString()),
          ...(sent ? { ':message': text(messageId) } : {}),
        },
      })
    },
    async failed(effect, error, now) {
      // Given back at once: whoever retries need not wait for the lease. What is done stays done.
      await update(effect, {
        UpdateExpression:
          'SET #lastError = :error, #lease = :free, #at = :at, #attentionShard = :effects, #attention = :sort',
        ConditionExpression: '#done = :no',
        ExpressionAttributeNames: named('done', 'lastError', 'lease', 'at', 'attentionShard', 'attention'),
        ExpressionAttributeValues: {
          ':no': { BOOL: false },
          ':at': text(now.toISOString()),
          ':effects': text(effectsShard),
          ':sort': text(`${now.toISOString()}#${effect.reference}`),
          ':error': text(error.slice(0, longestError)),
          ':free': number(0),
        },
      })
    },
    async dropped(effect, reason, now) {
      await update(effect, {
        UpdateExpression:
          'SET #dropped = :reason, #done = :no, #at = :at REMOVE #lastError, #retryAt, #attentionShard, #attention',
        ConditionExpression:
          'attribute_not_exists(PK) OR (#lease <= :now AND (#done = :no OR attribute_exists(#retryAt)))',
        ExpressionAttributeNames: named(
          'retryAt',
          'dropped',
          'done',
          'at',
          'lastError',
          'attentionShard',
          'attention',
          'lease',
        ),
        ExpressionAttributeValues: {
          ':reason': text(reason),
          ':no': { BOOL: false },
          ':at': text(now.toISOString()),
          ':now': number(now.getTime()),
        },
      })
    },
    async reported(effect, report, { messageId, at }) {
      // The report may come before its effect is marked as done, so it brings the message's id itself.
      await update(effect, {
        UpdateExpression:
          'SET #report = if_not_exists(#report, :at), #messageId = if_not_exists(#messageId, :message)',
        ConditionExpression: 'attribute_exists(PK)',
        ExpressionAttributeNames: { '#report': reportAttribute[report], '#messageId': 'messageId' },
        ExpressionAttributeValues: { ':at': text(at.toISOString()), ':message': text(messageId) },
      })
      if (report === 'delivered') await arrived(effect, messageId)
    },
    returned: (effect, why, { messageId, now, retryAt }) =>
      update(effect, {
        UpdateExpression:
          'SET #retryAt = :retry, #lastError = :error, #attentionShard = :effects, #attention = :sort',
        ConditionExpression: '#messageId = :message AND attribute_not_exists(#deliveredAt)',
        ExpressionAttributeNames: named(
          'messageId',
          'deliveredAt',
          'retryAt',
          'lastError',
          'attentionShard',
          'attention',
        ),
        ExpressionAttributeValues: {
          ':message': text(messageId),
          ':retry': number(retryAt.getTime()),
          ':error': text(why),
          ':effects': text(effectsShard),
          ':sort': text(`${now.toISOString()}#${effect.reference}`),
        },
      }),
    async list(reference) {
      const rows = await rowsOfCase({ client, name }, reference, 'effect')
      return rows.map((row) => effectRow(reference, row))
    },
    async failing(limit) {
      const query = {
        index: 'attention',
        shard: 'attentionShard',
        sort: 'attention',
        partition: effectsShard,
      }
      const rows = await queryIndex({ client, name }, { ...query, newestFirst: false, limit })
      return rows.map((row) => ({ reference: referenceIn(row) ?? '', ...effectIn(row) }))
    },
  }
}

/** When each kind of report first came. */
const reportAttribute = {
  delivered: 'deliveredAt',
  bounced: 'bouncedAt',
  'bounced-for-now': 'bouncedForNowAt',
  complained: 'complainedAt',
  delayed: 'delayedAt',
} as const satisfies Readonly<Record<MailReport, string>>

function effectIn(row: Row): { sequence: number; kind: string } {
  const [, sequence, kind] = /^effect#(\d{8})#(.+)$/.exec(row['SK']?.S ?? '') ?? []
  if (sequence === undefined || kind === undefined) throw new Error('An effect has no such key')
  return { sequence: Number(sequence), kind }
}

function effectRow(reference: string, row: Row): EffectRow {
  const textIn = (attribute: string): string | null => row[attribute]?.S ?? null
  const deliveredAt = textIn('deliveredAt')
  return {
    reference,
    ...effectIn(row),
    done: row['done']?.BOOL === true,
    dropped: textIn('dropped'),
    attempts: numberIn(row, 'attempts'),
    lastError: textIn('lastError'),
    at: textIn('at') ?? '',
    messageId: textIn('messageId'),
    deliveredAt,
    bouncedAt: textIn('bouncedAt') ?? (deliveredAt === null ? textIn('bouncedForNowAt') : null),
    complainedAt: textIn('complainedAt'),
    delayedAt: textIn('delayedAt'),
    returned: row['retryAt'] !== undefined,
  }
}

function named(...attributes: readonly string[]): Record<string, string> {
  return Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute]))
}
