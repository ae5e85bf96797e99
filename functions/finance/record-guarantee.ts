import * as z from 'zod'
import { writtenLine, writtenProse } from '#workflows/form/written-text.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { guaranteeChanges } from '#workflows/proposal/state.ts'
import { guaranteeFaults } from './guarantee-texts.ts'
import { recordingMoney } from './recording-money.ts'
import { dayText, emptyAsNull, wholeNumber } from './written-fields.ts'

/** What finance says of a guarantee; days are Jalali or ISO. */
export const guaranteeForm = z.object({
  guarantee: wholeNumber.pipe(z.int().min(1)),
  change: z.enum(guaranteeChanges),
  /** The new last day of one that is extended. */
  expiresOn: z.preprocess(emptyAsNull, dayText.nullable()),
  on: dayText,
  document: writtenLine({ min: 1, max: 60 }),
  note: writtenProse({ min: 0, max: 2000 }).default(''),
  /** The six digits that were mailed for it (`POST /finance/{token}/code`). */
  code: z.string().optional(),
})

/** Records that a guarantee was extended or released. */
export const recordGuarantee = /* @__PURE__ */ recordingMoney({
  form: guaranteeForm,
  faults: guaranteeFaults,
  draft: 'guarantee',
  section: 'guarantees',
  commandOf: (change, by): CommandOf<'change-guarantee'> => ({ type: 'change-guarantee', by, ...change }),
})
