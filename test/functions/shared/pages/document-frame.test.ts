import { expect, it } from 'vitest'
import { documentFrame } from '#functions/shared/pages/document-frame.ts'

const frame = (type: string) =>
  String(documentFrame({ href: '/review/t/files/f', name: 'طرح "کسب‌وکار"', type, language: 'fa' }))

it('shows PDFs and pictures in place, folded and loaded late, under their escaped names', () => {
  expect(frame('application/pdf')).toContain(
    '<iframe src="/review/t/files/f#navpanes=0&amp;view=FitH" title="طرح &quot;کسب‌وکار&quot;" loading="lazy">',
  )
  expect(frame('image/png')).toContain(
    '<img src="/review/t/files/f" alt="طرح &quot;کسب‌وکار&quot;" loading="lazy">',
  )
  expect(frame('application/pdf')).toMatch(/^<details class="document"><summary>/)
})

it('shows nothing in place of what browsers do not show', () => {
  for (const type of ['text/html', 'image/svg+xml', 'application/vnd.ms-excel', '']) {
    expect(frame(type)).toBe('false')
  }
})
