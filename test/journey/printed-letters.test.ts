import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { outsideTool } from '#test/infra/aws/seal/outside-tool.ts'
import { printedText, skeleton } from '#test/infra/aws/seal/printed-text.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { approved } from './contract-stories.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const pdftotext = outsideTool('pdftotext', '-v')
const { fields } = sampleProposals.fa

let tasvib: RunningTasvib
beforeAll(async () => {
  tasvib = await runTasvib()
})
afterAll(async () => {
  await tasvib.stop()
})

const text = (value: unknown): string => String(value)

async function sent(body: string | Uint8Array<ArrayBuffer>, type?: string) {
  const headers = { accept: 'application/json', ...(type === undefined ? {} : { 'content-type': type }) }
  const answer = await fetch(new URL('/proposals', tasvib.runtime.publicUrl), {
    method: 'POST',
    headers,
    body,
  })
  return { status: answer.status, problem: (await answer.json()) as { code?: string; errors?: unknown[] } }
}

describe('a proposal with letters that no contract can print', () => {
  it.each([
    ['contactName', '李明'],
    ['contactName', 'ราชา'],
    ['orgName', 'شرکت 株式会社'],
    ['title', 'طرح پاکیزه‌سازی 🎉 شهر'],
    ['municipalAsk', `${text(fields['municipalAsk'])} नगर`],
  ])('is told so at %s', async (field, answer) => {
    const { status, problem } = await sent(JSON.stringify({ ...fields, [field]: answer }), 'application/json')
    expect(status).toBe(422)
    expect(problem.errors).toContainEqual(expect.objectContaining({ field, code: 'unprintable' }))
  })
})

describe('bytes that are no UTF-8', () => {
  const lost = { status: 400, problem: { code: 'not-utf-8', errors: [{ code: 'not-utf-8' }] } }

  it.each(['contactName=Jos%E9', 'title=%FF%FE', 'solution=abc%C3', 'contactName=%ED%A0%80'])(
    'are refused in a form: %s',
    async (body) => {
      expect(await sent(body, 'application/x-www-form-urlencoded')).toMatchObject(lost)
    },
  )

  it.each([
    ['an answer', 'name="contactName"\r\n\r\nJos'],
    ['the name of a file', 'name="files"; filename="Jos'],
  ])('are refused in a form of parts, in %s', async (_, start) => {
    const end = start.includes('filename') ? '.pdf"\r\n\r\n%PDF-1.7' : ''
    const body = Buffer.concat([
      Buffer.from(`--B\r\nContent-Disposition: form-data; ${start}`),
      Buffer.from([0xe9]),
      Buffer.from(`${end}\r\n--B--\r\n`),
    ])
    expect(await sent(body, 'multipart/form-data; boundary=B')).toMatchObject({ status: 400 })
  })

  it('are refused in the board’s search, as is what became of them', async () => {
    await tasvib.players.enterBoard()
    for (const q of ['%E9', '%EF%BF%BD', 'Jos%EF%BF%BD'])
      expect((await tasvib.visitors.fa.json(`/board/cases?q=${q}`)).status).toBe(400)
  })
})

describe('a name of many marks, a formula and an arrow', () => {
  it('go whole from the form to the sealed contract', { timeout: 120_000 }, async () => {
    const { players } = tasvib
    const founder = 'nguyen@startup.example'
    const name = 'Nguyễn Thị Ánh Tuyết'
    const proposal = {
      contactName: name.normalize('NFD'),
      solution: `CO₂ → O₂, • ▪ ✓ Ωμέγα, ≤ ۵٪. ${text(fields['solution'])}`,
    }
    const reference = await approved(players, { founder, proposal })
    await players.settleTerms({}, '')
    await players.sign(founder, name)
    for (const { holder } of programmeById('kerman').signing.signatories)
      await players.sign(holder.email, holder.name.fa)
    const pdf = await tasvib.visitors.fa.until('a sealed contract', async () => {
      const file = await players.boardFile(reference, 'signed-contract.pdf').catch(() => undefined)
      return file?.subarray(0, 4).toString() === '%PDF' ? file : undefined
    })
    if (pdftotext === undefined) return
    const printed = printedText(pdf)
    for (const words of [name, 'CO₂', 'Ωμέγα']) expect(printed).toContain(skeleton(words))
    expect(printed).not.toContain('\ufffd')
  })
})
