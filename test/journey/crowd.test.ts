import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'
import { tableRows } from './table-rows.ts'

const kerman = programmeById('kerman')
const proposal = sampleProposals.en
const applicant = String(proposal.fields['email'])
const holders = (index: number): string[] =>
  (kerman.stages[index]?.seats ?? []).map(({ holder }) => holder.email)
const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [`scores[${id}]`, '5']))

let tasvib: RunningTasvib

beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

interface Answer {
  readonly status: number
  readonly body: { readonly receipt?: { readonly sequence: number; readonly digest: string } } & Readonly<
    Record<string, unknown>
  >
}

async function post(link: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(link, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** How many entries of a type the ledger of a case holds. */
async function countEntries(reference: string, type: string): Promise<number> {
  const entries = tableRows(tasvib.dataFolder).filter(
    (row) => row.startsWith('entries ') && row.includes(`"${reference}"`),
  )
  return entries.filter((row) => row.includes(`\\"type\\":\\"${type}\\"`)).length
}

/** A case that waits for the three seats of the research centre, each with its link, declared. */
async function caseAtResearch(): Promise<{ reference: string; links: string[] }> {
  const { players, visitors } = tasvib
  const reference = await players.submit(proposal, crypto.randomUUID())
  await players.confirm(applicant)
  await players.review(holders(0)[0] ?? '', 'approve', 'Complete')
  const links: string[] = []
  for (const email of holders(1)) {
    const link = await visitors.fa.link(email, 'review')
    expect((await post(`${link}/declaration`, { noConflict: 'on' })).status).toBe(200)
    links.push(link)
  }
  return { reference, links }
}

describe('many at once', () => {
  it('takes a hundred parallel posts of one decision as one entry with one receipt', async () => {
    const { reference, links } = await caseAtResearch()
    const decided = await countEntries(reference, 'ReviewDecided')
    const [link = ''] = links
    const answer = { decision: 'approve', reason: 'It fits the city', ...scores }
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(link, answer)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const receipts = answers.map(({ body }) => JSON.stringify(body.receipt))
    expect(new Set(receipts).size).toBe(1)
    expect(answers[0]?.body.receipt?.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(await countEntries(reference, 'ReviewDecided')).toBe(decided + 1)
  })

  it('makes one outcome when three reviewers cross the quorum together', async () => {
    const { reference, links } = await caseAtResearch()
    const answers = await Promise.all(
      links.map((link, index) => post(link, { decision: 'approve', reason: `Voice ${index}`, ...scores })),
    )
    const counted = answers.filter(({ status }) => status === 200)
    expect(counted.length).toBeGreaterThanOrEqual(2)
    expect(answers.every(({ status }) => status === 200 || status === 410)).toBe(true)
    const next = await tasvib.visitors.fa.link(holders(2)[0] ?? '', 'review')
    const page = await tasvib.visitors.fa.json(next)
    expect(page).toMatchObject({ status: 200, body: { reference, stage: kerman.stages[2]?.id, round: 1 } })
    const sequences = counted.map(({ body }) => body.receipt?.sequence)
    expect(new Set(sequences).size).toBe(counted.length)
    // The secretariat's stage closed before; this is the one outcome of the research centre's.
    expect(await countEntries(reference, 'StageClosed')).toBe(2)
  })

  it('starts one case for a submission that is sent twenty times under one key', async () => {
    const { players, visitors } = tasvib
    const upload = await players.upload('plan.pdf', new TextEncoder().encode('%PDF-1.4\n%%EOF\n'))
    const body = JSON.stringify({ ...proposal.fields, email: 'twenty@startup.example', files: [upload] })
    const send = async (): Promise<unknown> => {
      const response = await fetch(new URL('/proposals', visitors.en.publicUrl), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'idempotency-key': 'one-key-1',
        },
        body,
      })
      expect(response.status).toBe(202)
      return response.json()
    }
    const answers = await Promise.all(Array.from({ length: 20 }, send))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })
})
