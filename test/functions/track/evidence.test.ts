import { describe, expect, it } from 'vitest'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { sendEvidence } from '#functions/track/send-evidence.ts'
import { showCase } from '#functions/track/show-case.ts'
import { CaseDesk, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered } from '#test/functions/desk/contract-desk.ts'
import { keyIn } from '#test/home/memory-home.ts'

async function page(desk: CaseDesk, token: string, parts: Parameters<typeof request>[0] = {}) {
  const answer = await showCase(request({ path: { token }, ...parts }), desk.dependencies)
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return answer.body
}

describe('the evidence on the applicant’s page', () => {
  it('is offered in both languages, with the last digest and what the bundle is', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.trackToken()
    const tip = (await desk.cases.entries(reference)).at(-1)?.digest ?? ''
    const persian = await page(desk, token)
    const english = await page(desk, token, { language: 'en', languageChosen: true })
    for (const body of [persian, english]) {
      expect(body).toContain(`href="/track/${token}/evidence.zip"`)
      expect(body).toContain(tip)
    }
    expect(persian).toContain('خودتان این پرونده را راستی‌آزمایی کنید')
    expect(english).toContain('Check this case yourself')
    expect(JSON.parse(await page(desk, token, { wants: 'json' }))).toMatchObject({
      evidence: { url: `/track/${token}/evidence.zip`, tip },
    })
  })

  it('is made for the applicant alone and sent from where it lies, whoever asks how often', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.trackToken()
    const ask = async () => answered(await sendEvidence(request({ path: { token } }), desk.dependencies))
    const first = await ask()
    expect(first).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
    expect(JSON.stringify(first)).toContain(`evidence/${reference}/applicant/`)
    expect(keyIn((await ask()).headers['location'])).toBe(keyIn(first.headers['location']))
    const kept = [...desk.files.stored.keys()].filter((key) => key.startsWith('evidence/'))
    expect(kept).toHaveLength(1)
  })

  it('is not given to a link of another kind, or to none', async () => {
    const desk = await CaseDesk.open()
    for (const token of [await desk.reviewToken(0), 'T'.repeat(43)]) {
      const answer = await sendEvidence(request({ path: { token } }), desk.dependencies)
      expect(answer).toMatchObject({ status: 404 })
    }
    expect([...desk.files.stored.keys()].filter((key) => key.startsWith('evidence/'))).toEqual([])
  })
})
