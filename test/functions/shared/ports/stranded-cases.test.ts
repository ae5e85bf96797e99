import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { dynamoAllCases } from '#functions/shared/aws/dynamo/dynamo-all-cases.ts'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { statusShards } from '#functions/shared/aws/dynamo/head-row.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { body, text } from '#functions/shared/aws/dynamo/table.ts'
import { strandedCases, strandedLines } from '#functions/shared/ports/stranded-cases.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { hasStore, useTable } from '#test/ports/real-table.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import { presentRules } from '#workflows/programme/load-programme.ts'

const rules = presentRules('kerman')
const gone = 'f'.repeat(64)

describe.skipIf(!hasStore)('the cases of a table', () => {
  const table = useTable()
  const put = (reference: string, state: object) =>
    table().client.send(
      new PutItemCommand({
        TableName: table().name,
        Item: {
          ...keys.head(reference),
          ...body({ state: { reference, status: 'in-review', applicant: {}, ...state } }),
        },
      }),
    )

  it('are named when this release does not have their rules, with the mend, and those whose head says nothing', async () => {
    const play = new CasePlay(kerman).begin()
    const [first, ...rest] = play.entries
    if (first === undefined || play.state === null) throw new Error('A case was begun')
    const cases = dynamoCases(table(), () => play.now)
    await cases.append({
      before: null,
      entries: [first, ...rest],
      after: play.state,
      due: null,
      companions: [],
    })
    const programme = { id: 'kerman', version: '1404.1' }
    await put('TSV-1405-OLDER', { programme })
    await put('TSV-1405-SAME', { programme: { ...programme, version: 'relabelled', rules } })
    expect(strandedLines(await strandedCases(dynamoAllCases(table())))).toEqual([])

    await put('TSV-1405-GONE', { programme: { ...programme, rules: gone } })
    await put('TSV-1405-CITY', { programme: { id: 'mahan', version: '1' } })
    await put('TSV-1405-PAGE', { programme: { ...programme, rules: gone }, status: 'closed' })
    await put('TSV-1405-ERASED', {
      programme: { ...programme, rules: gone },
      status: 'closed',
      applicant: null,
    })
    const at = {
      statusShard: text(statusShards(true)[0] ?? ''),
      updated: text('2026-11-22T06:00:00.000Z#TSV-1405-TORN'),
    }
    const Item = { ...keys.head('TSV-1405-TORN'), ...at, body: text('{"state":') }
    await table().client.send(new PutItemCommand({ TableName: table().name, Item }))
    const listed = await cases.list({ open: true, limit: 10 })
    expect(listed.cases.map((each) => each.reference)).toEqual([play.state.reference])
    expect(listed.unreadable).toEqual([{ reference: 'TSV-1405-TORN', updated: '2026-11-22T06:00:00.000Z' }])
    await expect(cases.find('TSV-1405-TORN')).rejects.toThrow(TornCase)
    const stranded = await strandedCases(dynamoAllCases(table()))
    expect(stranded.open.toSorted()).toEqual([
      'TSV-1405-CITY: mahan 1 (no digest)',
      `TSV-1405-GONE: kerman 1404.1 (${gone})`,
    ])
    expect(stranded.closed).toEqual([`TSV-1405-PAGE: kerman 1404.1 (${gone})`])
    expect(stranded.unreadable).toEqual(['TSV-1405-TORN'])
    const said = strandedLines(stranded).join('\n')
    expect(said).toContain('Open cases run under rules that this release does not have:')
    expect(said).toContain('Keep the programme with these rules as workflows/programmes/<id>-<version>.json')
  })
})
