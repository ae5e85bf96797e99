import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { isWhole } from '#workflows/text/normalise.ts'
import { seenSummary } from './access.ts'
import { caseFilterSchema, cursorSchema, inToldOrder, listAddress } from './case-filter.ts'
import {
  continuedWords,
  type ExportedCase,
  exportColumns,
  exportedCase,
  exportedPoisoned,
} from './export-columns.ts'
import { findCases } from './find-cases.ts'
import { poisonedRow, unlessPoisoned, unreadableRow } from './poisoned.ts'

/** Excel takes UTF-8 for what it is only behind this mark. */
const byteOrderMark = '\uFEFF'

/**
 * Where a cell begins in some reader: at the start of a value, and within it behind a semicolon, a tab or a line's end, since
 * whoever splits at semicolons or tabs reads past the quotes. What is skipped before a formula is looked for comes along. The
 * full-width signs count as well: some programs read them as their narrow twins.
 */
const formulaStart = /(^|[;\t\r\n])([\s"\p{Cc}\p{Default_Ignorable_Code_Point}]*)(?=[=+\-@＝＋－＠])/gu
/** What some programs drop before they look. */
const droppedStart = /^[\t\r\n\0]/

/**
 * One record as RFC 4180 has it, with its CRLF, every value in quotes. What people wrote is never run as a formula, whether the
 * file is split at commas, semicolons or tabs: an apostrophe before it makes it text.
 */
export function csvRecord(values: readonly string[]): string {
  return `${values.map(csvValue).join(',')}\r\n`
}

function csvValue(value: string): string {
  const safe = value.replaceAll(formulaStart, "$1$2'").replace(droppedStart, "'$&")
  return `"${safe.replaceAll('"', '""')}"`
}

/**
 * Lambda answers 6 MB at most, so a file has an end and says where the next one begins. A record takes some 600 bytes of
 * UTF-8 and hardly more than four thousand (names and titles are bounded), so that a thousand of them always fit.
 */
const bounds = { wanted: 1_000, mostRead: 2_000 }

interface Exported {
  readonly cases: readonly ExportedCase[]
  /** The address of the next file, in full; null when this one is the last. */
  readonly next: string | null
}

/** The list as a table, in the page's language, for a spreadsheet. */
export async function exportCsv(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { language } = desk
  const exported = await readCases(request, dependencies, desk, paths.exportCsv())
  if (isProblem(exported)) return exported
  const head = csvRecord(exportColumns.map(({ name }) => name[language]))
  const records = exported.cases.map((each) =>
    csvRecord(exportColumns.map(({ value }) => value(each, language))),
  )
  // A line of as many values as any other, as RFC 4180 asks.
  const continued =
    exported.next === null
      ? []
      : [
          csvRecord(
            exportColumns.map((_, column) =>
              column === 0 ? continuedWords[language](exported.next ?? '') : '',
            ),
          ),
        ]
  return {
    status: 200,
    headers: { 'content-type': 'text/csv; charset=utf-8; header=present', ...fileHeaders('csv', exported) },
    body: [byteOrderMark, head, ...records, ...continued].join(''),
  }
}

/** The same cases for programs. */
export async function exportJson(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const exported = await readCases(request, dependencies, desk, paths.exportJson())
  if (isProblem(exported)) return exported
  return json(200, exported, fileHeaders('json', exported))
}

async function readCases(
  request: HttpRequest,
  { cases, commit, publicUrl, programme }: BoardDependencies,
  { language, member }: Desk,
  listing: Parameters<typeof listAddress>[0],
): Promise<Exported | Problem> {
  const filter = caseFilterSchema.parse(request.query)
  if (!isWhole(filter.q)) return problems.notUtf8('q')
  const cursor = cursorSchema.parse(request.query['cursor'])
  const now = commit.now()
  const found = await findCases(cases, { filter, cursor, now, programme: programme() }, bounds)
  const shown = await Promise.all(
    found.cases.map(async (summary) => {
      const read = () => {
        const ofCase = commit.programmeOf(summary.state.programme)
        return exportedCase(seenSummary(summary, ofCase, member), { programme: ofCase, now, language })
      }
      return (await unlessPoisoned(read)) ?? exportedPoisoned(poisonedRow(summary), language)
    }),
  )
  return {
    cases: [
      ...inToldOrder(shown, filter),
      ...found.unreadable.map((one) => exportedPoisoned(unreadableRow(one), language)),
    ],
    next:
      found.cursor === null
        ? null
        : `${publicUrl()}${listAddress(listing, filter, found.cursor)}&lang=${language}`,
  }
}

function fileHeaders(ending: string, { next }: Exported): Record<string, string> {
  return {
    'content-disposition': `attachment; filename="cases.${ending}"`,
    ...(next === null ? {} : { link: `<${next}>; rel="next"` }),
  }
}
