import { type AslCase, done, waiting } from './asl-case.ts'

const choice = {
  Type: 'Choice',
  Choices: [
    { Condition: '{% $states.input.next = "left" %}', Next: 'Left' },
    { Condition: '{% $states.input.next = "right" %}', Next: 'Right' },
  ],
}
const sides = { Left: done, Right: done }
/** Past, whenever this is read. */
const once = '2020-01-01T00:00:00Z'

/** Every kind of state but tasks, expressions, and what can be done to an execution as a whole. */
export const statesCases: readonly AslCase[] = [
  {
    name: 'hands input on, and assigns',
    states: {
      Note: {
        Type: 'Pass',
        Assign: { kept: '{% $states.input.a %}' },
        Output: { b: '{% $states.input.a + 1 %}' },
        Next: 'Tell',
      },
      Tell: { Type: 'Pass', Output: { kept: '{% $kept %}', b: '{% $states.input.b %}' }, End: true },
    },
    input: { a: 1 },
    goes: { status: 'SUCCEEDED', output: { kept: 1, b: 2 }, entered: ['Note', 'Tell'], tried: 0 },
  },
  {
    name: 'ends with the output of a Succeed state',
    states: { End: { Type: 'Succeed', Output: { b: '{% $states.input.a + 1 %}' } } },
    input: { a: 1 },
    goes: { status: 'SUCCEEDED', output: { b: 2 }, entered: ['End'], tried: 0 },
  },
  {
    name: 'takes the first choice that holds',
    states: { Fork: { ...choice, Default: 'Left' }, ...sides },
    input: { next: 'right' },
    goes: { status: 'SUCCEEDED', output: { next: 'right' }, entered: ['Fork', 'Right'], tried: 0 },
  },
  {
    name: 'takes the default where no choice holds',
    states: { Fork: { ...choice, Default: 'Left' }, ...sides },
    input: { next: 'up' },
    goes: { status: 'SUCCEEDED', output: { next: 'up' }, entered: ['Fork', 'Left'], tried: 0 },
  },
  {
    name: 'fails where no choice holds and there is no default',
    states: { Fork: choice, ...sides },
    input: { next: 'up' },
    goes: { status: 'FAILED', error: 'States.NoChoiceMatched', entered: ['Fork'], tried: 0 },
  },
  {
    name: 'gives a choice its own output and variables',
    states: {
      Fork: {
        Type: 'Choice',
        Choices: [
          { Condition: true, Output: { b: '{% $states.input.a %}' }, Assign: { seen: 'b' }, Next: 'End' },
        ],
      },
      End: { Type: 'Pass', Output: '{% [$seen, $states.input.b] %}', End: true },
    },
    input: { a: 1 },
    goes: { status: 'SUCCEEDED', output: ['b', 1], entered: ['Fork', 'End'], tried: 0 },
  },
  {
    name: 'fails with the error that a Fail state names',
    states: { Stop: { Type: 'Fail', Error: 'Lost', Cause: '{% "at " & $states.input.place %}' } },
    input: { place: 'sea' },
    goes: { status: 'FAILED', error: 'Lost', entered: ['Stop'], tried: 0 },
  },
  {
    name: 'waits so many seconds, and not for a time that is over',
    states: {
      Rest: { Type: 'Wait', Seconds: '{% $states.input.rest %}', Next: 'Past' },
      Past: { Type: 'Wait', Timestamp: once, Next: 'End' },
      End: done,
    },
    input: { rest: 1 },
    goes: { status: 'SUCCEEDED', output: { rest: 1 }, entered: ['Rest', 'Past', 'End'], tried: 0 },
  },
  {
    name: 'fails where an expression cannot be evaluated',
    states: { Odd: { Type: 'Pass', Output: '{% $states.input.a + "x" %}', End: true } },
    input: { a: 1 },
    goes: { status: 'FAILED', error: 'States.QueryEvaluationError', entered: ['Odd'], tried: 0 },
  },
  {
    name: 'fails where an expression yields nothing',
    states: { Odd: { Type: 'Pass', Output: '{% $states.input.b %}', End: true } },
    input: { a: 1 },
    goes: { status: 'FAILED', error: 'States.QueryEvaluationError', entered: ['Odd'], tried: 0 },
  },
  {
    name: 'fails where an output is larger than a state may hand on',
    states: { Much: { Type: 'Pass', Output: '{% $pad("", 300000, "x") %}', End: true } },
    goes: { status: 'FAILED', error: 'States.DataLimitExceeded', entered: ['Much'], tried: 0 },
  },
  {
    name: 'times out as a whole',
    states: { Rest: { Type: 'Wait', Seconds: 4, End: true } },
    machine: { TimeoutSeconds: 1 },
    goes: { status: 'TIMED_OUT', error: 'States.Timeout', entered: ['Rest'], tried: 0 },
  },
  {
    name: 'is stopped, and refuses its token after that',
    states: { Hold: waiting() },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.stop('Wrong')
      await hands.success(token, {})
    },
    goes: { status: 'ABORTED', error: 'Wrong', entered: ['Hold'], tried: 1, said: ['taken', 'TaskTimedOut'] },
  },
  {
    name: 'takes a repeated start with the same input for the same, and refuses another input',
    states: { Hold: waiting({ Output: 'held', End: true }) },
    input: { a: 1 },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.start({ a: 1 })
      await hands.start({ a: 2 })
      await hands.success(token, {})
      await hands.end()
      await hands.start({ a: 1 })
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'held',
      entered: ['Hold'],
      tried: 1,
      said: ['taken', 'ExecutionAlreadyExists', 'taken', 'ExecutionAlreadyExists'],
    },
  },
]
