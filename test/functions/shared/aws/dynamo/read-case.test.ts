import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { headRow } from '#functions/shared/aws/dynamo/head-row.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { readCase } from '#functions/shared/aws/dynamo/read-case.ts'
import { body } from '#functions/shared/aws/dynamo/table.ts'
import { CasePlay, reference } from '#test/workflows/proposal/case-play.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

/** The rows of a query that found so many entries before a head that knows of all. */
function found({ entries, state }: CasePlay, count: number) {
  const last = entries.at(-1) as Entry
  if (state === null) throw new Error('Nothing was played')
  const rows = entries
    .slice(0, count)
    .map((entry) => ({ ...keys.entry(reference, entry.sequence), ...body(entry) }))
  return { Items: [...rows, headRow({ state, tip: last, at: last.at, due: null })] }
}

describe('a case that is read by one query', () => {
  it('is read again where somebody appended between its ledger and its head', async () => {
    const play = new CasePlay().begin()
    const { length } = play.entries
    const client = mockClient(DynamoDBClient)
    client
      .on(QueryCommand)
      .resolvesOnce(found(play, length - 1))
      .resolves(found(play, length))
    const read = await readCase({ client: new DynamoDBClient({}), name: 'table' }, reference, 'ledger')
    expect(await read.entries()).toHaveLength(length)
    expect(client.commandCalls(QueryCommand)).toHaveLength(2)
  })

  it('is given as it is where its ledger stays short, for whoever checks it', async () => {
    const play = new CasePlay().begin()
    const client = mockClient(DynamoDBClient)
    client.on(QueryCommand).resolves(found(play, 1))
    const read = await readCase({ client: new DynamoDBClient({}), name: 'table' }, reference, 'ledger')
    expect(await read.entries()).toHaveLength(1)
    expect((await read.open())?.tip.sequence).toBe(play.entries.length)
  })
})
