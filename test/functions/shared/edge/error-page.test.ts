import { describe, expect, it } from 'vitest'
import { errorPage } from '#functions/shared/edge/error-answers.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { nextSteps } from '#functions/shared/edge/next-steps.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { kerman } from '#test/functions/desk/case-desk.ts'

const all: readonly Problem[] = Object.values(problems).map((problem) => {
  if (typeof problem !== 'function') return problem
  return problem === problems.unprocessable ? problems.unprocessable([]) : problems.tooMany(30)
})

describe('the page of a problem', () => {
  it.each([...new Set([...all.map(({ status }) => status), 503])])('says what to do after a %i', (status) => {
    const problem = status === 503 ? problems.unavailable(5) : all.find((one) => one.status === status)
    if (problem === undefined) throw new Error(`No problem has the status ${status}`)
    expect(nextSteps(status).length).toBeGreaterThan(0)
    for (const language of ['fa', 'en'] as const) {
      const page = errorPage({ programme: kerman, problem, language, path: null, requestId: 'request-7' })
      expect(page).toContain(problem.title[language])
      for (const step of nextSteps(status)) expect(page).toContain(`<li>${step[language]}</li>`)
      expect(page).toContain(`href="mailto:${kerman.caseOffice.email}"`)
      expect(page.includes('request-7')).toBe(status >= 500)
    }
  })
})
