import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
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

/** The same once every mail has arrived, which the board tells too. */
function readSettled(reference: string): Promise<Readonly<Record<string, string>>> {
  return tasvib.visitors.fa.until('mails to have arrived', async () => {
    const [one, another] = [await read(reference), await read(reference)]
    const isSettled = JSON.stringify(one) === JSON.stringify(another) && !arriving.test(JSON.stringify(one))
    return isSettled ? one : undefined
  })
}

const arriving = /فرستاده شد|در راه/

/** The ledger as a file, of which what others said is withheld. */
async function ledgerOf(reference: string): Promise<string> {
  return String(await tasvib.visitors.fa.file(`/board/cases/${reference}/files/evidence.json`))
}

const bundleOf = async (reference: string) =>
  (await tasvib.visitors.fa.open(`/board/cases/${reference}/files/evidence.zip`)).status

describe('a member of the office whose own opinion is awaited', () => {
  it('reads of no colleague’s vote: on no page, in no list, ledger, export or bundle', async () => {
    const { players } = tasvib
    const reference = await passedToMember()
    const before = await readSettled(reference)
    expect(await bundleOf(reference)).toBe(403)
    await players.review(colleague, 'request-changes', said, '1')
    const after = await readSettled(reference)
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([])
    expect(Object.keys(after).filter((name) => after[name]?.includes(said))).toEqual([])
    expect(await ledgerOf(reference)).not.toContain(said)
    expect(await bundleOf(reference)).toBe(403)
    // It is their own opinion that opens it.
    await players.review(member.toUpperCase(), 'approve', 'نظر خود من.')
    expect((await read(reference))[`/board/cases/${reference}`]).toContain(said)
    expect(await bundleOf(reference)).toBe(200)
  })

  it('changes neither who else decides nor until when, and ends nothing', async () => {
    const { visitors } = tasvib
    const reference = await passedToMember()
    const path = `/board/cases/${reference}`
    const before = await ledgerOf(reference)
    const other = { name: 'دیگری', email: 'digari@kerman.example', role: 'کارشناس', reason: 'همکار ماست.' }
    const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      reassignment: { target: `seat:${research?.seats[1]?.id}`, ...other },
      extension: { until: '1409/01/01', reason: other.reason },
      reissue: { target: `seat:${research?.id}:${research?.seats[1]?.id}`, reason: other.reason },
      closing: { reason: other.reason, confirm: 'on' },
    }
    for (const [form, answers] of Object.entries(forms)) {
      const page = { url: new URL(path, tasvib.runtime.publicUrl).href, status: 200, html: '' }
      const action = { action: `${page.url}/${form}`, multipart: false, fields: [] }
      const { sent } = await visitors.fa.post(page, action, answers)
      expect([403, 422], form).toContain(sent)
    }
    expect(await ledgerOf(reference)).toBe(before)
  })
})
