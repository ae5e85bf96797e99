import { expect, it } from 'vitest'
import { answeredFor, signInRequestSchema } from '#functions/shared/ports/sign-ins.ts'

const asked = { email: 'a@city.example', at: '2026-11-30T08:00:00.000Z' }

it.each([
  [asked, { kind: 'sign-in', ...asked }],
  [
    { ...asked, tells: 'factor-reset' },
    { kind: 'news', ...asked, tells: 'factor-reset' },
  ],
  [
    { ...asked, lost: { reference: null } },
    { kind: 'lost-links', ...asked, reference: null },
  ],
  [
    { ...asked, lost: { reference: 'TSV-1405-7F3K2' } },
    { kind: 'lost-links', ...asked, reference: 'TSV-1405-7F3K2' },
  ],
])('a row of the release before says what it is by its fields: %j', (row, request) => {
  expect(signInRequestSchema.parse(row)).toEqual(request)
  expect(signInRequestSchema.parse(request)).toEqual(request)
})

it('is worth an answer for ten minutes, and news for a day', () => {
  expect((['sign-in', 'lost-links', 'news'] as const).map((kind) => answeredFor({ kind }))).toEqual([
    600, 600, 86_400,
  ])
})
