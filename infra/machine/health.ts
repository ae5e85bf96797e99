/** The parts of a running Tasvib that can be at fault while the rest goes on. */
export type HealthPart = 'disk' | 'ledgers' | 'log' | 'mail'

interface HealthFault {
  readonly part: HealthPart
  /** ISO 8601, by the functions' clock. */
  readonly since: string
  /** For whoever runs the machine; holds no secret and nothing personal. */
  readonly what: string
}

/** What is wrong at present, for `/health` and `/metrics`. */
export interface Health {
  /** Says what is wrong with a part, or that nothing is any more. */
  tell(part: HealthPart, what: string | undefined): void
  faults(): readonly HealthFault[]
}

export function openHealth(now: () => Date): Health {
  const faults = new Map<HealthPart, HealthFault>()
  return {
    tell(part, what) {
      if (what === undefined) faults.delete(part)
      else faults.set(part, { part, since: faults.get(part)?.since ?? now().toISOString(), what })
    },
    faults: () => [...faults.values()],
  }
}
