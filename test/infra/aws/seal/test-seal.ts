import { generateKeyPairSync, sign } from 'node:crypto'
import { contractSealer } from '#functions/shared/contract/contract-sealer.ts'
import {
  rootCertificate,
  selfSignedCertificate,
} from '#functions/shared/contract/seal/self-signed-certificate.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

export const testKey = privateKey
export const testPublicKey = publicKey.export({ type: 'spki', format: 'der' })
export const testSign = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
export const testCertificate = await selfSignedCertificate({
  publicKey: testPublicKey,
  sign: testSign,
  organization: 'شهرداری کرمان',
  now: new Date('2026-01-01T00:00:00Z'),
})
const root = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const testRootPublicKey = root.publicKey.export({ type: 'spki', format: 'der' })
export const testRootSign = async (message: Uint8Array) =>
  new Uint8Array(sign('sha256', message, root.privateKey))
export const testRootCertificate = await rootCertificate({
  publicKey: testRootPublicKey,
  seal: { certificate: testCertificate, sign: testSign },
  now: new Date('2026-01-01T00:00:00Z'),
})
/** Seals with a key that was made for this process. */
export const testSealer = contractSealer({ certificates: async () => testCertificate, sign: testSign })
