import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { playTo } from '#test/journey/play-to.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

const asJson = { accept: 'application/json', 'content-type': 'application/json' }
const send = (path: string, body: unknown) =>
  fetch(new URL(path, tasvib.runtime.publicUrl), {
    method: 'POST',
    headers: asJson,
    body: JSON.stringify(body),
    redirect: 'manual',
  })

/** A proposal that could not be better, with its file. */
async function proposalOf(email: string): Promise<object> {
  const bytes = samplePdf('طرح')
  const claim = { name: 'plan.pdf', type: 'application/pdf', size: bytes.length }
  const ticket = (await (await send('/uploads', claim)).json()) as {
    fileId: string
    secret: string
    url: string
    fields: Record<string, string>
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(ticket.fields)) form.set(name, value)
  form.set('file', new Blob([Buffer.from(bytes)], { type: claim.type }), claim.name)
  expect((await fetch(ticket.url, { method: 'POST', body: form })).ok).toBe(true)
  return { ...sampleProposals.fa.fields, email, files: [{ fileId: ticket.fileId, secret: ticket.secret }] }
}

describe('whoever has a signing link', () => {
  it('looks at no more than twenty codes, however many hours and codes it takes', async () => {
    const { fa } = tasvib.visitors
    const reference = await playTo(tasvib, 11, 'fa')
    const to = String(sampleProposals.fa.fields['email'])
    const path = new URL(await fa.link(to, 'sign', reference)).pathname
    const page = await fetch(new URL(path, tasvib.runtime.publicUrl), { headers: asJson })
    const { contract } = (await page.json()) as { contract: { documentDigest: string } }
    let looked = 0
    const guess = (code: string) =>
      send(path, { name: 'نام ساختگی', code, consent: true, documentDigest: contract.documentDigest })
    for (let hour = 0; hour < 8; hour += 1) {
      await send(`${path}/code`, {})
      const right = await fa.words(to, /^\d{6}$/m, reference)
      for (let count = 0; count < 5; count += 1) {
        const answer = await guess(right[0] === '000000' ? '000001' : '000000')
        if (answer.status === 422) looked += 1
        if (answer.status === 403) break
      }
      if (looked >= 19) {
        // The right one too is refused by now.
        expect((await guess(right[0])).status).toBe(403)
        break
      }
      await fa.advance('PT1H')
    }
    expect(looked).toBeLessThanOrEqual(20)
    await fa.words(to, /کد امضای شما بارها نادرست وارد شد/, '')
    await fa.words(programmeById('kerman').caseOffice.email, /بارها نادرست/, reference)
  })
})

describe('whoever floods a mailbox', () => {
  it('gets three mails a day through, in a dozen spellings', async () => {
    const spellings = [
      'victim.name@gmail.com',
      'victimname@gmail.com',
      'v.i.c.t.i.m.n.a.m.e@gmail.com',
      'VICTIM.NAME@GMAIL.COM',
      'victim.name+a@gmail.com',
      'victim.name+b+c@gmail.com',
      'victimname@googlemail.com',
      'Victim.Name+d@GoogleMail.com',
      ' victim.name@gmail.com ',
      'victim.nam.e@gmail.com',
      'vic.timname+e@gmail.com',
      'victim.name+1@gmail.com',
      'v.ictimname@googlemail.com',
    ]
    const statuses: number[] = []
    for (const email of spellings) statuses.push((await send('/proposals', await proposalOf(email))).status)
    expect(statuses.filter((status) => status === 202)).toHaveLength(3)
    expect(statuses.filter((status) => status === 429)).toHaveLength(spellings.length - 3)
  })
})

/** How many requests to sign in were ever written down. */
function written(): number {
  const database = new DatabaseSync(join(tasvib.dataFolder, 'tasvib.sqlite'), { readOnly: true })
  const row = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'sign_ins'").get()
  database.close()
  return Number(row?.['seq'] ?? 0)
}

describe('whoever looks for members of the board', () => {
  it('is told nothing by the answer, nor by a mail that is sent before it', async () => {
    const member = programmeById('kerman').caseOffice.members[1]?.email ?? ''
    const ask = async (email: string) => {
      const before = written()
      const answer = await send('/board/sign-in', { email })
      // Answered before anything is mailed, so that no time tells who gets one.
      const mailed = (await tasvib.visitors.fa.mails()).some(({ text }) => text.includes('/board/enter/'))
      return { status: answer.status, body: await answer.text(), mailed, written: written() - before }
    }
    await ask('warm.up@city.example')
    const unknown = await ask('stranger@city.example')
    const known = await ask(member)
    expect(known).toEqual(unknown)
    // One row for whoever asks: there is nothing by which one could take longer than the other.
    expect(known.written).toBe(1)
    await tasvib.visitors.fa.link(member, 'board/enter')
    const mails = (await tasvib.visitors.fa.mails()).map(({ to }) => to)
    for (const stranger of ['warm.up', 'stranger']) expect(mails).not.toContain(`${stranger}@city.example`)
  })
})
