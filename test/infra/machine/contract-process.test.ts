import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTypesetter, UnprintableText } from '#functions/shared/contract/contract-typesetter.ts'
import { type ContractProcessOptions, openContractProcess } from '#infra/machine/contract-process.ts'
import { testCertificate, testKey } from '#test/infra/aws/seal/test-seal.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument } from '#workflows/contract/document.ts'
import { until } from './temporary-data.ts'

const digest = '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b'
const document = contractDocument(exampleTerms({}), {
  city: { fa: 'کرمان', en: 'Kerman' },
  timeZone: 'Asia/Tehran',
  termsDigest: digest,
})
const unprintable = { ...document, project: 'طرح \u{1F680}' }

/** Linux alone tells which processes this one has started. */
const children = (): string => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')

function opened(options: Partial<ContractProcessOptions> = {}) {
  const contracts = openContractProcess({
    key: testKey,
    certificates: async () => testCertificate,
    ...options,
  })
  onTestFinished(() => contracts.stop())
  return contracts
}

describe('the process of contracts', () => {
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
    const sealed = await sealer.seal(pdf, { at: new Date('2026-11-30T10:00:00Z') })
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
    await expect(sealer.seal(Buffer.from('no PDF'), { at: new Date() })).rejects.not.toBeInstanceOf(
      UnprintableText,
    )
  })

  it('refuses what it had in hand when it ends, and starts anew with the next contract', async () => {
    const contracts = opened()
    const cut = contracts.typesetter.typeset(document)
    await contracts.stop()
    await expect(cut).rejects.toThrow('ended')
    expect((await contracts.typesetter.typeset(document)).length).toBeGreaterThan(1_000)
  })

  it('refuses what takes too long, and goes on with the next', async () => {
    const contracts = opened({ limit: 1 })
    for (let time = 0; time < 2; time += 1)
      await expect(contracts.typesetter.typeset(document)).rejects.toThrow('ended')
  })

  it.runIf(process.platform === 'linux')('ends after a while without a contract', async () => {
    const before = children()
    const contracts = opened({ idle: 1 })
    await contracts.typesetter.typeset(document)
    await until(() => children() === before, 'no process of contracts')
    expect((await contracts.typesetter.typeset(document)).length).toBeGreaterThan(1_000)
  })

  it.runIf(process.platform === 'linux')(
    'ends after so many answers, all of which it gives, and another takes over meanwhile',
    async () => {
      const before = children().split(' ').length
      const contracts = opened({ most: 3 })
      const set = await Promise.all(Array.from({ length: 7 }, () => contracts.typesetter.typeset(document)))
      expect(new Set(set.map(({ length }) => length)).size).toBe(1)
      await until(() => children().split(' ').length === before + 1, 'the last process alone')
    },
  )

  it('is warmed without a contract', async () => {
    const contracts = opened()
    await contracts.warm()
    expect((await contracts.typesetter.typeset(document)).length).toBeGreaterThan(1_000)
  })
})
