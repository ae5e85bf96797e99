import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { linksInMail } from '#infra/machine/demo/links-in-mail.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { readZip } from '#infra/verify/tasvib-verify.mjs'
import { marksOfCityPeople, readable } from '#test/functions/shared/evidence/bytes-of-bundle.ts'
import { temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { type Language, languages } from '#workflows/language.ts'
import { playTo } from './play-to.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const script = fileURLToPath(new URL('../../infra/verify/tasvib-verify.mjs', import.meta.url))

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

/** Runs the verifier as anybody would: by Node, on a file, knowing nothing of us. */
async function verified(
  bundle: Uint8Array,
  ...pins: readonly string[]
): Promise<{ code: number; said: string }> {
  const file = join(await temporaryFolder(), 'evidence.zip')
  await writeFile(file, bundle)
  return new Promise((resolve) => {
    execFile(process.execPath, [script, file, ...pins], { env: {} }, (error, said) =>
      resolve({ code: error === null ? 0 : Number(error.code), said }),
    )
  })
}

/** What the applicant gets by pressing the link on the page of the case. */
async function downloaded(reference: string, language: Language) {
  const applicant = String(sampleProposals[language].fields['email'])
  const mails = await tasvib.visitors[language].mails()
  // The players may have followed each of them.
  const [track = ''] = mails
    .filter(({ to }) => to === applicant)
    .flatMap(({ text }) => linksInMail(text, `${tasvib.runtime.publicUrl}/track/`, reference))
    .slice(-1)
  const page = await (await fetch(`${track}?lang=${language}`, { headers: { accept: 'text/html' } })).text()
  const [, href = ''] = /href="([^"]*\/evidence\.zip)"/.exec(page) ?? []
  const answer = await fetch(new URL(href, tasvib.runtime.publicUrl))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toContain(`${reference}-evidence.zip`)
  return { page, bundle: new Uint8Array(await answer.arrayBuffer()) }
}

function digestsOf(ledger: Uint8Array | undefined): string[] {
  const { entries } = JSON.parse(Buffer.from(ledger ?? []).toString('utf8')) as {
    entries: { digest: string }[]
  }
  return entries.map(({ digest }) => digest)
}

describe('the applicant, who is no office,', () => {
  it('verifies a case under review by what its page offers', async () => {
    const reference = await playTo(tasvib, 5, 'fa')
    // The next stage opens by itself meanwhile: page and bundle are asked for until both are of one moment.
    const { bundle, files } = await vi.waitFor(
      async () => {
        const { page, bundle } = await downloaded(reference, 'fa')
        const files = readZip(bundle)
        expect(page).toContain(digestsOf(files.get('ledger.json')).at(-1))
        return { bundle, files }
      },
      { timeout: 30_000, interval: 2_000 },
    )
    const { code, said } = await verified(bundle)
    // The night's root, which the first tick of a new installation signs, may have met the case at its beginning or not at all.
    const verdicts = new Map([
      [5, 'Anchored in part.'],
      [6, 'Consistent, origin not proven.'],
    ])
    expect([...verdicts.keys()], said).toContain(code)
    expect(said).toContain(verdicts.get(code))
    expect(said).toMatch(/\d+ of \d+ entries are shown; the other \d+ are withheld, their place in the chain/)
    expect([...files.keys()].filter((name) => name.startsWith('revisions/'))).toHaveLength(2)
    const text = readable(files)
    expect(marksOfCityPeople().filter((mark) => text.includes(mark))).toEqual([])
  })

  it.each<Language>(languages)(
    'verifies a whole case in %s, finds one changed byte, and holds the ledger that finance holds',
    async (language) => {
      const { reference, financeLink } = await playWholeCase(tasvib.visitors[language], language)
      const { bundle } = await downloaded(reference, language)
      const tip = digestsOf(readZip(bundle).get('ledger.json')).at(-1) ?? ''
      const { code, said } = await verified(bundle, '--tip', tip)
      expect(code, said).toBe(3)
      expect(said).toContain('its seal is valid')
      expect(said).toContain('What is shown agrees')

      const changed = Uint8Array.from(bundle)
      const middle = Math.floor(changed.length / 2)
      changed[middle] = (changed[middle] ?? 0) ^ 1
      expect((await verified(changed)).code).toBe(1)

      const files = readZip(bundle)
      const text = readable(files)
      expect(marksOfCityPeople().filter((mark) => text.includes(mark))).toEqual([])
      const whole = await fetch(`${financeLink}/files/evidence.json`)
      expect(digestsOf(files.get('ledger.json'))).toEqual(
        digestsOf(new Uint8Array(await whole.arrayBuffer())),
      )
    },
  )
})
