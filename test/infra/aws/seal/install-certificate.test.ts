import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { installCertificate } from '#infra/aws/seal/install-certificate.ts'
import { chainOf } from '#infra/verify/tasvib-verify.mjs'
import { testAuthority } from './test-authority.ts'
import { testCertificate, testPublicKey, testRootPublicKey, testSign } from './test-seal.ts'

const kms = mockClient(KMSClient)
const s3 = mockClient(S3Client)
const place = {
  keyId: 'arn:aws:kms:eu:1:key/1',
  rootKeyId: 'arn:aws:kms:eu:1:key/2',
  bucket: 'files',
  now: new Date('2026-11-22T00:00:00Z'),
}
const clients = { kms: new KMSClient({ region: 'eu' }), s3: new S3Client({ region: 'eu' }) }

beforeEach(() => {
  kms.reset()
  s3.reset()
  kms.on(GetPublicKeyCommand).resolves({ PublicKey: new Uint8Array(testPublicKey) })
  kms
    .on(GetPublicKeyCommand, { KeyId: place.rootKeyId })
    .resolves({ PublicKey: new Uint8Array(testRootPublicKey) })
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ $metadata: {}, message: 'none' }))
  kms.on(SignCommand).callsFake(async ({ Message }) => ({ Signature: await testSign(Message) }))
  s3.on(PutObjectCommand).resolves({})
})

describe('the certificate of the seal', () => {
  it('is made by the key itself, which signs nothing longer than KMS takes, and never replaces another', async () => {
    const made = await installCertificate({ ...clients, ...place, from: { organization: 'شهرداری کرمان' } })
    expect(made.publicKey.equals(createPublicKey({ key: testPublicKey, format: 'der', type: 'spki' }))).toBe(
      true,
    )
    expect(made.verify(made.publicKey)).toBe(true)
    const signed = kms.commandCalls(SignCommand)[0]?.args[0].input
    expect(signed).toMatchObject({ MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' })
    expect(signed?.Message?.length).toBeLessThan(4_096)
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'files',
      Key: 'seal/certificate.pem',
      IfNoneMatch: '*',
    })
  })

  it.each([
    ['شهرداری کرمان', 'شهرداری کرمان · تصویب'],
    ['Kerman Municipality', 'Kerman Municipality · Tasvib'],
    ['İstanbul Büyükşehir Belediyesi', 'İstanbul Büyükşehir Belediyesi · Tasvib'],
    ['بلدية دبي', 'بلدية دبي · تصویب'],
  ])('of %s names seal and city in one script', async (organization, commonName) => {
    const made = await installCertificate({ ...clients, ...place, from: { organization } })
    expect(made.subject).toBe(`O=${organization}\nCN=${commonName}`)
    expect(made.issuer).toBe(made.subject)
  })

  it("may be the city's own, when it is of the same key", async () => {
    const taken = await installCertificate({ ...clients, ...place, from: { pem: testCertificate } })
    expect(taken.fingerprint256).toBe(new X509Certificate(testCertificate).fingerprint256)
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input.Body).toBe(testCertificate)
  })

  it('is none of an authority, which could vouch for nobody’s roots: given, or there from before', async () => {
    const { certificate } = await testAuthority()
    const of = new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' })
    kms.on(GetPublicKeyCommand).resolves({ PublicKey: new Uint8Array(of) })
    const given = installCertificate({ ...clients, ...place, from: { pem: certificate } })
    await expect(given).rejects.toThrow('CA:FALSE')
    s3.on(GetObjectCommand).resolves({ Body: { transformToString: async () => certificate } as never })
    const there = installCertificate({ ...clients, ...place, from: { organization: 'x' } })
    await expect(there).rejects.toThrow('CA:FALSE')
    expect(s3.commandCalls(PutObjectCommand)).toEqual([])
  })

  it('vouches for the key of the daily roots, also where the seal has its certificate already', async () => {
    const there = { transformToString: async () => testCertificate }
    s3.on(GetObjectCommand).resolves({ Body: there as never })
    const kept = await installCertificate({ ...clients, ...place, from: { organization: 'x' } })
    expect(kept.fingerprint256).toBe(new X509Certificate(testCertificate).fingerprint256)
    const [put, ...others] = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input)
    expect(others).toEqual([])
    expect(put?.Key).toBe('seal/root-certificate.pem')
    const [root, seal] = chainOf(z.string().parse(put?.Body))
    expect(seal?.fingerprint256).toBe(kept.fingerprint256)
    expect(root?.verify(kept.publicKey)).toBe(true)
    expect(root?.issuer).toBe(kept.subject)
    expect(
      root?.publicKey.equals(createPublicKey({ key: testRootPublicKey, format: 'der', type: 'spki' })),
    ).toBe(true)
  })

  it('is refused when it is of another key', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
    kms.on(GetPublicKeyCommand).resolves({ PublicKey: other.export({ type: 'spki', format: 'der' }) })
    await expect(
      installCertificate({ ...clients, ...place, from: { pem: testCertificate } }),
    ).rejects.toThrow('not of the key')
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0)
  })
})
