import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { installCertificate } from './install-certificate.ts'

/*
 * `npm run seal-certificate -- --key <SealKeyArn> --bucket <BucketName> --organization <name>`, once after the first deployment;
 * both names are among the stack's outputs. `--certificate <file.pem>` takes one that an authority issued for that key.
 */
const { values } = parseArgs({
  options: {
    key: { type: 'string' },
    bucket: { type: 'string' },
    organization: { type: 'string' },
    certificate: { type: 'string' },
  },
})
const { key: keyId, bucket, organization, certificate: file } = values
if (keyId === undefined || bucket === undefined || (organization === undefined) === (file === undefined)) {
  console.error('Give --key and --bucket, and either --organization or --certificate.')
  process.exitCode = 2
} else {
  const certificate = await installCertificate({
    kms: new KMSClient({}),
    s3: new S3Client({}),
    keyId,
    bucket,
    from: file === undefined ? { organization: organization ?? '' } : { pem: readFileSync(file, 'utf8') },
    now: new Date(),
  })
  console.log(
    `The seal has its certificate. Publish its fingerprint (SHA-256):\n${certificate.fingerprint256}`,
  )
}
