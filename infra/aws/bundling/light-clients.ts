import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const folder = fileURLToPath(new URL('../../../functions/shared/aws/light/', import.meta.url))
const packages = fileURLToPath(new URL('../../../node_modules/', import.meta.url))
const serviceException = join(packages, '@smithy/core/dist-es/submodules/client/smithy-client/exceptions.js')

/**
 * Puts `functions/shared/aws/light/` in the place of the SDK's packages of the same names, in bundles alone: sources speak the
 * SDK's types, unit tests its own clients, and a function starts in half of the time (docs/adr/0040-light-clients.md). They take the
 * SDK's errors from the very files that define them: an index on the way would bring the start whatever a file that is loaded later
 * needs of it.
 */
export const lightClients: Plugin = {
  name: 'light-clients',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/client-[\w-]+$/ }, ({ path, importer }) => {
      const light = join(folder, `${path.replace('@aws-sdk/', '')}.ts`)
      if (!existsSync(light)) return undefined
      if (importer.startsWith(folder)) return { path, namespace: 'errors', sideEffects: false }
      return { path: light, sideEffects: false }
    })
    build.onLoad({ filter: /.*/, namespace: 'errors' }, ({ path }) => {
      const models = join(packages, path, 'dist-es/models')
      const files = readdirSync(models).filter((file) => /^errors\.js$|ServiceException\.js$/.test(file))
      return {
        contents: files.map((file) => `export * from './${file}'`).join('\n'),
        resolveDir: models,
      }
    })
    build.onResolve({ filter: /^@smithy\/core\/client$/ }, ({ importer }) =>
      importer.endsWith('ServiceException.js') ? { path: serviceException, sideEffects: false } : undefined,
    )
  },
}
