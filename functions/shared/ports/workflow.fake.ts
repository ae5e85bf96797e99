import type { Step } from '#workflows/proposal/position.ts'
import type { Workflow } from './workflow.ts'

export interface MemoryWorkflow extends Workflow {
  readonly started: readonly { readonly name: string; readonly reference: string }[]
  readonly resumed: readonly { readonly token: string; readonly next: Step }[]
  /** Ends an execution. */
  end(name: string): void
}

/** A workflow that only remembers what it was told. A token can be used once. */
export function memoryWorkflow(): MemoryWorkflow {
  const started: { name: string; reference: string }[] = []
  const resumed: { token: string; next: Step }[] = []
  const ended = new Set<string>()
  return {
    started,
    resumed,
    end(name) {
      ended.add(name)
    },
    async start(execution) {
      if (ended.has(execution.name)) return 'name-used'
      if (!started.some(({ name }) => name === execution.name)) started.push(execution)
      return 'started'
    },
    async resume(token, next) {
      if (resumed.some((earlier) => earlier.token === token)) return 'gone'
      resumed.push({ token, next })
      return 'resumed'
    },
    async isRunning(name) {
      return started.some((execution) => execution.name === name) && !ended.has(name)
    },
  }
}
