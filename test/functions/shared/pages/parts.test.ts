import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { field } from '#functions/shared/pages/field.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import {
  chip,
  code,
  dateTime,
  day,
  definitionList,
  errorSummary,
  hiddenField,
  linkButton,
  notice,
  paragraphs,
  postForm,
  stepList,
  table,
  userText,
} from '#functions/shared/pages/parts.ts'
import { fourStages } from '#test/city/four-stages.ts'

const programme = fourStages

/** Every part with one text in every place where a person's words may come. */
function everywhere(text: string): string {
  const common = { name: 'a', label: text, hint: text, fault: text, language: 'fa' } as const
  const options = [{ value: text, label: text }]
  const main = html`${userText(text)}${code(text)}${chip(text)}${notice('info', text, text)}${paragraphs(text)}
${definitionList([[text, text]])}${table(text, [text], [[text]])}${hiddenField('a', text)}${linkButton('/', text)}
${stepList([{ label: text, detail: text, state: 'done' }])}
${errorSummary([{ field: 'a', code: 'x', message: { fa: text, en: text } }], 'fa')}
${postForm({ action: '/', language: 'fa' }, text)}
${field({ ...common, kind: 'text', value: text })}${field({ ...common, kind: 'textarea', value: text })}
${field({ ...common, kind: 'email', value: text })}${field({ ...common, kind: 'digits', value: text })}
${field({ ...common, kind: 'select', options, value: text })}${field({ ...common, kind: 'radios', options })}
${field({ ...common, kind: 'checkbox' })}${field({ ...common, kind: 'file', accept: [text] })}`
  return layout({ language: 'fa', title: text, programme, path: '/', main })
}

const tags = (page: string): string[] => page.match(/<[a-z/!][^<>]*>/gi) ?? []
const shape = (page: string): string[] => tags(page).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'))

describe('parts of a page', () => {
  it('keep the same elements and attributes whatever a person wrote', () => {
    const plain = shape(everywhere('word'))
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', ' ', 'a', 'ی') }),
      fc.constantFrom(
        '"><script>alert(1)</script>',
        "' onfocus=alert(1) x='",
        '</textarea><b>',
        '<!--',
        '&lt;',
      ),
    )
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shape(everywhere(text))).toEqual(plain)
      }),
    )
  })

  it('tie a field to its label, hint and fault', () => {
    const markup = String(
      field({ kind: 'text', name: 'scores[revenue]', label: 'x', language: 'en', hint: 'h', fault: 'f' }),
    )
    expect(markup).toContain('<label for="field-scores-revenue">')
    expect(markup).toContain('id="field-scores-revenue" name="scores[revenue]"')
    expect(markup).toContain('aria-describedby="field-scores-revenue-hint field-scores-revenue-fault"')
    expect(markup).toContain('aria-invalid="true"')
    expect(
      String(errorSummary([{ field: 'scores[revenue]', code: 'x', message: { fa: 'f', en: 'f' } }], 'en')),
    ).toContain('href="#field-scores-revenue"')
  })

  it('choose nothing for anybody', () => {
    const options = [
      { value: 'approve', label: 'a' },
      { value: 'reject', label: 'r' },
    ]
    for (const kind of ['radios', 'select'] as const) {
      expect(String(field({ kind, name: 'decision', label: 'x', language: 'en', options }))).not.toMatch(
        / checked| selected/,
      )
    }
  })

  it('keep a line break at the beginning of a long text', () => {
    const markup = String(
      field({ kind: 'textarea', name: 'a', label: 'x', language: 'en', value: '\nfirst' }),
    )
    expect(markup).toContain('>\n\nfirst</textarea>')
  })

  it("give a time in both calendars, the reader's own first", () => {
    const at = '2026-03-21T20:40:00Z'
    expect(String(dateTime(at, 'fa', 'Asia/Tehran'))).toContain(
      '۲ فروردین ۱۴۰۵ ساعت ۰۰:۱۰ <span class="quiet">(۲۲ مارس ۲۰۲۶)</span>',
    )
    expect(String(dateTime(at, 'en', 'UTC'))).toContain('21 March 2026 at 20:40')
    expect(String(day(at, 'en', 'Asia/Tehran'))).toBe(`<time datetime="${at}">22 March 2026</time>`)
  })
})

describe('the layout', () => {
  it.each(['fa', 'en'] as const)('leads to the same page in the other language from %s', (language) => {
    const path = '/thanks?reference=TSV-1405-7F3K2'
    const page = layout({ language, title: 't', programme, path, main: html`x` })
    const other = language === 'fa' ? 'en' : 'fa'
    expect(page).toContain(`<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">`)
    expect(page).toContain(`href="${path}&amp;lang=${other}"`)
    expect(page.match(/<html[^>]*>/g)).toHaveLength(1)
  })

  it('offers no other language where a GET would show something else, or where there is none', () => {
    const main = html`x`
    expect(layout({ language: 'fa', title: 't', programme, path: null, main })).not.toContain('lang=en')
    const single = { ...programme, languages: ['fa' as const] }
    expect(layout({ language: 'fa', title: 't', programme: single, path: '/', main })).not.toContain(
      'lang=en',
    )
  })

  it('refuses a part that is still to come', () => {
    const main = Promise.resolve(html`x`)
    expect(() => layout({ language: 'fa', title: 't', programme, path: '/', main })).toThrow(TypeError)
  })
})
