import { describe, expect, it, vi } from 'vitest'
import { answerDeployment, deploymentEvent } from '#functions/first-message/door.ts'
import { sendFirstMessage } from '#functions/shared/emails/first-message.ts'
import { memoryMailer } from '#test/home/memory-senders.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'

const publicUrl = 'https://tasvib.example'

describe('the first message', () => {
  it('goes to the case office in both languages, with the address of the board', async () => {
    const mailer = memoryMailer()
    expect(await sendFirstMessage({ mailer, programme: kerman, publicUrl })).toBe('sent')
    const [mail] = mailer.sent
    expect(mail?.to).toBe(kerman.caseOffice.email)
    expect(mail?.subject).toContain('سامانه راه‌اندازی شد')
    expect(mail?.text).toContain(`${publicUrl}/board`)
  })

  it('that mail refuses is told by its error, and undoes no deployment', async () => {
    const mailer = memoryMailer()
    mailer.refuse(1)
    expect(await sendFirstMessage({ mailer, programme: kerman, publicUrl })).toBe('refused: Error')
  })
})

describe('the answer to CloudFormation', () => {
  const asked = {
    RequestType: 'Create',
    ResponseURL: 'https://cloudformation.example/answer?Signature=secret',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Message',
  }

  it('says that it went well, under an id that never changes', async () => {
    const put = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
    await answerDeployment(deploymentEvent.parse(asked), 'sent')
    const [address, options] = put.mock.calls[0] ?? []
    expect(address).toBe(asked.ResponseURL)
    expect(JSON.parse(options?.body as string)).toEqual({
      Status: 'SUCCESS',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Message',
      PhysicalResourceId: 'first-message',
      Data: { Outcome: 'sent' },
    })
    put.mockRestore()
  })

  it('does not quote the address, which is a secret, when it is not taken', async () => {
    const put = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 403 }))
    const answer = answerDeployment(deploymentEvent.parse(asked), 'sent')
    await expect(answer).rejects.toThrow(/^CloudFormation did not take the answer: 403$/)
    put.mockRestore()
  })

  it('is not given to an operator, who has the answer itself', async () => {
    const put = vi.spyOn(globalThis, 'fetch')
    await answerDeployment(deploymentEvent.parse({}), 'sent')
    expect(put).not.toHaveBeenCalled()
    put.mockRestore()
  })
})
