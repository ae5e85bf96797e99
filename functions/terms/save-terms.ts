import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { json, seeOther } from '#functions/shared/http/http.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { termsNoteForm } from '#functions/shared/requests/board.ts'
import { readForm, recorded } from '#functions/shared/shown-again.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { atTerms } from './at-terms.ts'
import { readTerms, unprintableElsewhere } from './open-terms.ts'

const noteWords = {
  note: {
    fa: 'در این بخش متنی با حداکثر ۴۰۰۰ نویسه بنویسید، مانند «سهم بیست درصد شد».',
    en: 'Write a text of at most 4,000 characters here, such as “The share became twenty per cent”.',
  },
}

type TermsCommand = CommandOf<'amend-terms' | 'release-terms'>

function recording(
  commandOf: (given: Pick<TermsCommand, 'by' | 'terms' | 'basis'>, note: string) => TermsCommand,
) {
  return atTerms(async (open, request, dependencies, desk) => {
    const { reference } = open.state
    const terms = readTerms(request.body, open)
    const noted = readForm(request, termsNoteForm, noteWords)
    if (isProblem(terms) || isProblem(noted)) {
      return problems.unprocessable(
        [terms, noted].flatMap((read) => (isProblem(read) ? (read.errors ?? []) : [])),
      )
    }
    const given = { by: desk.member.email, terms, basis: basisIn(request.body) }
    const command = commandOf(given, noted.form.note)
    const unprintable = command.type === 'release-terms' ? unprintableElsewhere(open, terms) : null
    if (unprintable !== null) return unprintable
    const committed = await recorded(dependencies.commit, reference, command)
    if (isProblem(committed)) return committed
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
  })
}

/** Saves the terms as they stand; they can be changed until they are released. */
export const saveTerms = recording((given) => ({ type: 'amend-terms', ...given }))

/** Saves the terms and has the contract drawn up from them. */
export const releaseTerms = recording((given, note) => ({ type: 'release-terms', note, ...given }))

const basisSchema = z.union([digestSchema, z.literal('').transform(() => null)]).optional()

/** The digest of the saved terms that the form was filled in over; a program may leave it out. */
function basisIn(body: unknown): string | null | undefined {
  return basisSchema.catch(undefined).parse(fieldsOf(body)['basis'])
}
