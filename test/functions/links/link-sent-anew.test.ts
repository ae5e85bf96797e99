import { describe, expect, it } from 'vitest'
import { answerDelivery } from '#functions/finance/answer-delivery.ts'
import { openDocument, showDelivery } from '#functions/finance/show-delivery.ts'
import { recordDecision } from '#functions/review/record-decision.ts'
import { sendFile } from '#functions/review/send-file.ts'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { askCode } from '#functions/sign/ask-code.ts'
import { openContract, showContract } from '#functions/sign/show-contract.ts'
import { signContract } from '#functions/sign/sign-contract.ts'
import { showConfirmation } from '#functions/submit/confirm-address.ts'
import { recordWithdrawal } from '#functions/track/record-withdrawal.ts'
import { showCase } from '#functions/track/show-case.ts'
import { CaseDesk, reference, request } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import type { LinkPlace } from '#workflows/links/place.ts'
import type { Command } from '#workflows/proposal/commands.ts'

const by = 'z.rahimi@kerman.example'
const anew = (target: LinkPlace): Command => ({ type: 'resend-link', by, target, reason: 'It was lost' })
const at = (token: string): HttpRequest =>
  request({ path: { token, file: 'contract.pdf' }, body: { confirm: 'true' } })

function codeOf(answer: HttpResponse | Problem): string | number {
  return isProblem(answer) ? `${answer.status} ${answer.code}` : answer.status
}

const dead = '410 link-superseded'

describe('after a link was sent anew', () => {
  it('the old one of the seat opens nothing and decides nothing, the new one does', async () => {
    const desk = await CaseDesk.open()
    const old = await desk.reviewToken(0)
    const { stage, seat } = await desk.seat(0)
    desk.now = new Date(desk.now.getTime() + 1)
    await desk.must(anew({ place: 'seat', stage, seat }))
    const before = JSON.stringify(await desk.cases.entries(reference))
    for (const route of [showReview, recordDecision, sendFile]) {
      expect(codeOf(await route(at(old), desk.dependencies))).toBe(dead)
    }
    expect(JSON.stringify(await desk.cases.entries(reference))).toBe(before)
    expect(codeOf(await showReview(at(await desk.reviewToken(0)), desk.dependencies))).toBe(200)
  })

  it('links of other places go on, and so does one that was sent to the next holder of the seat', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    const [first, second] = [await desk.reviewToken(0), await desk.reviewToken(1)]
    const track = await desk.trackToken()
    const held = await desk.seat(0)
    desk.now = new Date(desk.now.getTime() + 1)
    await desk.must(anew({ place: 'seat', stage: held.stage, seat: held.seat }))
    expect(codeOf(await showReview(at(second), desk.dependencies))).toBe(200)
    expect(codeOf(await showCase(at(track), desk.dependencies))).toBe(200)
    const to = { name: { fa: 'ر', en: 'R' }, role: { fa: 'ن', en: 'N' }, email: 'next@kerman.example' }
    await desk.must({ type: 'reassign', by, target: { seat: held.seat }, to, reason: 'She is away' })
    expect(codeOf(await showReview(at(await desk.reviewToken(0)), desk.dependencies))).toBe(200)
    // The seat is somebody else's by now, and the first holder's oldest link is dead for two reasons.
    expect(codeOf(await showReview(at(first), desk.dependencies))).toBe(dead)
  })

  it('the old one of the applicant neither tracks, withdraws nor confirms', async () => {
    const desk = await CaseDesk.open()
    const old = await desk.trackToken()
    const confirm = await desk.links.issue({
      opens: 'confirm',
      reference,
      issued: desk.now.toISOString(),
      expires: '2030-01-01T00:00:00.000Z',
    })
    desk.now = new Date(desk.now.getTime() + 1)
    await desk.must(anew({ place: 'applicant' }))
    for (const route of [showCase, recordWithdrawal]) {
      expect(codeOf(await route(at(old), desk.dependencies))).toBe(dead)
    }
    expect(codeOf(await showConfirmation(at(confirm), desk.dependencies as never))).toBe(dead)
    expect((await desk.state()).status).toBe('in-review')
    expect(codeOf(await showCase(at(await desk.trackToken()), desk.dependencies))).toBe(200)
  })

  it('the old one of a signatory shows no contract, mails no code and signs nothing', async () => {
    const desk = await ContractDesk.signing()
    const old = await desk.signToken('startup')
    desk.now = new Date(desk.now.getTime() + 1)
    await desk.must(anew({ place: 'signatory', id: 'startup' }))
    for (const route of [showContract, openContract, askCode, signContract]) {
      expect(codeOf(await route(at(old), desk.dependencies))).toBe(dead)
    }
    expect(desk.mailer.sent).toEqual([])
    expect(codeOf(await showContract(at(await desk.signToken('startup')), desk.dependencies))).toBe(200)
  })

  it('the old one of finance shows no contract and acknowledges nothing', async () => {
    const desk = await ContractDesk.withFinance()
    const old = await desk.financeToken()
    desk.now = new Date(desk.now.getTime() + 1)
    await desk.must(anew({ place: 'finance' }))
    for (const route of [showDelivery, openDocument, answerDelivery]) {
      expect(codeOf(await route(at(old), desk.dependencies))).toBe(dead)
    }
    expect((await desk.state()).status).toBe('with-finance')
    expect(codeOf(await showDelivery(at(await desk.financeToken()), desk.dependencies))).toBe(200)
  })
})
