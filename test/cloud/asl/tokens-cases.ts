import { expect } from 'vitest'
import { type AslCase, asked, caught, done, ends, helped, retry, waiting } from './asl-case.ts'

const held = { Hold: waiting(), ...ends }

/** What can become of a wait for a token: it comes, comes late, comes again, never comes, or nobody was asked for it. */
export const tokensCases: readonly AslCase[] = [
  {
    name: 'goes on with what a token brings, and refuses the token after that',
    states: { Hold: waiting({ Output: { next: '{% $states.result.next %}' } }), ...ends },
    reference: asked({}),
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.resume(token, 'seal')
      await hands.end()
      await hands.resume(token, 'close')
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'seal' },
      entered: ['Hold', 'End'],
      tried: 1,
      said: ['resumed', 'gone'],
    },
  },
  {
    name: 'refuses the token of a state that was left, while the next one waits',
    states: { Hold: waiting({ Next: 'Hold on' }), 'Hold on': waiting(), ...ends },
    reference: asked({}),
    act: async (hands) => {
      const first = await hands.token(1)
      await hands.resume(first, 'seal')
      const second = await hands.token(2)
      await hands.resume(first, 'terms')
      await hands.resume(second, 'close')
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: ['Hold', 'Hold on', 'End'],
      tried: 2,
      said: ['resumed', 'gone', 'resumed'],
    },
  },
  {
    name: 'fails when the function fails that should hand the token on',
    states: { Hold: waiting({ TimeoutSeconds: 2 }), ...ends },
    reference: asked({ fails: 1, error: 'Broken' }),
    goes: { status: 'FAILED', error: 'Broken', entered: ['Hold'], tried: 1 },
  },
  {
    name: 'calls the function again that should hand the token on, and takes the newest',
    states: { Hold: waiting({ Retry: [retry('Unavailable', 99)] }), ...ends },
    get reference() {
      return asked({ failsUntil: Date.now() + 1_000, error: 'Unavailable' })
    },
    act: async (hands) => {
      const first = await hands.token(1)
      await hands.pass(3_000)
      const said = await hands.resume(first, 'terms')
      if (said === 'gone') await hands.resume(await hands.newest(), 'seal')
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'seal' },
      entered: ['Hold', 'End'],
      // As chance has it: the tries are spread over their intervals.
      tried: expect.any(Number),
      said: ['gone', 'resumed'],
    },
  },
  {
    name: 'catches a wait that runs out of time, and refuses the late token',
    states: { Hold: waiting({ TimeoutSeconds: 1, ...caught('States.Timeout') }), ...helped },
    reference: asked({}),
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.end()
      await hands.resume(token, 'close')
    },
    goes: {
      status: 'SUCCEEDED',
      output: expect.objectContaining({ Error: 'States.Timeout' }),
      entered: ['Hold', 'Help'],
      tried: 1,
      said: ['gone'],
    },
  },
  {
    name: 'fails by States.Timeout where nobody catches it',
    states: { Hold: waiting({ TimeoutSeconds: 1, Next: 'Over' }), Over: done },
    reference: asked({}),
    goes: { status: 'FAILED', error: 'States.Timeout', entered: ['Hold'], tried: 1 },
  },
  {
    name: 'refuses a token that is none',
    states: held,
    reference: asked({}),
    act: async (hands) => {
      await hands.resume('not a token', 'seal')
      await hands.resume(await hands.token(1), 'close')
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: ['Hold', 'End'],
      tried: 1,
      said: ['gone', 'resumed'],
    },
  },
]
