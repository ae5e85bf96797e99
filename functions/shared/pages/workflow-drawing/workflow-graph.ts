import * as z from 'zod'

/** One way from a state to another. */
export interface Way {
  readonly to: string
  readonly kind: 'next' | 'choice' | 'catch'
}

export interface DrawnState {
  readonly type: string
  readonly comment: string | undefined
  /** In the order in which the definition writes them. */
  readonly ways: readonly Way[]
}

/** A state machine as far as a drawing shows it. */
export interface WorkflowGraph {
  readonly startAt: string
  readonly states: ReadonlyMap<string, DrawnState>
}

const target = z.object({ Next: z.string() })
const machineSchema = z.object({
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Comment: z.string().optional(),
      Next: z.string().optional(),
      Catch: z.array(target).default([]),
      Choices: z.array(target).default([]),
      Default: z.string().optional(),
    }),
  ),
})

/** Reads what is drawn of a definition in the Amazon States Language; whether it can be run is for others to judge. */
export function workflowGraph(definition: unknown): WorkflowGraph {
  const { StartAt: startAt, States } = machineSchema.parse(definition)
  const states = Object.entries(States).map(([name, state]): [string, DrawnState] => [
    name,
    {
      type: state.Type,
      comment: state.Comment,
      ways: [
        ...(state.Next === undefined ? [] : [{ to: state.Next, kind: 'next' as const }]),
        ...state.Catch.map(({ Next }) => ({ to: Next, kind: 'catch' as const })),
        ...state.Choices.map(({ Next }) => ({ to: Next, kind: 'choice' as const })),
        ...(state.Default === undefined ? [] : [{ to: state.Default, kind: 'choice' as const }]),
      ],
    },
  ])
  return { startAt, states: new Map(states) }
}
