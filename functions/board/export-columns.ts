import { standingOf } from '#functions/shared/office/standing.ts'
import { machineTime } from '#functions/shared/pages/deadline-words.ts'
import { stageName } from '#functions/shared/pages/names.ts'
import { statusWords } from '#functions/shared/pages/status-words.ts'
import type { CaseSummary } from '#functions/shared/ports/case-store.ts'
import { optionLabel } from '#workflows/form/fields.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { BoardRow } from './board-row.ts'

/** A case as the export tells it; times are ISO 8601, UTC, so that programs read them in either language. */
export interface ExportedCase {
  readonly reference: string
  readonly title: string
  /** Null once erased. */
  readonly organisation: string | null
  readonly sector: string
  readonly contractType: string
  readonly status: string
  readonly statusWords: string
  /** Null outside review. */
  readonly stage: string | null
  readonly round: number | null
  readonly submitted: string
  readonly updated: string
  readonly due: string | null
  /** The last day of it, or its moment where it ends at one (ISO 8601). */
  readonly dueUntil: string | null
  readonly overdue: boolean
  /** Whom the case waits for: name, or place where nobody holds it. */
  readonly awaited: readonly string[]
  /** Rials over the first three years. */
  readonly expectedRevenue: number
  readonly contractNumber: string | null
}

export function exportedCase(
  { reference, state, updated }: CaseSummary,
  { programme, now, language }: { programme: Programme; now: Date; language: Language },
): ExportedCase {
  // Without the ledger: reading one for each case would make an export of many a very long one.
  const { awaited, due, overdue } = standingOf(state, { programme, now, updated, entries: [] })
  return {
    reference,
    title: state.title,
    organisation: state.applicant?.organisation ?? null,
    sector: state.sector,
    contractType: state.contractType,
    status: state.status,
    statusWords: statusWords(state, programme)[language],
    stage: 'stage' in state ? stageName(programme, state.stage)[language] : null,
    round: 'round' in state ? state.round : null,
    submitted: state.submittedAt,
    updated,
    due,
    dueUntil: due === null ? null : machineTime(due, programme.timeZone),
    overdue,
    awaited: awaited.map(({ name, place }) => (name ?? place)[language]),
    expectedRevenue: state.expectedRevenue,
    contractNumber: 'contract' in state ? (state.contract?.number ?? null) : null,
  }
}

/** A case that cannot be shown has its line all the same. */
export function exportedPoisoned(row: BoardRow, language: Language): ExportedCase {
  const { reference, title, organisation, status, updated } = row
  return {
    reference,
    title,
    organisation,
    sector: '',
    contractType: '',
    status,
    statusWords: row.statusWords[language],
    stage: null,
    round: null,
    submitted: updated,
    updated,
    due: null,
    dueUntil: null,
    overdue: false,
    awaited: [],
    expectedRevenue: 0,
    contractNumber: null,
  }
}

const yes: Text = { fa: 'بله', en: 'yes' }
const no: Text = { fa: 'خیر', en: 'no' }
const separator: Text = { fa: '؛ ', en: '; ' }

interface ExportColumn {
  readonly name: Text
  readonly value: (exported: ExportedCase, language: Language) => string
}

/** The table's columns in order. */
export const exportColumns: readonly ExportColumn[] = [
  { name: { fa: 'شمارهٔ پرونده', en: 'Reference' }, value: ({ reference }) => reference },
  { name: { fa: 'طرح', en: 'Proposal' }, value: ({ title }) => title },
  { name: { fa: 'متقاضی', en: 'Applicant' }, value: ({ organisation }) => organisation ?? '' },
  {
    name: { fa: 'حوزه', en: 'Sector' },
    value: ({ sector }, language) => optionLabel('category', sector)[language],
  },
  {
    name: { fa: 'نوع قرارداد', en: 'Contract type' },
    value: ({ contractType }, language) => optionLabel('contractType', contractType)[language],
  },
  { name: { fa: 'وضعیت', en: 'Status' }, value: (exported) => exported.statusWords },
  { name: { fa: 'مرحله', en: 'Stage' }, value: ({ stage }) => stage ?? '' },
  { name: { fa: 'دور', en: 'Round' }, value: ({ round }) => round?.toString() ?? '' },
  { name: { fa: 'زمان ثبت', en: 'Submitted' }, value: ({ submitted }) => submitted },
  { name: { fa: 'آخرین تغییر', en: 'Last change' }, value: ({ updated }) => updated },
  { name: { fa: 'مهلت', en: 'Due' }, value: ({ dueUntil }) => dueUntil ?? '' },
  { name: { fa: 'دیرکرد', en: 'Overdue' }, value: ({ overdue }, language) => (overdue ? yes : no)[language] },
  {
    name: { fa: 'نزد چه کسی', en: 'Who has it' },
    value: ({ awaited }, language) => awaited.join(separator[language]),
  },
  {
    name: { fa: 'درآمد سه‌سالهٔ مورد انتظار (ریال)', en: 'Expected revenue over three years (IRR)' },
    value: ({ expectedRevenue }) => expectedRevenue.toString(),
  },
  {
    name: { fa: 'شمارهٔ قرارداد', en: 'Contract number' },
    value: ({ contractNumber }) => contractNumber ?? '',
  },
]

/** The last line of a file that does not hold everything. */
export const continuedWords: Readonly<Record<Language, (address: string) => string>> = {
  fa: (address) => `همهٔ پرونده‌ها در این فایل جا نشد؛ ادامه در ${address}`,
  en: (address) => `Not all cases fit into this file; it goes on at ${address}`,
}
