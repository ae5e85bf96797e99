import type { Step } from '#workflows/proposal/position.ts'

export interface Workflow {
  /** Starts an execution; a repeat while it runs is harmless. `name-used` when one of that name is over. */
  start(execution: { name: string; reference: string }): Promise<'started' | 'name-used'>
  /** Tells a waiting state to go on. `gone` when nothing waits under this token any more. */
  resume(token: string, next: Step): Promise<'resumed' | 'gone'>
  /** Whether an execution still runs. */
  isRunning(name: string): Promise<boolean>
}
