import { type UploadType, uploadTypes } from './file-type.ts'

/** Characters; long enough for any title, short enough for S3's metadata once it is encoded. */
const longest = 100

/**
 * A name that is safe to store, show and save under: no folders, control or direction characters, nothing that a file system
 * reads as a command, and the ending of what the file is; before its bytes were seen, its own. Persian letters and the zero-width
 * non-joiner stay.
 */
export function cleanFileName(name: string, type: UploadType | undefined): string {
  const [ending = '', ...otherEndings]: readonly string[] = type === undefined ? [] : uploadTypes[type]
  const base = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = base
    .replaceAll(/[\p{Cc}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/gu, '')
    .replaceAll(/[<>:"|?*;%]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
  const dot = plain.lastIndexOf('.')
  const said = dot === -1 ? '' : plain.slice(dot + 1).toLowerCase()
  const isRight =
    type === undefined ? /^[a-z0-9]{1,8}$/.test(said) : said === ending || otherEndings.includes(said)
  const stem = isRight ? plain.slice(0, dot) : plain
  // A cut through a surrogate pair leaves half of it, which the pattern takes away.
  const kept = stem
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
  const given = kept === '' ? 'file' : kept
  const rest = isRight ? said : ending
  return rest === '' ? given : `${given}.${rest}`
}

/** The Content-Disposition that saves or shows a file under its own name in every browser (RFC 6266, RFC 8187). */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name.replaceAll(/[^\x20-\x7E]/g, '_').replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
