import { describe, expect, it } from 'vitest'
import { readDefinition, UnsupportedDefinition } from '#infra/machine/workflow/read-definition.ts'
import { openTestEngine } from './open-test-engine.ts'
import { callbackOf, machineOf, taskOf } from './test-machines.ts'

function faultsOf(definition: unknown): readonly string[] {
  try {
    openTestEngine({ definition })
  } catch (fault) {
    if (fault instanceof UnsupportedDefinition) return fault.faults
    throw fault
  }
  return []
}

const pass = { Type: 'Pass', End: true }

describe('A state machine that the interpreter would not run as the cloud does', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'JSONPath’s InputPath',
      { S: { ...pass, InputPath: '$' } },
      'State "S", field "InputPath": belongs to JSONPath',
    ],
    [
      'JSONPath’s Parameters',
      { S: taskOf({ Parameters: {} }) },
      'State "S", field "Parameters": belongs to JSONPath',
    ],
    [
      'JSONPath’s ResultPath',
      { S: { ...pass, ResultPath: '$.a' } },
      'State "S", field "ResultPath": belongs',
    ],
    [
      'a state in JSONPath',
      { S: { ...pass, QueryLanguage: 'JSONPath' } },
      'State "S", field "QueryLanguage"',
    ],
    ['Map', { S: { Type: 'Map', End: true } }, 'State "S", field "Type": "Map" is not supported'],
    [
      'Parallel',
      { S: { Type: 'Parallel', End: true } },
      'State "S", field "Type": "Parallel" is not supported',
    ],
    ['a state without a type', { S: { End: true } }, 'State "S", field "Type": nothing is not supported'],
    [
      'another service',
      { S: taskOf({ Resource: 'arn:aws:states:::sqs:sendMessage' }) },
      'State "S", field "Resource"',
    ],
    ['credentials', { S: taskOf({ Credentials: {} }) }, 'State "S", field "Credentials": is not supported'],
    [
      'an asynchronous invocation',
      { S: taskOf({ Arguments: { FunctionName: 'f', InvocationType: 'Event' } }) },
      'State "S", field "Arguments.InvocationType": is not supported',
    ],
    [
      'a transition to nowhere',
      { S: { Type: 'Pass', Next: 'T' } },
      'State "S", field "Next": there is no state "T"',
    ],
    [
      'a rule to nowhere',
      { S: { Type: 'Choice', Choices: [{ Condition: true, Next: 'T' }] } },
      'State "S", field "Choices.0.Next": there is no state "T"',
    ],
    [
      'a default to nowhere',
      { S: { Type: 'Choice', Choices: [{ Condition: true, Next: 'S' }], Default: 'T' } },
      'State "S", field "Default": there is no state "T"',
    ],
    [
      'a catcher to nowhere',
      { S: taskOf({ Catch: [{ ErrorEquals: ['E'], Next: 'T' }] }) },
      'State "S", field "Catch.0.Next": there is no state "T"',
    ],
    [
      'a state that nothing leads to',
      { S: pass, T: pass },
      'State "T", field "StartAt": no transition leads here',
    ],
    ['a state with neither Next nor End', { S: { Type: 'Pass' } }, 'State "S", field "Next": exactly one'],
    ['a state with Next and End', { S: { ...pass, Next: 'S' } }, 'State "S", field "Next": exactly one'],
    ['a wait for nothing', { S: { Type: 'Wait', End: true } }, 'State "S", field "Seconds": exactly one'],
    [
      'a heartbeat slower than the timeout',
      { S: callbackOf({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }) },
      'State "S", field "HeartbeatSeconds": must be smaller',
    ],
    ['a timeout of zero', { S: taskOf({ TimeoutSeconds: 0 }) }, 'State "S", field "TimeoutSeconds"'],
    [
      'States.ALL before another retrier',
      { S: taskOf({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }) },
      'State "S", field "Retry": States.ALL must come last',
    ],
    [
      'States.ALL beside another name',
      { S: taskOf({ Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] }) },
      'State "S", field "Retry.0.ErrorEquals": States.ALL must stand alone',
    ],
    ['a broken expression', { S: { ...pass, Output: { a: '{% 1 + %}' } } }, 'State "S", field "Output.a"'],
    [
      'an expression half closed',
      { S: { ...pass, Output: '{% 1' } },
      'State "S", field "Output": a JSONata expression',
    ],
    [
      '$eval',
      { S: { ...pass, Output: '{% $eval("1") %}' } },
      'State "S", field "Output": $eval is not supported',
    ],
    [
      'a variable named states',
      { S: { ...pass, Assign: { states: 1 } } },
      'State "S", field "Assign.states"',
    ],
    [
      'a placeholder that was left',
      { S: taskOf({ Arguments: { FunctionName: '${AskLedgerFunction}' } }) },
      'State "S", field "Arguments.FunctionName": its placeholder was not replaced',
    ],
  ])('is refused for %s', (_, states, fault) => {
    expect(faultsOf(machineOf(states))).toEqual([expect.stringContaining(fault)])
  })

  it('is refused when it does not say JSONata', () => {
    expect(faultsOf({ StartAt: 'S', States: { S: pass } })).toEqual([
      'State machine, field "QueryLanguage": must be "JSONata"',
    ])
  })

  it('is refused when it starts nowhere', () => {
    expect(faultsOf({ QueryLanguage: 'JSONata', StartAt: 'T', States: { S: pass } })).toEqual([
      'State machine, field "StartAt": there is no state "T"',
    ])
  })

  it('has every fault named at once', () => {
    const definition = machineOf({ S: { ...pass, InputPath: '$' }, T: { Type: 'Map' } })
    expect(() => readDefinition(definition)).toThrow(/State "S".*\n.*State "T"/)
  })
})
