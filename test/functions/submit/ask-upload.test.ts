import { describe, expect, it } from 'vitest'
import { askUpload } from '#functions/submit/ask-upload.ts'
import { limits } from '#functions/submit/limits.ts'
import { answered, problem, request, submitDesk } from './submit-desk.ts'

const claim = { name: 'plan.pdf', type: 'application/pdf', size: 9_000_000 }

describe('asking to upload a file', () => {
  it('gets an id and a presigned form', async () => {
    const { status, body } = answered(await askUpload(request({ body: claim }), submitDesk().dependencies))
    expect(status).toBe(201)
    expect(JSON.parse(body)).toMatchObject({
      fileId: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      url: expect.any(String),
      fields: expect.any(Object),
    })
  })

  it.each([
    [{ ...claim, size: 10 * 1024 * 1024 + 1 }, ['size']],
    [{ ...claim, size: 0 }, ['size']],
    [{ ...claim, size: '9' }, ['size']],
    [{ ...claim, size: 1.5 }, ['size']],
    [{ ...claim, type: 'text/html' }, ['type']],
    [{ ...claim, name: 'plan.png' }, ['type']],
    [{ ...claim, name: '../plan.pdf' }, ['name']],
    [{ ...claim, name: `${'n'.repeat(150)}.pdf` }, ['name']],
    [{ name: '', type: '', size: -1 }, ['name', 'type', 'size']],
    [{}, ['name', 'type', 'size']],
  ])('refuses %j and names what is wrong', async (body, fields) => {
    const refused = problem(await askUpload(request({ body }), submitDesk().dependencies))
    expect(refused.status).toBe(422)
    expect(refused.errors?.map(({ field }) => field)).toEqual(fields)
  })

  it.each([[undefined], [null], ['text'], [1], [[]]])('refuses %j', async (body) => {
    expect(problem(await askUpload(request({ body }), submitDesk().dependencies)).status).toBe(422)
  })

  it('does not take the bytes themselves', async () => {
    const files = [{ field: 'file', name: 'a.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-') }]
    expect(problem(await askUpload(request({ files }), submitDesk().dependencies)).status).toBe(415)
  })

  it('is throttled by network address', async () => {
    const { dependencies } = submitDesk()
    for (let count = 0; count < limits.uploadsPerIp.count; count += 1) {
      await askUpload(request({ body: claim }), dependencies)
    }
    const refused = problem(await askUpload(request({ body: claim }), dependencies))
    expect(refused.status).toBe(429)
    expect(refused.headers).toHaveProperty('retry-after')
  })
})
