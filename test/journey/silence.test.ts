import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOnPage } from '#infra/machine/demo/form-on-page.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const kerman = programmeById('kerman')
const office = kerman.caseOffice.email
const [secretariat] = kerman.stages[0]?.seats ?? []
const [head, mayor] = kerman.signing.signatories

let tasvib: RunningTasvib

beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

/** What a link says, and what it answers to whoever sends something all the same: as a browser and as a program. */
async function answersAt(link: string, answers: Readonly<Record<string, string>>) {
  const shown = await tasvib.visitors.fa.open(link)
  const inEnglish = await tasvib.visitors.en.open(link)
  const posted = await Promise.all(
    ['text/html', 'application/json'].map((accept) =>
      fetch(link, { method: 'POST', headers: { accept }, body: new URLSearchParams(answers) }),
    ),
  )
  return { shown, inEnglish, statuses: [shown.status, ...posted.map(({ status }) => status)] }
}

describe('a case whose people are silent', () => {
  it('goes to their alternates, who decide and sign, and to the case office when they are silent too', async () => {
    if (secretariat?.alternate === undefined || head?.alternate === undefined || mayor === undefined) {
      throw new Error('Kerman names alternates')
    }
    const { players } = tasvib
    const visitor = tasvib.visitors.fa
    const { fields, revised } = sampleProposals.fa
    const applicant = String(fields['email'])
    const reference = await players.submit({ fields, revised }, crypto.randomUUID())
    await players.confirm(applicant)

    // The reviewer opens the documents and then says nothing.
    const page = await players.openReview(secretariat.holder.email)
    const form = formsOnPage(page.html).find(({ action }) => action.includes('/review/'))
    expect(form).toBeDefined()
    const silent = new URL(page.url).href.split('?')[0] ?? ''
    await visitor.advance('P8D')
    await visitor.words(secretariat.holder.email, /بررسی طرح به جانشین این جایگاه سپرده شد/, reference)
    await visitor.words(office, /به جانشین رسید: .*مریم سالاری.*رضا نخعی/, reference)
    const late = await answersAt(silent, { decision: 'approve', reason: 'دیر رسیدم' })
    expect(late.statuses).toEqual([410, 410, 410])
    expect(late.shown.html).toContain('این بررسی به جانشین این جایگاه رسید')
    expect(late.inEnglish.html).toContain('this review has passed to the alternate')
    expect(formsOnPage(late.shown.html).filter(({ action }) => action.includes('/review/'))).toEqual([])

    // The applicant learns of the new time and of nobody.
    const track = await visitor.link(applicant, 'track', reference)
    const { html } = await visitor.open(track)
    expect(html).toContain('کار به جانشین سپرده شد و مهلت تازه تا')
    for (const { name } of [secretariat.holder, secretariat.alternate]) expect(html).not.toContain(name.fa)

    // So is the alternate: the case is held, the case office told and told again.
    await visitor.advance('P8D')
    await visitor.words(office, /مهلت گذشت و هنوز پاسخی نرسیده است/, reference)
    await visitor.advance('P3D')
    await visitor.words(office, /پروندهٔ معطل/, reference)
    await players.review(secretariat.alternate.email, 'approve', 'کامل است')

    for (const { seats, quorum } of kerman.stages.slice(1)) {
      const needed = quorum.kind === 'atLeast' ? quorum.count : Math.floor(seats.length / 2) + 1
      for (const { holder } of seats.slice(0, needed)) {
        await players.review(holder.email, 'approve', 'سنجیده است', '5')
      }
    }
    await players.settleTerms()

    // Nobody stands in for the startup.
    await visitor.words(applicant, /آمادهٔ امضای شماست/, reference)
    // Day by day: what falls due at the same hour comes in one mail, and that says less of each.
    for (let day = 0; day < 14; day += 1) await visitor.advance('P1D')
    await visitor.words(office, /نمایندهٔ کسب‌وکار امضا نکرده است و جانشینی ندارد/, reference)
    await players.sign(applicant, String(fields['contactName']))

    // The head of the organization gets a code, and then says nothing.
    const unsigned = await visitor.link(head.holder.email, 'sign', reference)
    const shown = await visitor.send(await visitor.open(unsigned), '/code', {})
    const [code = ''] = await visitor.words(head.holder.email, /^\d{6}$/m, reference)
    const digest = /[0-9a-f]{64}/.exec(shown.html)?.[0] ?? ''
    await visitor.advance('P14D')
    await visitor.words(head.holder.email, /امضای قرارداد .* به جانشین این جایگاه سپرده شد/, reference)
    const tooLate = await answersAt(unsigned, {
      name: head.holder.name.fa,
      code,
      consent: 'on',
      documentDigest: digest,
    })
    expect(tooLate.statuses).toEqual([410, 410, 410])
    expect(tooLate.shown.html).toContain('امضای آن به جانشین این جایگاه رسید')
    await players.sign(head.alternate.email, head.alternate.name.fa)
    await players.sign(mayor.holder.email, mayor.holder.name.fa)

    await players.finance({ outcome: 'acknowledge', voucher: 'F-1405-7', note: '' })
    const evidence = await players.boardFile(reference, 'evidence.json')
    const ledger = JSON.parse(evidence.toString('utf8')) as { entries: unknown[] }
    const entries = ledger.entries.map(parseEntry)
    expect(verify(entries)).toEqual([])
    expect(replay(entries)).toMatchObject({ status: 'closed', closing: 'completed' })
    const bySilence = entries.flatMap(({ type, data }) =>
      (type === 'SeatAssigned' || type === 'SignatoryReplaced') && data.because === 'silence' ? [type] : [],
    )
    expect(bySilence).toEqual(['SeatAssigned', 'SignatoryReplaced'])
  })
})
