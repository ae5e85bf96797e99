import * as z from 'zod'
import type { Endpoints } from '#functions/shared/ports/endpoints.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Database } from './database.ts'

const endpointRow = z.object({ disabled: z.number() })

export function sqliteEndpoints({ sql }: Database): Endpoints {
  return {
    async isDisabled(url) {
      const row = sql.get`SELECT disabled FROM endpoints WHERE url_digest = ${digestOfBytes(url)}`
      return row !== undefined && endpointRow.parse(row).disabled === 1
    },
  }
}
