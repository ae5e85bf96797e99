import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import * as z from 'zod'
import type { CloudAnswer } from './cloud-answer.ts'

const signSchema = z.object({
  KeyId: z.string(),
  Message: z.base64(),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.literal('ECDSA_SHA_256'),
})

/** KMS's `Sign` with the keys that this machine has, by their names. */
export function signWithKey(body: Buffer, keys: ReadonlyMap<string, KeyObject>): CloudAnswer {
  const request = signSchema.safeParse(parseJson(body.toString('utf8')))
  if (!request.success) return invalid(z.prettifyError(request.error))
  const key = keys.get(request.data.KeyId)
  if (key === undefined) return invalid('There is no such key.')
  const message = Buffer.from(request.data.Message, 'base64')
  if (message.length === 0 || message.length > 4_096) return invalid('A message has 1 to 4,096 bytes.')
  return {
    status: 200,
    body: {
      KeyId: request.data.KeyId,
      Signature: sign('sha256', message, key).toString('base64'),
      SigningAlgorithm: 'ECDSA_SHA_256',
    },
  }
}

/** KMS's `GetPublicKey` likewise. */
export function publicKeyOf(body: Buffer, keys: ReadonlyMap<string, KeyObject>): CloudAnswer {
  const request = z.object({ KeyId: z.string() }).safeParse(parseJson(body.toString('utf8')))
  const key = request.success ? keys.get(request.data.KeyId) : undefined
  if (!request.success || key === undefined) return invalid('There is no such key.')
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    status: 200,
    body: { KeyId: request.data.KeyId, KeyUsage: 'SIGN_VERIFY', PublicKey: spki.toString('base64') },
  }
}

function invalid(message: string): CloudAnswer {
  return { status: 400, body: { __type: 'ValidationException', message } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
