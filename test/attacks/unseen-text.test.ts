import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOnPage } from '#infra/machine/demo/form-on-page.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import type { Page } from '#infra/machine/demo/visitor.ts'
import { approved } from '#test/journey/contract-stories.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { cellsBy } from './cells-by.ts'

/*
 * Text that one reader shows and another runs or hides: a formula behind a semicolon or a tab in the board's download, a reason
 * and a signature of which nothing can be seen. All through the public routes of a running Tasvib.
 */
let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(() => tasvib?.stop())

const unseen = {
  marks: '\u200f\u200f\u200f',
  fillers: '\u3164\u3164\u3164\u3164',
  hyphens: '\u00ad'.repeat(30),
  braille: '\u2800'.repeat(30),
  kashida: 'ـــــ',
}

/** Sends the form of a page with one answer after another; answers the statuses. */
async function statuses(page: Page, action: string, answers: readonly Record<string, string>[]) {
  const form = formsOnPage(page.html).find((one) => one.action.split('?')[0]?.endsWith(action))
  if (form === undefined) throw new Error(`No form for ${action}`)
  const sent: number[] = []
  for (const answer of answers) sent.push((await tasvib.visitors.fa.post(page, form, answer)).sent)
  return sent
}

describe('what cannot be seen', () => {
  it('is neither a reason nor a signature', async () => {
    const { players, visitors } = tasvib
    const founder = 'unseen@startup.example'
    const reference = await approved(players, { founder, proposal: {} })
    await players.settleTerms({})
    const link = await visitors.fa.link(founder, 'sign', reference)
    const page = await visitors.fa.open(link)
    const refusals = Object.values(unseen).map((reason) => ({ reason }))
    expect(await statuses(page, '/refusal', refusals)).toEqual(refusals.map(() => 422))

    const withCode = await visitors.fa.send(page, '/code', {})
    const [code] = await visitors.fa.words(founder, /^\d{6}$/m, reference)
    const names = Object.values(unseen).map((name) => ({ name, code, consent: 'on' }))
    expect(await statuses(withCode, new URL(link).pathname, names)).toEqual(names.map(() => 422))
    expect((await visitors.fa.json(link)).body).toMatchObject({ standing: 'turn' })
  })
})

describe('the board’s download', () => {
  it('holds no formula for who splits it at commas, semicolons or tabs', async () => {
    const { players, visitors } = tasvib
    const hostile = {
      title: 'طرح سلامت;=HYPERLINK("https://evil.example";"x")\t=2+3',
      orgName: '=1+1; "-2+3";@SUM(1)',
      contactName: '+98;=cmd|A0',
      email: 'formula@startup.example',
    }
    const proposal = { ...sampleProposals.fa, fields: { ...sampleProposals.fa.fields, ...hostile } }
    const reference = await players.submit(proposal, crypto.randomUUID())
    await players.confirm(hostile.email)
    await players.enterBoard()
    const { html: csv } = await visitors.fa.open('/board/export.csv?show=all')
    expect(csv).toContain(reference)
    expect(csv).toContain('HYPERLINK')
    for (const separator of [',', ';', '\t'] as const) {
      const run = cellsBy(separator, csv.replace('\uFEFF', '')).filter((cell) =>
        /^[\s"]*[=+\-@＝＋－＠]/.test(cell),
      )
      expect(run).toEqual([])
    }
  })
})
