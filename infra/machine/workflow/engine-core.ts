import type { Execution } from './execution.ts'
import type { Journal } from './journal.ts'
import type { MachineIdentity } from './machine-identity.ts'
import type { Definition } from './read-definition.ts'

/** What the requests of the API work on. */
export interface EngineCore {
  readonly machine: MachineIdentity
  readonly journal: Journal
  /** Epoch milliseconds. */
  readonly now: () => number
  /** The definition that new executions get: its text, and the text's SHA-256. */
  readonly deployed: { readonly source: string; readonly digest: string; readonly definition: Definition }
  readonly definitionOf: (execution: Execution) => Definition
  /** Goes on with an execution that has changed. */
  readonly nudge: (name: string) => void
}
