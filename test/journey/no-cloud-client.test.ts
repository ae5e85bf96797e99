import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { type KillableTasvib, startKillable } from '#test/faults/killable-tasvib.ts'

let folder = ''
let server: KillableTasvib

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tasvib-loaded-'))
  const preload = pathToFileURL(join(import.meta.dirname, '../fixtures/note-loaded-modules.mjs')).href
  server = await startKillable(undefined, { NODE_OPTIONS: `--import=${preload}`, NOTE_LOADED_IN: folder })
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('a Tasvib on one machine', () => {
  it('loads no client of AWS, from its start to the end of a whole case and a day', async () => {
    const { publicUrl, operatorUrl } = server
    const visitor = new Visitor({ publicUrl, operatorUrl, language: 'fa', patience: 60_000 })
    await playWholeCase(visitor, 'fa')
    await visitor.advance('P1D')
    const notes = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    )
    const loaded = [...new Set(notes.join('').split('\n'))]
    // Nothing is found because nothing was noted would prove nothing.
    expect(loaded.filter((url) => url.endsWith('/infra/machine/home.ts'))).toHaveLength(1)
    expect(loaded.filter((url) => url.endsWith('/functions/retention/door.ts'))).toHaveLength(1)
    expect(loaded.filter((url) => /\/node_modules\/@(?:aws-sdk|smithy)\//.test(url))).toEqual([])
  })
})
