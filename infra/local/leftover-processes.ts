import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * Ends the store processes that a killed Tasvib left behind on a database file.
 * A process is one of them only if it is dynoxide and names this very file, so nobody else's store is touched.
 */
export async function endLeftovers(databasePath: string): Promise<number> {
  const leftovers = await findStores(databasePath)
  for (const pid of leftovers) kill(pid)
  const deadline = Date.now() + 5_000
  // Looked up anew, for a process that ended may stay listed, without a command, until its parent asks for it.
  while ((await findStores(databasePath)).length > 0 && Date.now() < deadline) await pause(10)
  return leftovers.length
}

async function findStores(databasePath: string): Promise<number[]> {
  const processes = await listProcesses()
  return processes
    .filter(({ command }) => command.includes('dynoxide') && command.includes(`--db-path\0${databasePath}\0`))
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid)
}

interface Process {
  readonly pid: number
  /** The arguments, each followed by NUL. */
  readonly command: string
}

async function listProcesses(): Promise<Process[]> {
  if (process.platform === 'win32') return []
  if (process.platform === 'linux') return listLinuxProcesses()
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,args='])
  return stdout.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s(.*)$/.exec(line) ?? []
    return pid === undefined || command === undefined
      ? []
      : [{ pid: Number(pid), command: nulSeparated(command) }]
  })
}

/** `ps` prints arguments apart by blanks; the path is the last one, so that blanks in it do no harm. */
function nulSeparated(command: string): string {
  return `${command.replace(' --db-path ', '\0--db-path\0')}\0`
}

async function listLinuxProcesses(): Promise<Process[]> {
  const names = await readdir('/proc')
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ({
        pid: Number(name),
        command: await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''),
      })),
  )
  return found
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended meanwhile, which is what we want.
  }
}
