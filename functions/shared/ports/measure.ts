import { isInCall, logFacts } from './log.ts'

/**
 * What is measured, as lines of the log: the stack makes metrics of them by filters, so a measurement costs no call and the
 * one-machine runtime has them too. `infra/aws/metrics.ts` names the same fields.
 */
export type Measurement =
  /** A call of a function recorded an entry. */
  | { readonly measured: 'entry'; readonly reference: string; readonly type: string }
  /** The relay has settled an entry that causes something; `lag` is the time since it was recorded, in milliseconds. */
  | { readonly measured: 'relayed'; readonly reference: string; readonly lag: number }
  /** An effect did not arrive; it is tried again. */
  | { readonly measured: 'effect-failed'; readonly reference: string; readonly effect: 'mail' | 'other' }
  /** A mail came back for a reason that is not its recipient's; it is sent again. */
  | { readonly measured: 'mail-returned'; readonly reference: string; readonly why: string }
  /** A visit of the clock had something to do; `lag` is how late, in milliseconds. */
  | { readonly measured: 'due'; readonly reference: string; readonly lag: number }
  /** What the machine has to do by itself in a case has not happened in an hour; said once. */
  | { readonly measured: 'step-late'; readonly reference: string; readonly status: string }
  /** How many cases' applicants were erased by the programme's rule in a day's run. */
  | { readonly measured: 'retired'; readonly count: number }
  /** A ledger is not what it was, or cannot be read; found by the nightly check. */
  | { readonly measured: 'ledger-fault'; readonly reference: string | undefined; readonly code: string }
  /** How many ledgers the nightly check saw, and how many faults it found. */
  | { readonly measured: 'ledgers'; readonly count: number; readonly faults: number }
  /** How many cases stand where, once a day. */
  | { readonly measured: 'standing'; readonly status: string; readonly count: number }

export function measure(measurement: Measurement): void {
  logFacts(measurement)
}

/** Each entry by its type, in the log of the call that recorded it; what is recorded outside of any has no log. */
export function measureEntries(reference: string, entries: readonly { readonly type: string }[]): void {
  if (isInCall()) for (const { type } of entries) measure({ measured: 'entry', reference, type })
}
