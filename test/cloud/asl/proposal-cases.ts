import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { machineSchema } from '#infra/machine/workflow/definition-schema.ts'
import { type AslCase, asked, probeFunction } from './asl-case.ts'
import type { Hands } from './play-machine.ts'

const file = new URL('../../../workflows/proposal.asl.json', import.meta.url)
/** The file that is deployed, all of whose functions are the probe. */
const deployed = readFileSync(file, 'utf8').replaceAll(/\$\{\w+\}/g, probeFunction)
const parse = (text: string) => {
  const { States: states, ...machine } = machineSchema.parse(JSON.parse(text))
  return { states, machine }
}
const proposal = parse(deployed)
/** Nobody waits ninety days for a test, or hours between tries. */
const hurried = parse(
  deployed
    .replaceAll('"TimeoutSeconds": 7776000', '"TimeoutSeconds": 1')
    .replaceAll(/"IntervalSeconds": \d+/g, '"IntervalSeconds": 1')
    .replaceAll(/"BackoffRate": \d+/g, '"BackoffRate": 1'),
)
const drawingUp = { ...hurried, machine: { ...hurried.machine, StartAt: 'Draw up contract' } }

/** Answers each token in its turn with the step that comes next. */
const follow =
  (...steps: readonly string[]) =>
  async (hands: Hands) => {
    for (const [index, next] of steps.entries()) {
      await hands.resume(await hands.token(index + 1), next)
    }
  }
/** Names of states, some in a line. */
const through = (...lines: readonly string[]) => lines.flatMap((line) => line.split(', '))
const resumed = (count: number) => Array.from({ length: count }, () => 'resumed')

/** The deployed file itself: each of its states, each of its choices, and what its retriers and catchers are for. */
export const proposalCases: readonly AslCase[] = [
  {
    name: 'takes a case through a revision to the receipt of finance',
    ...proposal,
    reference: asked({}),
    act: follow('revision', 'review', 'review', 'terms', 'contract', 'seal', 'close'),
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: through(
        'Hold review stage, Go on, Await revision, Go on, Hold review stage, Go on',
        'Hold review stage, Go on, Settle terms, Draw up contract, Collect signatures, Go on',
        'Seal contract, Deliver to finance, Go on, Close',
      ),
      tried: 9,
      said: resumed(7),
    },
  },
  {
    name: 'settles the terms anew after a refusal and after a return, and goes wherever the ledger says',
    ...proposal,
    reference: asked({}),
    act: follow('contract', 'terms', 'contract', 'finance', 'signatures', 'seal', 'terms', 'gone', 'close'),
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: through(
        'Hold review stage, Go on, Draw up contract, Collect signatures, Go on, Settle terms',
        'Draw up contract, Collect signatures, Go on, Deliver to finance, Go on',
        'Collect signatures, Go on, Seal contract, Deliver to finance, Go on, Settle terms',
        'Draw up contract, Collect signatures, Go on, Close',
      ),
      tried: 13,
      said: resumed(9),
    },
  },
  {
    name: 'fails loudly on a step that it does not have',
    ...proposal,
    reference: asked({}),
    act: follow('dance'),
    goes: {
      status: 'FAILED',
      error: 'UnknownStep',
      entered: ['Hold review stage', 'Go on', 'Fail on unknown step'],
      tried: 1,
      said: resumed(1),
    },
  },
  {
    name: 'asks the ledger when a wait runs out of time, and goes where it says',
    ...hurried,
    reference: asked({ answer: { next: 'close' } }),
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: ['Hold review stage', 'Ask the ledger', 'Go on', 'Close'],
      tried: 2,
    },
  },
  {
    name: 'does not repeat what waits for a token when its function fails by a bug',
    ...hurried,
    reference: asked({ fails: 1, error: 'Broken' }),
    goes: { status: 'FAILED', error: 'Broken', entered: ['Hold review stage'], tried: 1 },
  },
  {
    name: 'draws up three times more where the function fails by a bug, and fails then',
    ...drawingUp,
    reference: asked({ fails: 1, error: 'Broken' }),
    goes: { status: 'FAILED', error: 'Broken', entered: ['Draw up contract'], tried: 4 },
  },
  {
    name: 'draws up again as long as something is out of reach',
    ...drawingUp,
    get reference() {
      return asked({ failsUntil: Date.now() + 1_500, error: 'Unavailable', answer: { next: 'close' } })
    },
    goes: {
      status: 'SUCCEEDED',
      output: { next: 'close' },
      entered: ['Draw up contract', 'Collect signatures', 'Ask the ledger', 'Go on', 'Close'],
      // As chance has it: the tries are spread over their intervals.
      tried: expect.any(Number),
    },
  },
]
