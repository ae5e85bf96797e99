import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { readProgramme } from '#workflows/programme/load-programme.ts'

const unchecked = fileURLToPath(new URL('programme-as-bundled.ts', import.meta.url))

/**
 * Checks every programme when the functions are bundled, so that no function does it again at each start, nor carries the
 * rules and their words. A fault stops the bundling and is named by its path.
 */
export const checkedProgrammes: Plugin = {
  name: 'checked-programmes',
  setup(build) {
    build.onLoad({ filter: /\/workflows\/programmes\/[^/]+\.json$/ }, ({ path }) => ({
      contents: JSON.stringify(
        readProgramme(basename(path, '.json'), JSON.parse(readFileSync(path, 'utf8')) as unknown),
      ),
      loader: 'json',
    }))
    build.onResolve({ filter: /\/parse-programme\.ts$/ }, () => ({ path: unchecked }))
  },
}
