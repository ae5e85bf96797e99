import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const rows = [
  ...read('docs/security/asvs.md').matchAll(/^\| (\d+\.\d+\.\d+) *\| (met|partly|not met) *\| (.+) \|$/gm),
]

it('has each requirement that applies, once, and counts them as its first line says', () => {
  const [, met, partly, not] =
    /\*\*(\d+) met, (\d+) partly, (\d+) not met\*\*/.exec(read('docs/security/asvs.md')) ?? []
  const count = (state: string) => rows.filter((row) => row[2] === state).length
  expect(new Set(rows.map((row) => row[1])).size).toBe(160)
  expect([count('met'), count('partly'), count('not met')].map(String)).toEqual([met, partly, not])
})

it.each(['docs/security/asvs.md', 'docs/security/controls.md'])('%s names places that there are', (page) => {
  const named = [...read(page).matchAll(/`((?:docs|functions|infra|test|workflows)\/[\w./-]+)`/g)].map(
    (match) => match[1] ?? '',
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([])
})
