import { secretsField } from '#functions/shared/intake/take-files.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { dayField } from '#functions/shared/pages/in-words.ts'
import { legalRouteTexts } from '#functions/shared/pages/legal-route-view.ts'
import { faultOf, hiddenField } from '#functions/shared/pages/parts.ts'
import { legalRouteForm } from '#functions/shared/requests/board.ts'
import type { RecordedRoute } from '#workflows/contract/legal-route.ts'
import { fields } from '#workflows/form/fields.ts'
import { readWholeNumber } from '#workflows/form/written-number.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import type { RepairRemarks } from './repair-form.ts'
import { tendererBounds } from './repair-texts.ts'

type GivenRoute = Pick<CommandOf<'record-legal-route'>, 'by' | 'decision'>

/** The command behind the form; `decision` is what was uploaded with it. */
export function legalRouteCommand(given: GivenRoute) {
  return legalRouteForm.transform((form, context): CommandOf<'record-legal-route'> => {
    const date = form.date.trim() === '' ? '' : writtenDay(form.date)
    if (date === undefined) context.issues.push({ code: 'custom', input: form.date, path: ['date'] })
    const tenderers = countOf(form.tenderers)
    if (tenderers === undefined) context.issues.push({ code: 'custom', input: form, path: ['tenderers'] })
    return {
      type: 'record-legal-route',
      ...given,
      route: form.route,
      body: form.body,
      number: form.number,
      date: date ?? '',
      tenderers: tenderers ?? null,
      note: form.note,
    }
  })
}

/** Null for none; undefined for what is no count. */
function countOf(written: string | number): number | null | undefined {
  if (written === '' || (typeof written === 'string' && written.trim() === '')) return null
  const count = typeof written === 'number' ? written : readWholeNumber(written)
  return count !== undefined && count >= tendererBounds.min && count <= tendererBounds.max ? count : undefined
}

interface LegalRouteQuestions extends Pick<RepairRemarks, 'values' | 'faults'> {
  readonly recorded: RecordedRoute | null
  readonly programme: Pick<Programme, 'legalRoutes'>
  readonly language: Language
}

type RouteQuestion = Programme['legalRoutes'][number]['requires'][number]

/** The questions, filled in with what is recorded already. */
export function legalRouteQuestions(spec: LegalRouteQuestions): Html {
  const { recorded, programme, language, values, faults } = spec
  const texts = legalRouteTexts[language]
  const own = formTexts[language]
  const before: Readonly<Record<string, string | undefined>> = {
    route: recorded?.route.id,
    body: recorded?.body ?? undefined,
    number: recorded?.number ?? undefined,
    date: recorded?.date ?? undefined,
    tenderers: recorded?.tenderers?.toString(),
  }
  const shared = (name: string) => ({
    name,
    language,
    value: values[name] ?? before[name],
    fault: faultOf(faults, name, language),
  })
  const asked = (part: RouteQuestion) => ({
    label: texts[part],
    ...shared(part),
    ...neededBy(part, programme, language),
  })
  const kept = values['decision'] ?? ''
  return html`${field({
    kind: 'radios',
    label: texts.route,
    required: true,
    options: programme.legalRoutes.map(({ id, name }) => ({ value: id, label: name[language] })),
    ...shared('route'),
  })}
${field({ kind: 'text', maxLength: 300, ...asked('body') })}
${field({ kind: 'text', maxLength: 100, ...asked('number') })}
${dayField(asked('date'))}
${field({ kind: 'digits', length: 5, ...asked('tenderers') })}
${kept !== '' && html`${hiddenField('decision', kept)}${hiddenField(secretsField, values[secretsField] ?? '')}<p class="hint">${own.fileKept}</p>`}
${field({ kind: 'file', accept: fields.files.mediaTypes, ...asked('decision'), hint: own.file(recorded?.decision !== undefined && recorded?.decision !== null) })}
${field({ kind: 'textarea', label: own.note, hint: own.noteHint, rows: 3, maxLength: 4000, ...shared('note') })}`
}

/** Whether every route needs it; where only some do, which. */
function neededBy(
  part: RouteQuestion,
  { legalRoutes }: Pick<Programme, 'legalRoutes'>,
  language: Language,
): { required: boolean; hint?: string } {
  const needing = legalRoutes.filter(({ requires }) => requires.includes(part))
  if (needing.length === legalRoutes.length) return { required: true }
  if (needing.length === 0) return { required: false }
  return { required: false, hint: formTexts[language].neededFor(needing.map(({ name }) => name[language])) }
}

const fa = {
  neededFor: (routes: readonly string[]) => `لازم برای: ${routes.map((route) => `«${route}»`).join('، ')}.`,
  file: (hasOne: boolean) =>
    `PDF، PNG، JPEG یا XLSX تا ۴ مگابایت.${hasOne ? ' اگر فایلی نفرستید و مسیر همان باشد، فایل پیشین می‌ماند.' : ''}`,
  fileKept: 'فایلی که فرستادید رسیده است؛ لازم نیست دوباره آن را برگزینید.',
  note: 'یادداشت دبیرخانه',
  noteHint: 'در دفتر رویدادها می‌ماند؛ منتشر نمی‌شود و متقاضی آن را نمی‌بیند.',
}

const en: typeof fa = {
  neededFor: (routes) => `Needed for: ${routes.join(', ')}.`,
  file: (hasOne) =>
    `PDF, PNG, JPEG or XLSX of up to 4 MB.${hasOne ? ' If you send none and the route is the same, the present file stays.' : ''}`,
  fileKept: 'The file that you sent has arrived; there is no need to choose it again.',
  note: 'Note of the case office',
  noteHint: 'It stays in the ledger; it is not published, and the applicant does not see it.',
}

const formTexts = { fa, en } as const
