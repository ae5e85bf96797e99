import type { CaseSummary, UnreadableCase } from '#functions/shared/ports/case-store.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import type { Text } from '#workflows/language.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'
import type { BoardRow } from './board-row.ts'

/**
 * Undefined where a case cannot be read: the release lacks its rules, or what is stored of it is torn. One such case must not
 * take a list of others away. Whatever else goes wrong is thrown.
 */
export async function unlessPoisoned<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    const isPoison = error instanceof MissingProgramme || error instanceof TornCase
    if (isPoison) return undefined
    throw error
  }
}

const nobody = { awaited: [], due: null, overdue: false, obligations: [] }

/** A case whose rules are missing, in a list. */
export function poisonedRow({ reference, state, updated }: CaseSummary): BoardRow {
  return {
    reference,
    title: state.title,
    organisation: state.applicant?.organisation ?? null,
    status: 'poisoned',
    statusWords: missingWords(state.programme.version),
    standing: nobody,
    inStepSince: updated,
    updated,
  }
}

/** A case whose head is torn, in a list. */
export function unreadableRow({ reference, updated }: UnreadableCase): BoardRow {
  return {
    reference,
    title: reference,
    organisation: null,
    status: 'poisoned',
    statusWords: {
      fa: 'نمایش‌پذیر نیست: دادهٔ ذخیره‌شدهٔ آن خوانده نمی‌شود',
      en: 'cannot be shown: what is stored of it cannot be read',
    },
    standing: nobody,
    inStepSince: updated,
    updated,
  }
}

export function missingWords(version: string): Text {
  return {
    fa: `نمایش‌پذیر نیست: نسخهٔ ${version} برنامه موجود نیست`,
    en: `cannot be shown: version ${version} is missing`,
  }
}
