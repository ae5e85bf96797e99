import { UnprintableText } from '#functions/shared/contract/contract-typesetter.ts'
import { type CommitDependencies, commit } from './commit.ts'

/** The contract that is being set; undefined where its letters cannot be printed: then its terms go back to the case office. */
export async function unlessUnprintable(
  setting: Promise<Uint8Array>,
  reference: string,
  committing: CommitDependencies,
): Promise<Uint8Array | undefined> {
  try {
    return await setting
  } catch (error) {
    if (!(error instanceof UnprintableText)) throw error
    await commit(committing, reference, { type: 'not-printable', letters: error.letters })
    return undefined
  }
}
