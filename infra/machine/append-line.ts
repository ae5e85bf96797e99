import { open } from 'node:fs/promises'

/** Appends one JSON line to a file and resolves once it is on the disk. */
export async function appendLine(path: string, value: unknown): Promise<void> {
  const file = await open(path, 'a')
  try {
    await file.writeFile(`${JSON.stringify(value)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}
