import { type ErasureDependencies, eraseCase } from '#functions/shared/erasure/erase-case.ts'
import type { CommandOutcome } from './commands.ts'

export interface DecidedErasure {
  readonly reference: string
  /** The address of whoever in the case office decided it. */
  readonly by: string
  readonly reason: string
}

/** Erases the applicant of a case for an operator, and says what was done and what stays. */
export async function eraseTold(
  { reference, by, reason }: DecidedErasure,
  dependencies: ErasureDependencies,
): Promise<CommandOutcome> {
  const erased = await eraseCase(reference, { type: 'erase', by, reason }, dependencies)
  if (erased === undefined) return { ok: false, lines: [`There is no case ${reference}`] }
  if ('refused' in erased) {
    const why =
      erased.refused === 'erasure-held'
        ? 'The case office holds the data; it lifts that on the page of the case.'
        : 'Only closed cases can be erased.'
    return { ok: false, lines: [`Refused: ${erased.refused}. ${why}`] }
  }
  const { entries, revisions, attachments, links, locked, isSealed } = erased
  return {
    ok: locked.length === 0,
    lines: [
      `Erased beside ${entries} entries, in ${revisions} revisions, ${attachments} attachments, ${links} links.`,
      ...locked.map((key) => `${key} is locked and stays until its lock ends.`),
      ...(isSealed ? ['The contract was signed and sealed: its documents stay.'] : []),
      'Backups of the table forget it within 35 days, mailboxes not at all.',
    ],
  }
}
