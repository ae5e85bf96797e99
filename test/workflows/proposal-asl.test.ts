import { readFileSync } from 'node:fs'
import validateAsl from 'asl-validator'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { catalogue, type FunctionName, placeholderOf } from '#functions/catalogue.ts'
import { readDefinition } from '#infra/machine/workflow/read-definition.ts'
import { openTestEngine } from '#test/infra/machine/workflow/open-test-engine.ts'

const source = readFileSync(new URL('../../workflows/proposal.asl.json', import.meta.url), 'utf8')
const replaced = source.replaceAll(/\$\{\w+\}/g, 'arn:aws:lambda:eu-central-1:000000000000:function:any')

const stateSchema = z.looseObject({ Type: z.string(), Comment: z.string().optional() })
const { States } = z.object({ States: z.record(z.string(), stateSchema) }).parse(JSON.parse(source))
const states = Object.entries(States)
const tasks = [...readDefinition(JSON.parse(replaced)).states].flatMap(([name, state]) =>
  state.Type === 'Task' ? [[name, state] as const] : [],
)

/** What Lambda itself may raise, from Step Functions' guide on handling errors. */
const lambdaServiceErrors = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
]

describe('workflows/proposal.asl.json', () => {
  it('is valid Amazon States Language', () => {
    const answer = validateAsl(JSON.parse(replaced))
    expect(answer.errorsText()).toBe('')
    expect(answer.isValid).toBe(true)
  })

  it('opens in the interpreter', async () => {
    const { engine, stop } = openTestEngine({ definition: JSON.parse(replaced) })
    expect(engine.trace('nobody')).toBeUndefined()
    await stop()
  })

  it('says in every state what it is for', () => {
    expect(states.filter(([, state]) => (state.Comment ?? '').length < 20)).toEqual([])
  })

  it('uses no Map and no Parallel', () => {
    expect(new Set(states.map(([, state]) => state.Type))).toEqual(
      new Set(['Task', 'Choice', 'Succeed', 'Fail']),
    )
  })

  it('names exactly the functions that the catalogue gives to the workflow', () => {
    const used = new Set([...source.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]))
    const names = Object.keys(catalogue) as FunctionName[]
    const offered = names.filter((name) => catalogue[name].trigger.kind === 'workflow')
    expect(used).toEqual(new Set(offered.map(placeholderOf)))
  })

  it.each(tasks)('%s retries when Lambda itself fails, and has a timeout', (_, task) => {
    const retried = task.Retry.filter((retrier) => retrier.MaxAttempts > 0)
    const names = retried.flatMap((retrier) => retrier.ErrorEquals)
    expect(names).toEqual(expect.arrayContaining(lambdaServiceErrors))
    expect(task.TimeoutSeconds).toBeTypeOf('number')
  })

  const waits = tasks.filter(([, task]) => task.Resource.endsWith('.waitForTaskToken'))

  it('waits for a token in five states', () => {
    expect(waits.map(([name]) => name)).toEqual([
      'Hold review stage',
      'Await revision',
      'Settle terms',
      'Collect signatures',
      'Deliver to finance',
    ])
  })

  it.each(waits)('%s asks the ledger when its time runs out', (_, task) => {
    const catcher = task.Catch.find((each) => each.ErrorEquals.includes('States.Timeout'))
    expect(catcher?.Next).toBe('Ask the ledger')
  })
})
