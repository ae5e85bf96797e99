import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'
import { typesetterAssets } from '#functions/adapters/contract-typesetter.ts'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { makeSiteAssets, siteFolder } from './site-assets.ts'
import { compilerPackage, isTypesetter } from './typesetting.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What every bundle has in common; the place for whatever makes functions start faster. */
const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // The SDK's modules for ES and not its CommonJS, so that what a function does not use stays out.
  mainFields: ['module', 'main'],
  charset: 'utf8',
  external: [compilerPackage],
  logLevel: 'error',
} satisfies BuildOptions

/**
 * Bundles every function of the catalogue, the SDK included: one folder for each in `folder`, with `index.mjs` and whatever
 * that needs beside it. One call of esbuild for all, since each file is then read once.
 */
export function bundleFunctions(folder: string): (name: FunctionName) => string {
  rmSync(folder, { recursive: true, force: true })
  buildSync({
    ...options,
    outdir: folder,
    entryPoints: Object.entries(catalogue).map(([name, { entry }]) => ({ in: entry, out: `${name}/index` })),
  })
  const folderOf = (name: FunctionName) => join(folder, name)
  const names = Object.keys(catalogue) as FunctionName[]
  for (const name of names.filter(isTypesetter)) addTypesetter(folderOf(name))
  makeSiteAssets(join(folderOf('site'), siteFolder))
  return folderOf
}

/** The compiler cannot be bundled, since it is a native library; template and fonts are read at run time. */
function addTypesetter(folder: string): void {
  const require = createRequire(import.meta.url)
  const compiler = dirname(require.resolve(`${compilerPackage}/package.json`))
  const native = `${compiler}-linux-x64-gnu`
  if (!existsSync(native)) {
    throw new Error(`First: npm install --no-save --force ${dirname(compilerPackage)}/${basename(native)}`)
  }
  for (const source of [compiler, native]) {
    const target = join(folder, 'node_modules', dirname(compilerPackage), basename(source))
    mkdirSync(target, { recursive: true })
    for (const file of readdirSync(source).filter(isRunnable))
      copyFileSync(join(source, file), join(target, file))
  }
  const assets = join(folder, 'assets')
  mkdirSync(assets)
  for (const file of typesetterAssets()) cpSync(file, join(assets, basename(file)))
}

function isRunnable(file: string): boolean {
  return /\.(?:js|json|node)$/.test(file)
}
