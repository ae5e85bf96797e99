import { createPublicKey, X509Certificate } from 'node:crypto'
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms'
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { sealCertificateKey } from '#functions/adapters/files.ts'
import { kmsSign } from '#functions/adapters/kms-sign.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

export interface Installation {
  readonly kms: KMSClient
  readonly s3: S3Client
  readonly keyId: string
  readonly bucket: string
  /** Whose seal it is, for a certificate that the key makes for itself; or PEM of the city's own one and its chain. */
  readonly from: { readonly organization: string } | { readonly pem: string }
  readonly now: Date
}

/**
 * Puts the seal's certificate where sealing finds it, and answers it. A self-made one never replaces another.
 * @throws Error when the city's certificate is of another key, or there is one and none was given
 */
export async function installCertificate(installation: Installation): Promise<X509Certificate> {
  const { kms, s3, keyId, bucket, from, now } = installation
  const { PublicKey: publicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }))
  if (publicKey === undefined) throw new Error('KMS gave no public key')
  const pem =
    'pem' in from
      ? from.pem
      : await selfSignedCertificate({
          publicKey,
          sign: kmsSign(kms, keyId),
          organization: from.organization,
          now,
        })
  const certificate = new X509Certificate(pem)
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
  if (!certificate.publicKey.equals(key)) throw new Error('The certificate is not of the key of the seal')
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: sealCertificateKey,
      Body: pem,
      ContentType: 'application/x-pem-file',
      ...('pem' in from ? {} : { IfNoneMatch: '*' }),
    }),
  )
  return certificate
}
