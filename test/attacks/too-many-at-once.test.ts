import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { samplePdf, sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib({ trustProxy: true })
})
afterAll(() => tasvib.stop())

const asJson = { accept: 'application/json', 'content-type': 'application/json' }
const pdf = { name: 'plan.pdf', type: 'application/pdf' }
const bytes = Buffer.from(samplePdf('طرح'))

/** Each from a place of its own, so that no limit of one of them is met. */
const post = (path: string, body: unknown, from: number): Promise<Response> =>
  fetch(new URL(path, tasvib.runtime.publicUrl), {
    method: 'POST',
    headers: { ...asJson, 'x-forwarded-for': `198.51.${from >> 8}.${from & 255}` },
    body: JSON.stringify(body),
  })

const ticketSchema = z.object({
  fileId: z.string(),
  secret: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
})

async function proposal(from: number): Promise<object> {
  const answer = await post('/uploads', { ...pdf, size: bytes.length }, from)
  const { fileId, secret, url, fields } = ticketSchema.parse(await answer.json())
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([bytes], { type: pdf.type }), pdf.name)
  await fetch(url, { method: 'POST', body: form })
  return { ...sampleProposals.fa.fields, email: `founder-${from}@many.example`, files: [{ fileId, secret }] }
}

describe('many who send at the same moment', () => {
  it('are all answered: what is acknowledged is recorded, what is refused is not, and nobody is told of an error', async () => {
    const proposals: object[] = []
    for (let from = 0; from < 200; from += 1) proposals.push(await proposal(from))
    const answers = await Promise.all(proposals.map((body, from) => post('/proposals', body, from)))
    const told = Map.groupBy(answers, ({ status }) => status)
    expect([...told.keys()].filter((status) => status !== 202 && status !== 503)).toEqual([])
    const acknowledged = told.get(202)?.length ?? 0
    expect(acknowledged).toBeGreaterThan(32)
    // How many are refused depends on the machine: `test/infra/machine/gateway/` has who is, and when.
    for (const { headers } of told.get(503) ?? [])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    const database = new DatabaseSync(join(tasvib.dataFolder, databaseFile), { readOnly: true })
    const [row] = database.prepare('SELECT count(*) AS cases FROM entries WHERE sequence = 1').all()
    database.close()
    expect(row?.['cases']).toBe(acknowledged)
  })
})
