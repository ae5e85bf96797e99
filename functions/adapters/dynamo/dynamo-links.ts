import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { type Claim, claimSchema, isApplicantsClaim } from '#workflows/links/claim.ts'
import { isToken, type Links } from '../links.ts'
import type { Random } from '../random.ts'
import { reach } from '../reach.ts'
import { keys } from './keys.ts'
import { body, bodyOf, cleanUpAfter, type Row, type Table } from './table.ts'

/** Links in the table, under the SHA-256 of their token: who reads the table cannot open a single one. */
export function dynamoLinks({ client, name }: Table, random: Random, now: () => Date): Links {
  const claimIn = (row: Row | undefined): Claim | undefined => {
    if (row === undefined) return undefined
    const claim = claimSchema.parse(bodyOf(row))
    return new Date(claim.expires) > now() ? claim : undefined
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
      await reach(client.send(new PutItemCommand({ TableName: name, Item: item, ...condition })))
      return token
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
