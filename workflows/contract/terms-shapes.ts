import * as z from 'zod'
import { type TermsFault, termsFault } from './terms-fault.ts'
import { type TermsFieldId, termsFields } from './terms-fields.ts'
import { guaranteeNames } from './terms-lists.ts'

const text = z.union([z.string(), z.number()]).nullish()
const lines = z.union([text, z.array(text)])
const rows = z.array(z.record(z.string(), z.union([text, z.boolean()]))).nullish()

const shapeOf = (field: TermsFieldId): z.ZodType => {
  if (field === 'guarantees') return rows
  return termsFields[field].kind === 'list' ? lines : text
}

const fieldIds = Object.keys(termsFields).filter((id): id is TermsFieldId => Object.hasOwn(termsFields, id))

/**
 * The answers that are no text, number or list where one belongs, as JSON can have them. They are told before anything is read:
 * an object in place of an amount must not pass for an empty one, which may mean something.
 */
export const shapeFaults = (input: Readonly<Record<string, unknown>>): TermsFault[] => {
  const columns = Object.values(guaranteeNames).every((name) => lines.safeParse(input[name]).success)
  return fieldIds
    .filter(
      (field) => !shapeOf(field).safeParse(input[field]).success || (field === 'guarantees' && !columns),
    )
    .map((field) => termsFault(field, 'shape'))
}
