import type { CaseStore } from './case-store.ts'
import type { Codes } from './codes.ts'
import type { ContractIndex } from './contract-index.ts'
import type { Drafts } from './drafts.ts'
import type { Effects } from './effects.ts'
import type { Endpoints } from './endpoints.ts'
import type { Factors } from './factors.ts'
import type { Figures } from './figures.ts'
import type { Links } from './links.ts'
import type { PersonalRows } from './personal-rows.ts'
import type { SignIns } from './sign-ins.ts'
import type { Throttle } from './throttle.ts'
import type { UnsentForms } from './unsent-forms.ts'
import type { Waits } from './waits.ts'

/** Everything that is kept in rows: in DynamoDB, or in the database of one machine. */
export interface TablePorts {
  readonly cases: CaseStore
  readonly contracts: ContractIndex
  readonly links: Links
  readonly drafts: Drafts
  readonly waits: Waits
  readonly effects: Effects
  readonly figures: Figures
  readonly signIns: SignIns
  readonly throttle: Throttle
  readonly codes: Codes
  readonly factors: Factors
  readonly endpoints: Endpoints
  readonly personalRows: PersonalRows
  readonly unsent: UnsentForms
}
