import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { clock, travel } from '#functions/shared/ports/clock.ts'
import { readIfThere } from './read-if-there.ts'
import { reportFailure } from './report-failure.ts'
import { writeAtomically } from './write-atomically.ts'

export interface ClockOptions {
  /** Where the time travelled is kept. */
  readonly file: string
  /** The time travelled so far, as `restoreTime` answered it, in milliseconds. */
  readonly ahead: number
  /** Calls the schedule function with the time of the tick. */
  readonly tick: (at: Date) => Promise<unknown>
  /** Milliseconds between ticks; a second without it. */
  readonly period?: number
}

export interface TravellingClock {
  now(): Date
  /** Moves time ahead, by milliseconds, and resolves once a tick has seen the new time. */
  advance(milliseconds: number): Promise<Date>
  stop(): Promise<void>
}

const keptSchema = z.object({ ahead: z.number().int().nonnegative() })

/**
 * Sets time as an earlier run of this data folder left it. To be called once per process, before any function runs.
 * @returns how far ahead of real time that is, in milliseconds.
 */
export async function restoreTime(file: string): Promise<number> {
  const kept = await readIfThere(file)
  if (kept === undefined) return 0
  const { ahead } = keptSchema.parse(JSON.parse(kept))
  travel(ahead)
  return ahead
}

/** Ticks every second, never twice at once. A tick that fails is told and the next one comes all the same. */
export function startClock({ file, ahead, tick, period = 1_000 }: ClockOptions): TravellingClock {
  const stopping = new AbortController()
  let travelled = ahead
  /** Everything that ticks or travels, one after the other. */
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act)
    turn = mine.catch(() => undefined)
    return mine
  }

  const tickOnce = async () => {
    await tick(clock.now()).catch((error: unknown) => {
      reportFailure('[clock] a tick failed', error)
    })
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await sleep(period, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!stopping.signal.aborted) await inTurn(tickOnce)
    }
  })()

  return {
    now: () => clock.now(),
    advance: (milliseconds) =>
      inTurn(async () => {
        // Kept first: time may not run backwards after a crash.
        await writeAtomically(file, JSON.stringify(keptSchema.parse({ ahead: travelled + milliseconds })))
        travelled += milliseconds
        travel(milliseconds)
        await tickOnce()
        return clock.now()
      }),
    async stop() {
      stopping.abort()
      await running
      await turn
    },
  }
}
