import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { describe } from 'vitest'
import { dynamoAllCases } from '#functions/shared/aws/dynamo/dynamo-all-cases.ts'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from '#functions/shared/aws/dynamo/dynamo-personal-rows.ts'
import type { Table } from '#functions/shared/aws/dynamo/table.ts'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import { random } from '#functions/shared/ports/random.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { sqliteAllCases } from '#infra/machine/store/sqlite-all-cases.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { sqliteEffects } from '#infra/machine/store/sqlite-effects.ts'
import { sqliteLinks } from '#infra/machine/store/sqlite-links.ts'
import { sqlitePersonalRows } from '#infra/machine/store/sqlite-personal-rows.ts'
import { everyRow } from './every-row.ts'
import { hasStore, useTable } from './real-table.ts'
import { rowText } from './row-text.ts'

/** Where the cases of one home are, and what is in its rows. */
export interface RowsOfHome {
  portsAt(
    now: () => Date,
  ): Pick<TablePorts, 'cases' | 'effects' | 'links' | 'personalRows'> & { readonly all: AllCases }
  /** Every row that says this, each as text. */
  saying(words: string): Promise<readonly string[]>
}

/** Runs a suite on the rows of each home: those of DynamoDB's API, where this platform has it, and those of one machine. */
export function onRowsOfBothHomes(title: string, suite: (rows: () => RowsOfHome) => void): void {
  describe.runIf(hasStore)(`${title}, in the table`, () => {
    const table = useTable()
    suite(() => rowsOfTable(table()))
  })
  describe(`${title}, in the machine's database`, () => {
    const database = openDatabase(':memory:')
    suite(() => rowsOfDatabase(database))
  })
}

export function rowsOfTable(table: Table): RowsOfHome {
  return {
    portsAt: (now) => ({
      cases: dynamoCases(table, now),
      effects: dynamoEffects(table),
      links: dynamoLinks(table, random, now),
      personalRows: dynamoPersonalRows(table),
      all: dynamoAllCases(table),
    }),
    async saying(words) {
      const command = new ScanCommand({ TableName: table.name, ConsistentRead: true })
      const rows = (await table.client.send(command)).Items ?? []
      return rows.map(rowText).filter((row) => row.includes(words))
    },
  }
}

function rowsOfDatabase(database: Database): RowsOfHome {
  return {
    portsAt: (now) => ({
      cases: sqliteCases(database, { now }),
      effects: sqliteEffects(database),
      links: sqliteLinks(database, random, now),
      personalRows: sqlitePersonalRows(database),
      all: sqliteAllCases(database),
    }),
    saying: async (words) => everyRow(database).filter((row) => row.includes(words)),
  }
}
