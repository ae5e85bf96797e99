import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { typesetterAssets } from '#functions/shared/contract/contract-typesetter.ts'
import { makeSiteAssets, siteFolder } from '#infra/aws/site-assets.ts'
import { parseProgrammeText } from '#infra/programme-files.ts'
import { readProgramme } from '#workflows/programme/load-programme.ts'
import { rulesOf } from '#workflows/programme/rules-of.ts'
import { compilerFolder, type NativeCompiler, nativeCompiler } from './compiler-for.ts'
import { lightClients } from './light-clients.ts'
import { noJsonSchemas } from './no-json-schemas.ts'
import { compilerPackage, isTypesetter } from './typesetting.ts'

const unchecked = fileURLToPath(new URL('programme-as-bundled.ts', import.meta.url))

/**
 * Checks every programme when the functions are bundled, so that no function does it again at each start, nor carries what
 * checks and its words; with its rules beside it, which stand in the source alone. A fault stops the bundling and is named by its path.
 */
const checkedProgrammes: Plugin = {
  name: 'checked-programmes',
  setup(build) {
    build.onLoad({ filter: /\/workflows\/programmes\/[^/]+\.json$/ }, ({ path }) => {
      const name = basename(path, '.json')
      const source = parseProgrammeText(name, readFileSync(path, 'utf8'))
      const programme = readProgramme(name, source)
      return { contents: JSON.stringify({ ...programme, rules: rulesOf(source) }), loader: 'json' }
    })
    build.onResolve({ filter: /\/(?:parse-programme|rules-of)\.ts$/ }, () => ({ path: unchecked }))
  },
}

/**
 * Takes Node's own modules by `process.getBuiltinModule` instead of `import`. An import of one from an ES module reads each of
 * its exports, and `node:http` answers that by loading a whole HTTP client (nodejs/node#59686): half of what a function
 * with the AWS SDK needs to start.
 */
const builtIns: Plugin = {
  name: 'built-ins',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_/0-9]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path, namespace: 'built-in', sideEffects: false } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))
  },
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const credentials = fileURLToPath(new URL('environment-credentials.ts', import.meta.url))
const zodAtStart = fileURLToPath(new URL('zod-at-start.ts', import.meta.url))

/** What every bundle has in common. Each line was measured: `npm run bench` holds them against esbuild's defaults. */
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
  alias: { '@aws-sdk/credential-provider-node': credentials },
  plugins: [builtIns, checkedProgrammes, lightClients],
  inject: [zodAtStart],
  // What is imported when it is first needed becomes a file of its own.
  splitting: true,
  // Names too, though stack traces are harder to read: a tenth of the time to the first answer.
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'error',
} satisfies BuildOptions

/**
 * Bundles every function of the catalogue: one folder for each in `folder`, ready for Lambda on `cpu`. Answers where the folder
 * of a function is.
 * @throws NoCompiler before anything is written
 */
export async function bundleFunctions(
  folder: string,
  cpu: 'arm64' | 'x64',
): Promise<(name: FunctionName) => string> {
  const native = await nativeCompiler(cpu)
  rmSync(folder, { recursive: true, force: true })
  const folderOf = (name: FunctionName) => join(folder, name)
  const names = Object.keys(catalogue) as FunctionName[]
  await Promise.all(names.map((name) => writeBundle(name, folderOf(name))))
  for (const name of names.filter(isTypesetter)) addTypesetter(folderOf(name), native)
  makeSiteAssets(join(folderOf('site'), siteFolder))
  return folderOf
}

export async function writeBundle(name: FunctionName, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const { file, bytes } of await bundle(name)) writeFileSync(join(folder, file), bytes)
}

/** One file of a bundle. */
export interface BundledFile {
  readonly file: string
  readonly bytes: Uint8Array
  /** The source files that left something in it. */
  readonly sources: readonly string[]
  /** Whether it is loaded with the function, and not when it is first needed. */
  readonly atStart: boolean
}

/** The code of one function, the SDK included: `index.mjs`, and the files that it loads. */
export async function bundle(name: FunctionName): Promise<BundledFile[]> {
  const { outputFiles, metafile } = await build({
    ...options,
    plugins: name === 'site' ? options.plugins : [...options.plugins, noJsonSchemas],
    write: false,
    outdir: name,
    entryPoints: [{ in: catalogue[name].entry, out: 'index' }],
  })
  const outputs = metafile.outputs
  const atStart = reached(outputs, [`${name}/index.mjs`], (kind) => kind === 'import-statement')
  // esbuild also writes what only such code would load as was then shaken off.
  const all = reached(outputs, [...atStart], () => true)
  return [...all].map((path) => ({
    file: basename(path),
    bytes: outputFiles.find((output) => output.path === join(root, path))?.contents ?? missing(path),
    sources: Object.entries(outputs[path]?.inputs ?? {}).flatMap(([source, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [source] : [],
    ),
    atStart: atStart.has(path),
  }))
}

/** The outputs that these load, themselves included, by imports of the kinds that count. */
function reached(
  outputs: Metafile['outputs'],
  from: readonly string[],
  counts: (kind: string) => boolean,
): ReadonlySet<string> {
  const seen = new Set(from)
  for (const path of seen) {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (external !== true && counts(kind)) seen.add(next)
    }
  }
  return seen
}

function missing(path: string): never {
  throw new Error(`esbuild made no ${path}`)
}

/** Adds what a bundle cannot hold: a native library, and the template and fonts that are read at run time. */
function addTypesetter(folder: string, native: NativeCompiler): void {
  const packageFolder = (name: string) => join(folder, 'node_modules', name)
  mkdirSync(packageFolder(compilerPackage), { recursive: true })
  for (const file of readdirSync(compilerFolder).filter(isRunnable))
    copyFileSync(join(compilerFolder, file), join(packageFolder(compilerPackage), file))
  // The library alone, and no word of its package: what that names as `main` would run.
  const main = basename(native.file)
  mkdirSync(packageFolder(native.name))
  copyFileSync(native.file, join(packageFolder(native.name), main))
  writeFileSync(join(packageFolder(native.name), 'package.json'), JSON.stringify({ name: native.name, main }))
  const assets = join(folder, 'assets')
  mkdirSync(assets)
  for (const file of typesetterAssets()) cpSync(file, join(assets, basename(file)))
}

function isRunnable(file: string): boolean {
  return /\.(?:js|json)$/.test(file)
}
