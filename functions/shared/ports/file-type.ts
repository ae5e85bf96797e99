/** What may be uploaded, with the endings that a name of it may have. `data/form` allows exactly these. */
export const uploadTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

export type UploadType = keyof typeof uploadTypes

/** Bytes. */
export const mostUploadBytes = 10 * 1024 * 1024

export function isUploadType(type: string): type is UploadType {
  return Object.hasOwn(uploadTypes, type)
}

/** Only what a browser shows without running anything in it. */
export function mayShowInline(type: string): boolean {
  return type === 'application/pdf' || type === 'image/png' || type === 'image/jpeg'
}

/** What bytes are that may not be uploaded, as far as it helps to know; `malware` is what a scan says of them. */
export type Unwanted = 'malware' | 'empty' | 'word' | 'picture' | 'workbook' | 'program' | 'other'

/**
 * What bytes are, whatever their name says. What begins as something else is nothing of ours, so that no file is two things at
 * once; a PDF alone may have its head within the first 1,024 bytes, as readers of it take it, though not within a word or a comment
 * of something else. Workbooks with macros are none of ours.
 */
export function kindOfBytes(
  bytes: Uint8Array,
): { readonly type: UploadType } | { readonly unwanted: Unwanted } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = view.subarray(0, latestHead + 8).toString('latin1')
  if (head === '') return { unwanted: 'empty' }
  if (head.startsWith('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')) return { type: 'image/png' }
  if (head.startsWith('\xff\xd8\xff')) return { type: 'image/jpeg' }
  const found = beginnings.find(([pattern]) => pattern.test(head))
  if (found !== undefined) return { unwanted: found[1] }
  if (head.startsWith('PK')) return kindOfZip(view)
  const at = head.search(/(?<![!-~])%PDF-[12]\./)
  return at >= 0 && at < latestHead ? { type: 'application/pdf' } : { unwanted: 'other' }
}

/** A PDF begins before this byte. */
const latestHead = 1024

const beginnings: readonly (readonly [RegExp, Unwanted])[] = [
  [/^(?:MZ|\x7fELF|\xca\xfe\xba\xbe|[\xcf\xce]\xfa\xed\xfe|#!)/, 'program'],
  [/^(?:GIF8|RIFF[\s\S]{4}WEBP|BM[\s\S]{4}\0\0\0\0|II\*\0|MM\0\*)/, 'picture'],
  [/^[\s\S]{4}ftyp(?:hei|hev|mif1|msf1|avif)/, 'picture'],
  [/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]/i, 'picture'],
  // Of Word and Excel before 2007 alike.
  [/^(?:\xd0\xcf[^\x20-\x7e]\xe0|\{\\rtf)/, 'word'],
  [/^(?:\xef\xbb\xbf)?\s*</, 'other'],
  // PostScript, alone and with a preview.
  [/^(?:\xef\xbb\xbf)?[^ -~]?\s*%!|^\xc5\xd0\xd3\xc6/, 'other'],
  // Other archives, media and databases.
  [
    /^(?:[^ -~]\x8b|BZh|7z\xbc\xaf|Rar!|\xfd7zXZ|\x28\xb5\x2f\xfd|ID3|OggS|fLaC|RIFF|SQLite format 3|\0asm)/,
    'other',
  ],
  [/^[\s\S]{4}ftyp|^[\s\S]{257}ustar/, 'other'],
]

/** By the names in the ZIP's directory, which are never compressed. */
function kindOfZip(zip: Buffer): ReturnType<typeof kindOfBytes> {
  if (zip.includes('word/document.xml') || zip.includes('opendocument.text')) return { unwanted: 'word' }
  if (!zip.includes('[Content_Types].xml') || !zip.includes('xl/workbook.xml')) return { unwanted: 'other' }
  if (zip.includes('vbaProject.bin')) return { unwanted: 'workbook' }
  return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
}
