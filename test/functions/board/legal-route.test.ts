import { describe, expect, it } from 'vitest'
import { openFile } from '#functions/board/case-files.ts'
import { repairWith } from '#functions/board/repair.ts'
import { showCase } from '#functions/board/show-case.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { attachmentKey, fileIdOf, incomingKey } from '#functions/shared/ports/files.ts'
import type { TermsDependencies } from '#functions/terms/dependencies.ts'
import { releaseTerms } from '#functions/terms/save-terms.ts'
import { showTerms } from '#functions/terms/show-terms.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

type Parts = Parameters<typeof request>[0]

const pdf = { name: 'مصوبه.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 the decision') }
const sent = [{ field: 'decision', ...pdf }]
const record = { route: 'waiver', body: 'شوراي شهر', number: '۱۲/۳۴', date: '۱۴۰۴/۰۸/۱۰', note: 'بررسی شد' }

async function settling(): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview()
  await desk.approveAll()
  return desk
}

async function post(desk: ContractDesk, body: unknown, parts: Parts = {}) {
  const given = { cookies: await desk.session(), path: { reference }, body, ...parts }
  return forMembers(repairWith('legalRoute'))(request(given), desk.dependencies)
}

async function page(desk: ContractDesk, parts: Parts = {}) {
  const given = { cookies: await desk.session(), path: { reference }, ...parts }
  return forMembers(showCase)(request(given), desk.dependencies)
}

const terms = (desk: ContractDesk): TermsDependencies => ({
  ...desk.dependencies,
  typesetter: () => {
    throw new Error('Nothing is set here')
  },
})

