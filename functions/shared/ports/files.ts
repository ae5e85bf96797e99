import type { FileRecord } from '#workflows/form/file-record.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'
import { cleanFileName } from './file-name.ts'
import { kindOfBytes, type Unwanted } from './file-type.ts'
import type { Verdict } from './malware.ts'
import { pdfActions } from './pdf-actions.ts'

/** What names an upload to anybody, and what lets its sender alone put it into a case. */
export interface UploadName {
  readonly fileId: string
  readonly secret: string
}

export interface UploadTicket extends UploadName {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

/** What is asked for was never there, or is no longer. */
export class NoSuchFile extends Error {
  override readonly name = 'NoSuchFile'

  constructor(options?: ErrorOptions) {
    super('The file does not exist under this key', options)
  }
}

/** An upload that may be attached, or what it is instead, under the name that it was given. */
export type Inspected = FileRecord | { readonly unwanted: Unwanted; readonly name: string }

/** What the bytes of an upload are, whatever was said of them; its name gets the ending that fits. */
export function inspected(
  { bytes, name }: { readonly bytes: Uint8Array; readonly name: string },
  fileId: string,
): Inspected {
  const kind = kindOfBytes(bytes)
  if ('unwanted' in kind) return { unwanted: kind.unwanted, name }
  const { type } = kind
  const actions = type === 'application/pdf' ? pdfActions(bytes) : []
  return {
    fileId,
    name: cleanFileName(name, type),
    type,
    size: bytes.length,
    sha256: digestOfBytes(bytes),
    ...(actions.length === 0 ? {} : { actions }),
  }
}

export interface Files {
  /** A presigned POST for one file: exact key, size and type, five minutes. */
  ticket(file: { name: string; type: string; size: number }): Promise<UploadTicket>
  /** Stores an upload that came with the form itself. */
  store(file: { name: string; type: string; bytes: Uint8Array }): Promise<UploadName>
  /** What waits under an id, by its bytes; undefined when nothing does. */
  inspect(fileId: string): Promise<Inspected | undefined>
  /**
   * Copies an upload to what a case has of its own, and answers how the case knows it; the upload goes away by itself. Throws
   * when it is not what was inspected. Harmless to repeat. `from` is the key at which it lies, where that is not its own.
   */
  attach(reference: string, file: FileRecord, from?: string): Promise<FileRecord>
  /** Writes a document of the case, such as `cases/<reference>/contract-1.pdf`. */
  write(key: string, bytes: Uint8Array, type: string): Promise<void>
  /** Writes a document unless it is there already, and answers what is there: whoever comes second gets the first one's. */
  keep(key: string, bytes: Uint8Array, type: string): Promise<Uint8Array>
  /** Writes a document as it comes, without holding it. `size` is in bytes and must be right. */
  stream(
    key: string,
    chunks: AsyncIterable<Uint8Array>,
    as: { readonly size: number; readonly type: string },
  ): Promise<void>
  /** @throws NoSuchFile */
  read(key: string): Promise<Uint8Array>
  /** Reads a file as it comes, without holding it. @throws NoSuchFile */
  chunks(key: string): AsyncIterable<Uint8Array>
  /** Whether there is a file under a key. */
  has(key: string): Promise<boolean>
  /**
   * What a scan for malware says of a file that somebody uploaded. Where there is a scan, `read`, `chunks` and `url` throw `FileWithheld`
   * unless it says `clean`; where there is none, it always does.
   */
  verdict(key: string): Promise<Verdict>
  /** A presigned address, five minutes, for the method of the request that is answered: GET, or HEAD. `inline` lets the browser show it. */
  url(key: string, as: { name: string; type: string; inline: boolean }): Promise<string>
}

/** The id of the upload whose secret this is. It tells nothing of the secret, so that ids may be seen by anybody. */
export function fileIdOf(secret: string): string {
  return Buffer.from(digestOfBytes(`upload ${secret}`), 'hex')
    .toString('base64url')
    .slice(0, 22)
}

/** Where an upload waits for its proposal to be sent, for as long as `infra/aws/file-lifetimes.ts` says. */
export function incomingKey(fileId: string): string {
  return `incoming/${fileId}`
}

/** Where a file of a case is kept: below the case's own prefix, or, of earlier cases, where two may have it. */
export function attachmentKey(
  reference: string,
  { fileId, ofCase }: Pick<FileRecord, 'fileId' | 'ofCase'>,
): string {
  return ofCase === true ? caseKey(reference, `attachments/${fileId}`) : `uploads/${fileId}`
}

/** Whose file lies under a key of `attachmentKey`; undefined for one that does not say it. */
export function fileOfCase(key: string): { readonly reference: string; readonly fileId: string } | undefined {
  const [, reference, fileId] = /^cases\/([^/]+)\/attachments\/([^/]+)$/.exec(key) ?? []
  return reference === undefined || fileId === undefined ? undefined : { reference, fileId }
}

/** Where a case's evidence bundle is kept for a day, by whom it is for and the last entry of the ledger in it. */
export function evidenceKey(
  reference: string,
  { tip, audience }: { readonly tip: string; readonly audience: Audience },
): string {
  return `evidence/${reference}/${audience}/${tip}.zip`
}

/** Says by which day's root a kept bundle was made: with a newer one it is made anew. */
export function evidenceRootKey(bundleKey: string, day: string): string {
  return `${bundleKey}.${day}`
}

/** Names the day of the newest root. */
export const newestRootKey = 'roots/newest.json'

/** The signed root over all ledgers of a day, e.g. `2026-11-25`. */
export function rootKey(day: string): string {
  return `roots/${day}.json`
}

/** The hashes below one of the roots of which a day's root is made. */
export function rootPageKey(day: string, root: string): string {
  return `roots/${day}/${root}.json`
}

/** What was found wrong with ledgers on a day, by the digest of the list. */
export function rootFaultKey(day: string, digest: string): string {
  return `roots/faults/${day}-${digest}.json`
}

/** PEM of the certificate of the seal's key, and of those that lead to its root. */
export const sealCertificateKey = 'seal/certificate.pem'

/** PEM of the certificate of the key that signs daily roots, and of the seal's, whose key vouches for it. */
export const rootCertificateKey = 'seal/root-certificate.pem'

/** Where a case's own documents are kept. */
export function caseKey(reference: string, name: string): string {
  return `cases/${reference}/${name}`
}

/** Where the text of terms is kept that somebody accepted with a proposal. */
export function termsKey(digest: string): string {
  return `terms/${digest}.json`
}
