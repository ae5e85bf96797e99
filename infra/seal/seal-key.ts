import { RemovalPolicy } from 'aws-cdk-lib'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { Deployment } from '../deployment.ts'

/**
 * The key of the city's seal. It cannot leave KMS, and nobody but the function that seals gets to sign with it; its
 * certificate is made or taken by `npm run seal-certificate`.
 */
export function createSealKey(scope: Construct, { stage }: Pick<Deployment, 'stage'>): Key {
  return new Key(scope, 'SealKey', {
    description: "The city's seal on contracts",
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
}