describe('recording a legal route', () => {
  it('says which field is wrong of whatever a program sends in it', async () => {
    const desk = await settling()
    for (const field of ['route', 'body', 'number', 'date', 'tenderers', 'secrets', 'note']) {
      const answer = await post(desk, { ...record, [field]: { not: 'a value' } }, asJson)
      expect(answer, field).toMatchObject({ status: 422, errors: [{ field }] })
    }
  })

  it('keeps the decision that came with the form as the case’s own, and records its digest', async () => {
    const desk = await settling()
    expect(await post(desk, record, { files: sent })).toMatchObject({
      status: 303,
      headers: { location: `/board/cases/${reference}?done=legalRoute` },
    })
    const { legalRoute } = await desk.state()
    expect(legalRoute).toMatchObject({
      route: { id: 'waiver', method: 'direct' },
      body: 'شورای شهر',
      number: '۱۲/۳۴',
      date: '2025-11-01',
      tenderers: 1,
      decision: { name: 'مصوبه.pdf', type: 'application/pdf', sha256: digestOfBytes(pdf.bytes) },
    })
    if (legalRoute?.decision === null || legalRoute === null) throw new Error('The decision is recorded')
    const kept = desk.files.stored.get(attachmentKey(reference, legalRoute.decision))
    expect(kept?.bytes).toEqual(pdf.bytes)
  })

  it('takes the id of a file that was uploaded ahead, and answers JSON with the receipt', async () => {
    const desk = await settling()
    const { fileId: decision, secret: secrets } = await desk.files.store(pdf)
    const answer = factsIn(await post(desk, { ...record, decision, secrets }, asJson))
    const entry = (await desk.entries()).at(-1)
    expect(entry).toMatchObject({ type: 'LegalRouteRecorded', data: { note: 'بررسی شد' } })
    expect(answer).toMatchObject({ status: 'settling-terms', receipt: { digest: entry?.digest } })
    const again = factsIn(await post(desk, { ...record, decision, secrets }, asJson))
    expect(again).toMatchObject({ receipt: null })
  })

  it('refuses a file whose bytes are not of its type, one that never came, and one that waits no more', async () => {
    const desk = await settling()
    const fake = [{ ...pdf, field: 'decision', bytes: Buffer.from('MZ not a PDF') }]
    expect(await post(desk, record, { files: fake, ...asJson })).toMatchObject({
      status: 422,
      errors: [{ field: 'decision', code: 'file-content' }],
    })
    const secrets = 'never came'
    for (const decision of [fileIdOf(secrets), '../escape', 'AAAAAAAAAAAAAAAAAAAAA1x']) {
      expect(await post(desk, { ...record, decision, secrets }, asJson), decision).toMatchObject({
        status: 422,
        errors: [{ field: 'decision', code: 'file-unknown' }],
      })
    }
  })

  it('refuses the file of somebody else, whose secret the sender does not have', async () => {
    const desk = await settling()
    const { fileId: decision } = await desk.files.store(pdf)
    expect(desk.files.stored.has(incomingKey(decision))).toBe(true)
    for (const secrets of ['', decision, 'guessed']) {
      expect(await post(desk, { ...record, decision, secrets }, asJson)).toMatchObject({
        status: 422,
        errors: [{ field: 'decision', code: 'file-secret' }],
      })
    }
  })

  it('says from which day on a decision can be of, as an example by both calendars', async () => {
    const desk = await settling()
    const answer = await post(desk, { ...record, date: '1305/01/01' }, { files: sent, ...asJson })
    expect(JSON.stringify(answer)).toMatch(/first day that can be given here[^"]+\d{4}-\d{2}-\d{2}/)
    expect(
      await post(desk, { ...record, date: '1396/01/01' }, { files: sent, ...asJson }),
    ).not.toHaveProperty('errors')
  })

  it.each([
    [{ route: 'by-the-way' }, 'route', 'legal-route-unknown'],
    [{ route: undefined }, 'route', 'invalid'],
    [{ body: '' }, 'body', 'legal-route-incomplete'],
    [{ number: '' }, 'number', 'legal-route-incomplete'],
    [{ date: 'yesterday' }, 'date', 'invalid'],
    [{ date: '1499/01/01' }, 'date', 'date-to-come'],
    [{ date: '1305/01/01' }, 'date', 'date-too-early'],
    [{ date: '1926-03-22' }, 'date', 'date-too-early'],
    [{ route: 'public-call' }, 'tenderers', 'legal-route-incomplete'],
    [{ tenderers: 'many' }, 'tenderers', 'invalid'],
    [{ tenderers: 0 }, 'tenderers', 'invalid'],
  ])('refuses %j at its field, and keeps nothing of what came with it', async (changes, field, code) => {
    const desk = await settling()
    const kept = () => [...desk.files.stored.keys()].filter((key) => !key.startsWith('incoming/'))
    const before = kept()
    expect(await post(desk, { ...record, ...changes }, { files: sent, ...asJson })).toMatchObject({
      status: 422,
      errors: [{ field, code }],
    })
    expect(kept()).toEqual(before)
  })

  it('shows the form again with what was typed and the file that arrived', async () => {
    const desk = await settling()
    const again = answered(await post(desk, { ...record, number: '' }, { files: sent }))
    expect(again.status).toBe(422)
    expect(again.body).toContain('شوراي شهر')
    const [, decision = ''] = /name="decision" value="([\w-]{22})"/.exec(again.body) ?? []
    const [, secrets = ''] = /name="secrets" value="([\w-]{22})"/.exec(again.body) ?? []
    await post(desk, { ...record, decision, secrets }, asJson)
    expect((await desk.state()).legalRoute?.decision?.name).toBe('مصوبه.pdf')
  })

  it('is told on the page of the case with its file, to the auditor too, and in its facts', async () => {
    const desk = await settling()
    expect(answered(await page(desk)).body).toContain('مسیر قانونی این قرارداد هنوز ثبت نشده است')
    await post(desk, record, { files: sent })
    const fileId = (await desk.state()).legalRoute?.decision?.fileId ?? ''
    const english = answered(await page(desk, inEnglish)).body
    for (const told of ['Waiver of tender formalities', '1 November 2025', `/files/${fileId}`]) {
      expect(english).toContain(told)
    }
    const facts = factsIn(await page(desk, asJson))
    expect(facts).toMatchObject({ legalRoute: { route: { id: 'waiver' } } })
    expect(facts['files']).toContain(fileId)
    const given = { cookies: await desk.session('auditor'), path: { reference, file: fileId } }
    const opened = await forMembers(openFile, ['auditor'])(request(given), desk.dependencies)
    expect(opened).toMatchObject({ status: 302, headers: { location: expect.stringContaining(fileId) } })
  })
})

describe('releasing the terms', () => {
  it('is refused without a legal route, in words that lead to its form', async () => {
    const desk = await settling()
    const cookies = await desk.session()
    const ask = (parts: Parts = {}) =>
      forMembers(releaseTerms)(request({ cookies, path: { reference }, ...parts }), terms(desk))
    expect(await ask(asJson)).toMatchObject({ status: 409, code: 'legal-route-missing' })
    const refused = answered(await ask())
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('مسیر قانونی ثبت نشده است')
    expect(refused.body).toContain(`/board/cases/${reference}?repair=legalRoute#repair`)
    expect((await desk.state()).status).toBe('settling-terms')
    await post(desk, record, { files: sent })
    expect((await ask()).status).toBe(303)
    expect((await desk.state()).status).toBe('drawing-up')
  })

  it('shows beside the terms what is recorded', async () => {
    const desk = await settling()
    await post(desk, record, { files: sent })
    const given = { cookies: await desk.session(), path: { reference } }
    const shown = answered(await forMembers(showTerms)(request(given), terms(desk)))
    expect(shown.body).toContain('ترک تشریفات')
    const json = await forMembers(showTerms)(request({ ...given, ...asJson }), terms(desk))
    expect(factsIn(json)).toMatchObject({ legalRoute: { body: 'شورای شهر' } })
  })
})
