import { createPublicKey, X509Certificate } from 'node:crypto'
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms'
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { kmsSign } from '#functions/shared/aws/kms-sign.ts'
import {
  rootCertificate,
  selfSignedCertificate,
} from '#functions/shared/contract/seal/self-signed-certificate.ts'
import { rootCertificateKey, sealCertificateKey } from '#functions/shared/ports/files.ts'

export interface CertificateHome {
  readonly kms: KMSClient
  readonly s3: S3Client
  readonly keyId: string
  /** The key of the daily roots, for which the seal's vouches. */
  readonly rootKeyId: string
  readonly bucket: string
  /** Whose seal it is, for a certificate that the key makes for itself; or PEM of the city's own one and its chain. */
  readonly from: { readonly organization: string } | { readonly pem: string }
  readonly now: Date
}

/** Says in words which certificate would do. */
export class CertificateRefused extends Error {}

/**
 * Puts the seal's certificate where sealing finds it, and answers it. A self-made one never replaces another: what is there
 * stays. Beside it the certificate of the key of the daily roots, made anew.
 * @throws CertificateRefused when the certificate is of another key, or of an authority, whether given or there already
 */
export async function installCertificate(installation: CertificateHome): Promise<X509Certificate> {
  const { kms, s3, keyId, rootKeyId, bucket, from, now } = installation
  const publicKey = await publicKeyOf(keyId, kms)
  const there = 'pem' in from ? undefined : await installed(installation)
  const pem =
    'pem' in from
      ? from.pem
      : (there ??
        (await selfSignedCertificate({
          publicKey,
          sign: kmsSign(kms, keyId),
          organization: from.organization,
          now,
        })))
  const certificate = new X509Certificate(pem)
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
  if (!certificate.publicKey.equals(key))
    throw new CertificateRefused('The certificate is not of the key of the seal.')
  // Whom an authority issues something is not thereby the city: readers refuse roots that it vouches for.
  if (certificate.ca)
    throw new CertificateRefused(
      'The certificate is of an authority (CA:TRUE), which could not vouch for the key of the daily roots. Have one issued for the key of the seal that is not (CA:FALSE), and give it as --certificate.',
    )
  const put = (Key: string, Body: string, condition: { IfNoneMatch?: '*' } = {}) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key,
        Body,
        ContentType: 'application/x-pem-file',
        ...condition,
      }),
    )
  if (there === undefined) await put(sealCertificateKey, pem, 'pem' in from ? {} : { IfNoneMatch: '*' })
  const rootPem = await rootCertificate({
    publicKey: await publicKeyOf(rootKeyId, kms),
    seal: { certificate: pem, sign: kmsSign(kms, keyId) },
    now,
  })
  await put(rootCertificateKey, rootPem)
  return certificate
}

async function publicKeyOf(keyId: string, kms: KMSClient): Promise<Uint8Array> {
  const { PublicKey: publicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }))
  if (publicKey === undefined) throw new Error('KMS gave no public key')
  return publicKey
}

/** The certificate that is there already, in PEM. */
async function installed({ s3, bucket }: CertificateHome): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: sealCertificateKey }))
    return await Body?.transformToString()
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined
    throw error
  }
}
