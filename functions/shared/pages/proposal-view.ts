import type { Withheld } from '#functions/shared/ports/withheld-files.ts'
import type { Field } from '#workflows/form/field.ts'
import { type FieldId, fields, optionLabel, sections } from '#workflows/form/fields.ts'
import { type FileRecord, fileRecordSchema } from '#workflows/form/file-record.ts'
import type { Language } from '#workflows/language.ts'
import { valuesOf } from '#workflows/proposal/revision-changes.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { documentFrame } from './document-frame.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { code, definitionList, paragraphs, userText } from './parts.ts'
import { proposalViewTexts } from './proposal-view-texts.ts'

/** Where a file of this page is downloaded. */
export type FileHref = (fileId: string) => string

/** Where files can be opened, and which of them cannot. */
export interface FilesShown {
  readonly fileHref?: FileHref | undefined
  readonly withheld?: Withheld | undefined
}

export interface ProposalViewSpec {
  readonly revision: Revision
  readonly language: Language
  /** Where a file can be had; without it files are named alone. */
  readonly fileHref?: FileHref
  readonly withheld?: Withheld
  /** Which fields to show; all unless given. */
  readonly shown?: (field: FieldId) => boolean
}

/** A revision's form laid out for reading, under the form's own headings: facts at a glance, then the long texts. */
export function proposalView({
  revision,
  language,
  fileHref,
  withheld,
  shown = () => true,
}: ProposalViewSpec): Html {
  const values = valuesOf(revision)
  const parts = sections.map(({ title, fields: own }) => {
    const answered = own.filter(({ id }) => shown(id) && values[id] !== undefined && values[id] !== '')
    const views = answered.map(({ id, kind, label }) => ({
      isLong: kind === 'textarea' || kind === 'files',
      label: label[language],
      view: fieldView(id, values[id], { language, fileHref, withheld }),
    }))
    const facts = views.filter(({ isLong }) => !isLong).map(({ label, view }) => [label, view] as const)
    const texts = views.filter(({ isLong }) => isLong)
    return (
      views.length > 0 &&
      html`<section class="read"><h3>${title[language]}</h3>${facts.length > 0 && definitionList(facts)}${texts.map(
        ({ label, view }) => html`<div><h4>${label}</h4>${view}</div>`,
      )}</section>`
    )
  })
  return html`${revision.personal === null && html`<p>${proposalViewTexts[language].erased}</p>`}${parts}`
}

/** One answer as its readers want to see it: amounts in rials, choices in words, long texts in paragraphs. */
export function fieldView(
  id: FieldId,
  value: unknown,
  { language, ...files }: FilesShown & { language: Language },
): HtmlValue {
  const texts = proposalViewTexts[language]
  if (value === undefined || value === null || value === '') return texts.empty
  const { kind }: Field = fields[id]
  switch (kind) {
    case 'text':
      return userText(written(value))
    case 'textarea':
      return paragraphs(written(value))
    case 'digits':
    case 'tel':
    case 'email':
      return code(written(value))
    case 'select':
    case 'radio':
      return userText(optionLabel(id, written(value))[language])
    case 'int':
    case 'decimal':
      return typeof value === 'number' ? formatNumber(value, language) : userText(written(value))
    case 'money':
      return money(value, language)
    case 'money-list':
      return html`<ol class="plain">${listOf(value).map(
        (amount, index) =>
          html`<li>${texts.year(formatNumber(index + 1, language))}: ${money(amount, language)}</li>`,
      )}</ol>`
    case 'files':
      return attachmentsView(fileRecordSchema.array().parse(value), language, files)
    case 'checkbox':
      return texts.accepted
  }
}

/** Names and sizes of files, each with a link to it where there is one, and shown in place where a browser can. */
function attachmentsView(files: readonly FileRecord[], language: Language, shown: FilesShown): Html {
  const texts = proposalViewTexts[language]
  if (files.length === 0) return html`<p>${texts.noFiles}</p>`
  return html`<ul class="files">${files.map(({ fileId, name, size, type, actions }) => {
    const href = hrefOf(fileId, shown)
    return html`<li>${
      href === undefined
        ? userText(name)
        : html`<a href="${href}" target="_blank" rel="noopener" aria-label="${texts.download(name)}">${userText(name)}</a>`
    } <span class="quiet">(${fileSize(size, language)})</span>${withheldView(fileId, shown, language)}${actsView(actions, language)}${
      href !== undefined && documentFrame({ href, name, type, language })
    }</li>`
  })}</ul>`
}

/** Where a file can be opened; nowhere while it is withheld. */
export function hrefOf(fileId: string, { fileHref, withheld }: FilesShown): string | undefined {
  return withheld?.has(fileId) === true ? undefined : fileHref?.(fileId)
}

/** Why a file cannot be opened. */
export function withheldView(fileId: string, { withheld }: FilesShown, language: Language): Html | false {
  const verdict = withheld?.get(fileId)
  return (
    verdict !== undefined &&
    html`<p class="notice warning">${proposalViewTexts[language].withheld[verdict]}</p>`
  )
}

/** A word of warning about a file that does something when it is opened, or may. */
export function actsView(actions: FileRecord['actions'], language: Language): Html | false {
  const { acts, unseen } = proposalViewTexts[language]
  return (
    actions !== undefined &&
    html`<p class="notice warning">${actions.every((action) => action === 'unseen') ? unseen : acts}</p>`
  )
}

/** A size in the unit that reads best: «۱٫۲ مگابایت», or "1.2 MB". */
export function fileSize(bytes: number, language: Language): string {
  const [small, middle, large] = proposalViewTexts[language].units
  if (bytes < 1000) return `${formatNumber(bytes, language)} ${small}`
  if (bytes < 999_500) return `${formatNumber(Math.round(bytes / 1000), language)} ${middle}`
  return `${formatNumber(Math.round(bytes / 100_000) / 10, language)} ${large}`
}

function money(value: unknown, language: Language): HtmlValue {
  return typeof value === 'number' ? formatMoney(value, language) : userText(written(value))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
