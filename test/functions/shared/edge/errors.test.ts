import { describe, expect, it } from 'vitest'
import { isProblem, problemOf, problems } from '#functions/shared/edge/errors.ts'
import { page } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { refusalCodes } from '#workflows/proposal/refusal.ts'

const everyProblem: Problem[] = [
  ...refusalCodes.map((refused) => problemOf({ refused })),
  ...Object.values(problems).map((problem) =>
    typeof problem === 'function' ? problems.tooMany(1) : problem,
  ),
]

describe('problems', () => {
  it('have a status and words in both languages, each in its own script', () => {
    for (const { status, title, detail } of everyProblem) {
      expect(status).toBeGreaterThanOrEqual(400)
      for (const words of [title, detail]) {
        expect(words.fa).toMatch(/[\u0600-\u06FF]/)
        expect(words.en).not.toMatch(/[\u0600-\u06FF]/)
      }
    }
  })

  it('use Persian letters, and none of the Arabic ones that look alike', () => {
    for (const { title, detail } of everyProblem) expect(title.fa + detail.fa).not.toMatch(/[يك]/)
  })

  it('name the field that a refusal is about', () => {
    expect(problemOf({ refused: 'reason-missing' }).errors?.[0]?.field).toBe('reason')
    expect(problemOf({ refused: 'person-recused', field: 'email' }).errors?.[0]?.field).toBe('email')
    expect(problemOf({ refused: 'case-closed' }).errors).toBeUndefined()
  })

  it('name a field whenever it is the request that is amiss', () => {
    const amiss = refusalCodes.map((refused) => problemOf({ refused })).filter(({ status }) => status === 422)
    expect(amiss.length).toBeGreaterThan(5)
    for (const { errors } of amiss) expect(errors).toHaveLength(1)
  })

  it('are told from answers', () => {
    expect(everyProblem.every(isProblem)).toBe(true)
    expect(isProblem(page(404, ''))).toBe(false)
  })
})
