import type { X509Certificate } from 'node:crypto'

/** One thing that was looked at, and what was found, in plain words. */
export interface Finding {
  readonly ok: boolean
  readonly name: string
  readonly fa: string
  readonly en: string
}

export type BundleFiles = ReadonlyMap<string, Uint8Array>

/** What the reader knows: SHA-256 in hexadecimal, of certificates or their keys, and of entries. */
export interface Pins {
  readonly fingerprints?: readonly string[]
  readonly tips?: readonly string[]
}

export interface Verdict {
  /** The program's exit status. */
  readonly status: 0 | 1 | 3 | 4 | 5 | 6
  readonly findings: readonly Finding[]
  readonly fa: string
  readonly en: string
}

export function examine(files: BundleFiles, pins?: Pins): Verdict
export function verifyBundle(zip: Uint8Array, pins?: Pins): readonly Finding[]
export function verifyFiles(files: BundleFiles, pins?: Pins): readonly Finding[]
/** What the spellings of an address that reach one mailbox have in common. */
export function comparableAddress(email: string): string
export function readZip(zip: Uint8Array): BundleFiles
export function checkSeal(pdf: Uint8Array): {
  readonly time: Date
  readonly bound?: {
    readonly reference: string
    readonly sequence: number
    readonly tip: string
    readonly rules: string
  }
}
/** The certificates of a PEM text: whose key signed, and behind it those whose keys vouch for the one before. */
export function chainOf(pem: string): readonly X509Certificate[]
/** Text out of a bundle, escaped for a terminal. */
export function printed(value: unknown): string
