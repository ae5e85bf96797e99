import { randomUUID } from 'node:crypto'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { definitionOf } from './asl/asl-case.ts'
import { aslCases } from './asl/asl-cases.ts'
import { deployProbe, type Probe } from './asl/deploy-probe.ts'
import { playMachine } from './asl/play-machine.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { gapsThatAreClosed, goesOnEmulator } from './gaps.ts'
import { installEmulator } from './install-emulator.ts'
import { readLog } from './read-logs.ts'

const installed = await installEmulator()
if ('lacks' in installed) {
  console.warn(
    `${aslCases.length} cases of the state machine are skipped. This machine lacks ${installed.lacks}`,
  )
}
const handedOutSchema = z.object({ execution: z.string(), token: z.string() })

describe.skipIf('lacks' in installed)('the interpreter of the cloud, by the same cases,', () => {
  let emulator: Emulator
  let workflows: SFNClient
  let logs: CloudWatchLogsClient
  let probe: Probe
  const made: string[] = []

  beforeAll(async () => {
    if ('lacks' in installed) return
    emulator = await startEmulator(installed.python)
    workflows = new SFNClient(emulator.client)
    logs = new CloudWatchLogsClient(emulator.client)
    probe = await deployProbe(emulator.client, 'tasvib-probe')
  })
  afterAll(async () => {
    for (const stateMachineArn of made)
      await workflows.send(new DeleteStateMachineCommand({ stateMachineArn }))
    await probe?.remove()
    workflows?.destroy()
    logs?.destroy()
    await emulator?.stop()
  })

  /** As the functions that were called say, which is where the deployed ones have theirs from. */
  async function tokens(execution: string): Promise<string[]> {
    const told = (await readLog(logs, probe.log)).flatMap((message) => {
      const line = message.slice(message.indexOf('{'))
      return line.startsWith('{"execution"') ? [handedOutSchema.parse(JSON.parse(line))] : []
    })
    return told.flatMap((one) => (one.execution === execution ? [one.token] : []))
  }

  it.concurrent.each(aslCases)('$name', async (one) => {
    const { states, machine = {}, input, act } = one
    const { stateMachineArn = '' } = await workflows.send(
      new CreateStateMachineCommand({
        name: `tasvib-probe-${randomUUID()}`,
        definition: definitionOf({ states, machine }, probe.function),
        roleArn: probe.role,
      }),
    )
    made.push(stateMachineArn)
    const played = await playMachine(workflows, stateMachineArn, { input, act, tokens })
    expect(played).toEqual({ said: [], ...goesOnEmulator(one) })
  })

  it('goes otherwise than on AWS only where the list of gaps says so', () => {
    expect(gapsThatAreClosed(aslCases)).toEqual([])
  })

  it('tells no token in a history, so that a function has to', async () => {
    const stateMachineArn = made.at(-1)
    const { executions: [execution] = [] } = await workflows.send(
      new ListExecutionsCommand({ stateMachineArn }),
    )
    const { events = [] } = await workflows.send(
      new GetExecutionHistoryCommand({ executionArn: execution?.executionArn, includeExecutionData: true }),
    )
    const scheduled = events.flatMap(({ taskScheduledEventDetails: details }) => details ?? [])
    expect(scheduled.length).toBeGreaterThan(0)
    expect(scheduled.filter(({ parameters }) => parameters !== undefined)).toEqual([])
  })
})
