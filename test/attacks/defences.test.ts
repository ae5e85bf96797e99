import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { defences } from './defences.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

describe('the table of attacks and their defences', () => {
  it.each(defences)(
    'names the one place of the defence against $attack',
    async ({ test, named, file, from }) => {
      expect((await readFile(at(file), 'utf8')).split(from)).toHaveLength(2)
      expect(existsSync(at(`test/attacks/${test}`))).toBe(true)
      if (named !== undefined) expect(await readFile(at(`test/attacks/${test}`), 'utf8')).toContain(named)
    },
  )
})
