import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ObjectStore } from '#infra/machine/cloud/object-store.ts'
import { removeOldFiles } from '#infra/machine/cloud/remove-old-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tasvib-objects-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bucket = 'files'
const start = new Date('2026-11-25T08:00:00Z')
const later = (days: number) => new Date(start.getTime() + days * 86_400_000)

it('removes after a day bundles and uploads that no proposal came for, and nothing else', async () => {
  const objects = new ObjectStore(folder, () => start)
  const keys = ['incoming/a', 'evidence/TSV-1405-7F3K2/city/b.zip', 'uploads/c', 'cases/d', 'roots/e']
  for (const key of keys) await objects.put({ bucket, key, body: Buffer.from(key), headers: {} })
  const left = async (at: Date) => {
    await removeOldFiles({ objects, bucket }, at)
    const found = await Promise.all(keys.map((key) => objects.find(bucket, key)))
    return keys.filter((_, index) => found[index] !== undefined)
  }
  expect(await left(later(0.9))).toEqual(keys)
  expect(await left(later(1.1))).toEqual(['uploads/c', 'cases/d', 'roots/e'])
})

it('has nothing to do before anything is stored', async () => {
  await expect(removeOldFiles({ objects: new ObjectStore(folder), bucket }, start)).resolves.toBeUndefined()
})
