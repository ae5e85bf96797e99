import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '#infra/machine/store/database.ts'
import { afterwards, temporaryFolder } from '../temporary-data.ts'

it.skipIf(process.platform === 'win32')(
  'tells once that the disk failed, and fails whoever waits for it',
  async () => {
    const file = join(await temporaryFolder(), 'tasvib.sqlite')
    const told: unknown[] = []
    const database = openDatabase(file, (error) => told.push(error))
    afterwards(async () => database.close())
    unlinkSync(`${file}-wal`)
    for (let time = 0; time < 2; time += 1) await expect(database.onDisk()).rejects.toThrow('ENOENT')
    expect(told).toHaveLength(1)
  },
)
