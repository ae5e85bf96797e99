import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoCodes } from '#functions/shared/aws/dynamo/dynamo-codes.ts'
import { dynamoContractIndex } from '#functions/shared/aws/dynamo/dynamo-contract-index.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoFactors } from '#functions/shared/aws/dynamo/dynamo-factors.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from '#functions/shared/aws/dynamo/dynamo-personal-rows.ts'
import {
  dynamoDrafts,
  dynamoEndpoints,
  dynamoSignIns,
  dynamoThrottle,
  dynamoUnsentForms,
  dynamoWaits,
} from '#functions/shared/aws/dynamo/dynamo-ports.ts'
import type { Table } from '#functions/shared/aws/dynamo/table.ts'
import { now } from '#functions/shared/aws/home.ts'
import { random } from '#functions/shared/ports/random.ts'
import { secret } from '#functions/shared/ports/secrets.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { toldToRelay } from '#workflows/effects/told-to-relay.ts'

/** Rows in a table of DynamoDB, which tell of each entry what its stream would; `settled` waits until all is told. */
export function cloudTable(
  table: Table,
  relay: (event: unknown) => Promise<unknown>,
): TablePorts & { readonly settled: () => Promise<void> } {
  const cases = dynamoCases(table, now)
  let telling: Promise<unknown> = Promise.resolve()
  return {
    async settled() {
      let told: unknown
      while (told !== telling) {
        told = telling
        await told
      }
    },
    cases: {
      ...cases,
      async append(append) {
        const appended = await cases.append(append)
        if (appended !== 'appended') return appended
        const { reference } = append.after
        const told = toldToRelay({ ...append, before: append.before?.state ?? null })
        const entries = told.map((entry) => ({ reference, body: JSON.stringify(entry) }))
        if (entries.length > 0) telling = telling.then(() => relay({ entries })).catch(() => undefined)
        return appended
      },
    },
    contracts: dynamoContractIndex(table),
    links: dynamoLinks(table, random, now),
    drafts: dynamoDrafts(table),
    waits: dynamoWaits(table),
    effects: dynamoEffects(table),
    figures: dynamoFigures(table),
    signIns: dynamoSignIns(table, random),
    throttle: dynamoThrottle(table),
    codes: dynamoCodes(table, () => secret('CODE_KEY'), random),
    factors: dynamoFactors(table, () => secret('CODE_KEY')),
    endpoints: dynamoEndpoints(table),
    personalRows: dynamoPersonalRows(table),
    unsent: dynamoUnsentForms(table),
  }
}
