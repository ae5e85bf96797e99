import {
  ConditionalCheckFailedException,
  type ConsumedCapacity,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import type { Row } from '#functions/shared/aws/dynamo/table.ts'
import { rowBytes } from './row-bytes.ts'

/** What calls of the store used: units by kind of row, and of writes also `index <name>`. */
export interface StoreUse {
  calls: number
  readonly writes: Map<string, number>
  readonly reads: Map<string, number>
}

export function noUse(): StoreUse {
  return { calls: 0, writes: new Map(), reads: new Map() }
}

export function unitsOf(units: ReadonlyMap<string, number>): number {
  return [...units.values()].reduce((sum, some) => sum + some, 0)
}

type Input = Readonly<Record<string, unknown>> & {
  readonly Item?: Row
  readonly Key?: Row
  readonly IndexName?: string
  readonly ExpressionAttributeValues?: Row
  readonly TransactItems?: readonly Readonly<Record<string, { readonly Item?: Row; readonly Key?: Row }>>[]
}

/**
 * Has a client count what each call used, as the store itself reports it (`ReturnConsumedCapacity`), indexes and transactions
 * included. Of what a transaction wrote the store gives a sum alone: its rows are told apart by their sizes, and what these leave
 * over stands under `other`. A refused write uses what the row that stood has, which no store reports.
 * @param useOf where a call that begins now is counted
 */
export function countUse(client: DynamoDBClient, useOf: () => StoreUse): void {
  const sizes = new Map<string, number>()
  const send = client.send.bind(client) as (command: object, ...rest: unknown[]) => Promise<unknown>
  const counting = async (command: { readonly input: Input }, ...rest: unknown[]): Promise<unknown> => {
    const use = useOf()
    const operation = command.constructor.name.replace(/Command$/, '')
    Object.assign(command.input, { ReturnConsumedCapacity: 'INDEXES' })
    use.calls += 1
    try {
      const answer = (await send(command, ...rest)) as {
        ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[]
      }
      for (const used of [answer.ConsumedCapacity ?? []].flat())
        add(use, { operation, input: command.input, used })
      return answer
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException || error instanceof TransactionCanceledException)
        for (const { row, times } of written(command.input))
          more(use.writes, `refused ${kindOf(row)}`, times * before(row))
      throw error
    }
  }
  const before = (row: Row): number => Math.max(1, Math.ceil((sizes.get(placeOf(row)) ?? 0) / 1024))
  const add = (
    use: StoreUse,
    { operation, input, used }: { operation: string; input: Input; used: ConsumedCapacity },
  ) => {
    const indexes = Object.entries(used.GlobalSecondaryIndexes ?? {})
    const inTable = used.Table?.CapacityUnits ?? 0
    if (!/^(Put|Update|Delete|TransactWrite)/.test(operation)) {
      for (const [index, { CapacityUnits = 0 }] of indexes) more(use.reads, `index ${index}`, CapacityUnits)
      more(use.reads, kindRead(input), inTable)
      return
    }
    for (const [index, { CapacityUnits = 0 }] of indexes) more(use.writes, `index ${index}`, CapacityUnits)
    const rows = written(input)
    let rest = inTable
    for (const { row, times, item } of rows) {
      const after = item === undefined ? before(row) : Math.ceil(rowBytes(item) / 1024)
      const units = rows.length === 1 ? inTable : times * Math.max(before(row), after)
      if (item !== undefined) sizes.set(placeOf(row), rowBytes(item))
      more(use.writes, kindOf(row), units)
      rest -= units
    }
    if (rest !== 0) more(use.writes, 'other', rest)
  }
  Object.assign(client, { send: counting })
}

/** The rows that a call writes, and how many units each takes for a kilobyte: a transaction writes each twice. */
function written(input: Input): { row: Row; times: 1 | 2; item: Row | undefined }[] {
  const { Item, Key, TransactItems } = input
  if (TransactItems === undefined) return [{ row: Item ?? Key ?? {}, times: 1, item: Item }]
  return TransactItems.map((each) => {
    const [of = {}] = Object.values(each)
    return { row: of.Item ?? of.Key ?? {}, times: 2, item: of.Item }
  })
}

function placeOf({ PK, SK }: Row): string {
  return `${PK?.S} ${SK?.S}`
}

/** The kind of a row by its key. */
function kindOf({ PK, SK }: Row): string {
  const [partition, sort] = [PK?.S ?? '', SK?.S ?? ''] as const
  const of = partition.startsWith('proposal#') ? sort : partition
  const kind = of.split('#', 1)[0] ?? ''
  return { links: 'link', sessions: 'link' }[kind] ?? kind
}

function kindRead({ Key, ExpressionAttributeValues = {}, ...input }: Input): string {
  if (Key !== undefined) return kindOf(Key)
  if (input['RequestItems'] !== undefined) return 'head'
  const partition = Object.values(ExpressionAttributeValues).find(({ S }) => S?.includes('#'))
  return kindOf({ PK: partition ?? { S: 'scan' }, SK: ExpressionAttributeValues[':kind'] ?? { S: 'case' } })
}

function more(units: Map<string, number>, kind: string, some: number): void {
  if (some !== 0) units.set(kind, (units.get(kind) ?? 0) + some)
}
