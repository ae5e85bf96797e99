import type { FieldFault } from '#functions/shared/http/problem.ts'
import {
  isUploadType,
  type Unwanted,
  type UploadType,
  uploadTypes,
} from '#functions/shared/ports/file-type.ts'
import { fields } from '#workflows/form/fields.ts'
import { lostWords } from '#workflows/form/written-text.ts'
import { isWhole, lengthOf, normaliseLine } from '#workflows/text/normalise.ts'

const megabyte = 1024 * 1024
export const longestFileName = 150
export const largestFile = fields.files.maxMegabytes * megabyte

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Types by the ends of names: browsers do not know every one, or call it something else. */
const typesByExtension: Readonly<Record<string, UploadType>> = {
  ...Object.fromEntries(Object.entries(uploadTypes).flatMap(endingsOf)),
  jpe: 'image/jpeg',
}

/** Other spellings in which the same types are sent. */
const typesBySpelling: Readonly<Record<string, UploadType>> = {
  'application/x-pdf': 'application/pdf',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'application/vnd.ms-excel': sheet,
}

export interface FileClaim {
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
}

export interface CheckedClaim extends FileClaim {
  readonly type: UploadType
}

/** What a file may be, by what is said of it; what it is is told by its bytes, once they are there. */
export function checkFile(
  claim: FileClaim,
): CheckedClaim | { readonly faults: readonly [FieldFault, ...FieldFault[]] } {
  const { size } = claim
  // Some browsers send the whole path on the sender's own disk.
  const name = normaliseLine(claim.name).split('\\').at(-1)?.trim() ?? ''
  const said = claim.type.split(';')[0]?.trim().toLowerCase() ?? ''
  const type = claimedType(name, said)
  const isUnnamed = name === '' || lengthOf(name) > longestFileName || /[/\0]/.test(name)
  const [first, ...rest] = [
    isWhole(name) ? (isUnnamed ? [nameFault] : []) : [lostNameFault],
    isTyped(name, said)
      ? [{ ...unwantedFaults.word, code: typeFault.code }]
      : type === undefined
        ? [typeFault]
        : [],
    size < 1 ? [emptyFault] : size > largestFile ? [sizeFault] : [],
  ].flat()
  if (first !== undefined) return { faults: [first, ...rest] }
  if (type === undefined) return { faults: [typeFault] }
  return { name, type, size }
}

/** Of texts that a word processor keeps in its own way. */
function isTyped(name: string, said: string): boolean {
  const extension = extensionOf(name)
  if (/^(?:docx?|docm|odt|rtf|pages|pptx?|odp)$/.test(extension)) return true
  return (
    typesByExtension[extension] === undefined && /msword|wordprocessing|opendocument\.text|rtf/.test(said)
  )
}

/**
 * A guess that lets the bytes be looked at: neither an ending nor a type that is none of ours says what they are. Undefined for a
 * program by its ending.
 */
function claimedType(name: string, said: string): UploadType | undefined {
  const extension = extensionOf(name)
  const byName = typesByExtension[extension]
  if (byName !== undefined || name === '' || isProgram(extension)) return byName
  return isUploadType(said) ? said : (typesBySpelling[said] ?? 'application/pdf')
}

function isProgram(extension: string): boolean {
  return /^(?:exe|dll|msi|bat|cmd|com|scr|jar|js|vbs|ps1|sh|apk|lnk|html?|svg)$/.test(extension)
}

function endingsOf([type, endings]: [string, readonly string[]]): [string, string][] {
  return endings.map((ending) => [ending, type])
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{2,5})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

const nameFault: FieldFault = {
  field: 'name',
  code: 'invalid',
  message: {
    fa: 'نام پرونده باید ۱ تا ۱۵۰ نویسه و بدون خط مورب باشد.',
    en: 'A file’s name has 1 to 150 characters and no slash.',
  },
}

const lostNameFault: FieldFault = {
  field: 'name',
  code: 'lost',
  message: { fa: lostWords('نام پرونده').fa, en: lostWords('its name').en },
}

