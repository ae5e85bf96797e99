import { describe, expect, it } from 'vitest'
import { commit } from '#functions/shared/commit.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import { confirmAddress, showConfirmation } from '#functions/submit/confirm-address.ts'
import { showThanks } from '#functions/submit/show-thanks.ts'
import { answered, problem, referenceOf, request, submitDesk } from './submit-desk.ts'

const typed = (token: string) => ({ shownNumber: shownNumber(token) })
const expires = '2027-11-22T08:00:00.000Z'

async function submitted(form: Readonly<Record<string, unknown>> = {}) {
  const desk = submitDesk()
  const reference = referenceOf(await desk.post(desk.form(form)))
  const token = await desk.links.issue({ opens: 'confirm', reference, expires })
  const at = (parts: Parameters<typeof request>[0] = {}) =>
    request({ path: { token }, wants: 'html', ...parts })
  return { ...desk, reference, token, at }
}

describe('confirming an address', () => {
  it('changes nothing by looking', async () => {
    const { dependencies, cases, reference, at } = await submitted({ title: '<b>پایش سلامت</b> شهر' })
    const { status, body } = answered(await showConfirmation(at(), dependencies))
    expect(status).toBe(200)
    expect(body).toContain('&lt;b&gt;پایش سلامت&lt;/b&gt; شهر')
    expect(body.match(/<button/g)).toHaveLength(1)
    expect((await cases.find(reference))?.state.status).toBe('unconfirmed')
    expect(await cases.entries(reference)).toHaveLength(1)
  })

  it('begins the case, once', async () => {
    const { dependencies, cases, reference, token, at } = await submitted()
    const first = answered(
      await confirmAddress(at({ languageChosen: true, body: typed(token) }), dependencies),
    )
    expect(first).toMatchObject({ status: 303, headers: { location: `/confirm/${token}?lang=fa` } })
    const second = answered(await confirmAddress(at({ wants: 'json' }), dependencies))
    expect(JSON.parse(second.body)).toEqual({ reference, status: 'confirmed' })
    const entries = await cases.entries(reference)
    expect(entries.filter(({ type }) => type === 'AddressConfirmed')).toHaveLength(1)
    const { body } = answered(await showConfirmation(at(), dependencies))
    expect(body).toContain('پرونده آغاز شد')
    expect(body).not.toContain('<button')
  })

  it('is not done by a program that opens, ticks and presses everything', async () => {
    const { dependencies, cases, reference, at } = await submitted()
    for (const body of [{}, null, { shownNumber: '' }, { shownNumber: 'on' }, { shownNumber: '12' }]) {
      const { status, body: page } = answered(await confirmAddress(at({ body }), dependencies))
      expect(status).toBe(422)
      expect(page).toContain('href="#field-shownNumber"')
    }
    expect((await cases.find(reference))?.state.status).toBe('unconfirmed')
  })

  it('takes the number in digits of any kind, with spaces around and between', async () => {
    const { dependencies, token, at } = await submitted()
    const shown = answered(await showConfirmation(at(), dependencies)).body
    const [, number = ''] = /عدد ([۰-۹]{4}) را/.exec(shown) ?? []
    const body = { shownNumber: ` ${number.slice(0, 2)} ${number.slice(2)}` }
    expect(answered(await confirmAddress(at({ body }), dependencies)).headers['location']).toBe(
      `/confirm/${token}`,
    )
  })

  it("speaks the applicant's language unless another is chosen", async () => {
    const { dependencies, at } = await submitted()
    const own = answered(await showConfirmation(at({ language: 'en' }), dependencies))
    const chosen = answered(
      await showConfirmation(at({ language: 'en', languageChosen: true }), dependencies),
    )
    expect(own.body).toContain('<html lang="fa"')
    expect(chosen.body).toContain('<html lang="en"')
  })

  it('tells the same facts as data', async () => {
    const { dependencies, reference, at } = await submitted()
    const { body } = answered(await showConfirmation(at({ wants: 'json' }), dependencies))
    expect(JSON.parse(body)).toMatchObject({
      reference,
      status: 'unconfirmed',
      confirmBy: '2026-11-29T20:30:00.000Z',
    })
  })

  it('says what to do when the time to confirm has passed', async () => {
    const { dependencies, advance, reference, at } = await submitted()
    advance(8 * 24 * 60 * 60_000)
    await commit(dependencies, reference, { type: 'expire' })
    for (const route of [showConfirmation, confirmAddress]) {
      const { status, body } = answered(await route(at(), dependencies))
      expect(status).toBe(410)
      expect(body).toContain('مهلت تأیید این پیشنهاد گذشته است')
      expect(body).toContain('href="/"')
      expect(answered(await route(at({ wants: 'json' }), dependencies)).status).toBe(410)
    }
  })

  it('says that a case which the office closed is closed', async () => {
    const { dependencies, reference, at } = await submitted()
    await commit(dependencies, reference, {
      type: 'close',
      by: 'z.rahimi@kerman.example',
      reason: 'تکراری است',
    })
    const { status, body } = answered(await confirmAddress(at(), dependencies))
    expect(status).toBe(410)
    expect(body).toContain('این پرونده بسته شده است')
  })

  it('knows no other token: none, unknown, or one that opens something else', async () => {
    const { dependencies, links, reference } = await submitted()
    const track = await links.issue({ opens: 'track', reference, expires })
    const nowhere = await links.issue({ opens: 'confirm', reference: 'TSV-1405-ZZZZZ', expires })
    for (const path of [{}, { token: 'x'.repeat(43) }, { token: track }, { token: nowhere }]) {
      expect(problem(await showConfirmation(request({ path }), dependencies)).status).toBe(404)
      expect(problem(await confirmAddress(request({ path }), dependencies)).status).toBe(404)
    }
  })
})

describe('the thanks page', () => {
  it('shows the reference and sends the applicant to the mailbox', async () => {
    const query = { reference: 'TSV-1405-7F3K2' }
    const { body } = answered(await showThanks(request({ query, wants: 'html' }), submitDesk().dependencies))
    expect(body).toContain('TSV-1405-7F3K2')
    expect(body).toContain('۷ روز فرصت دارید')
  })

  it('repeats nothing that is no reference', async () => {
    const query = { reference: '<script>alert(1)</script>' }
    const { body } = answered(await showThanks(request({ query, wants: 'html' }), submitDesk().dependencies))
    expect(body).not.toContain('alert(1)')
    const data = answered(await showThanks(request({ query }), submitDesk().dependencies))
    expect(JSON.parse(data.body)).toMatchObject({ reference: null, next: 'confirm' })
  })
})
