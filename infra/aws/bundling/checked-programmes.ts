import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { readProgramme } from '#workflows/programme/load-programme.ts'
import { rulesOf } from '#workflows/programme/rules-of.ts'

const unchecked = fileURLToPath(new URL('programme-as-bundled.ts', import.meta.url))

/**
 * Checks every programme when the functions are bundled, so that no function does it again at each start, nor carries what
 * checks and its words; with its rules beside it, which stand in the source alone. A fault stops the bundling and is named by its path.
 */
export const checkedProgrammes: Plugin = {
  name: 'checked-programmes',
  setup(build) {
    build.onLoad({ filter: /\/workflows\/programmes\/[^/]+\.json$/ }, ({ path }) => {
      const source: unknown = JSON.parse(readFileSync(path, 'utf8'))
      const programme = readProgramme(basename(path, '.json'), source)
      return { contents: JSON.stringify({ ...programme, rules: rulesOf(source) }), loader: 'json' }
    })
    build.onResolve({ filter: /\/(?:parse-programme|rules-of)\.ts$/ }, () => ({ path: unchecked }))
  },
}
