import { type FieldId, fieldList } from '#workflows/form/fields.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import type { Revision } from './revision.ts'

/** How to reach a person is nobody's business who only judges the proposal. */
const contact: ReadonlySet<FieldId> = new Set(['nationalCode', 'mobile', 'email', 'postalCode'])

/** The fields that reviewers read: all but those by which the applicant's representative is reached. */
export function isForReviewers(field: FieldId): boolean {
  return !contact.has(field)
}

/** One field that differs between two revisions; undefined where it was left empty. */
export interface FieldChange {
  readonly field: FieldId
  readonly before: unknown
  readonly after: unknown
}

/** A revision's answers by field id. Personal ones are missing once they are erased. */
export function valuesOf(revision: Revision): Readonly<Record<string, unknown>> {
  return { ...revision.open, ...revision.personal?.value, files: revision.files }
}

/** The fields among `shown` whose values differ, in the form's order. */
export function revisionChanges(
  before: Revision,
  after: Revision,
  shown: (field: FieldId) => boolean,
): FieldChange[] {
  const [old, current] = [valuesOf(before), valuesOf(after)]
  return fieldList
    .filter(
      ({ id }) => shown(id) && canonicalJson([old[id] ?? null]) !== canonicalJson([current[id] ?? null]),
    )
    .map(({ id }) => ({ field: id, before: old[id], after: current[id] }))
}
