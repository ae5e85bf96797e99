import { describe, expect, it } from 'vitest'
import { buckets, limits } from '#functions/shared/intake/limits.ts'
import { attachmentKey, fileIdOf } from '#functions/shared/ports/files.ts'
import { submitProposal } from '#functions/submit/submit-proposal.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { revisionDigests } from '#workflows/proposal/revision.ts'
import { answered, kerman, pdf, problem, referenceOf, request, submitDesk } from './submit-desk.ts'

describe('a proposal as JSON', () => {
  it('is taken with a reference of the Jalali year and waits for the address to be confirmed', async () => {
    const desk = submitDesk()
    const answer = answered(await desk.post(desk.form(), { language: 'en' }))
    expect(answer.status).toBe(202)
    const { reference, status } = JSON.parse(answer.body)
    expect(reference).toMatch(/^TSV-1405-[0-9A-Z]{5}$/)
    expect(status).toBe('unconfirmed')
    const open = await desk.cases.find(reference)
    expect(open?.state).toMatchObject({
      status: 'unconfirmed',
      language: 'en',
      sector: 'health',
      contractType: 'revenue_share',
      // 12.5 per cent of 75 billion.
      expectedRevenue: 9_375_000_000,
      applicant: { organisation: 'سلامت‌یار کویر', email: 'narges@salamatyar.example' },
    })
  })

  it('is kept as a revision whose personal answers stand apart and whose digests are right', async () => {
    const desk = submitDesk()
    const reference = referenceOf(await desk.post(desk.form({ mobile: '۰۹۱۳ ۱۲۳ ۴۵۶۷' })))
    const revision = await desk.cases.revision(reference, 1)
    const open = await desk.cases.find(reference)
    expect(revision?.personal?.value).toMatchObject({ mobile: '09131234567', nationalCode: '0013542419' })
    expect(revision?.open).not.toHaveProperty('mobile')
    expect(revision?.files).toMatchObject([{ name: 'طرح توجیهی.pdf', size: pdf.length }])
    expect(revision?.documentsDigest).toBe(open?.state.documentsDigest)
    if (revision === undefined || revision.personal === null) throw new Error('There is a revision')
    expect(revisionDigests({ ...revision, personal: revision.personal }).documentsDigest).toBe(
      revision.documentsDigest,
    )
    expect(verify(await desk.cases.entries(reference), open?.tip)).toEqual([])
  })

  it('keeps its files, and lets those of a refused one go away by themselves', async () => {
    const desk = submitDesk()
    const fileId = desk.attached()
    problem(await desk.post(desk.form({ files: [fileId], legalId: '123' })))
    expect([...desk.files.stored.keys()].every((key) => key.startsWith('incoming/'))).toBe(true)
    const reference = referenceOf(await desk.post(desk.form({ files: [fileId] })))
    const [file] = (await desk.cases.revision(reference, 1))?.files ?? []
    if (file === undefined) throw new Error('A case has its file')
    expect(desk.files.stored.has(attachmentKey(reference, file))).toBe(true)
  })

  it('passes over names that are no fields', async () => {
    const desk = submitDesk()
    const reference = referenceOf(await desk.post(desk.form({ reference: 'TSV-1', status: 'approved' })))
    expect((await desk.cases.revision(reference, 1))?.open).not.toHaveProperty('status')
  })

  it('names every wrong field at once', async () => {
    const desk = submitDesk()
    const refused = problem(await desk.post(desk.form({ legalId: '123', title: 'کوتاه', consent: false })))
    expect(refused.status).toBe(422)
    expect(refused.errors?.map(({ field }) => field)).toEqual(['legalId', 'title', 'consent'])
  })

  it.each([[undefined], [null], [7], ['text'], [[]], [{}]])('is refused when it is %j', async (body) => {
    expect(problem(await submitDesk().post(body)).status).toBe(422)
  })

  it('is refused when a file did not arrive, or is no file of ours, which it names; the good ones stay', async () => {
    const desk = submitDesk()
    const secret = 'polyglot'
    await desk.files.upload(fileIdOf(secret), {
      name: 'a.pdf',
      type: 'application/pdf',
      bytes: Buffer.from('<html>'),
    })
    const tried = [
      [fileIdOf(secret), 'file-content'],
      [fileIdOf('nothing'), 'file-unknown'],
      ['../../etc/passwd', 'file-unknown'],
      [12, 'file-unknown'],
    ] as const
    for (const [id, code] of tried) {
      const form = desk.form({ files: [id, desk.attached()] })
      const body = { ...form, secrets: [...form.secrets, secret, 'nothing'] }
      const { errors } = problem(await desk.post(body))
      expect(errors).toMatchObject([{ field: 'files', code }])
      if (code === 'file-content') expect(errors?.[0]?.message.en).toContain('“a.pdf”')
      const shown = answered(await desk.post(body, { wants: 'html' }))
      expect(shown.body.match(/name="secrets"/g)).toHaveLength(1)
    }
  })

  it('is refused when a file is named without its secret, or with that of another', async () => {
    const desk = submitDesk()
    const fileId = desk.attached()
    const form = desk.form({ files: [fileId] })
    for (const secrets of [undefined, [], '', ['wrong'], { [fileId]: 'wrong' }, [fileId], 7]) {
      const refused = problem(await desk.post({ ...form, secrets }))
      expect(refused.errors).toMatchObject([{ field: 'files', code: 'file-secret' }])
    }
    expect([...desk.files.stored.keys()].every((key) => key.startsWith('incoming/'))).toBe(true)
  })

  it('takes a secret from a list, by the id, or out of the very member that names the file', async () => {
    const desk = submitDesk()
    const fileId = desk.attached()
    const {
      secrets: [secret = ''],
      ...form
    } = desk.form({ files: [fileId] })
    const shown = [{ secrets: secret }, { secrets: { [fileId]: secret } }, { files: [{ fileId, secret }] }]
    for (const one of shown) expect((await desk.post({ ...form, ...one })).status).toBe(202)
  })

  it('has files of its own, though another that was sent before has the same', async () => {
    const desk = submitDesk()
    const form = desk.form()
    const references = [
      referenceOf(await desk.post(form)),
      referenceOf(await desk.post({ ...form, email: 'right@startup.example' })),
    ]
    const keys = [...desk.files.stored.keys()]
    for (const reference of references)
      expect(keys.filter((key) => key.startsWith(`cases/${reference}/`))).toHaveLength(1)
  })

  it('takes at most five files', async () => {
    const desk = submitDesk()
    const files = Array.from({ length: 6 }, () => desk.attached())
    expect(problem(await desk.post(desk.form({ files }))).errors).toMatchObject([
      { field: 'files', code: 'too_many' },
    ])
  })

  it('takes another reference when one is taken', async () => {
    const desk = submitDesk()
    const tails = ['AAAAA', 'AAAAA', 'AAAAA', 'BBBBB']
    const random = { ...desk.dependencies.random, referenceTail: () => tails.shift() ?? 'CCCCC' }
    Object.assign(desk.dependencies, { random })
    const first = referenceOf(await desk.post(desk.form()))
    const second = referenceOf(await desk.post(desk.form({ email: 'else@startup.example' })))
    expect([first, second]).toEqual(['TSV-1405-AAAAA', 'TSV-1405-BBBBB'])
  })
})

