import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'

/** Waits for a write; false where the row was not as its condition asks. */
export async function isWritten(writing: Promise<unknown>): Promise<boolean> {
  try {
    await reach(writing)
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