const typeFault: FieldFault = {
  field: 'type',
  code: 'type-not-taken',
  message: {
    fa: 'تنها پرونده‌های PDF، PNG، JPEG و XLSX پذیرفته می‌شود.',
    en: 'Only PDF, PNG, JPEG and XLSX files are taken.',
  },
}

const emptyFault: FieldFault = {
  field: 'size',
  code: 'empty',
  message: {
    fa: 'پرونده خالی است؛ آن را دوباره ذخیره کنید و بفرستید.',
    en: 'The file is empty; please save it again and send that.',
  },
}

const sizeFault: FieldFault = {
  field: 'size',
  code: 'too-large',
  message: { fa: 'پرونده از ۱۰ مگابایت بزرگ‌تر است.', en: 'The file exceeds 10 MB.' },
}

/** An id under which nothing lies. */
export function unknownFault(position: number): FieldFault {
  return {
    field: 'files',
    code: 'file-unknown',
    message: {
      fa: `پیوست شمارهٔ ${position.toLocaleString('fa-IR')} نرسیده است؛ لطفاً آن را دوباره بارگذاری کنید.`,
      en: `Attachment number ${position} did not arrive; please upload it again.`,
    },
  }
}

/** An id that was shown without what proves that its file is the sender's own. */
export function secretFault(position: number): FieldFault {
  return {
    field: 'files',
    code: 'file-secret',
    message: {
      fa: `همراه پیوست شمارهٔ ${position.toLocaleString('fa-IR')} رمزی که هنگام بارگذاری داده شد نیامده است؛ آن را دوباره بارگذاری کنید و رمز را هم بفرستید.`,
      en: `Attachment number ${position} came without the secret that was given out at its upload; please upload it again and send the secret too.`,
    },
  }
}

const content = (fa: string, en: string): FieldFault => ({
  field: 'type',
  code: 'file-content',
  message: { fa, en },
})

/** What is said of a file by what its bytes are instead. */
const unwantedFaults: Readonly<Record<Unwanted, FieldFault>> = {
  empty: emptyFault,
  word: content(
    'پرونده‌های واژه‌پرداز (مانند Word) پذیرفته نمی‌شود؛ آن را به‌صورت PDF ذخیره کنید و همان را بفرستید.',
    'Files of a word processor, such as Word, are not taken: save it as PDF and send that.',
  ),
  picture: content(
    'این تصویر از نوعی دیگر است، هرچند نامش چیز دیگری بگوید؛ آن را به‌صورت JPEG یا PNG ذخیره کنید.',
    'This is a picture of another kind, whatever its name says: save it as JPEG or PNG.',
  ),
  workbook: content(
    'کاربرگ دارای ماکرو پذیرفته نمی‌شود؛ آن را بدون ماکرو به‌صورت XLSX یا PDF ذخیره کنید.',
    'A workbook with macros is not taken: save it as XLSX without them, or as PDF.',
  ),
  program: content(
    'این یک برنامه است و سند نیست، هرچند نامش چیز دیگری بگوید.',
    'This is a program and no document, whatever its name says.',
  ),
  malware: content(
    'در آن بدافزاری پیدا شد و پذیرفته نمی‌شود؛ رایانهٔ خود را بررسی کنید و نسخهٔ سالم آن را بفرستید.',
    'Malware was found in it, and it is not taken: check your computer, and send a clean copy.',
  ),
  other: content(
    'محتوای آن PDF، PNG، JPEG یا XLSX نیست، هرچند نامش چنین بگوید؛ پروندهٔ اصلی را بفرستید.',
    'Its content is no PDF, PNG, JPEG or XLSX, whatever its name says; please send the original file.',
  ),
}

/** In a form there is one field for all files, so the message says which file is meant. */
export function unwantedFault({ unwanted, name }: { unwanted: Unwanted; name: string }): FieldFault {
  return ofFile(unwantedFaults[unwanted], name)
}

export function ofFile(fault: FieldFault, name: string): FieldFault {
  const { fa, en } = fault.message
  return { ...fault, field: 'files', message: { fa: `«${name}»: ${fa}`, en: `“${name}”: ${en}` } }
}
