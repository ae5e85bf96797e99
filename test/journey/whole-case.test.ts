import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changedVotes } from '#infra/machine/demo/changed-vote.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { verifyBundle, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { type Language, languages } from '#workflows/language.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

let tasvib: RunningTasvib

beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

async function bytesOf(link: string): Promise<Buffer> {
  const response = await fetch(link)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describe('a whole case by the public interface alone', () => {
  it.each<Language>(languages)('goes from a proposal in %s to the receipt of finance', async (language) => {
    const lines: string[] = []
    const played = await playWholeCase(tasvib.visitors[language], language, (line) => lines.push(line))
    expect(lines.length).toBeGreaterThan(12)

    const office = new CasePlayers(tasvib.visitors[language])
    const ledger = JSON.parse(
      (await office.boardFile(played.reference, 'evidence.json')).toString('utf8'),
    ) as {
      reference: string
      entries: unknown[]
    }
    const entries = ledger.entries.map(parseEntry)
    expect(verify(entries)).toEqual([])
    expect(replay(entries)).toMatchObject({
      status: 'closed',
      closing: 'completed',
      reference: played.reference,
    })
    expect(JSON.stringify(ledger), 'no personal data in what is handed on').not.toContain(
      'salamatyar.example',
    )

    const zip = await office.boardFile(played.reference, 'evidence.zip')
    const findings = verifyBundle(zip)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ en }) => en).join('\n')).toContain('its seal is valid')
    // Each stage once, and the research centre once more.
    const rounds = programmeById('kerman').stages.length + 1
    expect(findings.map(({ en }) => en).join('\n')).toContain(
      `outcomes of ${rounds} rounds of review were re-decided`,
    )
    for (const { sequence, files } of changedVotes(zip)) {
      const faults = verifyFiles(files).flatMap(({ ok, en }) => (ok ? [] : [en]))
      expect(faults.join()).toContain(`entry ${sequence} (ReviewDecided)`)
    }

    const metrics = await (await fetch(`${tasvib.runtime.operatorUrl}/metrics`)).text()
    for (const type of new Set(entries.map((entry) => entry.type)))
      expect(metrics).toMatch(new RegExp(`^tasvib_entries_total\\{type="${type}"\\} [1-9]`, 'm'))

    const given = verifyBundle(await bytesOf(`${played.financeLink}/files/evidence.zip`))
    expect(given.filter(({ ok }) => !ok)).toEqual([])
    const handedOn = (await bytesOf(`${played.financeLink}/files/evidence.json`)).toString('utf8')
    expect(handedOn, 'what reviewers said').not.toMatch(/"(?:ReviewDecided|ReviewerRecused)"/)
    expect(JSON.parse(handedOn).entries.at(-1).digest).toBe(entries.at(-1)?.digest)

    const sealed = await bytesOf(`${played.financeLink}/files/signed-contract.pdf`)
    expect(sealed.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const release = JSON.parse(
      (await bytesOf(`${played.financeLink}/files/release.json`)).toString('utf8'),
    ) as {
      releases: { tag: string[] }[]
    }
    expect(release.releases[0]?.tag).toContain('contract')
  })

  it('mails every person only links of our own host, in the language that they read', async () => {
    const mails = await tasvib.visitors.fa.mails()
    expect(mails.length).toBeGreaterThan(30)
    for (const { html, text } of mails) {
      const hosts = [...`${html} ${text}`.matchAll(/https?:\/\/[^\s<>"')]+/g)].map(
        ([url]) => new URL(url).origin,
      )
      for (const host of hosts) expect(host).toBe(tasvib.runtime.publicUrl)
    }
    const toFinance = mails.filter(({ to }) => to === 'finance@kerman.example')
    expect(toFinance.length).toBeGreaterThanOrEqual(2)
  })
})
