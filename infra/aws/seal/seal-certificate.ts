import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { CertificateRefused, installCertificate } from './install-certificate.ts'

/*
 * `npm run seal-certificate -- --key <SealKeyArn> --root-key <RootKeyArn> --bucket <BucketName> --organization <name>`, once after
 * the first deployment; the names are among the stack's outputs. `--certificate <file.pem>` takes one that an authority issued for that key.
 */
const { values } = parseArgs({
  options: {
    key: { type: 'string' },
    'root-key': { type: 'string' },
    bucket: { type: 'string' },
    organization: { type: 'string' },
    certificate: { type: 'string' },
  },
})
const { key: keyId, 'root-key': rootKeyId, bucket, organization, certificate: file } = values
if (
  keyId === undefined ||
  rootKeyId === undefined ||
  bucket === undefined ||
  (organization === undefined) === (file === undefined)
) {
  console.error('Give --key, --root-key and --bucket, and either --organization or --certificate.')
  process.exitCode = 2
} else {
  try {
    const certificate = await installCertificate({
      kms: new KMSClient({}),
      s3: new S3Client({}),
      keyId,
      rootKeyId,
      bucket,
      from: file === undefined ? { organization: organization ?? '' } : { pem: readFileSync(file, 'utf8') },
      now: new Date(),
    })
    console.log(
      `The seal has its certificate, and vouches for the key of the daily roots. Publish its fingerprint (SHA-256):\n${certificate.fingerprint256}`,
    )
  } catch (error) {
    if (!(error instanceof CertificateRefused)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
