import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Step } from '#workflows/proposal/position.ts'

/** How an execution went. */
export interface Played {
  readonly status: string
  readonly output?: unknown
  readonly error?: string | undefined
  /** The states in the order in which they were entered. */
  readonly entered: readonly string[]
  /** How often a function was to be called. */
  readonly tried: number
  /** What each call from outside was answered. */
  readonly said: readonly string[]
}

/** A machine that can be told what the functions tell it, and looked into. */
export interface Stage {
  readonly workflow: Workflow
  /** How an execution goes, by its name. */
  look(execution: string): Promise<Omit<Played, 'said'>>
  /** The tokens that an execution handed out, oldest first. */
  tokens(execution: string): Promise<readonly string[]>
}

/** What whoever holds tokens does, and whoever starts cases. */
export interface Hands {
  /** The token that was handed out as the nth, from 1; waits for it. */
  token(nth: number): Promise<string>
  /** The token that was handed out last. */
  newest(): Promise<string>
  /** @param next the step that comes next, or a word that is none */
  resume(token: string, next: string): Promise<string>
  /** Starts the execution again, by the same name. */
  start(reference: string): Promise<void>
  /** Lets so many milliseconds go by. */
  pass(milliseconds: number): Promise<void>
  /** Waits until the execution is over. */
  end(): Promise<void>
}
export type Act = (hands: Hands) => Promise<void>

const patience = 60_000

/** Runs a state machine once, by the port that functions have of it, and answers how it went. */
export async function playMachine(
  { workflow, look, tokens }: Stage,
  { reference = '{}', act }: { readonly reference?: string | undefined; readonly act?: Act | undefined },
): Promise<Played> {
  const name = randomUUID()
  await workflow.start({ name, reference })
  const said: string[] = []
  const end = async () => {
    await until(async () => ((await look(name)).status === 'RUNNING' ? undefined : true))
  }
  await act?.({
    token: (nth) => until(async () => (await tokens(name))[nth - 1]),
    newest: () => until(async () => (await tokens(name)).at(-1)),
    async resume(token, next) {
      const answer = await workflow.resume(token, next as Step)
      said.push(answer)
      return answer
    },
    async start(given) {
      said.push(await workflow.start({ name, reference: given }))
    },
    pass: async (milliseconds) => sleep(milliseconds),
    end,
  })
  await end()
  return { ...(await look(name)), said }
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(100)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error('Waited too long for the execution')
}
