import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { type Doors, doors } from '#infra/machine/doors.ts'
import type { Parts } from '#infra/machine/runtime.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'
import { tableRows } from './table-rows.ts'

const patience = 60_000

/** Finance's own system, which is down. */
const finance = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(500).end('canary of the upstream'))
})

/** A mail server that takes nothing just now, and names whom it was for. */
const post = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo({ address }, _session, answer) {
    answer(Object.assign(new Error(`<${address}>: mailbox busy`), { responseCode: 451 }))
  },
})

/** Set once the case has been played, so that what fails then fails in every way that there is. */
let isBroken = false

/** Every function as it is; once broken, they quote all that they were called with in what they throw. */
const parts: Parts = {
  doors: {
    ...doors,
    relay: breaking(doors.relay),
    track: breaking(doors.track),
    'await-step': breaking(doors['await-step']),
  },
}

function breaking(load: Doors['track']): Doors['track'] {
  return async () => {
    const { door } = await load()
    return {
      door: (home) => {
        const handler = door(home)
        return async (event, context) => {
          if (isBroken) throw new Error(`Cannot read ${JSON.stringify(event)}`)
          return handler(event, context)
        }
      },
    }
  }
}

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port

let folder = ''
let tasvib: RunningTasvib
const shown: string[] = []

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => void shown.push(args.map(String).join(' ')))
  }
  await new Promise<void>((listening) => finance.listen(0, '127.0.0.1', listening))
  await new Promise<void>((listening) => post.listen(0, '127.0.0.1', listening))
  folder = await mkdtemp(join(tmpdir(), 'tasvib-canary-'))
  tasvib = await runTasvib(
    {
      dataFolder: folder,
      smtpUrl: `smtp://127.0.0.1:${portOf(post.server)}`,
      webhookTestEndpoint: `http://127.0.0.1:${portOf(finance)}/tasvib`,
    },
    parts,
  )
})
afterAll(async () => {
  await tasvib?.stop()
  await rm(folder, { recursive: true, force: true })
  finance.close()
  await new Promise<void>((closed) => post.close(closed))
  vi.restoreAllMocks()
})

/** Every row of every table in a file of SQLite, as it is now. */
function callsIn(dataFolder: string): string {
  return tableRows(dataFolder)
    .filter((row) => row.startsWith('messages '))
    .join('\n')
}

function asideIn(dataFolder: string): string[] {
  return tableRows(dataFolder).filter((row) => row.startsWith('outstanding ') && row.includes('"set_aside"'))
}

async function eventually(look: () => boolean, what: string): Promise<void> {
  await expect.poll(look, { timeout: patience, interval: 50, message: what }).toBe(true)
}

/** Reads wrong links, gives a wrong code and unreadable answers, and lets functions, mail and finance fail. */
async function provoke(tokens: readonly string[]): Promise<void> {
  const { publicUrl } = tasvib.runtime
  const [token = ''] = tokens
  const paths = ['track', 'review', 'sign', 'finance', 'confirm'].map((kind) => `${publicUrl}/${kind}`)
  for (const path of paths) {
    expect((await fetch(`${path}/${token.slice(0, -1)}`)).status).toBeGreaterThanOrEqual(400)
    for (const body of ['code=123456&name=x', '{"broken', `decision=${token}`]) {
      const answer = await fetch(`${path}/${token}`, { method: 'POST', body, redirect: 'manual' })
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
  }
  isBroken = true
  expect((await fetch(`${publicUrl}/track/${token}`)).status).toBe(500)
  await tasvib.players.submit(sampleProposals.fa, crypto.randomUUID())
  await eventually(() => asideIn(folder).length > 0, 'an entry that was set aside')
}

describe('the secrets and addresses of a whole case', () => {
  it('stay out of logs, events, histories, queues, effects and whatever is set aside', async () => {
    const { reference } = await playWholeCase(tasvib.visitors.fa, 'fa')
    const mails = await tasvib.visitors.fa.mails()
    const tokens = mails.flatMap(({ text }) => text.match(/[A-Za-z0-9_-]{43}/g) ?? [])
    const codes = mails.flatMap(({ text }) => text.match(/^\d{6}$/gm) ?? [])
    expect(tokens.length).toBeGreaterThan(15)
    expect(codes.length).toBeGreaterThanOrEqual(3)
    await eventually(() => callsIn(folder).includes(reference), 'a call that waits')
    await provoke(tokens)

    const { nationalCode, email, contactName } = sampleProposals.fa.fields
    const own = [nationalCode, email, contactName, '09131234567', '۰۹۱۳۱۲۳۴۵۶۷'].map(String)
    const programme = programmeById('kerman')
    const city = [
      ...programme.stages.flatMap(({ seats }) => seats.map(({ holder }) => holder.email)),
      ...programme.signing.signatories.map(({ holder }) => holder.email),
      programme.contract.iban,
    ]
    const rows = tableRows(folder)
    const effects = rows.filter((row) => row.startsWith('effects '))
    expect(effects.length).toBeGreaterThan(30)
    const files = ['log.jsonl', 'events.jsonl']
    const told: Record<string, string> = {
      terminal: shown.join('\n'),
      effects: effects.join('\n'),
      aside: asideIn(folder).join('\n'),
      workflow: rows.filter((row) => /^(?:executions|execution_events|task_tokens) /.test(row)).join('\n'),
      calls: callsIn(folder),
      ...Object.fromEntries(
        await Promise.all(files.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
      ),
    }
    // The provocations left their traces: nothing is found because nothing was written would prove nothing.
    expect(told['terminal']).toMatch(/\[gateway\] GET \/track\/\{token\} failed: Error: Cannot read/)
    expect(told['terminal']).toMatch(/SMTP server did not take mail \d+; trying again/)
    expect(told['terminal']).toMatch(/\[relay\] ENTRY \d+ of \S+ set aside: /)
    expect(told['effects']).toContain('HTTP 500')
    for (const where of ['log.jsonl', 'events.jsonl', 'workflow', 'calls', 'effects'])
      expect(told[where], where).toContain(reference)

    const found = Object.entries(told).flatMap(([where, text]) =>
      [
        ...[...tokens, ...own, ...city].filter((secret) => text.includes(secret)),
        // Six digits may stand in a digest or a time; a code would stand alone.
        ...codes.filter((code) => new RegExp(`(?<![\\da-f.:-])${code}(?![\\da-f-])`, 'i').test(text)),
        ...(text.includes('canary of the upstream') ? ['what finance answered'] : []),
      ].map((secret) => `${where}: ${secret}`),
    )
    expect(found).toEqual([])
    // The tables hold persons, since they are the record of them, but nothing that opens a link or signs: that is in mails alone.
    const table = rows.filter((row) => !/^mail(?:s|_attachments) /.test(row)).join('\n')
    expect(tokens.filter((token) => table.includes(token))).toEqual([])
    expect(codes.filter((code) => table.includes(`"${code}"`) || table.includes(`\\"${code}\\"`))).toEqual([])
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['log.jsonl', 'events.jsonl']))
  })
})
