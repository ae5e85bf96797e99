import { describe, expect, it } from 'vitest'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'

describe('the language of a page', () => {
  const nothingAsked = { language: 'fa', languageChosen: false, cookies: {} } as const

  it("is its readers' own until somebody asks for another", () => {
    expect(pageLanguage(nothingAsked, 'fa')).toBe('fa')
    expect(pageLanguage(nothingAsked, 'en')).toBe('en')
  })

  it('stays what was asked for before, behind links that do not say it', () => {
    expect(pageLanguage({ ...nothingAsked, cookies: { lang: 'en' } }, 'fa')).toBe('en')
    expect(pageLanguage({ ...nothingAsked, cookies: { lang: 'xx' } }, 'fa')).toBe('fa')
  })

  it('is the one that is asked for now, whatever was asked for before', () => {
    const asked = { language: 'fa', languageChosen: true, cookies: { lang: 'en' } } as const
    expect(pageLanguage(asked, 'en')).toBe('fa')
  })
})
