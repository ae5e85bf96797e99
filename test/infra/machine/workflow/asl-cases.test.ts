import { describe, expect, it, type TestContext } from 'vitest'
import * as z from 'zod'
import { InvokeError } from '#infra/machine/workflow/invoke-error.ts'
import { type AslCase, definitionOf } from '#test/cloud/asl/asl-case.ts'
import { aslCases } from '#test/cloud/asl/asl-cases.ts'
import { playMachine, type Stage } from '#test/cloud/asl/play-machine.ts'
import { handler } from '../../../cloud/asl/probe.cjs'
import { openTestEngine } from './open-test-engine.ts'

const handedOut = z.object({ token: z.string() })

/** A machine on the interpreter of one machine. */
function machineStage(
  machine: Pick<AslCase, 'states' | 'machine'>,
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
): Stage {
  const tokens: string[] = []
  const bench = openTestEngine({
    definition: JSON.parse(definitionOf(machine, 'probe')),
    clock: { now: Date.now, advance: () => undefined },
    random: Math.random,
    // As `invokeForWorkflow` does it: what a function throws is its own error, by its name.
    invoke: async (_name, payload) => {
      const told = handedOut.safeParse(payload)
      if (told.success) tokens.push(told.data.token)
      return handler(z.looseObject({}).parse(payload)).catch((error: Error) => {
        throw new InvokeError(error.name, error.message)
      })
    },
  })
  onTestFinished(() => bench.stop())
  return {
    workflow: bench.workflow,
    tokens: async () => tokens,
    async look(name) {
      const { status, stateInput, error } = bench.found(name)
      return {
        status,
        ...(status === 'SUCCEEDED' ? { output: stateInput } : {}),
        ...(status === 'FAILED' ? { error } : {}),
        entered: bench.engine.trace(name)?.entered ?? [],
        tried: bench.types(name).filter((type) => type === 'TaskScheduled').length,
      }
    },
  }
}

describe('the interpreter of one machine, by cases whose course AWS describes,', () => {
  it.concurrent.for(aslCases)('$name', async (one, context) => {
    const { states, machine = {}, reference, act, goes } = one
    const played = await playMachine(machineStage({ states, machine }, context), { reference, act })
    expect(played).toEqual({ said: [], ...goes })
  })
})
