import { RemovalPolicy } from 'aws-cdk-lib'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { Deployment } from '#infra/aws/deployment.ts'

/**
 * The key of the city's seal. It cannot leave KMS, and nobody but the function that seals gets to sign with it; its
 * certificate is made or taken by `npm run seal-certificate`.
 */
export function createSealKey(scope: Construct, deployment: Pick<Deployment, 'stage'>): Key {
  return signingKey(scope, 'SealKey', "The city's seal on contracts", deployment)
}

/** The key of the daily roots: who may sign those cannot make a seal with it, and the other way round. */
export function createRootKey(scope: Construct, deployment: Pick<Deployment, 'stage'>): Key {
  return signingKey(scope, 'RootKey', 'The daily root over all ledgers', deployment)
}

function signingKey(
  scope: Construct,
  id: string,
  description: string,
  { stage }: Pick<Deployment, 'stage'>,
): Key {
  return new Key(scope, id, {
    description,
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
}
