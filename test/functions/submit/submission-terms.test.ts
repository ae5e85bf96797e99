import { describe, expect, it } from 'vitest'
import type { PublicDependencies } from '#functions/public/public-dependencies.ts'
import { showAcceptedTerms, showSubmissionTerms } from '#functions/public/submission-terms-page.ts'
import { readTerms, termsBytes } from '#functions/shared/pages/submission-terms.ts'
import { termsKey } from '#functions/shared/ports/files.ts'
import { showLanding } from '#functions/submit/show-landing.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { answered, kerman, problem, referenceOf, request, submitDesk } from './submit-desk.ts'

const { digest } = termsBytes(kerman)
const changed = {
  ...kerman,
  submissionTerms: [{ heading: { fa: 'تازه', en: 'New' }, text: { fa: 'متن تازه', en: 'A new text' } }],
}

function publicDoor({
  cases,
  files,
  rows,
}: Pick<ReturnType<typeof submitDesk>, 'cases' | 'files' | 'rows'>): PublicDependencies {
  return {
    cases,
    files,
    contracts: rows.contracts,
    throttle: rows.throttle,
    programme: kerman,
    programmeOf: () => kerman,
    publicUrl: 'https://tasvib.example',
    now: () => new Date('2026-11-22T08:00:00Z'),
  }
}

describe('the terms of a proposal', () => {
  it('stand in the ledger by the digest of their canonical text in both languages', async () => {
    const desk = submitDesk()
    const reference = referenceOf(await desk.post(desk.form()))
    const [entry] = await desk.cases.entries(reference)
    expect(entry?.data).toMatchObject({ acceptedTerms: digest })
    const kept = desk.files.stored.get(termsKey(digest))?.bytes ?? new Uint8Array()
    expect(digestOf(readTerms(kept))).toBe(digest)
    expect((await desk.cases.find(reference))?.state).not.toHaveProperty('acceptedTerms')
  })

  it('may be missing in an entry that an earlier release recorded', async () => {
    const desk = submitDesk()
    const reference = referenceOf(await desk.post(desk.form()))
    const [entry] = await desk.cases.entries(reference)
    const { acceptedTerms: _, ...data } = { acceptedTerms: digest, ...entry?.data }
    expect(parseEntry({ ...entry, data }).data).not.toHaveProperty('acceptedTerms')
  })

  it('that changed since the form was opened are shown anew, with the box unticked and all else kept', async () => {
    const desk = submitDesk()
    const stale = desk.form({ terms: 'a'.repeat(64), title: 'پایش سلامت سالمندان در خانه' })
    expect(problem(await desk.post(stale))).toMatchObject({
      status: 422,
      errors: [{ field: 'consent', code: 'terms-changed' }],
    })
    const page = answered(await desk.post({ ...stale, consent: 'on' }, { wants: 'html' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain(`name="terms" value="${digest}"`)
    expect(page.body).toContain('پایش سلامت سالمندان در خانه')
    expect(page.body).not.toMatch(/name="consent"[^>]* checked/)
    referenceOf(await desk.post(desk.form({ terms: digest })))
  })

  it('are linked from the declaration, and told with it to whoever builds a form', async () => {
    const { dependencies } = submitDesk()
    const { body } = answered(await showLanding(request({ wants: 'html' }), dependencies))
    expect(body).toMatch(/<a href="\/terms"[^>]*>شرایط<\/a> را می‌پذیرم/)
    expect(body).toContain(`name="terms" value="${digest}"`)
    const facts = JSON.parse(answered(await showLanding(request(), dependencies)).body)
    expect(facts).toMatchObject({ terms: { digest, url: '/terms' } })
  })

  it('say what is confidential, whose the ideas are, who reads, and how long by the programme’s own numbers', async () => {
    const door = publicDoor(submitDesk())
    const fa = answered(await showSubmissionTerms(request({ wants: 'html' }), door)).body
    for (const told of ['محرمانگی', 'مالکیت فکری', 'چه کسی آن را می‌خواند', '۱۰ سال', digest]) {
      expect(fa).toContain(told)
    }
    const english = answered(
      await showSubmissionTerms(request({ wants: 'html', language: 'en', languageChosen: true }), door),
    ).body
    for (const told of ['Confidentiality', 'Intellectual property', 'Who reads it', '10 years']) {
      expect(english).toContain(told)
    }
    expect(JSON.parse(answered(await showSubmissionTerms(request(), door)).body)).toMatchObject({ digest })
  })

  it('that were accepted can be read by their digest after the programme has others', async () => {
    const desk = submitDesk()
    referenceOf(await desk.post(desk.form()))
    const door = { ...publicDoor(desk), programme: changed }
    const accepted = answered(await showAcceptedTerms(request({ wants: 'html', path: { digest } }), door))
    expect(accepted.body).toContain('مالکیت فکری')
    const now = answered(await showSubmissionTerms(request({ wants: 'html' }), door))
    expect(now.body).toContain('متن تازه')
    for (const unknown of ['b'.repeat(64), '../release', digest.toUpperCase(), '']) {
      expect(await showAcceptedTerms(request({ path: { digest: unknown } }), door)).toMatchObject({
        status: 404,
      })
    }
  })
})
