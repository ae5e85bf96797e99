import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { callbackOf, machineOf, tokenIn } from './test-machines.ts'

/** Started by resume-after-kill.test.ts with a database's path: says each step on stdout, until it is done or killed. */
const say = (said: string, detail: unknown) => writeSync(1, `${JSON.stringify({ said, detail })}\n`)

const opened = openDatabase(z.string().parse(process.argv[2]))
const database: Database = {
  ...opened,
  transact(work) {
    const done = opened.transact(work)
    say('committed', null)
    return done
  },
}
const journal = journalIn(database, Date.now)
const engine = openWorkflowEngine({
  definition: machineOf({
    One: callbackOf({ Next: 'Two' }),
    Two: callbackOf({ Next: 'Three' }),
    Three: callbackOf(),
  }),
  database,
  now: Date.now,
  invoke: async (_, payload) => {
    const token = tokenIn(payload)
    say('called', token)
    // Long enough for a kill that was meant for this moment.
    await setTimeout(20)
    if ((await engine.workflow.resume(token, 'close')) === 'resumed') say('acknowledged', token)
    await setTimeout(20)
  },
})

engine.resume()
// An earlier life of this process may have started it; that is as good.
await engine.workflow.start({ name: 'case', reference: 'a reference' })
say('started', null)
while (await engine.workflow.isRunning('case')) await setTimeout(5)
const ended = journal.events('case').filter(({ type }) => type === 'TaskSucceeded')
say('ended', { status: journal.load('case')?.status, tasks: ended.length })
await engine.stop()
