import type { Endpoints } from './endpoints.ts'

export interface MemoryEndpoints extends Endpoints {
  write(row: { readonly url: string; readonly disabled: boolean }): void
}

/** Endpoints in memory; `memoryCases` writes them with the entries. */
export function memoryEndpoints(): MemoryEndpoints {
  const disabled = new Set<string>()
  return {
    write({ url, disabled: isDisabled }) {
      if (isDisabled) disabled.add(url)
      else disabled.delete(url)
    },
    async isDisabled(url) {
      return disabled.has(url)
    },
  }
}
