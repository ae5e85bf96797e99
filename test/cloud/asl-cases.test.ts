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
import { definitionOf } from '#test/cloud/asl/asl-case.ts'
import { aslCases } from '#test/cloud/asl/asl-cases.ts'
import { cloudStage } from '#test/cloud/asl/cloud-stage.ts'
import { deployProbe, type Probe } from '#test/cloud/asl/deploy-probe.ts'
import { playMachine } from '#test/cloud/asl/play-machine.ts'
import { type Cloud, findCloud } from './cloud.ts'
import { gapsThatAreClosed, goesOnEmulator } from './gaps.ts'
import { readLog } from './read-logs.ts'

const found = await findCloud()
if ('lacks' in found) {
  console.warn(`${aslCases.length} cases of the state machine are skipped. This machine lacks ${found.lacks}`)
}
const handedOutSchema = z.object({ execution: z.string(), token: z.string() })

describe.skipIf('lacks' in found)('the interpreter of the cloud, by the same cases,', () => {
  let cloud: Cloud
  let workflows: SFNClient
  let logs: CloudWatchLogsClient
  let probe: Probe
  const made: string[] = []

  beforeAll(async () => {
    if ('lacks' in found) return
    cloud = await found.open({ mail: false })
    workflows = new SFNClient(cloud.client)
    logs = new CloudWatchLogsClient(cloud.client)
    probe = await deployProbe(cloud.client, `${cloud.stack}-probe`)
  })
  afterAll(async () => {
    for (const stateMachineArn of made)
      await workflows.send(new DeleteStateMachineCommand({ stateMachineArn }))
    await probe?.remove()
    workflows?.destroy()
    logs?.destroy()
    await cloud?.stop()
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
    const { states, machine = {}, reference, act } = one
    const { stateMachineArn = '' } = await workflows.send(
      new CreateStateMachineCommand({
        name: `${cloud.stack}-probe-${randomUUID()}`,
        definition: definitionOf({ states, machine }, probe.function),
        roleArn: probe.role,
      }),
    )
    made.push(stateMachineArn)
    const isEmulated = cloud.kind === 'emulator'
    const stage = cloudStage(workflows, stateMachineArn, isEmulated ? tokens : undefined)
    const played = await playMachine(stage, { reference, act })
    expect(played).toEqual({ said: [], ...(isEmulated ? goesOnEmulator(one) : one.goes) })
  })

  it('goes otherwise than on AWS only where the list of gaps says so', () => {
    expect(gapsThatAreClosed(aslCases)).toEqual([])
  })

  it('tells a token in a history, except on the emulator', async () => {
    const stateMachineArn = made.at(-1)
    const { executions: [execution] = [] } = await workflows.send(
      new ListExecutionsCommand({ stateMachineArn }),
    )
    const { events = [] } = await workflows.send(
      new GetExecutionHistoryCommand({ executionArn: execution?.executionArn, includeExecutionData: true }),
    )
    const scheduled = events.flatMap(({ taskScheduledEventDetails: details }) => details ?? [])
    expect(scheduled.length).toBeGreaterThan(0)
    const telling = scheduled.filter(({ parameters }) => parameters !== undefined)
    expect(telling).toHaveLength(cloud.kind === 'emulator' ? 0 : scheduled.length)
  })
})
