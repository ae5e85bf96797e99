import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mendModes } from '#infra/machine/file-modes.ts'
import { startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { fakeParts } from './fake-parts.ts'
import { afterwards, temporaryFolder } from './temporary-data.ts'

async function modeOf(path: string): Promise<number> {
  return (await lstat(path)).mode & 0o777
}

/** Everything below a folder, with its modes, that others may touch. */
async function openToOthers(folder: string): Promise<string[]> {
  const names = ['', ...(await readdir(folder, { recursive: true }))]
  const found: string[] = []
  for (const name of names) {
    const mode = await modeOf(join(folder, name))
    if ((mode & 0o077) !== 0) found.push(`${name} ${mode.toString(8)}`)
  }
  return found
}

async function start(folder: string, more: Record<string, string> = {}) {
  const runtime = await startRuntime(
    { ...readSettings({ DATA_DIR: folder, ...more }), port: 0, operatorPort: 0 },
    fakeParts,
  )
  afterwards(() => runtime.stop())
  return runtime
}

const production = { TASVIB_MODE: 'production', PUBLIC_URL: 'https://proposals.city.example' }

describe('files of a data folder', () => {
  it('are for their owner alone in production, those of an earlier release and a trial included', async () => {
    const folder = await temporaryFolder()
    const trial = await start(folder)
    await fetch(`${trial.publicUrl}/proposals`, {
      method: 'POST',
      body: 'TSV-1',
      headers: { 'content-type': 'text/plain' },
    })
    await trial.stop()
    for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
      const path = join(folder, name)
      await chmod(path, (await lstat(path)).isDirectory() ? 0o777 : 0o666)
    }
    const runtime = await start(folder, production)
    expect(await openToOthers(folder)).toEqual([])
    expect((await fetch(`${runtime.operatorUrl}/health`)).status).toBe(200)
    await runtime.stop()
    expect(await openToOthers(folder)).toEqual([])
    expect(await modeOf(folder)).toBe(0o700)
    expect(await modeOf(join(folder, 'secrets.json'))).toBe(0o600)
  })

  it('are for their owner alone in a new folder', async () => {
    const folder = join(await temporaryFolder(), 'data')
    await start(folder, production)
    expect(await openToOthers(folder)).toEqual([])
  })

  it('leaves what a name leads to elsewhere, and what was never ours, as it is', async () => {
    const elsewhere = await temporaryFolder()
    await writeFile(join(elsewhere, 'file'), '')
    await chmod(join(elsewhere, 'file'), 0o644)
    const folder = await temporaryFolder()
    await chmod(folder, 0o755)
    await mkdir(join(folder, 'inner'))
    await chmod(join(folder, 'inner'), 0o755)
    await mendModes(folder)
    expect(await modeOf(folder)).toBe(0o700)
    expect(await modeOf(join(folder, 'inner'))).toBe(0o755)
    await writeFile(join(folder, 'secrets.json'), '{}')
    await symlink(join(elsewhere, 'file'), join(folder, 'linked'))
    await mendModes(folder)
    expect(await modeOf(join(folder, 'inner'))).toBe(0o700)
    expect(await modeOf(join(elsewhere, 'file'))).toBe(0o644)
  })
})

describe('a folder whose clock was moved', () => {
  it('is refused in production with what to do, in both languages, and is left as it is', async () => {
    const folder = await temporaryFolder()
    const trial = await start(folder)
    await fetch(`${trial.operatorUrl}/clock`, { method: 'POST', body: '{"advance":"P3D"}' })
    await trial.stop()
    const before = await readFile(join(folder, 'clock.json'), 'utf8')
    await expect(start(folder, production)).rejects.toThrow(/پوشهٔ دیگری[\s\S]*choose another folder/)
    expect(await readFile(join(folder, 'clock.json'), 'utf8')).toBe(before)
  })
})
