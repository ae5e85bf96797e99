import { type AslCase, caught, done, failing, helped, probe, retry } from './asl-case.ts'

/** What can become of a function that is called. */
export const tasksCases: readonly AslCase[] = [
  {
    name: 'takes what a function answers',
    states: { Ask: probe({ answer: { next: 'review' } }) },
    goes: { status: 'SUCCEEDED', output: { next: 'review' }, entered: ['Ask'], tried: 1 },
  },
  {
    name: 'fails with the name of the error that a function throws',
    states: { Ask: probe({ fails: 1, error: 'Broken' }) },
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'], tried: 1 },
  },
  {
    name: 'tries again until it succeeds, and counts the tries',
    states: { Ask: probe(failing(2, 'Unavailable'), { Retry: [retry('Unavailable', 3)], End: true }) },
    goes: { status: 'SUCCEEDED', output: 'at last', entered: ['Ask'], tried: 3 },
  },
  {
    name: 'tries again whatever the error is by States.TaskFailed',
    states: { Ask: probe(failing(2, 'Broken'), { Retry: [retry('States.TaskFailed', 3)], End: true }) },
    goes: { status: 'SUCCEEDED', output: 'at last', entered: ['Ask'], tried: 3 },
  },
  {
    name: 'gives up after so many tries, and goes to the catcher',
    states: {
      Ask: probe(failing(9, 'Unavailable'), {
        Retry: [retry('States.ALL', 1)],
        ...caught('States.ALL', 'Help', { Output: { tries: '{% $states.context.State.RetryCount %}' } }),
      }),
      Help: done,
    },
    goes: { status: 'SUCCEEDED', output: { tries: 1 }, entered: ['Ask', 'Help'], tried: 2 },
  },
  {
    name: 'tells the catcher which error it was',
    states: {
      Ask: probe(
        { fails: 1, error: 'Broken' },
        caught('States.ALL', 'Help', {
          Output: { caught: '{% $states.errorOutput.Error %}' },
          Assign: { was: '{% $states.errorOutput.Error %}' },
        }),
      ),
      Help: { Type: 'Pass', Output: '{% [$was, $states.input.caught] %}', End: true },
    },
    goes: { status: 'SUCCEEDED', output: ['Broken', 'Broken'], entered: ['Ask', 'Help'], tried: 1 },
  },
  {
    name: 'does not repeat what its retrier does not list',
    states: { Ask: probe(failing(1, 'Broken'), { Retry: [retry('Unavailable', 3)], End: true }) },
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'], tried: 1 },
  },
  {
    name: 'counts each retrier by itself',
    states: {
      Ask: probe(
        {
          attempt: '{% $states.context.State.RetryCount %}',
          fails: 9,
          error: '{% $states.context.State.RetryCount = 1 ? "Unavailable" : "Broken" %}',
        },
        { Retry: [retry('Unavailable', 1), retry('States.TaskFailed', 1)], End: true },
      ),
    },
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'], tried: 3 },
  },
  {
    name: 'ends a call that takes too long, which States.TaskFailed does not mean',
    states: {
      Ask: probe(
        { seconds: 3 },
        { TimeoutSeconds: 1, Retry: [retry('States.TaskFailed', 1)], ...caught('States.Timeout', 'Help') },
      ),
      Help: helped,
    },
    goes: { status: 'SUCCEEDED', output: 'helped', entered: ['Ask', 'Help'], tried: 1 },
  },
  {
    name: 'does not let States.ALL stand for an output that is too large',
    states: {
      Ask: probe({ answer: 'x' }, { Output: '{% $pad("", 300000, "x") %}', ...caught('States.ALL', 'Help') }),
      Help: helped,
    },
    goes: { status: 'FAILED', error: 'States.DataLimitExceeded', entered: ['Ask'], tried: 1 },
  },
  {
    name: 'catches an expression that fails in a task',
    states: {
      Ask: probe({ answer: '{% $states.input.a + "x" %}' }, caught('States.QueryEvaluationError', 'Help')),
      Help: helped,
    },
    input: { a: 1 },
    goes: { status: 'SUCCEEDED', output: 'helped', entered: ['Ask', 'Help'], tried: 0 },
  },
  {
    name: 'goes on from where it failed when it is redriven',
    states: {
      Note: { Type: 'Pass', Output: '{% { "until": $states.input.until } %}', Next: 'Ask' },
      Ask: probe({ failsUntil: '{% $states.input.until %}', error: 'Broken', answer: 'mended' }),
    },
    get input() {
      return { until: Date.now() + 3_000 }
    },
    act: async (hands) => {
      await hands.end()
      await hands.pass(4_000)
      await hands.redrive()
    },
    goes: {
      status: 'SUCCEEDED',
      output: 'mended',
      entered: ['Note', 'Ask'],
      tried: 2,
      said: ['taken'],
    },
  },
]
