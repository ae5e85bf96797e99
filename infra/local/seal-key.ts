import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { selfSignedCertificate } from '../seal/self-signed-certificate.ts'
import type { DataFolder } from './data-folder.ts'
import { readIfThere } from './read-if-there.ts'
import { writeAtomically } from './write-atomically.ts'

export interface SealKey {
  readonly key: KeyObject
  /** PEM. */
  readonly certificate: string
}

/**
 * The key of this data folder's seal, readable by its owner alone, and its certificate beside it; both are made on first start.
 * A certificate that the city got for the key may replace the one in `seal-certificate.pem`.
 */
export async function loadSealKey(data: DataFolder, organization: string): Promise<SealKey> {
  const keyFile = data.file('seal-key.pem')
  const certificateFile = data.file('seal-certificate.pem')
  const keptKey = await readIfThere(keyFile)
  const key = keptKey === undefined ? await makeKey(keyFile) : createPrivateKey(keptKey)
  const keptCertificate = await readIfThere(certificateFile)
  if (keptCertificate !== undefined) return { key, certificate: keptCertificate }
  const certificate = await selfSignedCertificate({
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }),
    sign: async (message) => new Uint8Array(sign('sha256', message, key)),
    organization,
    now: new Date(),
  })
  await writeAtomically(certificateFile, certificate)
  return { key, certificate }
}

async function makeKey(file: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeAtomically(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return privateKey
}
