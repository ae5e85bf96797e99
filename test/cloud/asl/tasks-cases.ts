import { expect } from 'vitest'
import { type AslCase, asked, caught, ends, helped, probe, retry } from './asl-case.ts'

const broken = asked({ fails: 1, error: 'Broken' })
const soonWell = () =>
  asked({ failsUntil: Date.now() + 1_500, error: 'Unavailable', answer: { next: 'seal' } })

/** What can become of a function that is called. */
export const tasksCases: readonly AslCase[] = [
  {
    name: 'takes what a function answers',
    states: { Ask: probe(), ...ends },
    reference: asked({ answer: { next: 'review' } }),
    goes: { status: 'SUCCEEDED', output: { next: 'review' }, entered: ['Ask', 'End'], tried: 1 },
  },
  {
    name: 'fails with the name of the error that a function throws',
    states: { Ask: probe(), ...ends },
    reference: broken,
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'], tried: 1 },
  },
  {
    name: 'tries again until it succeeds',
    states: { Ask: probe({ Retry: [retry('Unavailable', 99)] }), ...ends },
    get reference() {
      return soonWell()
    },
    // As chance has it: the tries are spread over their intervals.
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'seal' },
      entered: ['Ask', 'End'],
      tried: expect.any(Number),
    },
  },
  {
    name: 'tries again whatever the error is by States.TaskFailed',
    states: { Ask: probe({ Retry: [retry('States.TaskFailed', 99)] }), ...ends },
    get reference() {
      return soonWell()
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'seal' },
      entered: ['Ask', 'End'],
      tried: expect.any(Number),
    },
  },
  {
    name: 'gives up after so many tries, and tells the catcher which error it was',
    states: {
      Ask: probe({ Retry: [retry('States.TaskFailed', 1)], ...caught('States.TaskFailed') }),
      ...helped,
    },
    reference: broken,
    goes: {
      status: 'SUCCEEDED',
      output: expect.objectContaining({ Error: 'Broken' }),
      entered: ['Ask', 'Help'],
      tried: 2,
    },
  },
  {
    name: 'does not repeat what its retrier does not list',
    states: { Ask: probe({ Retry: [retry('Unavailable', 3)] }), ...ends },
    reference: broken,
    goes: { status: 'FAILED', error: 'Broken', entered: ['Ask'], tried: 1 },
  },
  {
    name: 'ends a call that takes too long, which States.TaskFailed does not mean',
    states: {
      Ask: probe({
        TimeoutSeconds: 1,
        Retry: [retry('States.TaskFailed', 1)],
        ...caught('States.Timeout'),
      }),
      ...helped,
    },
    reference: asked({ seconds: 3 }),
    goes: {
      status: 'SUCCEEDED',
      output: expect.objectContaining({ Error: 'States.Timeout' }),
      entered: ['Ask', 'Help'],
      tried: 1,
    },
  },
]
