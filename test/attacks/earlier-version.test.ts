import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { approved } from '#test/journey/contract-stories.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

/*
 * Whoever kept the mail of an earlier version of a contract, or got hold of it, and answers for the version that is out now:
 * signs it, refuses it, reads it, acknowledges it. All through the public routes of a running Tasvib.
 */
const programme = programmeById('kerman')
const [head, mayor] = programme.signing.signatories.map(({ holder }) => holder)
const finance = programme.finance.office.email
const name = String(sampleProposals.fa.fields['contactName'])
const json = { accept: 'application/json', 'content-type': 'application/json' }

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(() => tasvib.stop())

const ask = (link: string, path: string, body?: object) =>
  fetch(`${link.split('?')[0]}${path}`, {
    headers: json,
    redirect: 'manual',
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })

interface Gone {
  readonly status: number
  readonly because: unknown
}

/** How a link answers each request. */
async function answersOf(link: string, requests: readonly (readonly [string, object?])[]): Promise<Gone[]> {
  const answers: Gone[] = []
  for (const [path, body] of requests) {
    const answer = await ask(link, path, body)
    const facts = (await answer.json().catch(() => ({}))) as { because?: unknown }
    answers.push({ status: answer.status, because: facts.because })
  }
  return answers
}

const renewed = { status: 410, because: 'renewed' }

async function ledgerOf(reference: string): Promise<string> {
  return String(await tasvib.players.boardFile(reference, 'evidence.json'))
}

async function signedByAll(founder: string): Promise<void> {
  await tasvib.players.sign(founder, name)
  for (const person of [head, mayor]) await tasvib.players.sign(person?.email ?? '', person?.name.fa ?? '')
}

describe('the link of an earlier version', () => {
  it('signs, refuses and reads nothing of a later one, also with the code that was mailed for that', async () => {
    const { players, visitors } = tasvib
    const founder = 'earlier-sign@salamatyar.example'
    const reference = await approved(players, { founder, proposal: {} })
    await players.settleTerms({})
    const kept = await visitors.fa.link(founder, 'sign', reference)
    const page = await visitors.fa.send(await visitors.fa.open(kept), '/code', {})
    const [first] = await visitors.fa.words(founder, /^\d{6}$/m, reference)
    await visitors.fa.send(page, '/refusal', { reason: 'کف سالانه در متن نیامده است.' })
    await players.settleTerms({ shareFloor: '1500000000' }, 'کف سالانه افزوده شد.')
    const now = await visitors.fa.link(founder, 'sign', reference)
    const { contract } = (await (await ask(now, '')).json()) as { contract: { documentDigest: string } }
    expect((await ask(now, '/code', {})).status).toBeLessThan(300)
    const [second] = await visitors.fa.words(founder, /^\d{6}$/m, reference)
    const before = await ledgerOf(reference)
    const said = { name, consent: true, documentDigest: contract.documentDigest }
    const requests = [
      [''],
      ['/code', {}],
      ['', { ...said, code: first }],
      ['', { ...said, code: second }],
      ['/refusal', { reason: 'نظر دیگری دارم.' }],
      ['/files/contract.pdf'],
    ] as const
    expect(await answersOf(kept, requests)).toEqual(requests.map(() => renewed))
    expect(await ledgerOf(reference)).toBe(before)
    // What is refused is the link and not the person.
    expect((await ask(now, '', { ...said, code: second })).status).toBe(200)
  })

  it('acknowledges, returns and reads nothing of the contract that finance has now', async () => {
    const { players, visitors } = tasvib
    const founder = 'earlier-finance@salamatyar.example'
    const reference = await approved(players, { founder, proposal: {} })
    await players.settleTerms({})
    await signedByAll(founder)
    const kept = await players.finance({ outcome: 'return', reason: 'شماره شبا نادرست است.' })
    await players.settleTerms({ iban: 'IR820540102680020817909002' }, 'حساب درست شد.')
    await signedByAll(founder)
    const now = await visitors.fa.link(finance, 'finance', reference)
    const { sealDigest } = (await (await ask(now, '')).json()) as { sealDigest: string }
    const before = await ledgerOf(reference)
    const requests = [
      [''],
      ['', { outcome: 'acknowledge', sealDigest }],
      ['', { outcome: 'acknowledge' }],
      ['', { outcome: 'return', reason: 'هنوز نادرست است.', sealDigest }],
      ['/files/signed-contract.pdf'],
      ['/files/evidence.zip'],
      ['/payments', { instalment: '1', amount: '1', receivedOn: '1405/09/09', voucher: 'V-1', corrects: '' }],
    ] as const
    expect(await answersOf(kept, requests)).toEqual(requests.map(() => renewed))
    expect(await ledgerOf(reference)).toBe(before)
    const said = { outcome: 'acknowledge', voucher: 'V-777', note: 'در دفتر کل نشست', sealDigest }
    expect((await ask(now, '', said)).status).toBe(200)
    expect(await answersOf(kept, requests)).toEqual(requests.map(() => renewed))
    for (const accept of ['application/json', 'text/html']) {
      const told = await (await fetch(kept, { headers: { accept } })).text()
      expect(told).not.toMatch(/V-777|در دفتر کل نشست|schedule/)
      expect(told).toContain('شماره شبا نادرست است.')
    }
  })
})
