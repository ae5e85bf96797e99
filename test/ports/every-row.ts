import type { Database } from '#infra/machine/store/database.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'

/** Every row of the machine's database, as its table and what it holds, in text that is the same for the same row. */
export function everyRow({ prepared }: Pick<Database, 'prepared'>): string[] {
  const tables = prepared("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
  return tables.flatMap(({ name }) =>
    prepared(`SELECT * FROM ${String(name)}`)
      .all()
      .map((row) => {
        const held = Object.entries(row).filter(([, value]) => value !== null)
        return `${String(name)} ${canonicalJson(Object.fromEntries(held))}`
      }),
  )
}
