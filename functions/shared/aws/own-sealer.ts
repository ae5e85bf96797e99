import { KMSClient } from '@aws-sdk/client-kms'
import { type ContractSealer, contractSealer } from '#functions/shared/contract/contract-sealer.ts'
import { sealCertificateKey } from '#functions/shared/ports/files.ts'
import { setting } from '#functions/shared/ports/settings.ts'
import { files } from './home.ts'
import { kmsSign } from './kms-sign.ts'

let made: ContractSealer | undefined

/** This function's sealer, made when a contract is first sealed. The certificate is read each time: it may be renewed. */
export function sealer(): ContractSealer {
  made ??= contractSealer({
    certificates: async () => new TextDecoder().decode(await files().read(sealCertificateKey)),
    sign: kmsSign(new KMSClient({}), setting('SEAL_KEY_ID')),
  })
  return made
}
