import type { Programme } from '#workflows/programme/programme.ts'

export interface SiteDependencies {
  readonly programme: Programme
  readonly publicUrl: string
}
