import type { CaseStore, CasesOfPage } from '#functions/shared/ports/case-store.ts'

/** Heads that are asked for at once. */
const batch = 100

/**
 * Every case, open ones first: one that is closed meanwhile comes again among the closed, with another tip. The first time it
 * was open, so what is there once it is closed is told apart by its later time.
 */
export async function* everyPage(cases: Pick<CaseStore, 'list'>): AsyncGenerator<CasesOfPage> {
  for (const open of [true, false]) {
    let cursor: string | undefined
    do {
      const page = await cases.list({ open, limit: batch, cursor })
      yield page
      cursor = page.cursor
    } while (cursor !== undefined)
  }
}
