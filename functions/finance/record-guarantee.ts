import { guaranteeForm } from '#functions/shared/requests/finance.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { guaranteeFaults } from './guarantee-texts.ts'
import { recordingMoney } from './recording-money.ts'

/** Records that a guarantee was extended or released. */
export const recordGuarantee = /* @__PURE__ */ recordingMoney({
  form: guaranteeForm,
  faults: guaranteeFaults,
  draft: 'guarantee',
  section: 'guarantees',
  commandOf: (change, by): CommandOf<'change-guarantee'> => ({ type: 'change-guarantee', by, ...change }),
})
