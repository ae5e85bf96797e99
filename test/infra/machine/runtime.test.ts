import { stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type Runtime, startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { fakeParts } from './fake-parts.ts'
import { afterwards, temporaryFolder, until } from './temporary-data.ts'

async function runtimeForTests(folder?: string): Promise<Runtime> {
  const DATA_DIR = folder ?? (await temporaryFolder())
  const runtime = await startRuntime(readSettings({ PORT: '0', DATA_DIR }), fakeParts)
  afterwards(() => runtime.stop())
  return runtime
}

const mailsSchema = z.array(z.object({ to: z.string(), subject: z.string(), text: z.string() }))

async function mailsOf({ operatorUrl }: Runtime) {
  const response = await fetch(`${operatorUrl}/mailbox`, { headers: { accept: 'application/json' } })
  return mailsSchema.parse(await response.json())
}

async function submit({ publicUrl }: Runtime, reference: string): Promise<number> {
  const headers = { 'content-type': 'text/plain' }
  return (await fetch(`${publicUrl}/proposals`, { method: 'POST', body: reference, headers })).status
}

describe('the runtime', () => {
  it('carries a request through table, stream, workflow and mail', async () => {
    const runtime = await runtimeForTests()
    expect(await submit(runtime, 'TSV-1')).toBe(202)
    await until(async () => (await mailsOf(runtime)).length === 1, 'the mail')
    expect(await mailsOf(runtime)).toEqual([{ to: 'TSV-1@example.org', subject: 'TSV-1', text: 'رسید' }])
    const drawing = async () => (await fetch(`${runtime.operatorUrl}/workflow/TSV-1`)).text()
    await until(async () => (await drawing()).includes('SUCCEEDED'), 'the end of the execution')
    expect(await drawing()).toContain('<svg')
  })

  it('lets a browser upload to an address it was given, and nobody else read', async () => {
    const { publicUrl } = await runtimeForTests()
    const given = await (await fetch(`${publicUrl}/uploads`, { method: 'POST' })).json()
    const { url, fields } = z
      .object({ url: z.string(), fields: z.record(z.string(), z.string()) })
      .parse(given)
    expect(url.startsWith(`${publicUrl}/`)).toBe(true)
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob(['content']))
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204)
    expect((await fetch(`${url}/upload`)).status).toBe(403)
  })

  it('has ticked by the time that a journey through time is answered', async () => {
    const runtime = await runtimeForTests()
    const before = runtime.now()
    const response = await fetch(`${runtime.operatorUrl}/clock`, {
      method: 'POST',
      body: '{"advance":"P30D"}',
    })
    const { now } = z.object({ now: z.string() }).parse(await response.json())
    expect(Date.parse(now) - before).toBeGreaterThanOrEqual(30 * 86_400_000)
    expect(await (await fetch(`${runtime.publicUrl}/board`)).text()).toBe('1')
  })

  it('finds everything again after a stop', async () => {
    const folder = await temporaryFolder()
    const first = await runtimeForTests(folder)
    await submit(first, 'TSV-1')
    await until(async () => (await mailsOf(first)).length === 1, 'the mail')
    await first.stop()
    const second = await runtimeForTests(folder)
    expect(await mailsOf(second)).toHaveLength(1)
    expect((await fetch(`${second.operatorUrl}/workflow/TSV-1`)).status).toBe(200)
    await submit(second, 'TSV-2')
    await until(async () => (await mailsOf(second)).length === 2, 'the second mail')
  })

  it('keeps its secrets to the owner of the data folder', async () => {
    const folder = await temporaryFolder()
    await runtimeForTests(folder)
    expect((await stat(`${folder}/secrets.json`)).mode & 0o077).toBe(0)
  })

  it('stops what it had started when a function cannot be loaded', async () => {
    const DATA_DIR = await temporaryFolder()
    const settings = readSettings({ PORT: '0', DATA_DIR })
    const broken = { doors: { ...fakeParts.doors, track: () => Promise.reject(new Error('no such door')) } }
    await expect(startRuntime(settings, broken)).rejects.toThrow(/could not be loaded from functions\/track/)
    const runtime = await startRuntime(settings, fakeParts)
    afterwards(() => runtime.stop())
    expect((await fetch(runtime.publicUrl)).status).toBe(200)
  })
})
