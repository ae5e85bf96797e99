import { X509Certificate } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openDataFolder } from '#infra/machine/data-folder.ts'
import { loadRootKey, loadSealKey } from '#infra/machine/seal-key.ts'
import { chainOf } from '#infra/verify/tasvib-verify.mjs'
import { afterwards, temporaryFolder } from './temporary-data.ts'

async function folder() {
  const data = await openDataFolder(await temporaryFolder())
  afterwards(async () => data.release())
  return data
}

describe('the seal of one machine', () => {
  it('is made on first start, for its owner alone, and stays the same', async () => {
    const data = await folder()
    const first = await loadSealKey(data, 'شهرداری کرمان')
    const again = await loadSealKey(data, 'Another')
    expect(again.certificate).toBe(first.certificate)
    expect(again.key.equals(first.key)).toBe(true)
    expect(new X509Certificate(first.certificate).checkPrivateKey(first.key)).toBe(true)
    expect((await stat(data.file('seal-key.pem'))).mode & 0o777).toBe(0o600)
    expect(await readFile(data.file('seal-certificate.pem'), 'utf8')).not.toContain('PRIVATE')
  })

  it('has a key of its own for the daily roots, for its owner alone, for which it vouches', async () => {
    const data = await folder()
    const seal = await loadSealKey(data, 'شهرداری کرمان')
    const first = await loadRootKey(data, seal)
    expect(first.key.equals(seal.key)).toBe(false)
    expect(await loadRootKey(data, seal)).toMatchObject({ certificate: first.certificate })
    expect((await stat(data.file('root-key.pem'))).mode & 0o777).toBe(0o600)
    const [own, of] = chainOf(first.certificate)
    expect(own?.checkPrivateKey(first.key)).toBe(true)
    expect(of?.toString()).toBe(seal.certificate)

    await rm(data.file('seal-certificate.pem'))
    const renewed = await loadSealKey(data, 'شهرداری دیگر')
    expect(chainOf((await loadRootKey(data, renewed)).certificate)[1]?.toString()).toBe(renewed.certificate)
  })

  it('takes the certificate that was put in its place', async () => {
    const data = await folder()
    await loadSealKey(data, 'شهرداری کرمان')
    await writeFile(data.file('seal-certificate.pem'), 'of an authority')
    expect((await loadSealKey(data, 'x')).certificate).toBe('of an authority')
  })
})
