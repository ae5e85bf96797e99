import type { Measurement } from '#functions/shared/ports/measure.ts'
import type { Health, HealthPart } from './health.ts'

/** What the functions measured since the start, in the text format of Prometheus. */
export interface Metrics {
  /** Sees each line of the functions' log; those of measurements count. */
  observe(line: string): void
  text(): string
}

const parts = ['disk', 'ledgers', 'log', 'mail'] as const satisfies readonly HealthPart[]

export function openMetrics(health: Health): Metrics {
  const values = new Map<string, number>()
  const add = (name: string, by = 1) => values.set(name, (values.get(name) ?? 0) + by)
  return {
    observe(line) {
      const measurement = measurementIn(line)
      if (measurement === undefined) return
      count(measurement, { add, set: (name, to) => values.set(name, to) })
      if (measurement.measured === 'ledgers') health.tell('ledgers', ledgersTold(measurement.faults))
    },
    text() {
      const faults = new Set(health.faults().map(({ part }) => part))
      return [
        'tasvib_up 1',
        ...parts.map((part) => `tasvib_fault{part="${part}"} ${faults.has(part) ? 1 : 0}`),
        ...[...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name} ${value}`),
        '',
      ].join('\n')
    },
  }
}

function ledgersTold(faults: number): string | undefined {
  return faults === 0
    ? undefined
    : `The nightly check found ${faults} faults in ledgers; the log names them. See docs/operations.md, LedgerFaults.`
}

/** Lines are our own functions', so what they measure is of the type that `measure` takes. */
function measurementIn(line: string): Measurement | undefined {
  return line.includes('"measured":') ? (JSON.parse(line) as Measurement) : undefined
}

interface Counting {
  readonly add: (name: string, by?: number) => void
  readonly set: (name: string, to: number) => void
}

function count(one: Measurement, { add, set }: Counting): void {
  switch (one.measured) {
    case 'entry':
      add(`tasvib_entries_total{type="${one.type}"}`)
      break
    case 'relayed':
      set('tasvib_relay_lag_milliseconds', one.lag)
      break
    case 'effect-failed':
      add(`tasvib_effects_failed_total{effect="${one.effect}"}`)
      break
    case 'mail-returned':
      add('tasvib_mails_returned_total')
      break
    case 'due':
      set('tasvib_clock_lag_milliseconds', one.lag)
      break
    case 'step-late':
      add('tasvib_steps_late_total')
      break
    case 'retired':
      add('tasvib_erased_total', one.count)
      break
    case 'ledger-fault':
      add(`tasvib_ledger_faults_total{code="${one.code}"}`)
      break
    case 'ledgers':
      set('tasvib_ledgers_checked', one.count)
      set('tasvib_ledger_faults', one.faults)
      break
    case 'standing':
      set(`tasvib_cases{status="${one.status}"}`, one.count)
      break
  }
}
