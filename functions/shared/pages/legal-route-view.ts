import type { RecordedRoute } from '#workflows/contract/legal-route.ts'
import { englishDate, jalaliLong } from '#workflows/contract/persian.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { type Html, html } from './html.ts'
import { definitionList, userText } from './parts.ts'
import { type FilesShown, hrefOf, withheldView } from './proposal-view.ts'

const fa = {
  title: 'مسیر قانونی',
  route: 'مسیر',
  body: 'مرجع تصویب یا اعلام',
  number: 'شماره',
  date: 'تاریخ',
  tenderers: 'شمار شرکت‌کنندگان',
  decision: 'فایل مصوبه یا آگهی',
  missing: 'مسیر قانونی این قرارداد هنوز ثبت نشده است؛ بدون آن مفاد نهایی نمی‌شود.',
  record: 'ثبت مسیر قانونی در صفحهٔ پرونده',
  change: 'تغییر مسیر قانونی در صفحهٔ پرونده',
}

const en: typeof fa = {
  title: 'Legal route',
  route: 'Route',
  body: 'Body that decided or announced it',
  number: 'Number',
  date: 'Date',
  tenderers: 'How many took part',
  decision: 'File of the decision or announcement',
  missing: 'No legal route is recorded for this contract yet; without it the terms are not released.',
  record: 'Record the legal route on the page of the case',
  change: 'Change the legal route on the page of the case',
}

export const legalRouteTexts = { fa, en } as const

/** What is recorded of a case's way to its contract; `files` leads to the decision. */
export function legalRouteView(
  { route, body, number, date, tenderers, decision }: RecordedRoute,
  language: Language,
  files: FilesShown,
): Html {
  const texts = legalRouteTexts[language]
  return definitionList([
    [texts.route, route.name[language]],
    [texts.body, body === null ? null : userText(body)],
    [texts.number, number === null ? null : userText(number)],
    [texts.date, date === null ? null : { fa: jalaliLong, en: englishDate }[language](date)],
    [texts.tenderers, tenderers === null ? null : formatNumber(tenderers, language)],
    [texts.decision, decision === null ? null : decisionView(decision, language, files)],
  ])
}

function decisionView({ fileId, name }: FileRecord, language: Language, files: FilesShown): Html {
  const href = hrefOf(fileId, files)
  const named = href === undefined ? userText(name) : html`<a href="${href}">${userText(name)}</a>`
  return html`${named}${withheldView(fileId, files, language)}`
}
