import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'

const now = new Date('2026-11-30T10:00:00.000Z')
const link = { opens: 'session', email: 'a@b.example', expires: '2127-01-01T00:00:00.000Z' } as const
const effect = { reference: 'TSV-1405-ABCD', sequence: 1, kind: 'event' }

/** A database on a disk that answers when it is told to. */
async function onSlowDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-on-disk-'))
  const database = openDatabase(join(folder, 'tasvib.sqlite'))
  onTestFinished(async () => {
    vi.restoreAllMocks()
    database.close()
    await rm(folder, { recursive: true, force: true })
  })
  const handle = await open(join(folder, 'tasvib.sqlite'))
  const asked: PromiseWithResolvers<void>[] = []
  vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'datasync').mockImplementation(() => {
    const disk = Promise.withResolvers<void>()
    asked.push(disk)
    return disk.promise
  })
  await handle.close()
  return { ports: sqlitePorts(database, { codeKey: 'a key' }), database, asked }
}

const soon = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 50, 'still waiting'))])

describe('what is written', () => {
  it('is told of only once the disk has it', async () => {
    const { ports, asked } = await onSlowDisk()
    const issued = ports.links.issue(link)
    expect(await soon(issued)).toBe('still waiting')
    asked[0]?.resolve()
    expect(await issued).toMatch(/^[\w-]{43}$/)
  })

  it('keeps nobody waiting who reads', async () => {
    const { ports } = await onSlowDisk()
    void ports.links.issue(link)
    expect(await soon(ports.links.sessionsOf('a@b.example'))).toHaveLength(1)
  })

  it('waits for the disk once with all others, and again for what came while it worked', async () => {
    const { ports, asked } = await onSlowDisk()
    const first = ports.links.issue(link)
    await soon(first)
    const others = Array.from({ length: 100 }, () => ports.links.issue(link))
    asked[0]?.resolve()
    await first
    expect(await soon(Promise.all(others))).toBe('still waiting')
    expect(asked).toHaveLength(2)
    asked[1]?.resolve()
    expect(await Promise.all(others)).toHaveLength(100)
    expect(asked).toHaveLength(2)
  })

  it('is told to nobody any more after the disk has failed', async () => {
    const { ports, asked } = await onSlowDisk()
    const issued = ports.links.issue(link)
    await soon(issued)
    asked[0]?.reject(new Error('EIO'))
    await expect(issued).rejects.toThrow('EIO')
    await expect(ports.links.issue(link)).rejects.toThrow('EIO')
  })

  it('waits for no disk where it says how far an effect has got', async () => {
    const { ports, database, asked } = await onSlowDisk()
    expect(await ports.effects.claim(effect, now)).toBe(true)
    await ports.effects.done(effect, now)
    expect(asked).toHaveLength(0)
    const settled = database.onDisk()
    await soon(settled)
    asked[0]?.resolve()
    await settled
  })
})
