import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleProposals } from '#infra/local/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import type { Language } from '#workflows/language.ts'
import { Album } from './album.ts'
import { openChromium } from './chromium.ts'
import { examine, type Findings } from './examine-page.ts'
import { type PlayedCase, playCase } from './play-case.ts'

/** The tests of a whole case on one kind of device, and of every page state that was met on the way. */
export function caseSuite(language: Language, device: BrowserContextOptions): void {
  let tasvib: RunningTasvib
  let browser: Browser
  let album: Album
  let played: PlayedCase
  let findings: Findings

  beforeAll(async () => {
    tasvib = await runTasvib()
    browser = await openChromium()
    album = new Album(tasvib.runtime.publicUrl)
    played = await playCase({ browser, album, visitor: tasvib.visitors[language], language, device })
    findings = await examine(browser, album, writtenByPeople(language))
  })
  afterAll(async () => {
    await browser.close()
    await tasvib.stop()
  })

  it('goes from the form to the receipt of finance, with mistakes and corrections on the way', () => {
    expect(played.reference).toMatch(/^TSV-/)
    expect(played.began).toMatchObject({ 'contract.pdf': '%PDF-', 'signed-contract.pdf': '%PDF-' })
    expect(album.shots.size).toBeGreaterThan(45)
  })

  it('is free of what axe-core finds, in light and dark, on a phone and on a desktop', () => {
    expect(findings.inaccessible).toEqual([])
  })

  it('needs no scrolling sideways at 320 pixels', () => {
    expect(findings.tooWide).toEqual([])
  })

  it('weighs at most 60 KB a page, compressed', () => {
    expect(findings.tooHeavy).toEqual([])
  })

  it('asks nothing of any other origin, and leaves console and content security policy in peace', () => {
    expect([...album.complaints, ...findings.complaints]).toEqual([])
  })

  it('says no word of the other language but names and ids', () => {
    expect(findings.foreign).toEqual([])
  })
}

function writtenByPeople(language: Language): string[] {
  return Object.values(sampleProposals[language].fields).filter((value) => typeof value === 'string')
}
