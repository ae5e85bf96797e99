import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { openDataFolder } from '#infra/machine/data-folder.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { afterwards, temporaryData, temporaryFolder, until } from './temporary-data.ts'

const start = fileURLToPath(new URL('../../../infra/machine/start.ts', import.meta.url))
const fakeRuntime = fileURLToPath(new URL('run-fake-runtime.ts', import.meta.url))

function run(
  script: string,
  environment: Record<string, string>,
  options: readonly string[] = [],
): ChildProcess {
  const child = spawn(process.execPath, [script, ...options], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterwards(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return child
}

/** What `npm start` says, and with which code it ends, when it cannot start. */
async function failedStart(environment: Record<string, string>, options: readonly string[] = []) {
  const child = run(start, environment, options)
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

describe('npm start', () => {
  it('says plainly that a port is taken', async () => {
    const taken = createServer()
    taken.listen(0, '127.0.0.1')
    await once(taken, 'listening')
    afterwards(async () => taken.close())
    const address = taken.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const DATA_DIR = await temporaryFolder()
    for (const [setting, other] of [
      ['PORT', 'OPERATOR_PORT'],
      ['OPERATOR_PORT', 'PORT'],
    ] as const) {
      const { code, said } = await failedStart({ DATA_DIR, [setting]: String(port), [other]: '0' })
      expect(said).toBe(`Port ${port} is taken by another program. Choose another port with ${setting}.\n`)
      expect(code).toBe(1)
    }
  })

  it('says plainly that another Tasvib uses the data folder', async () => {
    const { path } = await temporaryData()
    const { code, said } = await failedStart({ PORT: '0', DATA_DIR: path })
    expect(said).toBe(
      `Another Tasvib is running on the data folder ${path}. Stop it, or choose another folder with DATA_DIR.\n`,
    )
    expect(code).toBe(1)
  })

  it('refuses open cases whose rules it does not have, with the list and the mend, before any port is open', async () => {
    const path = await temporaryFolder()
    const programme = { id: 'kerman', version: '1403.9', rules: '0'.repeat(64) }
    const state = { reference: 'TSV-1405-00001', status: 'in-review', applicant: {}, programme }
    const database = openDatabase(join(path, databaseFile))
    database.sql.run`INSERT INTO cases (reference, version, head, open, updated, place, place_since)
      VALUES (${state.reference}, 1, ${JSON.stringify({ state })}, 1, '', '', '')`
    database.close()
    const { code, said } = await failedStart({ PORT: '0', OPERATOR_PORT: '0', DATA_DIR: path })
    expect(said).toContain(`TSV-1405-00001: kerman 1403.9 (${programme.rules})`)
    expect(said).toContain('workflows/programmes/<id>-<version>.json')
    expect(said).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it('names every setting that cannot be used', async () => {
    const { code, said } = await failedStart({
      PORT: 'http',
      PUBLIC_URL: 'tasvib',
      SMTP_URL: 'http://x',
      PROGRAMME: '../x',
    })
    for (const setting of ['PORT', 'PUBLIC_URL', 'SMTP_URL', 'PROGRAMME'])
      expect(said).toContain(`  ${setting}: `)
    expect(said).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it('says in both languages what production needs, before it opens anything', async () => {
    const DATA_DIR = join(await temporaryFolder(), 'data')
    const { code, said } = await failedStart({ PORT: '0', DATA_DIR }, ['--production'])
    expect(said).toContain('PUBLIC_URL داده نشده است؛ نشانی‌ای بدهید که با https آغاز می‌شود')
    expect(said).toContain('PUBLIC_URL is not given. Give an address with https')
    expect(said).not.toContain('    at ')
    expect(existsSync(DATA_DIR)).toBe(false)
    expect(code).toBe(1)
  })

  it('says plainly that there is no such programme, before it opens anything', async () => {
    const DATA_DIR = join(await temporaryFolder(), 'data')
    const { code, said } = await failedStart({ PORT: '0', DATA_DIR, PROGRAMME: 'yazd' })
    expect(said).toBe('PROGRAMME=yazd cannot be used. There is no programme "yazd"; there are: kerman\n')
    expect(existsSync(DATA_DIR)).toBe(false)
    expect(code).toBe(1)
  })

  it('says plainly that it keeps its cases itself where it was told of a store', async () => {
    const DATA_DIR = await temporaryFolder()
    const { code, said } = await failedStart({ PORT: '0', DATA_DIR, DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' })
    expect(said).toContain('DYNAMODB_ENDPOINT: cases are kept in the data folder since this release')
    expect(code).toBe(1)
  })
})

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  it('stops everything cleanly, after which the folder is free', async () => {
    const DATA_DIR = await temporaryFolder()
    const child = run(start, { PORT: '0', DATA_DIR })
    let said = ''
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
    })
    await until(() => said.includes('/workflow'), 'the addresses on the terminal')
    const [form] = /http:\S+/.exec(said) ?? []
    expect((await fetch(form ?? '')).status).toBe(200)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
    const data = await openDataFolder(DATA_DIR)
    data.release()
  })
})

const addressesSchema = z.object({ publicUrl: z.string(), operatorUrl: z.string() })
const mailsSchema = z.array(z.object({ subject: z.string() }))

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((one) => whole.has(one))
}

describe('kill -9', () => {
  it('loses nothing acknowledged, at any moment', async () => {
    const DATA_DIR = await temporaryFolder()
    const begin = async () => {
      const child = run(fakeRuntime, { PORT: '0', DATA_DIR })
      if (child.stdout === null) throw new Error('The child has no output.')
      const [line] = await once(createInterface({ input: child.stdout }), 'line')
      return { child, ...addressesSchema.parse(JSON.parse(z.string().parse(line))) }
    }
    const acknowledged = new Set<string>()
    for (let round = 0; round < 4; round += 1) {
      const { child, publicUrl } = await begin()
      const submitted = Array.from({ length: 12 }, async (_, index) => {
        const reference = `TSV-${round}-${index}`
        const headers = { 'content-type': 'text/plain' }
        const response = await fetch(`${publicUrl}/proposals`, { method: 'POST', body: reference, headers })
        if (response.status === 202) acknowledged.add(reference)
      })
      await until(() => acknowledged.size > round * 4, 'some acknowledgements')
      child.kill('SIGKILL')
      await Promise.allSettled([once(child, 'exit'), ...submitted])
    }
    const { operatorUrl } = await begin()
    const mailed = async () => {
      const response = await fetch(`${operatorUrl}/mailbox`, { headers: { accept: 'application/json' } })
      return new Set(mailsSchema.parse(await response.json()).map(({ subject }) => subject))
    }
    await until(async () => isSubset(acknowledged, await mailed()), 'a mail for everything acknowledged')
    for (const reference of acknowledged) {
      const drawing = async () => (await fetch(`${operatorUrl}/workflow/${reference}`)).text()
      await until(async () => (await drawing()).includes('SUCCEEDED'), `the end of ${reference}`)
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(4)
  })
})
