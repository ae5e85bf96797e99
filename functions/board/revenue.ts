import { jalaliOf } from '#workflows/contract/jalali.ts'
import { balanceOf } from '#workflows/proposal/balance.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** What the city expects and has received. Rials. */
export interface Revenue {
  readonly expected: number
  readonly received: number
  /** Of instalments whose day has passed, what has not come. */
  readonly overdue: number
}

interface ContractYear extends Revenue {
  /** Jalali: the year in which the instalments fall due, also of what is paid for them later. */
  readonly year: number
  readonly reference: string
  readonly number: string
  readonly title: string
}

export interface Year extends Revenue {
  readonly year: number
}

export interface MunicipalRevenue {
  readonly contracts: readonly ContractYear[]
  readonly years: readonly Year[]
}

/** Expected against received, for every contract that finance acknowledged, by Jalali year. `today` is an ISO date. */
export function municipalRevenue(states: readonly ProposalState[], today: string): MunicipalRevenue {
  const contracts = states
    .flatMap((state) => contractYears(state, today))
    .sort((a, b) => a.year - b.year || (a.number < b.number ? -1 : 1))
  const years = [...new Set(contracts.map(({ year }) => year))].map((year) => ({
    year,
    ...sumOf(contracts.filter((row) => row.year === year)),
  }))
  return { contracts, years }
}

export function sumOf(rows: readonly Revenue[]): Revenue {
  const sum = (of: keyof Revenue): number => rows.reduce((total, row) => total + row[of], 0)
  return { expected: sum('expected'), received: sum('received'), overdue: sum('overdue') }
}

function contractYears(state: ProposalState, today: string): ContractYear[] {
  if (state.status !== 'closed' || state.closing !== 'completed' || state.contract === null) return []
  const { reference, title, contract } = state
  const balance = balanceOf(state).map(({ due, latest = due, expected, received, outstanding }) => ({
    year: jalaliOf(due).year,
    revenue: { expected, received, overdue: latest < today ? Math.max(0, outstanding) : 0 },
  }))
  return [...new Set(balance.map(({ year }) => year))].map((year) => ({
    year,
    reference,
    number: contract.number,
    title,
    ...sumOf(balance.filter((row) => row.year === year).map(({ revenue }) => revenue)),
  }))
}
