import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(`${root}/package.json`, 'utf8')))

/** What of packages a program loads, itself or by what it loads; types that are only imported as such are none. */
async function packagesOf(program: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [program],
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    // A stage in the cloud is operated from where it is deployed.
    external: ['./aim-at-stage.ts'],
    platform: 'node',
    format: 'esm',
    outdir: 'nowhere',
    logLevel: 'error',
  })
  const outside = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports
      .filter(({ external, path }) => external === true && !path.startsWith('.') && !isBuiltin(path))
      .map(({ path }) => path),
  )
  return [...new Set(outside.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path))]
}

describe('npm install --omit=dev', () => {
  it.each([
    'infra/machine/start.ts',
    'infra/machine/contract-worker.ts',
    'infra/machine/demo.ts',
    'infra/operate/operate.ts',
  ])('brings every package that %s loads', async (program) => {
    const loaded = await packagesOf(program)
    expect(loaded).not.toEqual([])
    expect(loaded.filter((name) => !(name in dependencies))).toEqual([])
  })
})
