/** What may be uploaded, with the endings that a name of it may have. `data/form` allows exactly these. */
export const uploadTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
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

/**
 * What bytes are, whatever their name says. Each type is recognised by its very first byte, so that a file which is two
 * things at once is at most the one that its first bytes say. Workbooks with macros are none of ours.
 */
export function typeOfBytes(bytes: Uint8Array): UploadType | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const startsWith = (hex: string) => view.subarray(0, hex.length / 2).toString('hex') === hex
  if (/^%PDF-[12]\./.test(view.subarray(0, 8).toString('latin1'))) return 'application/pdf'
  if (startsWith('89504e470d0a1a0a0000000d49484452')) return 'image/png'
  if (startsWith('ffd8ff')) return 'image/jpeg'
  if (startsWith('504b0304') && isWorkbook(view)) {
    return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  }
  return undefined
}

/** By the names in the ZIP's directory, which are never compressed. */
function isWorkbook(zip: Buffer): boolean {
  return (
    zip.includes('[Content_Types].xml') && zip.includes('xl/workbook.xml') && !zip.includes('vbaProject.bin')
  )
}