describe('a repeated request', () => {
  it('gets the first answer, also after eleven minutes', async () => {
    const desk = submitDesk()
    const body = desk.form()
    const first = referenceOf(await desk.post(body, { idempotencyKey: 'key-1' }))
    desk.advance(11 * 60_000)
    const second = answered(await desk.post(body, { idempotencyKey: 'key-1' }))
    expect(second.status).toBe(202)
    expect(referenceOf(second)).toBe(first)
    expect((await desk.cases.list({ open: true, limit: 10 })).cases).toHaveLength(1)
  })

  it('makes one case of many at once', async () => {
    const desk = submitDesk()
    const body = desk.form()
    const references = await Promise.all(
      Array.from({ length: 2 * limits.proposalsPerAddress.count }, async () =>
        referenceOf(await desk.post(body, { idempotencyKey: 'key-1' })),
      ),
    )
    expect(new Set(references).size).toBe(1)
    expect((await desk.cases.list({ open: true, limit: 10 })).cases).toHaveLength(1)
  })

  it('is no repeat when something else was sent under the same key', async () => {
    const desk = submitDesk()
    const body = desk.form()
    await desk.post(body, { idempotencyKey: 'key-1' })
    const corrected = { ...body, email: 'right@startup.example' }
    const refused = problem(await desk.post(corrected, { idempotencyKey: 'key-1' }))
    expect(refused.errors).toMatchObject([{ field: 'idempotencyKey', code: 'reused' }])
    const shown = answered(await desk.post(corrected, { idempotencyKey: 'key-1', wants: 'html' }))
    expect(shown.status).toBe(422)
    const [, fresh = ''] = /name="idempotencyKey" value="([^"]+)"/.exec(shown.body) ?? []
    expect(fresh).not.toBe('key-1')
    expect(answered(await desk.post(corrected, { idempotencyKey: fresh, wants: 'html' })).status).toBe(303)
  })

  it('refuses a key of unbearable length', async () => {
    const desk = submitDesk()
    const refused = problem(await desk.post(desk.form(), { idempotencyKey: 'k'.repeat(201) }))
    expect(refused.errors).toMatchObject([{ field: 'idempotencyKey' }])
  })
})

