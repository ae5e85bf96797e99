import type { FieldFault } from '#functions/edge/problem.ts'
import { fields } from '#workflows/form/fields.ts'
import { isWhole, lengthOf, normaliseLine } from '#workflows/form/normalise.ts'

const megabyte = 1024 * 1024
export const longestFileName = 150
export const largestFile = fields.files.maxMegabytes * megabyte

/** Types by the ends of names: browsers do not know every one, or call it something else. */
const typesByExtension: Readonly<Record<string, (typeof fields.files.mediaTypes)[number]>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export interface FileClaim {
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
}

/** What a file may be, by what is said of it; its bytes are looked at once they are there. */
export function checkFile({
  name,
  type,
  size,
}: FileClaim): FileClaim | { readonly faults: readonly [FieldFault, ...FieldFault[]] } {
  const plain = normaliseLine(name)
  const expected = typesByExtension[extensionOf(plain)]
  const isUnnamed =
    plain === '' || !isWhole(plain) || lengthOf(plain) > longestFileName || /[/\\\0]/.test(plain)
  const unsaid = type === '' || type === 'application/octet-stream'
  const [first, ...rest] = [
    isUnnamed ? [nameFault] : [],
    expected === undefined || (!unsaid && type !== expected) ? [typeFault] : [],
    size < 1 || size > largestFile ? [sizeFault] : [],
  ].flat()
  if (first !== undefined) return { faults: [first, ...rest] }
  return { name: plain, type: expected ?? type, size }
}

function extensionOf(name: string): string {
  return /\.([A-Za-z]{3,4})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

const nameFault: FieldFault = {
  field: 'name',
  code: 'invalid',
  message: {
    fa: 'نام پرونده باید ۱ تا ۱۵۰ نویسه و بدون خط مورب باشد.',
    en: 'A file’s name has 1 to 150 characters and no slash.',
  },
}

const typeFault: FieldFault = {
  field: 'type',
  code: 'type-not-taken',
  message: {
    fa: 'تنها پرونده‌های PDF، PNG، JPEG و XLSX پذیرفته می‌شود و پسوند نام باید با نوع پرونده یکی باشد.',
    en: 'Only PDF, PNG, JPEG and XLSX files are taken, and the end of the name has to agree with the type.',
  },
}

const sizeFault: FieldFault = {
  field: 'size',
  code: 'too-large',
  message: {
    fa: 'پرونده خالی است یا از ۱۰ مگابایت بزرگ‌تر است.',
    en: 'The file is empty or exceeds 10 MB.',
  },
}

/** An id under which nothing lies, or something that is not what it says. */
export function unknownFault(position: number): FieldFault {
  return {
    field: 'files',
    code: 'file-unknown',
    message: {
      fa: `پیوست شمارهٔ ${position.toLocaleString('fa-IR')} نرسیده یا خوانا نیست؛ لطفاً آن را دوباره بارگذاری کنید.`,
      en: `Attachment number ${position} did not arrive or cannot be read; please upload it again.`,
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

export function contentFault(name: string): FieldFault {
  return {
    field: 'files',
    code: 'file-content',
    message: {
      fa: `محتوای «${name}» با نوع آن نمی‌خواند؛ پروندهٔ اصلی را دوباره بارگذاری کنید.`,
      en: `The content of “${name}” is not of its type; please upload the original file.`,
    },
  }
}
