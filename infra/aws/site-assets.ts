import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, buildSync, stop } from 'esbuild'

/** Where a bundle has its assets, seen from its own folder. */
export const siteFolder = 'assets'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** All weights in one, and no Latin letters: those come from the reader's own system. */
const font = 'misc/Non-Latin/fonts/webfonts/Vazirmatn-NL[wght].woff2'

const scripts = (folder: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: ['functions/site/scripts/site.ts'],
  outfile: join(folder, 'site.js'),
  bundle: true,
  minify: true,
  platform: 'browser',
  // Two years behind: older browsers skip what they cannot read, and every page works without it.
  target: ['chrome120', 'firefox121', 'safari17'],
  format: 'esm',
  charset: 'utf8',
  tsconfigRaw: {},
  logLevel: 'error',
})

/** Puts what browsers fetch as it is into a folder: the scripts in one file, the font, and the verifier of bundles. */
export function makeSiteAssets(folder: string): void {
  copyAssets(folder)
  buildSync(scripts(folder))
}

/** The same, beside whatever else the process has to do meanwhile. */
export async function makingSiteAssets(folder: string): Promise<void> {
  copyAssets(folder)
  try {
    await build(scripts(folder))
  } finally {
    await stop()
  }
}

function copyAssets(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const vazirmatn = dirname(createRequire(import.meta.url).resolve('vazirmatn/package.json'))
  // Written and not copied: a copy would have the modes of the package's file.
  writeFileSync(join(folder, 'vazirmatn.woff2'), readFileSync(join(vazirmatn, font)))
  writeFileSync(join(folder, 'tasvib-verify.mjs'), readFileSync(join(root, 'infra/verify/tasvib-verify.mjs')))
}
