import { clock } from '#functions/shared/ports/clock.ts'
import { random } from '#functions/shared/ports/random.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Database } from './database.ts'
import { sqliteCases } from './sqlite-cases.ts'
import { sqliteCodes } from './sqlite-codes.ts'
import { sqliteContractIndex } from './sqlite-contract-index.ts'
import { sqliteDrafts } from './sqlite-drafts.ts'
import { sqliteEffects } from './sqlite-effects.ts'
import { sqliteEndpoints } from './sqlite-endpoints.ts'
import { sqliteFactors } from './sqlite-factors.ts'
import { sqliteFigures } from './sqlite-figures.ts'
import { sqliteLinks } from './sqlite-links.ts'
import { sqlitePersonalRows } from './sqlite-personal-rows.ts'
import { sqliteSignIns } from './sqlite-sign-ins.ts'
import { sqliteThrottle } from './sqlite-throttle.ts'
import { sqliteUnsentForms } from './sqlite-unsent-forms.ts'
import { sqliteWaits } from './sqlite-waits.ts'

export interface PortsOptions {
  /** Keys the hashes of codes, and the encryption of second factors. */
  readonly codeKey: string
  /** Called after each append that this process committed. */
  readonly committed?: () => void
}

const now = () => clock.now()

/** Everything that is kept in rows, in the machine's database. */
export function sqlitePorts(database: Database, { codeKey, committed }: PortsOptions): TablePorts {
  return {
    cases: sqliteCases(database, { now, ...(committed === undefined ? {} : { committed }) }),
    contracts: sqliteContractIndex(database),
    links: sqliteLinks(database, random, now),
    drafts: sqliteDrafts(database),
    waits: sqliteWaits(database),
    effects: sqliteEffects(database),
    figures: sqliteFigures(database),
    signIns: sqliteSignIns(database),
    throttle: sqliteThrottle(database),
    codes: sqliteCodes(database, codeKey, random),
    factors: sqliteFactors(database, codeKey),
    endpoints: sqliteEndpoints(database),
    personalRows: sqlitePersonalRows(database),
    unsent: sqliteUnsentForms(database),
  }
}
