import type { Edge } from '#functions/shared/home.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

/** What stands before a door in tests: nothing but the pages' own host. */
export const testEdge: Edge = {
  programme: () => programmeById('kerman'),
  publicUrl: () => 'https://tasvib.example',
  filesOrigin: () => undefined,
  limitsAddresses: () => false,
  isBehindProxy: () => false,
  proxySecret: async () => '',
}
