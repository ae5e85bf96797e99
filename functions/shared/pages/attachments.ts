import { paths } from '#functions/paths.ts'
import type { Field } from '#workflows/form/field.ts'
import type { Language } from '#workflows/language.ts'
import { field } from './field.ts'
import { type Html, html } from './html.ts'
import { hiddenField } from './parts.ts'

/** `{n}` stands for a figure. */
const fa = {
  upload: 'افزودن پیوست',
  plain: 'مجموع حجم پیوست‌ها از راه این فرم حداکثر ۴ مگابایت است.',
  larger: 'راهنمای فرستادن پرونده‌های بزرگ‌تر برای برنامه‌نویسان',
  kept: 'این پرونده‌ها رسیده‌اند و نیازی به بارگذاری دوباره نیست؛ اگر یکی را نمی‌خواهید تیک آن را بردارید.',
  remove: 'برداشتن',
  sending: 'در حال بارگذاری: {n}٪',
  arrived: 'بارگذاری شد',
  later: 'اکنون بارگذاری نشد؛ همراه فرم فرستاده می‌شود.',
  refused: 'پذیرفته نشد.',
  tooMany: 'بیش از این تعداد پیوست پذیرفته نمی‌شود؛ یکی را بردارید.',
  waiting: 'پیوست‌ها هنوز در راه‌اند؛ همین که برسند فرم فرستاده می‌شود.',
  held: 'فرم فرستاده نشد، چون پیوستی پذیرفته نشد. آن را بردارید یا درستش را بیفزایید و دکمه را دوباره بزنید؛ نوشته‌ها و پیوست‌های دیگر مانده است.',
  kilobytes: '{n} کیلوبایت',
  megabytes: '{n} مگابایت',
}

const en: typeof fa = {
  upload: 'Add attachments',
  plain: 'Through this form, all attachments together may have 4 MB.',
  larger: 'For programmers: how to send larger files',
  kept: 'These files have arrived and need not be sent again. Untick one that you do not want.',
  remove: 'Remove',
  sending: 'Uploading: {n}%',
  arrived: 'Uploaded',
  later: 'Not uploaded yet; it goes with the form.',
  refused: 'Not accepted.',
  tooMany: 'No more attachments can be taken; please remove one.',
  waiting: 'Attachments are still on their way; the form is sent as soon as they have arrived.',
  held: 'The form was not sent, since an attachment was not accepted. Remove it or add the right one, and press the button again; all you wrote and the other attachments are still here.',
  kilobytes: '{n} kB',
  megabytes: '{n} MB',
}

export const attachmentsTexts = { fa, en } as const

export interface KeptFile {
  readonly fileId: string
  readonly name: string
  /** What has to be shown with its id; none for a file that the case has already. */
  readonly secret?: string | null
}

export interface AttachmentsSpec {
  readonly language: Language
  /** Files that were uploaded before and stay with the form. */
  readonly kept: readonly KeptFile[]
}

/**
 * The files of a proposal. A plain form carries them itself, up to the gateway's limit; where scripts run each is uploaded at
 * once with its progress, and the form carries its id (`functions/site/scripts/upload-ahead.ts`).
 */
export function attachments(
  { id, mediaTypes, maxCount }: Extract<Field, { kind: 'files' }>,
  { language, kept }: AttachmentsSpec,
): Html {
  const texts = attachmentsTexts[language]
  const keptFiles = html`<p class="hint">${texts.kept}</p>
<div class="choices" data-no-draft>${kept.map(
    ({ fileId, name, secret = null }) =>
      html`<label class="choice"><input type="checkbox" name="${id}" value="${fileId}" checked> <bdi>${name}</bdi></label>${secret !== null && hiddenField('secrets', secret)}`,
  )}</div>`
  return html`<div class="attachments" data-uploads="${paths.uploads()}" data-most="${maxCount}" data-too-many="${texts.tooMany}">${kept.length > 0 && keptFiles}
<ul class="uploads" hidden></ul>
<p class="notice" role="status" data-waiting hidden>${texts.waiting}</p>
<p class="notice danger" role="status" data-held hidden>${texts.held}</p>
${field({ kind: 'file', name: id, language, label: texts.upload, required: true, accept: mediaTypes, multiple: true })}
<p class="hint" data-plain>${texts.plain} <a href="${paths.openApi()}">${texts.larger}</a></p>
<template><li class="upload"><span><bdi></bdi> <span class="quiet"></span></span><button type="button" class="as-link">${texts.remove}</button>
<progress max="1" value="0"></progress><span class="quiet" role="status" data-sending="${texts.sending}" data-arrived="${texts.arrived}" data-later="${texts.later}" data-refused="${texts.refused}" data-kilobytes="${texts.kilobytes}" data-megabytes="${texts.megabytes}"></span></li></template></div>`
}
