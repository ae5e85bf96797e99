import { type KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { reach } from './reach.ts'
import type { SignMessage } from './seal/cms-signature.ts'

/** Signs by a key that never leaves KMS (ECC_NIST_P256). KMS digests the message itself, so the digest cannot be of another. */
export function kmsSign(client: KMSClient, keyId: string): SignMessage {
  return async (message) => {
    const command = new SignCommand({
      KeyId: keyId,
      Message: message,
      MessageType: 'RAW',
      SigningAlgorithm: 'ECDSA_SHA_256',
    })
    const { Signature: signature } = await reach(client.send(command))
    if (signature === undefined) throw new Error('KMS gave no signature')
    return signature
  }
}
