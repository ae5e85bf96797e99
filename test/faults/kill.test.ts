import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { type KillableTasvib, startKillable } from './killable-tasvib.ts'
import { type Acknowledged, type Office, StubbornCase } from './stubborn-case.ts'

/** `KILLS=200` for a long look. */
const kills = Number(process.env['KILLS'] ?? 20)

let server: KillableTasvib

beforeAll(async () => {
  server = await startKillable()
})
afterAll(async () => {
  await server.stop()
})

describe('a process that is killed', () => {
  it(
    'at random moments completes every case and loses nothing that it acknowledged',
    {
      timeout: 24_000 * kills,
    },
    async () => {
      const peace = new AbortController()
      const played: Acknowledged[] = []
      const office: Office = { asked: 0, followed: new Set() }
      // Cases follow one another, two at a time, for as long as there are kills: each kill meets some in the midst of work.
      const people = ['a', 'b'].map(async (name) => {
        for (let count = 0; !peace.signal.aborted; count += 1) {
          played.push(await new StubbornCase(server, `${name}${count}`, office).play())
        }
      })
      for (let count = 0; count < kills; count += 1) {
        await sleep(50 + Math.random() * 700)
        await server.killAndRestart()
      }
      peace.abort()
      // What a kill cut off after it was recorded is the clock's to bring home, a minute later; a task that failed again and again
      // is tried anew by the state machine after five minutes at most.
      await server.advance('PT6M')
      await Promise.all(people)
      expect(played.length).toBeGreaterThanOrEqual(2)
      for (const { reference, receipts } of played) {
        const evidence = `${server.publicUrl}/board/cases/${reference}/files/evidence.json`
        const answer = await fetch(evidence, { headers: { cookie: office.cookie ?? '' } })
        const ledger = (await answer.json()) as { entries: unknown[] }
        const entries = ledger.entries.map(parseEntry)
        expect(verify(entries)).toEqual([])
        expect(replay(entries)).toMatchObject({ reference, status: 'closed', closing: 'completed' })
        const digests = new Set(entries.map(({ digest }) => digest))
        expect(receipts.filter((digest) => !digests.has(digest))).toEqual([])
        expect(receipts.length).toBe(new Set(receipts).size)
      }
    },
  )
})
