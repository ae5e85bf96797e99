import * as z from 'zod'
import { ticked } from '#functions/shared/edge/ticked.ts'
import { personName, writtenAddress, writtenLine, writtenReason } from '#workflows/form/written-text.ts'
import { languageSchema } from '#workflows/language.ts'
import { emptyAsAbsent } from './empty.ts'

export const declarationForm = z.object({
  noConflict: ticked,
})

export const delegationForm = z.object({
  name: writtenLine(personName),
  email: writtenAddress,
  /** In which the colleague is written to. */
  language: z.preprocess(emptyAsAbsent, languageSchema.optional()),
  role: writtenLine({ min: 0, max: 120 }).default(''),
  reason: writtenReason,
})
