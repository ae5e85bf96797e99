import { KMSClient } from '@aws-sdk/client-kms'
import { type ContractSealer, contractSealer } from '#functions/shared/contract/contract-sealer.ts'
import type { SignMessage } from '#functions/shared/contract/seal/cms-signature.ts'
import { type Files, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { setting } from '#functions/shared/ports/settings.ts'
import { kmsPublicKey, kmsSign } from './kms-sign.ts'

let sealer: ContractSealer | undefined

/** This function's sealer, made when a contract is first sealed. The certificate is read each time: it may be renewed. */
export function ownSealer(files: Pick<Files, 'read'>): ContractSealer {
  sealer ??= contractSealer({
    certificates: async () => new TextDecoder().decode(await files.read(sealCertificateKey)),
    sign: ownSignature('SEAL_KEY_ID'),
  })
  return sealer
}

/** Signs with the key of the city's seal, or with that of the daily roots. */
export function ownSignature(key: 'SEAL_KEY_ID' | 'ROOT_KEY_ID'): SignMessage {
  return kmsSign(new KMSClient({}), setting(key))
}

/** The public half of the key of the daily roots, in DER. */
export function ownRootKey(): Promise<Uint8Array> {
  return kmsPublicKey(new KMSClient({}), setting('ROOT_KEY_ID'))
}
