import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readZip } from '#infra/verify/tasvib-verify.mjs'
import { outsideTool } from '#test/infra/aws/seal/outside-tool.ts'
import { printedText, skeleton } from '#test/infra/aws/seal/printed-text.ts'
import { sealParts } from '#test/infra/aws/seal/seal-parts.ts'
import { temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { officialErrors, standards } from '#test/workflows/contract/official-schemas.ts'
import { persianAmount } from '#workflows/contract/persian.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { approved, contractStories } from './contract-stories.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const verifier = fileURLToPath(new URL('../../infra/verify/tasvib-verify.mjs', import.meta.url))
const pdfsig = outsideTool('pdfsig', '-v')
const pdftotext = outsideTool('pdftotext', '-v')
const openssl = outsideTool('openssl', 'version')

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

async function onDisk(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, bytes)
  return file
}

interface Release {
  readonly tag: readonly string[]
  readonly contracts: readonly [
    {
      readonly value: { readonly amount: number }
      readonly implementation?: {
        readonly charges: readonly { readonly estimatedValue: { readonly amount: number } }[]
      }
    },
  ]
}

describe.each(contractStories)('$name', (story) => {
  let entries: readonly Entry[] = []
  let bundle: Uint8Array
  let pdf: Uint8Array
  let release: { readonly releases: readonly [Release] }

  beforeAll(async () => {
    const founder = `founder@${story.type.replace('_', '-')}.example`
    const reference = await approved(tasvib.players, { founder, proposal: story.proposal })
    await story.play(tasvib.players, founder)
    const download = (name: string): Promise<Buffer> => tasvib.players.boardFile(reference, name)
    bundle = await download('evidence.zip')
    pdf = await download('signed-contract.pdf')
    release = JSON.parse((await download('release.json')).toString('utf8')) as typeof release
    const ledger = JSON.parse((await download('evidence.json')).toString('utf8')) as {
      reference: string
      entries: unknown[]
    }
    if (ledger.reference !== reference) throw new Error(`The ledger is of ${ledger.reference}`)
    entries = ledger.entries.map(parseEntry)
  })

  it('goes by the ledger as it was played, and ends acknowledged', () => {
    expect(verify(entries)).toEqual([])
    const types = new Set(story.events)
    const told = entries.slice(entries.findIndex(({ type }) => type === 'ContractDrawnUp'))
    expect(told.map(({ type }) => type).filter((type) => types.has(type))).toEqual(story.events)
    expect(entries.findLast(({ type }) => type === 'ReceiptAcknowledged')).toMatchObject({
      data: { version: story.version, voucher: 'F-1405-0042' },
    })
    expect(entries.at(-1)?.type).toMatch(/ReceiptAcknowledged|CaseClosed/)
  })

  it('has three signatures on the very document that was sealed, whatever was signed before', () => {
    const drawnUp = entries.findLast((entry) => entry.type === 'ContractDrawnUp')
    const signed = entries.flatMap((entry) =>
      entry.type === 'ContractSigned' && entry.data.version === story.version ? [entry.data] : [],
    )
    expect(new Set(signed.map(({ id }) => id)).size).toBe(3)
    expect(signed).toHaveLength(3)
    for (const { documentDigest } of signed) expect(documentDigest).toBe(drawnUp?.data.documentDigest)
  })

  it('leaves a bundle that the verifier finds sound, run by itself', async () => {
    const tip = entries.at(-1)?.digest ?? ''
    const given = [verifier, await onDisk('evidence.zip', bundle), '--tip', tip]
    const { status, stdout } = spawnSync(process.execPath, given, { encoding: 'utf8', env: {} })
    expect(stdout).toContain('Everything agrees.')
    expect(status).toBe(0)
    const names = [...readZip(bundle).keys()]
    for (let version = 1; version <= story.version; version += 1) {
      expect(names).toContain(`contract-${version}.pdf`)
    }
    expect(readZip(bundle).get(`signed-contract-${story.version}.pdf`)).toEqual(pdf)
  })

  it.skipIf(pdfsig === undefined)(
    'is under a seal that poppler finds valid, over the whole file',
    async () => {
      const { said = '' } = pdfsig?.('-nocert', await onDisk('signed.pdf', pdf)) ?? {}
      expect(said).toContain('Signature is Valid.')
      expect(said).toContain('Total document signed')
    },
  )

  it.skipIf(openssl === undefined)('is under a seal that openssl finds valid', async () => {
    const { content, cms } = sealParts(pdf)
    const certificate = readZip(bundle).get(`seal-certificate-${story.version}.pem`) ?? new Uint8Array()
    const answer = openssl?.(
      ...'cms -verify -cades -binary -inform DER -purpose any -no_check_time -in'.split(' '),
      await onDisk('seal.der', cms),
      '-content',
      await onDisk('content', content),
      '-out',
      await onDisk('out', ''),
      '-CAfile',
      await onDisk('seal.pem', certificate),
    )
    expect(answer).toMatchObject({ status: 0 })
  })

  it.each(standards)('is open data by the official schema of %s', (standard) => {
    expect(officialErrors(standard)(release)).toEqual([])
    const [{ tag, contracts }] = release.releases
    expect(tag).toContain('contract')
    const [{ value, implementation }] = contracts
    expect(value.amount).toBe(story.total)
    const charged = implementation?.charges.map(({ estimatedValue }) => estimatedValue.amount) ?? []
    expect(charged.reduce((sum, amount) => sum + amount, 0)).toBe(story.total)
  })

  it.skipIf(pdftotext === undefined)('prints the clauses and the amounts of its kind, and no others', () => {
    const text = printedText(pdf)
    const isPrinted = (words: string): boolean => text.includes(skeleton(words))
    expect(story.clauses.filter((clause) => !isPrinted(clause))).toEqual([])
    expect(story.never.filter(isPrinted)).toEqual([])
    const [{ implementation }] = release.releases[0].contracts
    const amounts = implementation?.charges.map(({ estimatedValue }) => estimatedValue.amount) ?? []
    expect(amounts.filter((amount) => !isPrinted(persianAmount(amount)))).toEqual([])
  })
})
