import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms'
import type { SignMessage } from '#functions/shared/contract/seal/cms-signature.ts'
import { reach } from '#functions/shared/ports/reach.ts'

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

/** The public half of such a key: SubjectPublicKeyInfo in DER. */
export async function kmsPublicKey(client: KMSClient, keyId: string): Promise<Uint8Array> {
  const { PublicKey: publicKey } = await reach(client.send(new GetPublicKeyCommand({ KeyId: keyId })))
  if (publicKey === undefined) throw new Error('KMS gave no public key')
  return publicKey
}
