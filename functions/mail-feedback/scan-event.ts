import * as z from 'zod'
import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import { fileOfCase } from '#functions/shared/ports/files.ts'
import { verdictOf } from '#functions/shared/ports/malware.ts'

/** The scan's event: https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html */
export const scanEvent = z.object({
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
})

/** Records that a case's file is withheld, once, so that the case office is told. Of an upload that is in no case yet its sender is. */
export async function noteWithheld(
  { detail }: z.infer<typeof scanEvent>,
  dependencies: CommitDependencies,
): Promise<void> {
  const file = fileOfCase(detail.s3ObjectDetails.objectKey)
  const verdict = verdictOf(detail.scanResultDetails.scanResultStatus)
  if (file === undefined || (verdict !== 'threat' && verdict !== 'unchecked')) return
  const { reference, fileId } = file
  await commit(dependencies, reference, { type: 'withhold-file', fileId, verdict })
}
