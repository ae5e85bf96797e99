import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoWords } from '#infra/machine/demo/demo-words.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import type { Language } from '#workflows/language.ts'
import { Album } from './album.ts'
import { openChromium } from './chromium.ts'
import { closeCase, type Told } from './close-case.ts'
import { type Detours, playDetours } from './detours.ts'
import { examine, type Findings } from './examine-page.ts'
import { playHandedOn } from './handed-on.ts'
import { type PlayedCase, playCase } from './play-case.ts'
import { playSideDoors } from './side-doors.ts'

/** The tests of a whole case on one kind of device, and of every page state that was met on the way. */
export function caseSuite(language: Language, device: BrowserContextOptions): void {
  let tasvib: RunningTasvib
  let browser: Browser
  let album: Album
  let played: PlayedCase
  let detours: Detours
  let closed: Told
  let findings: Findings

  beforeAll(async () => {
    tasvib = await runTasvib()
    browser = await openChromium()
    album = new Album(tasvib.runtime.publicUrl)
    const stage = { browser, album, visitor: tasvib.visitors[language], language, device }
    played = await playCase(stage)
    detours = await playDetours(stage)
    await playSideDoors(stage)
    closed = await closeCase(stage)
    await playHandedOn(stage)
    findings = await examine(browser, album, writtenByPeople(language))
  })
  afterAll(async () => {
    await browser.close()
    await tasvib.stop()
  })

  it('goes from the form to the receipt of finance, with mistakes and corrections on the way', () => {
    expect(played.reference).toMatch(/^TSV-/)
    expect(played.began).toMatchObject({ 'contract.pdf': '%PDF-', 'signed-contract.pdf': '%PDF-' })
    expect(album.shots.size).toBeGreaterThan(75)
  })

  it('opens the draft of a contract beside its terms, as a PDF that the browser shows', () => {
    expect(played.draft).toEqual({
      status: 200,
      type: 'application/pdf',
      disposition: expect.stringMatching(/^inline; filename="KRM-[\w-]+-draft\.pdf"$/),
    })
  })

  it('brings a half-written opinion back on another device, and after an answer that came too late', () => {
    const { firmer, promising } = demoWords[language]
    expect(detours).toMatchObject({ draftElsewhere: firmer, keptWhenStale: promising })
  })

  it('ends for everybody when the case office closes it: the applicant reads the reason, a reviewer that nothing is needed', () => {
    expect(closed.track).toContain(closed.reason)
    expect(closed.mail).toBe(closed.reason)
    expect(album.shots.get('review-case-closed')?.status).toBe(410)
  })

  it('shows an attachment in the page, and gives a signatory the sealed contract', () => {
    expect(detours).toMatchObject({ framed: 200, sealed: '%PDF-' })
  })

  it.each([
    ['review-stale', 409],
    ['error-too-large', 413],
    ['sign-too-many-codes', 429],
    ['sign-refused', 200],
    ['sign-returned', 410],
    ['finance-returned', 200],
    ['error-no-link', 404],
    ['form-continued', 200],
    ['thanks-corrected', 200],
    ['lost-link-sent', 200],
    ['board-factor-codes', 200],
    ['board-factor-owed-fault', 422],
    ['board-members-faults', 422],
    ['finance-surplus', 422],
    ['finance-guarantee', 200],
    ['review-late', 200],
    ['board-agreement-done', 200],
    ['track-withdrawn', 200],
  ])('meets the page %s as a %i', (name, status) => {
    expect(album.shots.get(name)?.status).toBe(status)
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
