import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** Files that browsers fetch as they are. */
export interface SiteAssets {
  read(name: 'site.js' | 'vazirmatn.woff2' | 'tasvib-verify.mjs'): Promise<Buffer>
}

/** Reads each file once: they do not change while a function lives. `folder` is seen from where Lambda unpacked the bundle. */
export function siteAssets(folder: string): SiteAssets {
  const place = resolve(process.env['LAMBDA_TASK_ROOT'] ?? '.', folder)
  const kept = new Map<string, Promise<Buffer>>()
  return {
    read(name) {
      const reading = kept.get(name) ?? readFile(resolve(place, name))
      kept.set(name, reading)
      return reading
    },
  }
}
