import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { openStore } from '#infra/machine/open-store.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { moveOldJournal } from '#infra/machine/store/move-old-journal.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { everyRow } from '#test/ports/every-row.ts'
import { afterwards, temporaryData } from './temporary-data.ts'

/** What the release before wrote: cases that wait, are to be tried again, have ended, and were stopped by hand. */
const recorded = readFileSync(
  new URL('../../fixtures/workflow-before-one-database.sql', import.meta.url),
  'utf8',
)
const [waits, ended, backsOff, stopped] = ['A', 'B', 'C', 'D'].map((each) => `TSV-1405-${each.repeat(5)}`)

async function folderOfBefore() {
  const data = await temporaryData()
  // Its cases had moved into the database before.
  openDatabase(data.file('tasvib.sqlite')).close()
  const old = new DatabaseSync(data.file('workflow.db'))
  old.exec('PRAGMA journal_mode = WAL')
  old.exec(recorded)
  const token = String(
    old.prepare('SELECT token FROM tokens WHERE execution = ?').get(waits ?? '')?.['token'],
  )
  old.close()
  return { data, token }
}

describe("the workflow's journal of the release before", () => {
  it('is moved once, and its executions go on where they were', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { data, token } = await folderOfBefore()
    const database = await openStore(data)
    expect(told.mock.lastCall?.[0]).toContain('workflow.db.moved')
    told.mockRestore()
    expect(readdirSync(data.path).filter((name) => name.startsWith('workflow'))).toEqual([
      'workflow.db.moved',
    ])

    const calls: string[] = []
    const engine = openWorkflowEngine({
      definition: JSON.parse(
        '{"QueryLanguage":"JSONata","StartAt":"End","States":{"End":{"Type":"Succeed"}}}',
      ),
      database,
      now: () => Date.UTC(2026, 10, 29, 9),
      invoke: async (name, payload) => {
        calls.push(`${name} ${JSON.stringify(payload)}`)
      },
    })
    afterwards(async () => {
      await engine.stop()
      database.close()
    })
    expect(engine.newest(9)).toEqual([
      { name: stopped, status: 'FAILED', current: 'Hold review stage' },
      { name: backsOff, status: 'RUNNING', current: 'Hold review stage' },
      { name: ended, status: 'SUCCEEDED', current: undefined },
      { name: waits, status: 'RUNNING', current: 'Await revision' },
    ])
    expect(engine.trace(waits ?? '')?.entered).toEqual(['Hold review stage', 'Go on', 'Await revision'])
    engine.resume()
    expect(await engine.workflow.resume(token, 'close')).toBe('resumed')
    await expect.poll(() => engine.trace(waits ?? '')?.status).toBe('SUCCEEDED')
    await expect
      .poll(() => calls)
      .toEqual([expect.stringContaining(`"reference":"${backsOff}","step":"review"`)])
  })

  it('is not moved again by a start after one that died before the old file had its new name', async () => {
    const { data } = await folderOfBefore()
    copyFileSync(data.file('workflow.db'), data.file('kept'))
    const database = await openStore(data)
    afterwards(async () => database.close())
    const before = everyRow(database)
    copyFileSync(data.file('kept'), data.file('workflow.db'))
    expect(await moveOldJournal(data, database)).toContain('workflow.db.moved')
    expect(everyRow(database)).toEqual(before)
    expect(await moveOldJournal(data, database)).toBeUndefined()
  })

  it('leaves all as it is when a row of it cannot be read', async () => {
    const { data } = await folderOfBefore()
    const old = new DatabaseSync(data.file('workflow.db'))
    old.exec(
      `UPDATE executions SET progress = '{"status":"RUNNING","position":{"at":"pause"}}' WHERE sequence = 3`,
    )
    old.close()
    await expect(openStore(data)).rejects.toThrow('cannot be read')
    expect(existsSync(data.file('workflow.db'))).toBe(true)
  })
})
