import { spawnSync } from 'node:child_process'

/** A program that knows nothing of Tasvib; undefined, and said aloud, where it is not installed. */
export function outsideTool(name: 'pdfsig' | 'pdftotext' | 'openssl' | 'python3', version: string) {
  if (spawnSync(name, [version]).error !== undefined) {
    console.warn(`${name} is not installed: what it says of contracts is not tested here`)
    return undefined
  }
  return (...given: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(name, given, { encoding: 'utf8' })
    return { status, said: `${stdout}${stderr}` }
  }
}
