import { readdirSync, readFileSync } from 'node:fs'
import { repeatedKeys } from '#workflows/programme/repeated-keys.ts'

const folder = new URL('../workflows/programmes/', import.meta.url)

/**
 * The JSON of a programme's file.
 * @throws Error that names the path of every key that it has twice, of which a parser silently takes the last
 */
export function parseProgrammeText(name: string, text: string): unknown {
  const source: unknown = JSON.parse(text)
  const faults = repeatedKeys(text).map(
    (path) =>
      `  ${path}: This key stands here twice; keep one of the two. این کلید اینجا دو بار آمده است؛ یکی از آن دو را نگه دارید.`,
  )
  if (faults.length === 0) return source
  throw new Error([`The programme "${name}" is invalid:`, ...faults].join('\n'))
}

/** Looks into the files of every programme and of its earlier versions, which are imported and so parsed by then. */
export function checkProgrammeFiles(): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    parseProgrammeText(file.replace(/\.json$/, ''), readFileSync(new URL(file, folder), 'utf8'))
  }
}
