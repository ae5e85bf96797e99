import * as z from 'zod'

export const jsonSchema = z.json()

/** A JSON value, as states pass it on. */
export type Json = z.infer<typeof jsonSchema>

/** Step Functions' limit on any input, output or payload, in bytes of UTF-8. */
const payloadLimit = 262_144

export function exceedsPayloadLimit(text: string): boolean {
  return Buffer.byteLength(text) > payloadLimit
}
