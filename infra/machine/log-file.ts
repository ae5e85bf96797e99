import { createWriteStream } from 'node:fs'
import { divertLog } from '#functions/shared/ports/log.ts'

/** Keeps the functions' log in a file; what went wrong is shown on the terminal too. `observe` sees every line. */
export function openLogFile(path: string, observe: (line: string) => void): { stop(): Promise<void> } {
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 })
  const restore = divertLog((line) => {
    // What one turn of the process says is written together.
    if (file.writableCorked === 0) {
      file.cork()
      setImmediate(() => file.uncork())
    }
    file.write(`${line}\n`)
    observe(line)
    if (!line.includes('"level":"info"')) console.error(line)
  })
  return {
    stop: () =>
      new Promise((resolve) => {
        restore()
        file.end(resolve)
      }),
  }
}
