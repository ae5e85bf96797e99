import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { removeOldFiles } from '#infra/machine/files/remove-old-files.ts'
import { filesForTests } from './files-for-tests.ts'

const type = 'text/plain'
const bytes = (text: string) => [Buffer.from(text)]
const namesIn = async (folder: string) => (await readdir(folder)).sort()

describe('files by their digests', () => {
  it('are one on the disk where two keys have the same, until the last key goes', async () => {
    const { store, folder } = await filesForTests()
    await store.put({ key: 'cases/a', type }, bytes('same'))
    await store.put({ key: 'cases/b', type }, bytes('same'))
    await store.put({ key: 'cases/c', type }, bytes('other'))
    expect(await namesIn(folder)).toHaveLength(2)
    await store.remove('cases/a')
    expect((await store.read('cases/b')).toString()).toBe('same')
    await store.remove('cases/b')
    expect(await namesIn(folder)).toEqual([store.find('cases/c')?.digest])
  })

  it('leave nothing of what was replaced, nor of what came second where one was there', async () => {
    const { store, folder } = await filesForTests()
    await store.put({ key: 'a', type }, bytes('first'))
    await store.put({ key: 'a', type }, bytes('second'))
    expect(await store.put({ key: 'a', type, onlyNew: true }, bytes('third'))).toBe(false)
    expect(await namesIn(folder)).toEqual([store.find('a')?.digest])
    expect((await store.read('a')).toString()).toBe('second')
  })

  it('are there to be read whatever else is written and removed at the same time', async () => {
    const { store, folder } = await filesForTests()
    const turns = Array.from({ length: 40 }, async (_, turn) => {
      await store.put({ key: `k${turn % 4}`, type }, bytes(`text ${turn % 3}`))
      if (turn % 5 === 0) await store.remove(`k${(turn + 1) % 4}`)
    })
    await Promise.all(turns)
    for (const { key, digest } of store.list('k')) {
      expect(await namesIn(folder)).toContain(digest)
      expect((await store.read(key)).toString()).toMatch(/^text /)
    }
    expect(new Set(await namesIn(folder))).toEqual(new Set(store.list('').map(({ digest }) => digest)))
  })

  it('keep no key outside the folder, whatever it looks like', async () => {
    const { store, folder } = await filesForTests()
    for (const key of ['../../../escaped', '..', '/etc/passwd', `${'long/'.repeat(150)}x`, 'nul\u0000byte'])
      await store.put({ key, type }, bytes(key))
    expect((await namesIn(folder)).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true)
    expect((await store.read('..')).toString()).toBe('..')
  })

  it('lose what a crash left without a key, and nothing else', async () => {
    const { store, folder } = await filesForTests()
    await store.put({ key: 'a', type }, bytes('kept'))
    await writeFile(join(folder, 'f'.repeat(64)), 'without a key')
    await store.sweep()
    expect(await namesIn(folder)).toEqual([store.find('a')?.digest])
  })

  it('go after their time: uploads nobody sent, and bundles', async () => {
    let now = new Date('2026-11-20T00:00:00.000Z')
    const { store } = await filesForTests({ now: () => now })
    for (const key of ['incoming/old', 'evidence/old', 'cases/old'])
      await store.put({ key, type }, bytes(key))
    now = new Date('2026-11-22T00:00:00.000Z')
    await store.put({ key: 'incoming/new', type }, bytes('new'))
    await removeOldFiles(store, now)
    expect(store.list('').map(({ key }) => key)).toEqual(['cases/old', 'incoming/new'])
  })
})
