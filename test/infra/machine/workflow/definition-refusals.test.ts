import { describe, expect, it } from 'vitest'
import { readDefinition, UnsupportedDefinition } from '#infra/machine/workflow/read-definition.ts'
import { openTestEngine } from './open-test-engine.ts'
import { callbackOf, machineOf, retryOf, taskOf } from './test-machines.ts'

function faultsOf(definition: unknown): readonly string[] {
  try {
    openTestEngine({ definition })
  } catch (fault) {
    if (fault instanceof UnsupportedDefinition) return fault.faults
    throw fault
  }
  return []
}

const choice = {
  Type: 'Choice',
  Choices: [{ Condition: "{% $states.input.next = 'a' %}", Next: 'Done' }],
  Default: 'Done',
}

describe('A state machine with more than the deployed file uses', () => {
  it.each(['Map', 'Parallel', 'Pass', 'Wait', 'Activity'])('is refused for a state of type %s', (Type) => {
    expect(faultsOf(machineOf({ S: { Type, Next: 'Done' } }))).toEqual([
      `State "S", field "Type": "${Type}" is not supported`,
    ])
  })

  it.each<[string, Record<string, unknown>]>([
    ['InputPath', taskOf({ InputPath: '$' })],
    ['Parameters', taskOf({ Parameters: {} })],
    ['ResultPath', taskOf({ ResultPath: '$.a' })],
    ['Assign', taskOf({ Assign: { a: 1 } })],
    ['QueryLanguage', taskOf({ QueryLanguage: 'JSONPath' })],
    ['HeartbeatSeconds', callbackOf({ HeartbeatSeconds: 5 })],
    ['Credentials', taskOf({ Credentials: {} })],
    ['End', taskOf({ End: true })],
    [
      'Arguments.InvocationType',
      taskOf({ Arguments: { FunctionName: 'f', Payload: {}, InvocationType: 'Event' } }),
    ],
    ['Retry.0.Comment', taskOf({ Retry: [retryOf('E', { Comment: 'why' })] })],
    ['Catch.0.Output', taskOf({ Catch: [{ ErrorEquals: ['E'], Next: 'Done', Output: {} }] })],
    ['Catch.0.Assign', taskOf({ Catch: [{ ErrorEquals: ['E'], Next: 'Done', Assign: {} }] })],
    ['Output', { ...choice, Output: {} }],
    ['Assign', { ...choice, Assign: {} }],
    ['Choices.0.Output', { ...choice, Choices: [{ ...choice.Choices[0], Output: {} }] }],
    ['CausePath', { Type: 'Fail', Error: 'E', Cause: 'c', CausePath: '$' }],
  ])('is refused for the field %s', (field, state) => {
    expect(faultsOf(machineOf({ S: state }))).toEqual([`State "S", field "${field}": is not supported`])
  })

  it.each<[string, string, Record<string, unknown>]>([
    ['an output of Succeed', 'Output', { Done: { Type: 'Succeed', Output: [1] } }],
    ['another service', 'Resource', { S: taskOf({ Resource: 'arn:aws:states:::sqs:sendMessage' }) }],
    ['no payload', 'Arguments.Payload', { S: taskOf({ Arguments: { FunctionName: 'f' } }) }],
    ['a timeout of zero', 'TimeoutSeconds', { S: taskOf({ TimeoutSeconds: 0 }) }],
    ['no timeout', 'TimeoutSeconds', { S: taskOf({ TimeoutSeconds: undefined }) }],
    [
      'a timeout that is asked for',
      'TimeoutSeconds',
      { S: taskOf({ TimeoutSeconds: '{% $states.input.s %}' }) },
    ],
    [
      'a retrier without jitter',
      'Retry.0.JitterStrategy',
      { S: taskOf({ Retry: [retryOf('E', { JitterStrategy: 'NONE' })] }) },
    ],
    [
      'a retrier without a longest delay',
      'Retry.0.MaxDelaySeconds',
      { S: taskOf({ Retry: [retryOf('E', { MaxDelaySeconds: undefined })] }) },
    ],
    ['States.ALL', 'Retry.0.ErrorEquals.0', { S: taskOf({ Retry: [retryOf('States.ALL')] }) }],
    [
      'States.HeartbeatTimeout',
      'Catch.0.ErrorEquals.0',
      { S: taskOf({ Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Done' }] }) },
    ],
    ['a choice without a default', 'Default', { S: { ...choice, Default: undefined } }],
    [
      'a condition that is a value',
      'Choices.0.Condition',
      { S: { ...choice, Choices: [{ Condition: true, Next: 'Done' }] } },
    ],
    [
      'a condition that compares nothing',
      'Choices.0.Condition',
      { S: { ...choice, Choices: [{ Condition: '{% $states.input.a %}', Next: 'Done' }] } },
    ],
    ['a function in an expression', 'Output.a', { S: taskOf({ Output: { a: '{% $sum([1]) %}' } }) }],
    ['a broken expression', 'Arguments.Payload.a', { S: taskOf({}, { a: '{% 1 + %}' }) }],
    ['a failure without a cause', 'Cause', { S: { Type: 'Fail', Error: 'E' } }],
    [
      'a placeholder that was left',
      'Arguments.FunctionName',
      { S: taskOf({ Arguments: { FunctionName: '${AskLedgerFunction}', Payload: {} } }) },
    ],
  ])('is refused for %s', (_, field, states) => {
    const [fault = '', ...more] = faultsOf({
      ...machineOf(states),
      States: { ...machineOf({}).States, ...states },
    })
    expect(more).toEqual([])
    expect(fault).toMatch(/^State "(?:S|Done)", field "/)
    expect(fault).toContain(`field "${field}"`)
  })

  it.each<[string, Record<string, unknown>]>([
    ['TimeoutSeconds', { TimeoutSeconds: 5 }],
    ['Version', { Version: '1.0' }],
  ])('is refused for the field %s of the whole', (field, extra) => {
    expect(faultsOf({ ...machineOf({ S: taskOf() }), ...extra })).toEqual([
      `State machine, field "${field}": is not supported`,
    ])
  })

  it('has every fault named at once', () => {
    const definition = machineOf({ S: taskOf({ InputPath: '$' }), T: { Type: 'Map' } })
    expect(() => readDefinition(definition)).toThrow(/State "S".*\n.*State "T"/)
  })
})

describe('A state machine that leads astray', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'a transition to nowhere',
      { S: taskOf({ Next: 'T' }) },
      'State "S", field "Next": there is no state "T"',
    ],
    [
      'a rule to nowhere',
      { S: { ...choice, Choices: [{ ...choice.Choices[0], Next: 'T' }] } },
      'State "S", field "Choices.0.Next": there is no state "T"',
    ],
    [
      'a default to nowhere',
      { S: { ...choice, Default: 'T' } },
      'State "S", field "Default": there is no state "T"',
    ],
    [
      'a catcher to nowhere',
      { S: taskOf({ Catch: [{ ErrorEquals: ['E'], Next: 'T' }] }) },
      'State "S", field "Catch.0.Next": there is no state "T"',
    ],
    [
      'a state that nothing leads to',
      { S: taskOf(), T: taskOf() },
      'State "T", field "StartAt": no transition leads here',
    ],
  ])('is refused for %s', (_, states, fault) => {
    expect(faultsOf(machineOf(states))).toContain(fault)
  })

  it('is refused when it does not say JSONata, or starts nowhere', () => {
    const { QueryLanguage: _, ...silent } = machineOf({ S: taskOf() })
    expect(faultsOf(silent)).toEqual(['State machine, field "QueryLanguage": must be "JSONata"'])
    expect(faultsOf({ ...machineOf({ S: taskOf() }), StartAt: 'T' })).toEqual([
      'State machine, field "StartAt": there is no state "T"',
    ])
  })
})
