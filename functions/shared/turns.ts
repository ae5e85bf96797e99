/** Too many are before; nothing of the work was begun. */
export class Busy extends Error {
  override readonly name = 'Busy'
}

export interface TurnsOptions {
  /** How many work at once. */
  readonly atOnce: number
  /** How many may wait for their turn; any number where nothing is said. */
  readonly waiting?: number
  /** Milliseconds after which a turn comes too late; never where nothing is said. */
  readonly patience?: number
}

export interface Turns {
  /** Whether whoever comes now would be refused. */
  areTaken(): boolean
  /**
   * Does the work once it is its turn, in the order in which they came.
   * @throws {Busy} for what would have to wait too long, or did
   */
  run<T>(work: () => Promise<T>): Promise<T>
}

/** Keeps what was begun fast when more comes than can be done: the rest is told at once to come again. */
export function openTurns({
  atOnce,
  waiting = Number.POSITIVE_INFINITY,
  patience = Number.POSITIVE_INFINITY,
}: TurnsOptions): Turns {
  let working = 0
  const line: (() => void)[] = []
  const areTaken = (): boolean => line.length >= waiting

  const turn = async (): Promise<void> => {
    if (working < atOnce) {
      working += 1
      return
    }
    if (areTaken()) throw new Busy()
    const came = performance.now()
    // Whoever ends hands the turn on, so that nobody comes between.
    await new Promise<void>((resolve) => line.push(resolve))
    if (performance.now() - came > patience) {
      pass()
      throw new Busy()
    }
  }
  const pass = (): void => {
    const next = line.shift()
    if (next === undefined) working -= 1
    else next()
  }

  return {
    areTaken,
    async run(work) {
      await turn()
      try {
        return await work()
      } finally {
        pass()
      }
    },
  }
}
