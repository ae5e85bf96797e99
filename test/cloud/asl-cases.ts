import type { Act, Played } from './play-machine.ts'

/** A small state machine, and how AWS says that it goes. */
export interface AslCase {
  readonly name: string
  readonly states: Readonly<Record<string, unknown>>
  readonly input?: unknown
  readonly act?: Act
  readonly goes: Omit<Played, 'said'> & { readonly said?: Played['said'] }
}

const probe = (payload: unknown, fields: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'probe', Payload: payload },
  Output: '{% $states.result.Payload %}',
  ...fields,
})
const waiting = (fields: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'probe', Payload: { token: '{% $states.context.Task.Token %}' } },
  ...fields,
})
const failing = (fails: number, error: string) => ({
  attempt: '{% $states.context.State.RetryCount %}',
  fails,
  error,
  answer: 'at last',
})
const done = { Type: 'Succeed' }
const retry = (error: string, attempts: number) => ({
  ErrorEquals: [error],
  IntervalSeconds: 1,
  MaxAttempts: attempts,
  BackoffRate: 1,
})
const choice = {
  Type: 'Choice',
  Choices: [
    { Condition: '{% $states.input.next = "left" %}', Next: 'Left' },
    { Condition: '{% $states.input.next = "right" %}', Next: 'Right' },
  ],
}
const sides = { Left: done, Right: done }

