import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UploadName } from '#functions/shared/ports/files.ts'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

const kerman = programmeById('kerman')
const { fields } = sampleProposals.fa
const business = samplePdf('Business plan of the victim')

let tasvib: RunningTasvib
let victims: UploadName
beforeAll(async () => {
  tasvib = await runTasvib()
  victims = await tasvib.players.upload('plan.pdf', business)
})
afterAll(() => tasvib.stop())

/** A proposal as JSON; answers the status and what was wrong with it. */
async function propose(
  changes: Readonly<Record<string, unknown>>,
): Promise<{ status: number; codes: string[]; reference: string; text: string }> {
  const answer = await fetch(new URL('/proposals', tasvib.runtime.publicUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ...fields, ...changes }),
  })
  const text = await answer.text()
  const { errors = [], reference = '' } = JSON.parse(text) as {
    errors?: { code: string }[]
    reference?: string
  }
  return { status: answer.status, codes: errors.map(({ code }) => code), reference, text }
}

describe('the id of somebody else’s file', () => {
  it('takes nothing: without a secret, with a wrong one, with one’s own, or with the id itself', async () => {
    const { players } = tasvib
    const own = await players.upload('own.pdf', samplePdf('Own'))
    const { fileId, secret } = victims
    const tries: Readonly<Record<string, unknown>>[] = [
      { files: [fileId] },
      { files: [fileId], secrets: [] },
      { files: [fileId], secrets: 'A'.repeat(22) },
      { files: [fileId], secrets: [fileId] },
      { files: [fileId], secrets: { [fileId]: own.secret } },
      { files: [{ fileId, secret: own.secret }] },
      { files: [own.fileId, fileId], secrets: [own.secret] },
    ]
    for (const [number, attempt] of tries.entries()) {
      const answer = await propose({ ...attempt, email: `attacker-${number}@attack.example` })
      expect(answer, JSON.stringify(attempt)).toMatchObject({ status: 422, codes: ['file-secret'] })
      expect(answer.text).not.toContain(secret)
    }
  })

  it('takes nothing by the form either, whose page that comes back does not carry it', async () => {
    const { visitors } = tasvib
    const landing = await visitors.fa.open('/')
    const body = new URLSearchParams({ lang: 'en', idempotencyKey: 'attack-1', files: victims.fileId })
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, String(one))
    }
    const answer = await fetch(new URL('/proposals', landing.url), { method: 'POST', body })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('without the secret')
    expect(page).not.toContain(victims.fileId)
  })

  it('takes nothing by the answer to a request for changes', async () => {
    const { players, visitors } = tasvib
    const email = 'reviser@attack.example'
    await players.submit({ ...sampleProposals.fa, fields: { ...fields, email } }, crypto.randomUUID())
    await players.confirm(email)
    const secretary = kerman.stages[0]?.seats[0]?.holder.email ?? ''
    await players.review(secretary, 'request-changes', 'برآورد درآمد را روشن کنید')
    const page = new URL(await visitors.fa.link(email, 'track'))
    const revise = (changes: Readonly<Record<string, unknown>>) =>
      fetch(new URL(`${page.pathname}/revision`, page), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ ...fields, email, ...changes }),
      })
    for (const changes of [{ files: [victims.fileId] }, { files: [victims.fileId], secrets: ['guess'] }]) {
      const answer = await revise(changes)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('file-secret')
    }
    const taken = await fetch(new URL(`${page.pathname}/files/${victims.fileId}`, page))
    expect(taken.status).toBe(404)
  })
})

describe('a proposal that was sent twice, at first with a mistyped address', () => {
  it('keeps attachments and evidence when the one that lapsed is erased', async () => {
    const { visitors } = tasvib
    const given = { files: [victims.fileId], secrets: [victims.secret] }
    const mistyped = await propose({ ...given, email: 'narges@slip.example' })
    const live = await propose({ ...given, email: 'narges@right.example' })
    expect([mistyped.status, live.status]).toEqual([202, 202])
    const lapsing = await visitors.en.link('narges@slip.example', 'confirm', mistyped.reference)
    const link = await visitors.en.link('narges@right.example', 'confirm', live.reference)
    await visitors.en.send(await visitors.en.open(link), new URL(link).pathname, {})
    const track = await visitors.en.link('narges@right.example', 'track', live.reference)
    for (const advance of ['P15D', 'P31D', 'P2D']) await visitors.en.advance(advance)
    await visitors.en.until('the erasure of the lapsed case', async () =>
      (await visitors.en.open(lapsing)).status === 404 ? true : undefined,
    )
    const attachment = await fetch(`${track}/files/${victims.fileId}`)
    expect(attachment.status).toBe(200)
    expect(new Uint8Array(await attachment.arrayBuffer())).toEqual(new Uint8Array(business))
    const evidence = await fetch(`${track}/evidence.zip`)
    expect(evidence.status).toBe(200)
  })
})
