import type { FileRecord } from '#workflows/form/file-record.ts'
import type { CaseFile } from '#workflows/proposal/case-file.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { attachmentKey, type Files } from './files.ts'
import type { FileWithheld } from './malware.ts'

type KeptRecord = Pick<FileRecord, 'fileId' | 'ofCase'>

/** Files of a page that nobody may open, or not yet, by their ids. */
export type Withheld = ReadonlyMap<string, FileWithheld['verdict']>

/** The files of a revision, and of the rounds of a case file. */
export function filesIn(revision: Revision | undefined, file: CaseFile | null): readonly KeptRecord[] {
  return [...(revision?.files ?? []), ...(file?.rounds.flatMap(({ files }) => files) ?? [])]
}

/** What programs are told of a file that is withheld. */
export function withheldJson(withheld: Withheld, fileId: string): { withheld?: FileWithheld['verdict'] } {
  const verdict = withheld.get(fileId)
  return verdict === undefined ? {} : { withheld: verdict }
}

/** What a scan for malware withholds of a case's files. */
export async function withheldOf(
  reference: string,
  records: readonly KeptRecord[],
  files: Pick<Files, 'verdict'>,
): Promise<Withheld> {
  const different = [...new Map(records.map((record) => [record.fileId, record])).values()]
  const told = await Promise.all(
    different.map(async (record) => {
      const verdict = await files.verdict(attachmentKey(reference, record))
      return verdict === 'clean' ? [] : [[record.fileId, verdict] as const]
    }),
  )
  return new Map(told.flat())
}
