import type { FunctionName } from '#functions/catalogue.ts'
import type { Door } from '#functions/shared/home.ts'

/** Loads what makes a door; a door of the catalogue that is missing here does not compile. */
export type Doors = Readonly<Record<FunctionName, () => Promise<{ readonly door: Door }>>>

export const doors: Doors = {
  site: () => import('#functions/site/door.ts'),
  submit: () => import('#functions/submit/door.ts'),
  track: () => import('#functions/track/door.ts'),
  review: () => import('#functions/review/door.ts'),
  sign: () => import('#functions/sign/door.ts'),
  finance: () => import('#functions/finance/door.ts'),
  board: () => import('#functions/board/door.ts'),
  public: () => import('#functions/public/door.ts'),
  terms: () => import('#functions/terms/door.ts'),
  'await-step': () => import('#functions/await-step/door.ts'),
  'ask-ledger': () => import('#functions/ask-ledger/door.ts'),
  'draw-up-contract': () => import('#functions/draw-up-contract/door.ts'),
  'seal-contract': () => import('#functions/seal-contract/door.ts'),
  relay: () => import('#functions/relay/door.ts'),
  clock: () => import('#functions/clock/door.ts'),
  'call-finance': () => import('#functions/call-finance/door.ts'),
  'mail-feedback': () => import('#functions/mail-feedback/door.ts'),
  'ledger-root': () => import('#functions/ledger-root/door.ts'),
  retention: () => import('#functions/retention/door.ts'),
  'first-message': () => import('#functions/first-message/door.ts'),
}