describe('too many proposals', () => {
  it('for one address are refused with the time to wait, in any spelling of it', async () => {
    const desk = submitDesk()
    const answers = []
    for (const email of [
      'a@startup.example',
      'A@startup.example',
      'a@Startup.example',
      'a@startup.example',
    ]) {
      answers.push(await desk.post(desk.form({ email })))
    }
    expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([202, 202, 202])
    const refused = problem(answers[3] ?? problem(await desk.post({})))
    expect(refused.status).toBe(429)
    expect(Number(refused.headers?.['retry-after'])).toBeGreaterThan(0)
    desk.advance(24 * 60 * 60_000)
    expect(answered(await desk.post(desk.form({ email: 'a@startup.example' }))).status).toBe(202)
  })

  it('from a partner of the programme are let through to its allowance, in whatever spelling, and from its neighbours not', async () => {
    const desk = submitDesk()
    const name = { fa: 'کارخانهٔ نوآوری', en: 'Innovation factory' }
    const partners = [{ name, email: 'Startups@factory.example', proposalsPerDay: 6 }]
    const dependencies = { ...desk.dependencies, programme: { ...kerman, partners } }
    const send = async (email: string) =>
      (await submitProposal(request({ body: desk.form({ email }) }), dependencies)).status
    const spelled = ['startups@factory.example', 'STARTUPS@FACTORY.example', 'startups+b@factory.example']
    const statuses: number[] = []
    for (const email of [...spelled, ...spelled, 'startups+c@factory.example'])
      statuses.push(await send(email))
    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429])
    for (let count = 0; count < 3; count += 1) await send('other@factory.example')
    expect(await send('other@factory.example')).toBe(429)
  })

  it('are not counted anew when one that failed is sent again under its key', async () => {
    const desk = submitDesk()
    const body = desk.form()
    const failing: typeof desk.dependencies = {
      ...desk.dependencies,
      cases: {
        ...desk.cases,
        append: async () => {
          throw new Error('The table is busy')
        },
      },
    }
    const sent = request({ body, idempotencyKey: 'key-1' })
    for (let time = 0; time <= limits.proposalsPerAddress.count; time += 1)
      await expect(submitProposal(sent, failing)).rejects.toThrow('busy')
    expect(answered(await desk.post(body, { idempotencyKey: 'key-1' })).status).toBe(202)
    // The one that failed so often was one of three, and a fourth stays refused however often it is sent.
    const statuses: number[] = []
    for (const idempotencyKey of ['key-2', 'key-3', 'key-4', 'key-4'])
      statuses.push((await desk.post(desk.form(), { idempotencyKey })).status)
    expect(statuses).toEqual([202, 202, 429, 429])
  })

  it('from one network address are refused past the limit, and only from there', async () => {
    const desk = submitDesk()
    for (let count = 0; count < limits.proposalsPerIp.count; count += 1) await desk.post({})
    const refused = problem(await desk.post(desk.form()))
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } })
    expect(answered(await desk.post(desk.form(), { ip: '192.0.2.8' })).status).toBe(202)
  })

  it.each([
    ['proposals of a network', buckets.proposalsOf('192.0.2.7'), limits.proposalsPerIp, 429],
    ['bytes of a network', buckets.bytesFrom('192.0.2.7'), limits.bytesPerNetwork, 429],
    ['bytes of all', buckets.bytesOfAll, limits.bytesOfAll, 507],
    ['bytes of a mailbox', buckets.bytesFor('a@startup.example'), limits.bytesPerAddress, 429],
  ])('past the limit of %s come back with the files that arrived', async (_, bucket, limit, status) => {
    const desk = submitDesk()
    const { dependencies } = desk
    await dependencies.throttle.take(bucket, { ...limit, amount: limit.count }, dependencies.now())
    const form = desk.form({ email: 'a@startup.example' })
    const files = [{ field: 'files', name: 'more.pdf', type: 'application/pdf', bytes: pdf }]
    const shown = answered(await desk.post(form, { wants: 'html', files }))
    expect(shown.status).toBe(status)
    for (const kept of [...form.files, ...form.secrets]) expect(shown.body).toContain(`value="${kept}"`)
    expect(shown.body).not.toContain('without attachments')
    expect(shown.body).not.toContain('بی‌پیوست بفرستید')
  })
})