/** Every kind of state that proposal.asl.json has, and whatever can become of a task. */
export const aslCases: readonly AslCase[] = [
  {
    name: 'hands input on, assigns, and ends with an output',
    states: {
      Note: {
        Type: 'Pass',
        Assign: { kept: '{% $states.input.a %}' },
        Output: { b: '{% $states.input.a + 1 %}' },
        Next: 'End',
      },
      End: { Type: 'Succeed', Output: { kept: '{% $kept %}', b: '{% $states.input.b %}' } },
    },
    input: { a: 1 },
    goes: { status: 'SUCCEEDED', output: { kept: 1, b: 2 }, entered: ['Note', 'End'] },
  },
  {
    name: 'takes the first choice that holds',
    states: { Fork: { ...choice, Default: 'Left' }, ...sides },
    input: { next: 'right' },
    goes: { status: 'SUCCEEDED', output: { next: 'right' }, entered: ['Fork', 'Right'] },
  },
  {
    name: 'takes the default where no choice holds',
    states: { Fork: { ...choice, Default: 'Left' }, ...sides },
    input: { next: 'up' },
    goes: { status: 'SUCCEEDED', output: { next: 'up' }, entered: ['Fork', 'Left'] },
  },
  {
    name: 'fails where no choice holds and there is no default',
    states: { Fork: choice, ...sides },
    input: { next: 'up' },
    goes: { status: 'FAILED', error: 'States.NoChoiceMatched', entered: ['Fork'] },
  },
  {
    name: 'fails with the error that a Fail state names',
    states: { Stop: { Type: 'Fail', Error: 'Lost', Cause: '{% "at " & $states.input.place %}' } },
    input: { place: 'sea' },
    goes: { status: 'FAILED', error: 'Lost', entered: ['Stop'] },
  },
  {
    name: 'waits so many seconds',
    states: { Rest: { Type: 'Wait', Seconds: 1, Next: 'End' }, End: done },
    goes: { status: 'SUCCEEDED', output: {}, entered: ['Rest', 'End'] },
  },
  {
    name: 'fails where an expression cannot be evaluated',
    states: { Odd: { Type: 'Pass', Output: '{% $states.input.a + "x" %}', End: true } },
    input: { a: 1 },
    goes: { status: 'FAILED', error: 'States.QueryEvaluationError', entered: ['Odd'] },
  },
  {
    name: 'takes what a function answers',
    states: { Ask: probe({ answer: { next: 'review' } }) },
    goes: { status: 'SUCCEEDED', output: { next: 'review' }, entered: ['Ask'] },
  },
  {
    name: 'fails with the name of the error that a function throws',
    states: { Ask: probe({ fails: 1, error: 'Broken' }) },
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'] },
  },
  {
    name: 'tries again until it succeeds, and counts the tries',
    states: { Ask: probe(failing(2, 'Unavailable'), { Retry: [retry('Unavailable', 3)], End: true }) },
    goes: { status: 'SUCCEEDED', output: 'at last', entered: ['Ask'] },
  },
  {
    name: 'gives up after so many tries, and goes to the catcher',
    states: {
      Ask: probe(failing(9, 'Unavailable'), {
        Retry: [retry('Unavailable', 1)],
        Catch: [
          {
            ErrorEquals: ['Unavailable'],
            Output: { caught: '{% $states.errorOutput.Error %}' },
            Next: 'Help',
          },
        ],
        End: true,
      }),
      Help: done,
    },
    goes: { status: 'SUCCEEDED', output: { caught: 'Unavailable' }, entered: ['Ask', 'Help'] },
  },
  {
    name: 'does not repeat what its retrier does not list',
    states: { Ask: probe(failing(1, 'Broken'), { Retry: [retry('Unavailable', 3)], End: true }) },
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'] },
  },
  {
    name: 'catches whatever it is by States.ALL',
    states: {
      Ask: probe(
        { fails: 1, error: 'Broken' },
        { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Help' }], End: true },
      ),
      Help: { Type: 'Pass', Output: 'helped', End: true },
    },
    goes: { status: 'SUCCEEDED', output: 'helped', entered: ['Ask', 'Help'] },
  },
  {
    name: 'goes on with what a token brings, and refuses the token after that',
    states: { Hold: waiting({ Output: '{% $states.result.next %}', Next: 'End' }), End: done },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.success(token, { next: 'seal' })
      await hands.end()
      await hands.success(token, { next: 'close' })
    },
    goes: { status: 'SUCCEEDED', output: 'seal', entered: ['Hold', 'End'], said: ['taken', 'TaskTimedOut'] },
  },
  {
    name: 'fails with the error that comes for a token',
    states: { Hold: waiting() },
    act: async (hands) => hands.failure(await hands.token(1), 'Refused'),
    goes: { status: 'FAILED', error: 'Refused', entered: ['Hold'], said: ['taken'] },
  },
  {
    name: 'catches the error that comes for a token',
    states: {
      Hold: waiting({ Catch: [{ ErrorEquals: ['Refused'], Next: 'Help' }], End: true }),
      Help: { Type: 'Pass', Output: 1, End: true },
    },
    act: async (hands) => hands.failure(await hands.token(1), 'Refused'),
    goes: { status: 'SUCCEEDED', output: 1, entered: ['Hold', 'Help'], said: ['taken'] },
  },
  {
    name: 'catches a wait that runs out of time, and refuses the late token',
    states: {
      Hold: waiting({
        TimeoutSeconds: 1,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Ask' }],
        End: true,
      }),
      Ask: { Type: 'Pass', Output: 'asked', End: true },
    },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.end()
      await hands.success(token, {})
    },
    goes: { status: 'SUCCEEDED', output: 'asked', entered: ['Hold', 'Ask'], said: ['TaskTimedOut'] },
  },
  {
    name: 'fails by States.Timeout where nobody catches it',
    states: { Hold: waiting({ TimeoutSeconds: 1, End: true }) },
    goes: { status: 'FAILED', error: 'States.Timeout', entered: ['Hold'] },
  },
  {
    name: 'takes heartbeats, and a token after them',
    states: { Hold: waiting({ HeartbeatSeconds: 30, Output: 'beat', End: true }) },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.heartbeat(token)
      await hands.success(token, {})
    },
    goes: { status: 'SUCCEEDED', output: 'beat', entered: ['Hold'], said: ['taken', 'taken'] },
  },
  {
    name: 'refuses a token that is none',
    states: { Hold: waiting({ Output: 'held', End: true }) },
    act: async (hands) => {
      await hands.success('not a token', {})
      await hands.success(await hands.token(1), {})
    },
    goes: { status: 'SUCCEEDED', output: 'held', entered: ['Hold'], said: ['InvalidToken', 'taken'] },
  },
]
