import { type AslCase, asked, done, ends, probe, waiting } from './asl-case.ts'

const fork = {
  Fork: {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $states.input.reference = 'left' %}", Next: 'Left' },
      { Condition: "{% $states.input.reference = 'right' %}", Next: 'Right' },
    ],
    Default: 'Astray',
  },
  Left: done,
  Right: done,
  Astray: { Type: 'Fail', Error: 'Lost', Cause: 'at sea' },
}

/** Every kind of state but tasks, expressions, and what can be done to an execution as a whole. */
export const statesCases: readonly AslCase[] = [
  {
    name: 'takes the choice that holds, and hands its input on',
    states: fork,
    reference: 'right',
    goes: { status: 'SUCCEEDED', output: { reference: 'right' }, entered: ['Fork', 'Right'], tried: 0 },
  },
  {
    name: 'takes the default where no choice holds, and fails with the error that a Fail state names',
    states: fork,
    reference: 'up',
    goes: { status: 'FAILED', error: 'Lost', entered: ['Fork', 'Astray'], tried: 0 },
  },
  {
    name: 'fails where an expression yields nothing',
    states: { Ask: probe(), ...ends },
    reference: asked({ answer: {} }),
    goes: { status: 'FAILED', error: 'States.QueryEvaluationError', entered: ['Ask'], tried: 1 },
  },
  {
    name: 'takes a repeated start with the same input for the same, and refuses another input',
    states: { Hold: waiting(), ...ends },
    reference: asked({}),
    act: async (hands) => {
      const token = await hands.token(1)
      await hands.start(asked({}))
      await hands.start(asked({ a: 2 }))
      await hands.resume(token, 'close')
      await hands.end()
      await hands.start(asked({}))
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: ['Hold', 'End'],
      tried: 1,
      said: ['started', 'name-used', 'resumed', 'name-used'],
    },
  },
]
