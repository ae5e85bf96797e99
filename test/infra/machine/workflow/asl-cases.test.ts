import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { SFNClient } from '@aws-sdk/client-sfn'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as z from 'zod'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { type AslCase, definitionOf } from '#test/cloud/asl/asl-case.ts'
import { aslCases } from '#test/cloud/asl/asl-cases.ts'
import { playMachine } from '#test/cloud/asl/play-machine.ts'
import { handler } from '../../../cloud/asl/probe.cjs'
import { newJournalPath } from './open-test-engine.ts'
import { stateMachineArn } from './test-machines.ts'

/** A machine on the local interpreter, behind the protocol that the real client speaks. */
async function serve(machine: Pick<AslCase, 'states' | 'machine'>): Promise<SFNClient> {
  const engine = openWorkflowEngine({
    definition: JSON.parse(definitionOf(machine, 'probe')),
    stateMachineArn,
    journal: newJournalPath(),
    // As `invokeForWorkflow` does it: what a function throws is its own error, by its name.
    invoke: async (_name, payload) =>
      handler(z.looseObject({}).parse(payload)).catch((error: Error) => {
        throw new InvokeError(error.name, error.message)
      }),
    now: Date.now,
  })
  const server = createServer((request, response) => {
    void (async () => {
      const target = String(request.headers['x-amz-target'])
      const { status, body } = await engine.handle(target, JSON.parse(await text(request)))
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  onTestFinished(async () => {
    client.destroy()
    server.close()
    await engine.stop()
  })
  return client
}

describe('the local interpreter, by cases whose course AWS describes,', () => {
  it.concurrent.each(aslCases)('$name', async ({ states, machine = {}, input, act, goes }) => {
    const played = await playMachine(await serve({ states, machine }), stateMachineArn, { input, act })
    expect(played).toEqual({ said: [], ...goes })
  })
})
