import { describe, expect, it } from 'vitest'
import { limits } from '#functions/shared/intake/limits.ts'
import { lookAtUpload } from '#functions/shared/intake/look-at-upload.ts'
import { fileIdOf } from '#functions/shared/ports/files.ts'
import { askUpload } from '#functions/submit/ask-upload.ts'
import { answered, problem, request, submitDesk } from './submit-desk.ts'

const claim = { name: 'plan.pdf', type: 'application/pdf', size: 9_000_000 }

function look(desk: ReturnType<typeof submitDesk>, file: string, secrets: unknown) {
  return lookAtUpload(request({ path: { file }, body: { secrets } }), desk.dependencies)
}

async function told(body: unknown) {
  const { errors } = problem(await askUpload(request({ body }), submitDesk().dependencies))
  return errors?.map(({ message }) => message.en)
}

describe('looking at an upload that arrived', () => {
  it('answers what it is, by its bytes, to whoever has its secret', async () => {
    const desk = submitDesk()
    const bytes = Buffer.from('\ufeff%PDF-1.7')
    const secret = 'whoever has it'
    const fileId = fileIdOf(secret)
    await desk.files.upload(fileId, { name: 'plan.pdf', type: 'image/png', bytes })
    const { status, body } = answered(await look(desk, fileId, secret))
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual({
      fileId,
      name: 'plan.pdf',
      type: 'application/pdf',
      size: bytes.length,
    })
    for (const wrong of [undefined, '', fileId])
      expect(problem(await look(desk, fileId, wrong)).errors).toMatchObject([{ code: 'file-secret' }])
  })

  it.each([
    ['photo.jpg', 'RIFF1234WEBPVP8 ', 'picture of another kind'],
    ['setup.pdf', 'MZ', 'a program'],
    ['plan.pdf', 'PK\u0003\u0004 word/document.xml', 'save it as PDF'],
    ['plan.pdf', 'Dear city', 'no PDF'],
  ])('says by its name what is wrong with %s', async (name, content, words) => {
    const desk = submitDesk()
    const bytes = Buffer.from(content, 'latin1')
    const secret = 'whoever has it'
    const fileId = fileIdOf(secret)
    await desk.files.upload(fileId, { name, type: 'application/pdf', bytes })
    const { errors } = problem(await look(desk, fileId, secret))
    expect(errors).toMatchObject([{ field: 'files', code: 'file-content' }])
    expect(errors?.[0]?.message.en).toContain(`“${name}”`)
    expect(errors?.[0]?.message.en).toContain(words)
  })

  it.each([
    ['photo.webp', '\xff\xd8\xff\xe0', 'image/jpeg', 'photo.webp.jpg'],
    ['plan.final', '%PDF-1.7', 'application/pdf', 'plan.final.pdf'],
    ['budget.zip', 'PK\u0003\u0004[Content_Types].xml xl/workbook.xml', undefined, 'budget.zip.xlsx'],
  ])(
    'takes %s for what its bytes are, and gives it the ending that fits',
    async (name, content, type, named) => {
      const desk = submitDesk()
      const bytes = Buffer.from(content, 'latin1')
      const asked = await askUpload(
        request({ body: { name, type: '', size: bytes.length } }),
        desk.dependencies,
      )
      const { fileId, secret } = JSON.parse(answered(asked).body)
      await desk.files.upload(fileId, { name, type: 'application/octet-stream', bytes })
      const found = JSON.parse(answered(await look(desk, fileId, secret)).body)
      expect(found).toMatchObject({ name: named, ...(type === undefined ? {} : { type }) })
    },
  )

  it('says that nothing arrived', async () => {
    const desk = submitDesk()
    const { fileId, secret } = await desk.files.ticket(claim)
    expect(problem(await look(desk, fileId, secret)).errors).toMatchObject([{ code: 'file-unknown' }])
  })
})

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
    [{ ...claim, name: 'plan.html', type: 'text/html' }, ['type']],
    [{ ...claim, name: 'logo.svg', type: 'image/svg+xml' }, ['type']],
    [{ ...claim, name: 'plan.html' }, ['type']],
    [{ ...claim, name: 'plan.ps1', type: '' }, ['type']],
    [{ ...claim, name: 'plan.docx' }, ['type']],
    [{ ...claim, name: 'plan', type: 'application/msword' }, ['type']],
    [{ ...claim, name: 'plan.exe', type: 'application/x-msdownload' }, ['type']],
    [{ ...claim, name: 'macro.exe' }, ['type']],
    [{ ...claim, name: '../plan.pdf' }, ['name']],
    [{ ...claim, name: `${'n'.repeat(150)}.pdf` }, ['name']],
    [{ name: '', type: '', size: -1 }, ['name', 'type', 'size']],
    [{}, ['name', 'type', 'size']],
  ])('refuses %j and names what is wrong', async (body, fields) => {
    const refused = problem(await askUpload(request({ body }), submitDesk().dependencies))
    expect(refused.status).toBe(422)
    expect(refused.errors?.map(({ field }) => field)).toEqual(fields)
  })

  it.each([
    ['photo.jpg', 'image/jpg'],
    ['photo.jfif', 'image/pjpeg'],
    ['plan.pdf', 'application/x-pdf'],
    ['plan.pdf', ''],
    ['plan.pdf', 'application/force-download'],
    ['plan', 'application/pdf; charset=binary'],
    ['plan.png', 'image/jpeg'],
    ['C:\\Users\\me\\plan.pdf', 'application/pdf'],
    ['budget.xlsx', 'application/vnd.ms-excel'],
    ['plan.pdf', 'text/pdf'],
    ['plan.pdf', 'text/plain'],
    ['scan.jpg', 'image/x-citrix-jpeg'],
    ['photo.jpg', 'image/webp'],
    ['photo.tmp', 'image/jpeg'],
    ['plan.final', 'application/pdf'],
    ['scan', 'application/octet-stream'],
    ['plan.final', 'application/octet-stream'],
    ['plan.pdf.part', 'application/x-partial'],
    ['photo.webp', 'image/webp'],
    ['photo.HEIC', 'image/heic'],
    ['budget.zip', 'application/zip'],
    ['letter.v2', ''],
    ['plan.pdf', 'application/msword'],
    ['plan.txt', 'text/plain'],
    ['plan.txt', ''],
    ['plan', 'text/plain; charset=utf-8'],
    ['plan.text', 'application/octet-stream'],
    ['plan.xml', 'application/xml'],
    ['song', 'audio/mpeg'],
    ['plan.csv', 'text/csv'],
  ])('takes %s of the type %j', async (name, type) => {
    const { status } = await askUpload(request({ body: { ...claim, name, type } }), submitDesk().dependencies)
    expect(status).toBe(201)
  })

  it('says that letters of a name were lost, and not that the name is too long', async () => {
    const [lost] = (await told({ ...claim, name: 'pl\ufffdn.pdf' })) ?? []
    expect(lost).toContain('was lost on its way')
  })

  it('says of a Word file what to do, and calls an empty one empty', async () => {
    expect(await told({ ...claim, name: 'طرح.docx', type: '' })).toEqual([
      expect.stringContaining('save it as PDF'),
    ])
    expect(await told({ ...claim, size: 0 })).toEqual([expect.stringContaining('is empty')])
    expect(await told({ ...claim, size: 10 * 1024 * 1024 + 1 })).toEqual(['The file exceeds 10 MB.'])
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

  it('takes so many bytes a day of one network, whatever address of it they come from', async () => {
    const { dependencies } = submitDesk()
    const large = { ...claim, size: 10_000_000 }
    const send = async (ip: string) => (await askUpload(request({ body: large, ip }), dependencies)).status
    const most = limits.bytesPerNetwork.count / large.size
    for (let count = 0; count < most; count += 1)
      expect(await send(`2001:db8:0:7:${count.toString(16)}::1`)).toBe(201)
    expect(await send('2001:db8::7:0:0:0:2')).toBe(429)
    expect(await send('2001:db8:0:8::1')).toBe(201)
  })

  it('takes so many bytes a day of one customer, whatever IPv6 network of theirs they come from', async () => {
    const { dependencies } = submitDesk()
    const large = { ...claim, size: 10_000_000 }
    const send = async (ip: string) => (await askUpload(request({ body: large, ip }), dependencies)).status
    const most = limits.bytesPerCustomer.count / large.size
    for (let count = 0; count < most; count += 1)
      expect(await send(`2001:db8:1:${(count % 10).toString(16)}::1`)).toBe(201)
    expect(await send('2001:db8:1:ffff::1')).toBe(429)
    expect(await send('2001:db8:2::1')).toBe(201)
  })

  it('says in words that there is no room when the whole is full, and has room again the next day', async () => {
    const desk = submitDesk()
    const large = { ...claim, size: 10_000_000 }
    const send = (count: number) =>
      askUpload(request({ body: large, ip: `198.51.${Math.floor(count / 100)}.1` }), desk.dependencies)
    const most = limits.bytesOfAll.count / large.size
    for (let count = 0; count < most; count += 1) expect((await send(count)).status).toBe(201)
    const refused = problem(await send(most))
    expect(refused).toMatchObject({ status: 507, code: 'no-room' })
    expect(refused.headers).toHaveProperty('retry-after')
    desk.advance(86_400_000)
    expect((await send(most)).status).toBe(201)
  })
})
