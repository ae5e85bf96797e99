import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { synthesized } from './synthesized.ts'

const dev = synthesized()
const prod = synthesized({ stage: 'prod', publicUrl: 'https://proposals.city.example' })
const stages = [
  ['dev', dev],
  ['prod', prod],
] as const

const indexOf = (name: string, hash: string, range: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'KEYS_ONLY' },
})

describe('the table', () => {
  it.each(stages)('is paid by use, streams new images and can be restored (%s)', (_stage, { matching }) => {
    expect(
      matching('AWS::DynamoDB::GlobalTable', {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        Replicas: [
          Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
        ],
      }),
    ).toHaveLength(1)
  })

  it('has indexes for what is due and for lists of the board, which hold keys alone', () => {
    expect(dev.only('AWS::DynamoDB::GlobalTable').Properties['GlobalSecondaryIndexes']).toEqual([
      indexOf('due', 'dueShard', 'due'),
      indexOf('status', 'statusShard', 'updated'),
      indexOf('place', 'placeShard', 'placeSince'),
      indexOf('deadline', 'deadlineShard', 'deadline'),
      indexOf('attention', 'attentionShard', 'attention'),
    ])
  })

  it('cannot be deleted in production, and goes with the stack elsewhere', () => {
    const kept = prod.only('AWS::DynamoDB::GlobalTable')
    expect(kept).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    expect(kept.Properties['Replicas']).toMatchObject([{ DeletionProtectionEnabled: true }])
    expect(dev.only('AWS::DynamoDB::GlobalTable').DeletionPolicy).toBe('Delete')
  })
})

describe('the stack', () => {
  it('cannot be deleted in production before somebody switches that off', () => {
    expect(prod.terminationProtection).toBe(true)
    expect(dev.terminationProtection).toBe(false)
  })
})

describe('the files', () => {
  it('are private, encrypted and versioned, and none expires but bundles, which can be made anew', () => {
    const { Properties, DeletionPolicy } = prod.only('AWS::S3::Bucket')
    expect(DeletionPolicy).toBe('Retain')
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: expect.anything(),
      CorsConfiguration: {
        CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: ['https://proposals.city.example'] }],
      },
    })
    const { Rules } = Properties['LifecycleConfiguration'] as { Rules: Record<string, unknown>[] }
    const expiring = Rules.filter((rule) => Object.keys(rule).some((key) => key.includes('Expiration')))
    expect(expiring).toEqual([
      expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 1 }),
      expect.objectContaining({ Prefix: 'evidence/', ExpirationInDays: 1 }),
    ])
  })

  it('can be locked in production, and are not by default: uploads may have to be erased', () => {
    const locked = synthesized({ stage: 'prod', lockYears: 10 })
    const { ObjectLockEnabled, ObjectLockConfiguration } = locked.only('AWS::S3::Bucket').Properties
    expect(ObjectLockEnabled).toBe(true)
    expect(ObjectLockConfiguration).toBeUndefined()
    expect(dev.only('AWS::S3::Bucket').Properties['ObjectLockEnabled']).toBe(false)
    const years = [...locked.functions].map(([name, { Environment }]) => [
      name,
      Environment.Variables['LOCK_YEARS'],
    ])
    expect(years.filter(([, value]) => value !== undefined)).toEqual([
      ['seal-contract', '10'],
      ['ledger-root', '10'],
    ])
  })

  it('are refused to whoever comes without TLS', () => {
    expect(
      dev.matching('AWS::S3::BucketPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 's3:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      }),
    ).toHaveLength(1)
  })
})
