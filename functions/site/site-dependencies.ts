import type { Programme } from '#workflows/programme/programme.ts'
import type { SiteAssets } from './site-assets.ts'

export interface SiteDependencies {
  readonly programme: Programme
  readonly publicUrl: string
  /** What browsers fetch as it is: scripts and fonts. */
  readonly assets: SiteAssets
}
