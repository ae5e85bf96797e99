import {
  DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { attemptCommit } from '#functions/shared/commit.ts'
import type { Append } from '#functions/shared/ports/case-store.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { memoryRows, testCommit } from '#test/home/memory-home.ts'
import { applicant, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'

const submit = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const

/** What `commit` asks a store to append for a new case. */
async function newAppend(): Promise<Append> {
  let asked: Append | undefined
  const cases = {
    ...memoryRows().cases,
    append: async (append: Append) => {
      asked = append
      return 'appended' as const
    },
  }
  await attemptCommit({ ...testCommit({ programme: kerman, cases }), programme: kerman }, null, submit, [])
  if (asked === undefined) throw new Error('A new case is appended')
  return asked
}

function storeThatFailsWith(error: Error) {
  const client = mockClient(DynamoDBClient)
  client.on(TransactWriteItemsCommand).rejects(error)
  client.on(UpdateItemCommand).rejects(error)
  client.on(GetItemCommand).rejects(error)
  return dynamoCases({ client: new DynamoDBClient({}), name: 'tasvib' }, () => new Date())
}

function cancelled(...codes: readonly string[]): Error {
  const CancellationReasons = codes.map((Code) => ({ Code }))
  return new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons })
}

describe('an append', () => {
  it('was overtaken when a condition failed or another transaction was under way', async () => {
    const append = await newAppend()
    for (const code of ['ConditionalCheckFailed', 'TransactionConflict']) {
      expect(await storeThatFailsWith(cancelled('None', code)).append(append)).toBe('moved')
    }
  })

  it('is unavailable when the table is overloaded or out of reach', async () => {
    const append = await newAppend()
    const faults = [
      cancelled('ThrottlingError', 'None'),
      cancelled('None', 'ProvisionedThroughputExceeded'),
      Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
      Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      Object.assign(new Error('broken'), { $metadata: { httpStatusCode: 503 } }),
    ]
    for (const fault of faults) {
      await expect(storeThatFailsWith(fault).append(append)).rejects.toThrow(Unavailable)
    }
  })

  it('is a bug when the transaction itself is not valid', async () => {
    const append = await newAppend()
    for (const fault of [cancelled('ValidationError'), new Error('AccessDenied')]) {
      await expect(storeThatFailsWith(fault).append(append)).rejects.toBe(fault)
    }
  })
})

describe('rescheduling', () => {
  it('gives way to an append that is under way', async () => {
    const { after, entries } = await newAppend()
    const conflict = new TransactionConflictException({ message: 'conflict', $metadata: {} })
    const open = { state: after, tip: { sequence: 1, digest: entries[0].digest } }
    expect(await storeThatFailsWith(conflict).reschedule(open, null)).toBe('moved')
  })
})
