import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Row } from '#functions/shared/aws/dynamo/table.ts'

/** Bytes of a row as DynamoDB counts them: names and values; a number takes half a byte a digit and one more. */
export function rowBytes(row: Row): number {
  return Object.entries(row).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  )
}

function valueBytes({ S, N, B, SS }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S)
  if (N !== undefined) return Math.ceil(N.length / 2) + 1
  if (B !== undefined) return B.length
  if (SS !== undefined) return SS.reduce((sum, each) => sum + Buffer.byteLength(each), 3)
  return 1
}
