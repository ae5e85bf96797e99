import type { TransactWriteItem } from '@aws-sdk/client-dynamodb'
import type { Append, CompanionRow } from '#functions/shared/ports/case-store.ts'
import { toldToRelay } from '#workflows/effects/told-to-relay.ts'
import { endedDrafts } from '#workflows/proposal/ended-drafts.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { headRow } from './head-row.ts'
import { keys } from './keys.ts'
import { searchRows } from './search-cases.ts'
import { body, cleanUpAfter, number, type Row, type Table, text, toldAttribute } from './table.ts'

type AppendSpec = Pick<Table, 'name'> & { readonly now: Date }

/** Everything that one fact writes, as one transaction: all of it or nothing. */
export function appendItems(append: Append, spec: AppendSpec): TransactWriteItem[] {
  const told = new Set(toldToRelay({ ...append, before: append.before?.state ?? null }))
  return [
    ...append.entries.map((entry) => entryItem(append.after.reference, entry, told.has(entry), spec)),
    headItem(append, spec),
    ...append.companions.map((companion) => companionItem(companion, spec)),
    ...endedDrafts(append.before?.state ?? null, append.after).map(({ stage, seat }) => ({
      Delete: { TableName: spec.name, Key: keys.draft({ reference: append.after.reference, stage, seat }) },
    })),
    // Written anew they are the same, so they need no condition.
    ...searchRows(append.before?.state ?? null, append.after).map((Item) => ({
      Put: { TableName: spec.name, Item },
    })),
  ]
}

function entryItem(
  reference: string,
  entry: Entry,
  isTold: boolean,
  { name }: AppendSpec,
): TransactWriteItem {
  const row = { ...keys.entry(reference, entry.sequence), ...body(entry) }
  return putNew(name, isTold ? { ...row, [toldAttribute]: text('relay') } : row)
}

function headItem({ before, entries, after, due }: Append, { name }: AppendSpec): TransactWriteItem {
  const last = entries.at(-1) ?? entries[0]
  const tip = { sequence: last.sequence, digest: last.digest }
  const item = headRow({ state: after, tip, at: last.at, due })
  if (before === null) return putNew(name, item)
  return {
    Put: {
      TableName: name,
      Item: item,
      ConditionExpression: '#version = :read',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':read': number(before.tip.sequence) },
    },
  }
}

function companionItem(companion: CompanionRow, { name, now }: AppendSpec): TransactWriteItem {
  switch (companion.kind) {
    case 'revision': {
      const { revision } = companion
      return putNew(name, { ...keys.revision(revision.reference, revision.revision), ...body(revision) })
    }
    case 'request': {
      const { key, answer, expires } = companion
      return {
        Put: {
          TableName: name,
          Item: {
            ...keys.request(key),
            ...cleanUpAfter(new Date(expires)),
            ...body({ answer: answer ?? null, expires }),
          },
          // The table may be days late in cleaning up; an answer that is past its time gives its place up at once.
          ConditionExpression: 'attribute_not_exists(PK) OR #expires <= :now',
          ExpressionAttributeNames: { '#expires': 'expires' },
          ExpressionAttributeValues: { ':now': number(Math.floor(now.getTime() / 1_000)) },
        },
      }
    }
    // Written over without a condition: a repeat says the same.
    case 'contract-mark':
      return put(name, { ...keys.contractMark(companion.mark), ...body(companion.place) })
    case 'endpoint':
      return put(name, { ...keys.endpoint(companion.url), ...body({ disabled: companion.disabled }) })
    case 'contract-release': {
      const { at, contract } = companion
      return put(name, { ...keys.release(at, contract.number), ...body(contract) })
    }
    case 'code-use': {
      const { reference, place, hash } = companion
      return {
        Delete: {
          TableName: name,
          Key: keys.code(reference, place),
          ConditionExpression: '#hash = :hash',
          ExpressionAttributeNames: { '#hash': 'hash' },
          ExpressionAttributeValues: { ':hash': text(hash) },
        },
      }
    }
  }
}

function put(name: string, item: Row): TransactWriteItem {
  return { Put: { TableName: name, Item: item } }
}

function putNew(name: string, item: Row): TransactWriteItem {
  return { Put: { TableName: name, Item: item, ConditionExpression: 'attribute_not_exists(PK)' } }
}
