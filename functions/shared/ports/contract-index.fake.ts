import type { CompanionRow } from './case-store.ts'
import type { ContractIndex, ContractPlace, ReleasedContract } from './contract-index.ts'

export interface MemoryContractIndex extends ContractIndex {
  write(row: Extract<CompanionRow, { kind: 'contract-mark' | 'contract-release' }>): void
}

/** The index in memory; `memoryCases` writes it with the entries. */
export function memoryContractIndex(): MemoryContractIndex {
  const places = new Map<string, ContractPlace>()
  const released = new Map<string, ReleasedContract>()
  return {
    write(row) {
      if (row.kind === 'contract-mark') places.set(row.mark, row.place)
      else released.set(`${row.at}#${row.contract.number}`, row.contract)
    },
    async find(mark) {
      return places.get(mark)
    },
    async released({ limit, cursor }) {
      const newest = [...released].sort(([a], [b]) => (a < b ? 1 : -1))
      const found = newest.filter(([place]) => cursor === undefined || place < cursor)
      const page = found.slice(0, limit)
      return {
        contracts: page.map(([, contract]) => contract),
        cursor: found.length > limit ? page.at(-1)?.[0] : undefined,
      }
    },
  }
}
