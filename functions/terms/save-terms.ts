import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { Answer, Desk } from '#functions/shared/office/session.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf, formFaults } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { termsNoteForm } from '#functions/shared/requests/board.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import type { TermsDependencies } from './dependencies.ts'
import { openTerms, readTerms, unprintableElsewhere } from './open-terms.ts'
import { termsAgain } from './show-terms.ts'

/** Saves the terms as they stand; they can be changed until they are released. */
export async function saveTerms(
  request: HttpRequest,
  dependencies: TermsDependencies,
  desk: Desk,
): Promise<Answer> {
  return record(request, dependencies, desk, (given) => ({ type: 'amend-terms', ...given }))
}

/** Saves the terms and has the contract drawn up from them. */
export async function releaseTerms(
  request: HttpRequest,
  dependencies: TermsDependencies,
  desk: Desk,
): Promise<Answer> {
  return record(request, dependencies, desk, (given, note) => ({ type: 'release-terms', note, ...given }))
}

const noteWords = {
  note: {
    fa: 'در این بخش متنی با حداکثر ۴۰۰۰ نویسه بنویسید، مانند «سهم بیست درصد شد».',
    en: 'Write a text of at most 4,000 characters here, such as “The share became twenty per cent”.',
  },
}

type TermsCommand = CommandOf<'amend-terms' | 'release-terms'>

async function record(
  request: HttpRequest,
  dependencies: TermsDependencies,
  desk: Desk,
  commandOf: (given: Pick<TermsCommand, 'by' | 'terms' | 'basis'>, note: string) => TermsCommand,
): Promise<Answer> {
  const reference = request.path['reference'] ?? ''
  const open = await openTerms(reference, dependencies, desk.member.email)
  if ('code' in open) return open
  const read = readTerms(request.body, open)
  const noted = termsNoteForm.safeParse(fieldsOf(request.body))
  if ('faults' in read || !noted.success) {
    const ofNote = noted.success ? [] : formFaults(noted.error, noteWords)
    const faults = [...('faults' in read ? read.faults : []), ...ofNote]
    return termsAgain(request, desk, open, problems.unprocessable(faults))
  }
  const given = { by: desk.member.email, terms: read.terms, basis: basisIn(request.body) }
  const command = commandOf(given, noted.data.note)
  const unprintable = command.type === 'release-terms' ? unprintableElsewhere(open, read.terms) : null
  if (unprintable !== null) return termsAgain(request, desk, open, unprintable)
  const committed = await commit(dependencies.commit, reference, command)
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) {
    const now = await openTerms(reference, dependencies)
    return 'code' in now ? now : termsAgain(request, desk, now, problemOf(committed))
  }
  if (request.wants === 'html') {
    const next = command.type === 'amend-terms' ? paths.terms(reference) : paths.boardCase(reference)
    return seeOther(inLanguage(`${next}?done=${command.type}`, request))
  }
  const [entry] = committed.entries
  return json(200, {
    reference,
    status: committed.state.status,
    receipt: entry === undefined ? null : receiptOf(entry),
  })
}

const basisSchema = z.union([digestSchema, z.literal('').transform(() => null)]).optional()

/** The digest of the saved terms that the form was filled in over; a program may leave it out. */
function basisIn(body: unknown): string | null | undefined {
  return basisSchema.catch(undefined).parse(fieldsOf(body)['basis'])
}
