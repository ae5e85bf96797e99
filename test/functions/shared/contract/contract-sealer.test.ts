import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contractSealer } from '#functions/shared/contract/contract-sealer.ts'
import { typesetter } from '#test/functions/draw-up-contract/contract-world.ts'
import { outsideTool } from '#test/infra/aws/seal/outside-tool.ts'
import { sealParts } from '#test/infra/aws/seal/seal-parts.ts'
import { testCertificate, testSealer, testSign } from '#test/infra/aws/seal/test-seal.ts'
import { temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument, evidenceDocument } from '#workflows/contract/document.ts'

const at = new Date('2026-11-22T10:11:12Z')
const extras = { timeZone: 'Asia/Tehran', termsDigest: 'a'.repeat(64) }
const pdf = await typesetter.typeset(
  contractDocument(exampleTerms(), { ...extras, city: { fa: 'کرمان', en: 'Kerman' } }),
)
const signature = {
  who: 'زهرا کرمانی',
  role: { fa: 'نمایندهٔ شریک', en: 'Partner' },
  at: '2026-11-22T06:45:00Z',
  method: { fa: 'پیوند و کد', en: 'link and code' },
  digest: 'b'.repeat(64),
}
const sheet = await typesetter.typeset(evidenceDocument(exampleTerms(), [signature], extras), {
  name: 'release.json',
  bytes: new TextEncoder().encode('{"ocid":"1"}'),
  mime: 'application/json',
})
const sealed = await testSealer.seal(pdf, { at, sheet })
const pdfsig = outsideTool('pdfsig', '-v')
const openssl = outsideTool('openssl', 'version')

async function onDisk(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, bytes)
  return file
}

describe('the seal on a contract', () => {
  it('comes after the document, of which no byte changes', () => {
    expect(Buffer.compare(sealed.subarray(0, pdf.length), pdf)).toBe(0)
    expect(sealed.length - pdf.length).toBeLessThan(10_000 + sheet.length)
  })

  it('says when it was made in the PDF alone, as PAdES baseline asks', () => {
    expect(Buffer.from(sealed).toString('latin1')).toContain('/M (D:20261122101112Z)')
    const signingTime = Buffer.from('06092a864886f70d010905', 'hex')
    expect(Buffer.from(sealParts(sealed).cms).includes(signingTime)).toBe(false)
    const signingCertificateV2 = Buffer.from('060b2a864886f70d010910022f', 'hex')
    expect(Buffer.from(sealParts(sealed).cms).includes(signingCertificateV2)).toBe(true)
  })

  it('leaves PDF/A what it was: the attachment in its place, no appearance that is drawn, no script', () => {
    const added = Buffer.from(sealed.subarray(pdf.length)).toString('latin1')
    expect(added).toContain('/AF [')
    expect(added).toContain('/Rect [0 0 0 0]')
    expect(added).not.toMatch(/NeedAppearances true|JavaScript|\/XFA/)
  })

  it('is refused while there is no certificate', async () => {
    const without = contractSealer({ certificates: async () => '', sign: testSign })
    await expect(without.seal(pdf, { at })).rejects.toThrow('There is no seal certificate')
  })

  it.skipIf(pdfsig === undefined)('is valid to poppler, which names whose it is and when', async () => {
    const answer = pdfsig?.('-nocert', await onDisk('sealed.pdf', sealed))
    expect(answer?.said).toContain('Signature is Valid.')
    expect(answer?.said).toContain('Total document signed')
    expect(answer?.said).toContain('ETSI.CAdES.detached')
    expect(answer?.said).toContain('شهرداری کرمان')
  })

  it.skipIf(pdfsig === undefined)(
    'is broken to poppler by a flipped bit in the text or the time',
    async () => {
      for (const place of [1_000, Buffer.from(sealed).lastIndexOf('/M (D:') + 9]) {
        const changed = Buffer.from(sealed)
        changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
        const answer = pdfsig?.('-nocert', await onDisk('changed.pdf', changed))
        expect(answer?.said).not.toContain('Signature is Valid.')
      }
    },
  )

  it.skipIf(openssl === undefined)('is valid to openssl, by its CAdES rules too', async () => {
    const { content, cms } = sealParts(sealed)
    const changed = Buffer.from(content)
    changed.writeUInt8(changed.readUInt8(999) ^ 1, 999)
    const verify = async (signed: Uint8Array) =>
      openssl?.(
        ...'cms -verify -cades -binary -inform DER -purpose any -no_check_time -in'.split(' '),
        await onDisk('seal.der', cms),
        '-content',
        await onDisk('content', signed),
        '-out',
        await onDisk('out', ''),
        '-CAfile',
        await onDisk('seal.pem', testCertificate),
      )
    expect(await verify(content)).toMatchObject({ status: 0 })
    expect((await verify(changed))?.status).not.toBe(0)
  })

  it('has a certificate that its own key signed and that is no authority', () => {
    const certificate = new X509Certificate(testCertificate)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.ca).toBe(false)
    expect(certificate.subject).toContain('شهرداری کرمان')
    expect(certificate.validTo).toContain('2036')
  })
})
