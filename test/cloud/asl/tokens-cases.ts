import { type AslCase, caught, failing, helped, retry, waiting } from './asl-case.ts'

/** What can become of a wait for a token: it comes, fails, comes late, comes again, never comes, or nobody was asked for it. */
export const tokensCases: readonly AslCase[] = [
  {
    name: 'goes on with what a token brings, and refuses the token after that',
    states: { Hold: waiting({ Output: '{% $states.result.next %}', Next: 'End' }), End: { Type: 'Succeed' } },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.success(token, { next: 'seal' })
      await hands.end()
      await hands.success(token, { next: 'close' })
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'seal',
      entered: ['Hold', 'End'],
      tried: 1,
      said: ['taken', 'TaskTimedOut'],
    },
  },
  {
    name: 'refuses the token of a state that was left, while the next one waits',
    states: { Hold: waiting({ Next: 'Hold on' }), 'Hold on': waiting({ Output: 'held on', End: true }) },
    act: async (hands) => {
      const first = await hands.token(1)
      await hands.success(first, {})
      const second = await hands.token(2)
      await hands.success(first, {})
      await hands.failure(first, 'Late')
      await hands.heartbeat(first)
      await hands.success(second, {})
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'held on',
      entered: ['Hold', 'Hold on'],
      tried: 2,
      said: ['taken', 'TaskTimedOut', 'TaskTimedOut', 'TaskTimedOut', 'taken'],
    },
  },
  {
    name: 'fails with the error that comes for a token',
    states: { Hold: waiting() },
    act: async (hands) => hands.failure(await hands.token(1), 'Refused'),
    goes: { status: 'FAILED', error: 'Refused', entered: ['Hold'], tried: 1, said: ['taken'] },
  },
  {
    name: 'catches the error that comes for a token',
    states: { Hold: waiting(caught('Refused', 'Help')), Help: helped },
    act: async (hands) => hands.failure(await hands.token(1), 'Refused'),
    goes: {
      status: 'SUCCEEDED',
      output: 'helped',
      entered: ['Hold', 'Help'],
      tried: 1,
      said: ['taken'],
    },
  },
  {
    name: 'tries again after an error for a token, with a token that is new',
    states: { Hold: waiting({ Retry: [retry('Refused', 1)], Output: 'held', End: true }) },
    act: async (hands) => {
      const first = await hands.token(1)
      await hands.failure(first, 'Refused')
      const second = await hands.token(2)
      await hands.success(first, {})
      if (second !== first) await hands.success(second, {})
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'held',
      entered: ['Hold'],
      tried: 2,
      said: ['taken', 'TaskTimedOut', 'taken'],
    },
  },
  {
    name: 'fails when the function fails that should hand the token on',
    states: { Hold: waiting({ TimeoutSeconds: 2, End: true }, { fails: 1, error: 'Broken' }) },
    goes: { status: 'FAILED', error: 'Broken', entered: ['Hold'], tried: 1 },
  },
  {
    name: 'calls the function again that should hand the token on, and takes the newest',
    states: {
      Hold: waiting(
        { Retry: [retry('Unavailable', 2)], Output: '{% $states.result %}', End: true },
        failing(1, 'Unavailable'),
      ),
    },
    act: async (hands) => {
      const first = await hands.token(1)
      await hands.pass(1_500)
      await hands.success(first, 'first')
      if (hands.said().at(-1) !== 'taken') await hands.success(await hands.token(2), 'second')
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'second',
      entered: ['Hold'],
      tried: 2,
      said: ['TaskTimedOut', 'taken'],
    },
  },
  {
    name: 'catches a wait that runs out of time, and refuses the late token',
    states: {
      Hold: waiting({ TimeoutSeconds: 1, ...caught('States.Timeout', 'Ask') }),
      Ask: { Type: 'Pass', Output: 'asked', End: true },
    },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.end()
      await hands.success(token, {})
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'asked',
      entered: ['Hold', 'Ask'],
      tried: 1,
      said: ['TaskTimedOut'],
    },
  },
  {
    name: 'fails by States.Timeout where nobody catches it',
    states: { Hold: waiting({ TimeoutSeconds: 1, End: true }) },
    goes: { status: 'FAILED', error: 'States.Timeout', entered: ['Hold'], tried: 1 },
  },
  {
    name: 'lets an expression say for how long it waits',
    states: { Hold: waiting({ TimeoutSeconds: '{% $states.input.seconds %}', End: true }) },
    input: { seconds: 1 },
    goes: { status: 'FAILED', error: 'States.Timeout', entered: ['Hold'], tried: 1 },
  },
  {
    name: 'misses a heartbeat, which States.Timeout catches too',
    states: {
      Hold: waiting({
        HeartbeatSeconds: 1,
        TimeoutSeconds: 4,
        ...caught('States.Timeout', 'Help', { Output: '{% $states.errorOutput.Error %}' }),
      }),
      Help: { Type: 'Succeed' },
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'States.HeartbeatTimeout',
      entered: ['Hold', 'Help'],
      tried: 1,
    },
  },
  {
    name: 'takes heartbeats, and a token after them',
    states: { Hold: waiting({ HeartbeatSeconds: 30, Output: 'beat', End: true }) },
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.heartbeat(token)
      await hands.success(token, {})
    },
    goes: { status: 'SUCCEEDED', output: 'beat', entered: ['Hold'], tried: 1, said: ['taken', 'taken'] },
  },
  {
    name: 'refuses a token that is none',
    states: { Hold: waiting({ Output: 'held', End: true }) },
    act: async (hands) => {
      await hands.success('not a token', {})
      await hands.success(await hands.token(1), {})
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'held',
      entered: ['Hold'],
      tried: 1,
      said: ['InvalidToken', 'taken'],
    },
  },
]
