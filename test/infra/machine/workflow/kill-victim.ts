import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { callbackOf, executionArn, machineOf, stateMachineArn, tokenIn } from './test-machines.ts'

/** Started by resume-after-kill.test.ts with a journal's path: says each step on stdout, until it is done or killed. */
const say = (said: string, detail: unknown) => writeSync(1, `${JSON.stringify({ said, detail })}\n`)

const engine = openWorkflowEngine({
  definition: machineOf({
    One: callbackOf({ Next: 'Two' }),
    Two: callbackOf({ Next: 'Three' }),
    Three: callbackOf(),
  }),
  stateMachineArn,
  journal: z.string().parse(process.argv[2]),
  now: Date.now,
  invoke: async (_, payload) => {
    const taskToken = tokenIn(payload)
    say('called', taskToken)
    // Long enough for a kill that was meant for this moment.
    await setTimeout(20)
    const { tasks } = await done()
    const answer = await engine.handle('AWSStepFunctions.SendTaskSuccess', {
      taskToken,
      output: `${tasks + 1}`,
    })
    if (answer.status === 200) say('acknowledged', taskToken)
    await setTimeout(20)
  },
})

const historySchema = z.object({ events: z.array(z.object({ type: z.string() })) })

async function done() {
  const { body } = await engine.handle('AWSStepFunctions.GetExecutionHistory', {
    executionArn: executionArn('case'),
  })
  const { events } = historySchema.parse(body)
  return { tasks: events.filter(({ type }) => type === 'TaskSucceeded').length }
}

async function describe() {
  const { body } = await engine.handle('AWSStepFunctions.DescribeExecution', {
    executionArn: executionArn('case'),
  })
  return z.object({ status: z.string(), output: z.string().optional() }).parse(body)
}

await engine.resume()
// Fails when an earlier life of this process started it and it is over; that is as good.
await engine.handle('AWSStepFunctions.StartExecution', { stateMachineArn, name: 'case', input: '{}' })
say('started', null)
while ((await describe()).status === 'RUNNING') await setTimeout(5)
say('ended', await describe())
await engine.stop()
