import { describe, expect, it } from 'vitest'
import { contractText } from '#functions/shared/pages/contract-text.ts'
import { kerman } from '#test/functions/desk/case-desk.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument } from '#workflows/contract/document.ts'
import { digestOf } from '#workflows/ledger/digest.ts'

const contract = {
  version: 1,
  number: 'KRM-1405-7F3K2-1',
  documentDigest: digestOf('pdf'),
  termsDigest: digestOf('terms'),
  drawnUpAt: '2026-11-22T06:00:00.000Z',
}
const shown = (language: 'fa' | 'en', terms = exampleTerms()) =>
  String(contractText(terms, { contract, programme: kerman, language }))

describe("a contract's text in the page", () => {
  it('has every article that its PDF is set from', () => {
    const { city, timeZone } = kerman
    const document = contractDocument(exampleTerms(), { city, timeZone, termsDigest: contract.termsDigest })
    const page = shown('fa')
    for (const { heading } of [...document.articles, ...document.summary.articles]) {
      expect(page).toContain(`<h4>${heading}</h4>`)
    }
    for (const { heading } of document.annexes.plan.parts) expect(page).toContain(`<h5>${heading}</h5>`)
    expect(page.match(/<tr>/g)?.length).toBeGreaterThan(2 * exampleTerms().payments.length)
  })

  it("begins in the reader's language and says of each part in which it is", () => {
    expect(shown('fa').indexOf('lang="fa"')).toBeLessThan(shown('fa').indexOf('lang="en"'))
    expect(shown('en').indexOf('lang="en"')).toBeLessThan(shown('en').indexOf('lang="fa"'))
  })

  it('runs nothing that somebody wrote into it', () => {
    const terms = { ...exampleTerms(), subject: '<script>alert(1)</script>', conditions: ['<img src=x>'] }
    const page = shown('fa', terms)
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;script&gt;')
  })
})
