import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { tableDefinition } from './table-definition.ts'

/** The one table, and who speaks to it. */
export interface Table {
  readonly client: DynamoDBClient
  readonly name: string
}

/** A row as DynamoDB has it. */
export type Row = Readonly<Record<string, AttributeValue>>

/**
 * What a row means stands in one attribute, as JSON; beside it are only the keys and what a condition or an index looks at.
 * So nothing has to be translated to and from DynamoDB's own types (empty sets, undefined, numbers as text), a row is parsed
 * by the very schema that the domain has, and no marshalling library is in the bundle. A long one is deflated (RFC 1951) and binary,
 * since each kilobyte of a row is paid for with each write; rows of earlier releases are text, however long (ADR 0033).
 */
const bodyAttribute = 'body'

/** On the row of an entry, that the stream is to tell the relay of it. */
export const toldAttribute = 'told'

/** Bytes of JSON from which on it is deflated: with its keys a row of less stays within a kilobyte. */
const long = 900

export function text(value: string): AttributeValue {
  return { S: value }
}

export function number(value: number): AttributeValue {
  return { N: String(value) }
}

export function body(value: unknown): { readonly [bodyAttribute]: AttributeValue } {
  const json = JSON.stringify(value)
  return { [bodyAttribute]: Buffer.byteLength(json) < long ? text(json) : { B: deflateRawSync(json) } }
}

/** What a row's body holds, to be parsed by its schema. Throws on a row without one, which no function writes. */
export function bodyOf(row: Row): unknown {
  return JSON.parse(jsonOf(row))
}

/** @throws SyntaxError for bytes that no JSON was deflated to */
export function jsonOf(row: Row): string {
  const { S, B } = row[bodyAttribute] ?? {}
  if (S !== undefined) return S
  if (B === undefined) throw new Error('A row has no body')
  try {
    return inflateRawSync(B).toString('utf8')
  } catch (cause) {
    throw new SyntaxError('A body cannot be inflated', { cause })
  }
}

export function numberIn(row: Row, attribute: string): number {
  return Number(row[attribute]?.N ?? 0)
}

/** For the table's own cleaning: epoch seconds, never before the time itself. */
export function cleanUpAfter(time: Date): Row {
  return { [tableDefinition.timeToLive]: number(Math.ceil(time.getTime() / 1_000)) }
}
