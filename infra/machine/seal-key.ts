import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import {
  rootCertificate,
  selfSignedCertificate,
} from '#functions/shared/contract/seal/self-signed-certificate.ts'
import type { DataFolder } from './data-folder.ts'
import { readIfThere } from './read-if-there.ts'
import { writeAtomically } from './write-atomically.ts'

export interface MachineSealKey {
  readonly key: KeyObject
  /** PEM. */
  readonly certificate: string
}

/**
 * The key of this data folder's seal, readable by its owner alone, and its certificate beside it; both are made on first start.
 * A certificate that the city got for the key may replace the one in `seal-certificate.pem`.
 */
export async function loadSealKey(
  data: Pick<DataFolder, 'file'>,
  organization: string,
): Promise<MachineSealKey> {
  const certificateFile = data.file('seal-certificate.pem')
  const key = await loadKey(data.file('seal-key.pem'))
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

/** Certificates by which the roots of the installation that was imported here are known for its own; not of any key of ours. */
export const earlierCertificatesFile = 'earlier-certificates.pem'

/**
 * The key of the daily roots likewise: who may sign those makes no seal with it. The seal's key vouches for it, so that its
 * certificate is made anew whenever the seal's is another.
 */
export async function loadRootKey(
  data: Pick<DataFolder, 'file'>,
  seal: MachineSealKey,
): Promise<MachineSealKey> {
  const certificateFile = data.file('root-certificate.pem')
  const key = await loadKey(data.file('root-key.pem'))
  const kept = await readIfThere(certificateFile)
  if (kept?.endsWith(seal.certificate) === true && new X509Certificate(kept).checkPrivateKey(key))
    return { key, certificate: kept }
  const certificate = await rootCertificate({
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }),
    seal: {
      certificate: seal.certificate,
      sign: async (message) => new Uint8Array(sign('sha256', message, seal.key)),
    },
    now: new Date(),
  })
  await writeAtomically(certificateFile, certificate)
  return { key, certificate }
}

async function loadKey(file: string): Promise<KeyObject> {
  const kept = await readIfThere(file)
  return kept === undefined ? await makeKey(file) : createPrivateKey(kept)
}

async function makeKey(file: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeAtomically(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return privateKey
}
