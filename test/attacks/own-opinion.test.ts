import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import type { Visitor } from '#infra/machine/demo/visitor.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

/*
 * A member of the case office to whom a reviewer passed a seat, and who looks for colleagues' votes before giving their own, or
 * chooses who else decides and until when. All through the public routes of a running Tasvib.
 */
const programme = programmeById('kerman')
const member = programme.caseOffice.members[0]?.email ?? ''
const [intake, research] = programme.stages
const seats = research?.seats.map(({ holder }) => holder.email) ?? []
const [leaving = '', colleague = ''] = seats
const said = 'این برآورد درآمد را باور نمی‌کنم.'

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
  await tasvib.players.enterBoard()
})
afterAll(() => tasvib.stop())

/** A case at its second stage, with a seat that was passed to the member, in another spelling. */
async function passedToMember(): Promise<string> {
  const { players, visitors } = tasvib
  const { fields, revised } = sampleProposals.fa
  const email = `founder-${crypto.randomUUID()}@salamatyar.example`
  const reference = await players.submit({ fields: { ...fields, email }, revised }, crypto.randomUUID())
  await players.confirm(email)
  await players.review(intake?.seats[0]?.holder.email ?? '', 'approve', 'مدارک کامل است.')
  const page = await visitors.fa.open(await visitors.fa.link(leaving, 'review', reference))
  await visitors.fa.send(page, '/delegation', {
    name: 'همکار دبیرخانه',
    email: member.toUpperCase(),
    role: 'کارشناس',
    reason: 'در مأموریت هستم.',
  })
  return reference
}

/** Everything that the board reads to the member of a case, by the name of what it is. */
async function read(reference: string): Promise<Readonly<Record<string, string>>> {
  const { fa } = tasvib.visitors
  const found: Record<string, string> = {}
  for (const path of ['/board', '/board/cases', `/board/cases/${reference}`]) {
    found[path] = (await fa.open(path)).html
    found[`${path} as JSON`] = JSON.stringify((await fa.json(path)).body)
  }
  for (const name of ['json', 'csv']) found[name] = String(await fa.file(`/board/export.${name}`))
  return found
}

/** The same once every mail went out, which the board tells too. */
function readSettled(reference: string): Promise<Readonly<Record<string, string>>> {
  return tasvib.visitors.fa.until('mails to have gone out', async () => {
    const [one, another] = [await read(reference), await read(reference)]
    const isSettled = JSON.stringify(one) === JSON.stringify(another) && !waiting.test(JSON.stringify(one))
    return isSettled ? one : undefined
  })
}

const waiting = /در راه/

const evidenceOf = async (reference: string) =>
  await Promise.all(
    ['evidence.json', 'evidence.zip'].map(
      async (name) => (await tasvib.visitors.fa.open(`/board/cases/${reference}/files/${name}`)).status,
    ),
  )

/** Cases begun after the member's, among which it would come first again by a vote. */
async function others(): Promise<void> {
  const { fields, revised } = sampleProposals.fa
  const founders = new CasePlayers(tasvib.visitors.fa)
  for (let index = 0; index < 5; index += 1) {
    const email = `founder-${crypto.randomUUID()}@salamatyar.example`
    await founders.submit({ fields: { ...fields, email }, revised }, crypto.randomUUID())
  }
}

/** Another member, at a browser of their own. */
async function otherMember(): Promise<Visitor> {
  const { en } = tasvib.visitors
  const email = programme.caseOffice.members.filter(({ access }) => access === 'case-office')[1]?.email ?? ''
  await en.send(await en.open('/board/sign-in'), '/board/sign-in', { email })
  const link = await en.link(email, 'board/enter')
  const { pathname } = new URL(link, en.publicUrl)
  await en.send(await en.open(link), pathname, {})
  return en
}

/** Sends a form of the case's page by its address, whether or not the page offers it. */
async function sendTo(visitor: Visitor, path: string, answers: Answers): Promise<number> {
  const page = { url: new URL(path, tasvib.runtime.publicUrl).href, status: 200, html: '' }
  const { sent } = await visitor.post(page, { action: page.url, multipart: false, fields: [] }, answers)
  return sent
}

type Answers = Readonly<Record<string, string>>

describe('a member of the office whose own opinion is awaited', () => {
  it('reads of no colleague’s vote: on no page, in no list, ledger, export or bundle', async () => {
    const { players } = tasvib
    const reference = await passedToMember()
    await others()
    const before = await readSettled(reference)
    expect(await evidenceOf(reference)).toEqual([403, 403])
    await players.review(colleague, 'request-changes', said, '1')
    const after = await readSettled(reference)
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([])
    expect(Object.keys(after).filter((name) => after[name]?.includes(said))).toEqual([])
    expect(await evidenceOf(reference)).toEqual([403, 403])
    // It is their own opinion that opens it.
    await players.review(member.toUpperCase(), 'approve', 'نظر خود من.')
    expect((await read(reference))[`/board/cases/${reference}`]).toContain(said)
    expect(await evidenceOf(reference)).toEqual([200, 200])
  })

  it('changes neither who else decides nor until when, and ends nothing', async () => {
    const [taken, refused] = [await passedToMember(), await passedToMember()]
    const colleague = await otherMember()
    const ledgerOf = async () => {
      const { body } = await colleague.json(`/board/cases/${refused}`)
      return (body as { ledger: unknown }).ledger
    }
    const before = await ledgerOf()
    const other = { name: 'دیگری', email: 'digari@kerman.example', role: 'کارشناس', reason: 'همکار ماست.' }
    const forms: Readonly<Record<string, Answers>> = {
      reassignment: { target: `seat:${research?.seats[1]?.id}`, ...other },
      extension: { until: '1409/01/01', reason: other.reason },
      reissue: { target: `seat:${research?.seats[1]?.id}`, reason: other.reason },
      closing: { reason: other.reason, confirm: 'on' },
    }
    for (const [form, answers] of Object.entries(forms)) {
      expect(await sendTo(colleague, `/board/cases/${taken}/${form}`, answers), form).toBe(303)
      expect(await sendTo(tasvib.visitors.fa, `/board/cases/${refused}/${form}`, answers), form).toBe(403)
    }
    expect(await ledgerOf()).toEqual(before)
  })
})
