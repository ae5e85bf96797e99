import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { playTo } from './play-to.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'
import { tableRows } from './table-rows.ts'

/** Every link by every way of looking at it, again and again. */
const openings = 1_000
const kinds = ['confirm', 'track', 'review', 'sign', 'finance'] as const
const finance = programmeById('kerman').finance.office.email

let tasvib: RunningTasvib
/** The paths of all links that were mailed, in three cases that stand at different places. */
let links: readonly string[] = []

beforeAll(async () => {
  tasvib = await runTasvib()
  const { visitors } = tasvib
  await playTo(tasvib, 5, 'fa')
  await playTo(tasvib, 11, 'en')
  await playTo(tasvib, 13, 'fa')
  await visitors.fa.link(finance, 'finance')
  // Until the clock has seen that all of it arrived, and has nothing left to look at.
  for (let minute = 0; minute < 3; minute += 1) await visitors.fa.advance('PT1M')
  await visitors.fa.until('no report of a mail that waits', async () =>
    (await allReported()) ? true : undefined,
  )
  links = [
    ...new Set(
      (await visitors.fa.mails()).flatMap(({ text }) =>
        [...text.matchAll(/\/(?:confirm|track|review|sign|finance)\/[\w-]{43}/g)].map(([path]) => path),
      ),
    ),
  ]
})
afterAll(async () => {
  await tasvib.stop()
})

async function ask(path: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(tasvib.runtime.publicUrl + path, { redirect: 'manual', ...init })
  await response.arrayBuffer()
  return response.status
}

/** The mail service's reports come a moment after the mails, and are written beside what sent them. */
async function allReported(): Promise<boolean> {
  return tableRows(tasvib.dataFolder).every((row) => !/outcome\W+(?:delivered|delayed|refused)\b/.test(row))
}

describe('a link', () => {
  it('of every kind was mailed', () => {
    for (const kind of kinds)
      expect(links.filter((link) => link.startsWith(`/${kind}/`)).length).toBeGreaterThan(0)
    expect(links.length).toBeGreaterThan(20)
  })

  it('opens nothing of another kind, to read or to write', async () => {
    const writes = {
      confirm: [''],
      track: ['/withdrawal', '/revision'],
      review: ['', '/declaration', '/recusal', '/delegation'],
      sign: ['', '/code', '/refusal'],
      finance: [''],
    } as const
    const files = [
      '/files/contract.pdf',
      '/files/signed-contract.pdf',
      '/files/release.json',
      '/files/evidence.zip',
      '/evidence.zip',
    ]
    const before = tableRows(tasvib.dataFolder)
    for (const link of links) {
      const [, own = '', token = ''] = link.split('/')
      for (const kind of kinds.filter((one) => one !== own)) {
        const reads = kind === 'confirm' ? [''] : ['', ...files]
        for (const path of reads) {
          expect(await ask(`/${kind}/${token}${path}`), `${own} link at GET /${kind}${path}`).toBe(404)
        }
        for (const path of writes[kind]) {
          const body = new URLSearchParams({
            decision: 'approve',
            reason: 'Taken from elsewhere',
            outcome: 'acknowledge',
          })
          const status = await ask(`/${kind}/${token}${path}`, { method: 'POST', body })
          expect(status, `${own} link at POST /${kind}${path}`).toBe(404)
        }
      }
    }
    expect(tableRows(tasvib.dataFolder)).toEqual(before)
  })

  it('tells of a document by HEAD, at the end of its redirect, what GET tells', async () => {
    const looked: string[] = []
    for (const link of links.filter((one) => /^\/(?:finance|sign|track)\//.test(one))) {
      const address = `${tasvib.runtime.publicUrl}${link}/files/contract.pdf`
      const got = await fetch(address)
      await got.arrayBuffer()
      if (got.status !== 200) continue
      const head = await fetch(address, { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
      for (const name of ['content-type', 'content-length', 'content-disposition', 'cache-control'])
        expect(head.headers.get(name), name).toBe(got.headers.get(name))
      looked.push(link)
    }
    expect(looked.length).toBeGreaterThan(1)
  })

  it('changes nothing when it is opened, however often, by whatever looks into mails', async () => {
    const before = tableRows(tasvib.dataFolder)
    const mails = (await tasvib.visitors.fa.mails()).length
    const ways: readonly RequestInit[] = [
      { headers: { accept: 'text/html' } },
      { method: 'HEAD' },
      { headers: { accept: 'application/json' } },
    ]
    let asked = 0
    const scanner = async (): Promise<void> => {
      while (asked < openings) {
        const link = links[asked % links.length] ?? ''
        const way = ways[Math.floor(asked / links.length) % ways.length] ?? {}
        asked += 1
        expect(await ask(link, way)).toBeLessThan(500)
      }
    }
    await Promise.all(Array.from({ length: 20 }, scanner))
    expect(tableRows(tasvib.dataFolder)).toEqual(before)
    expect(await tasvib.visitors.fa.mails()).toHaveLength(mails)
  })
})
