import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { isToken, type Links, sessionsAmong } from '#functions/shared/ports/links.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { type Claim, type ClaimTo, claimSchema, isApplicantsClaim } from '#workflows/links/claim.ts'
import { keys, sessionsOf } from './keys.ts'
import { body, bodyOf, cleanUpAfter, type Row, type Table, text } from './table.ts'

/** Links in the table, under the SHA-256 of their token: who reads the table cannot open a single one. */
export function dynamoLinks({ client, name }: Table, random: Random, now: () => Date): Links {
  const claimIn = (row: Row | undefined): Claim | undefined => {
    if (row === undefined) return undefined
    const claim = claimSchema.parse(bodyOf(row))
    return new Date(claim.expires) > now() ? claim : undefined
  }
  /** The digests of their tokens. */
  const sessionRows = async (email: string): Promise<string[]> => {
    const command = new QueryCommand({
      TableName: name,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': 'PK' },
      ExpressionAttributeValues: { ':partition': text(sessionsOf(email)) },
      ConsistentRead: true,
    })
    return ((await reach(client.send(command))).Items ?? []).flatMap((row) => row['SK']?.S ?? [])
  }
  return {
    async issue(claim) {
      const token = random.token()
      const kept = claimSchema.parse(claim)
      const cleanUp = cleanUpAfter(new Date(claim.expires))
      const item = { ...keys.link(token), ...cleanUp, ...body(kept) }
      const condition = { ConditionExpression: 'attribute_not_exists(PK)' }
      if ('reference' in kept && isApplicantsClaim(kept)) {
        // First: a link that is not in the list would outlive its applicant's erasure.
        const Item = { ...keys.linkOf(kept.reference, token), ...cleanUp }
        await reach(client.send(new PutItemCommand({ TableName: name, Item })))
      }
      if (kept.opens === 'session') {
        // First as well: one that is not in the list could not be ended with the others.
        const Item = { ...keys.sessionOf(kept.email, digestOfBytes(token)), ...cleanUpOf(kept) }
        await reach(client.send(new PutItemCommand({ TableName: name, Item })))
      }
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item, ...condition })))
      return token
    },
    async renew(token, session) {
      const command = new PutItemCommand({
        TableName: name,
        Item: { ...keys.link(token), ...cleanUpAfter(new Date(session.expires)), ...body(session) },
        ConditionExpression: 'attribute_exists(PK)',
      })
      try {
        await reach(client.send(command))
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
      }
    },
    async sessionsOf(email) {
      const rows = await Promise.all(
        (await sessionRows(email)).map(async (digest) => {
          const command = new GetItemCommand({ TableName: name, Key: keys.linkUnder(digest) })
          return claimIn((await reach(client.send(command))).Item)
        }),
      )
      return sessionsAmong(
        rows.filter((claim) => claim !== undefined),
        email,
      )
    },
    async endSessions(email) {
      for (const digest of await sessionRows(email)) {
        for (const Key of [keys.linkUnder(digest), keys.sessionOf(email, digest)])
          await reach(client.send(new DeleteItemCommand({ TableName: name, Key })))
      }
    },
    async find(token) {
      if (!isToken(token)) return undefined
      const command = new GetItemCommand({ TableName: name, Key: keys.link(token), ConsistentRead: true })
      return claimIn((await reach(client.send(command))).Item)
    },
    async consume(token) {
      if (!isToken(token)) return false
      const command = new DeleteItemCommand({
        TableName: name,
        Key: keys.link(token),
        ReturnValues: 'ALL_OLD',
      })
      return claimIn((await reach(client.send(command))).Attributes) !== undefined
    },
  }
}

/** A session's row in the list stays as long as it may be renewed. */
function cleanUpOf({ ends, expires }: ClaimTo<'session'>): Row {
  return cleanUpAfter(new Date(ends ?? expires))
}
