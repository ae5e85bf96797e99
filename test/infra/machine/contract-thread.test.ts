import { describe, expect, it, onTestFinished } from 'vitest'
import { createTypesetter, UnprintableText } from '#functions/shared/contract/contract-typesetter.ts'
import { openContractThread } from '#infra/machine/contract-thread.ts'
import { testCertificate, testKey } from '#test/infra/aws/seal/test-seal.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument } from '#workflows/contract/document.ts'

const digest = '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b'
const document = contractDocument(exampleTerms({}), {
  city: { fa: 'کرمان', en: 'Kerman' },
  timeZone: 'Asia/Tehran',
  termsDigest: digest,
})
const unprintable = { ...document, project: 'طرح \u{1F680}' }

function opened() {
  const thread = openContractThread({ key: testKey, certificates: async () => testCertificate })
  onTestFinished(() => thread.stop())
  return thread
}

describe('the thread of contracts', () => {
  it('sets the very bytes that are set without it', async () => {
    const attachment = { name: 'release.json', bytes: Buffer.from('{}'), mime: 'application/json' }
    const [here, there] = await Promise.all([
      createTypesetter().typeset(document, attachment),
      opened().typesetter.typeset(document, attachment),
    ])
    expect(Buffer.compare(here, there)).toBe(0)
  })

  it('seals with the key of this machine', async () => {
    const { typesetter, sealer } = opened()
    const pdf = await typesetter.typeset(document)
    const sealed = await sealer.seal(pdf, new Date('2026-11-30T10:00:00Z'))
    expect(sealed.subarray(0, pdf.length)).toEqual(pdf)
    expect(Buffer.from(sealed).toString('latin1')).toContain('/ETSI.CAdES.detached')
  })

  it('answers others while a contract is set', async () => {
    const { typesetter } = opened()
    await typesetter.typeset(document)
    let turns = 0
    const turning = setInterval(() => (turns += 1), 1)
    await typesetter.typeset({ ...document, project: 'طرح دیگر' })
    clearInterval(turning)
    expect(turns).toBeGreaterThan(3)
  })

  it('tells a text that cannot be printed from a fault, as the compiler itself does', async () => {
    const { typesetter, sealer } = opened()
    const refused = await typesetter.typeset(unprintable).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UnprintableText)
    expect((refused as UnprintableText).letters).toContain('\u{1F680}')
    await expect(sealer.seal(Buffer.from('no PDF'), new Date())).rejects.not.toBeInstanceOf(UnprintableText)
  })

  it('refuses what it had in hand when it ends, and starts anew with the next contract', async () => {
    const thread = opened()
    const cut = thread.typesetter.typeset(document)
    await thread.stop()
    await expect(cut).rejects.toThrow('ended')
    expect((await thread.typesetter.typeset(document)).length).toBeGreaterThan(1_000)
  })

  it('is warmed without a contract', async () => {
    const thread = opened()
    await thread.warm()
    expect((await thread.typesetter.typeset(document)).length).toBeGreaterThan(1_000)
  })
})
