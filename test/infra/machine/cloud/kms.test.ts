import { createPublicKey, verify } from 'node:crypto'
import { KMSClient } from '@aws-sdk/client-kms'
import { describe, expect, it } from 'vitest'
import { kmsSign } from '#functions/shared/aws/kms-sign.ts'
import { testKey } from '#test/infra/aws/seal/test-seal.ts'
import { afterwards } from '#test/infra/machine/temporary-data.ts'
import { cloudForTests } from './cloud-for-tests.ts'

async function signer() {
  const { config } = await cloudForTests()
  const client = new KMSClient(config)
  afterwards(async () => client.destroy())
  return kmsSign(client, 'alias/tasvib-seal')
}

describe('signing by KMS', () => {
  it("gives the signature of this machine's key", async () => {
    const message = new TextEncoder().encode('A message')
    const signature = await (await signer())(message)
    expect(verify('sha256', message, createPublicKey(testKey), signature)).toBe(true)
  })

  it('refuses what KMS refuses: nothing, and more than 4,096 bytes', async () => {
    const sign = await signer()
    await expect(sign(new Uint8Array(4_097))).rejects.toThrow('4,096')
    await expect(sign(new Uint8Array())).rejects.toThrow('bytes')
  })
})
