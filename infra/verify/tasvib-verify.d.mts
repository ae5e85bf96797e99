/** One thing that was looked at, and what was found, in plain words. */
export interface Finding {
  readonly ok: boolean
  readonly name: string
  readonly fa: string
  readonly en: string
}

export type BundleFiles = ReadonlyMap<string, Uint8Array>

export function verifyBundle(zip: Uint8Array): readonly Finding[]
export function verifyFiles(files: BundleFiles): readonly Finding[]
export function readZip(zip: Uint8Array): BundleFiles
export function checkSeal(pdf: Uint8Array): { readonly time: Date }
