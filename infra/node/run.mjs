/**
 * How the scripts of package.json start, on whichever Node the machine has: plain JavaScript that Node 20 reads.
 *
 *     node infra/node/run.mjs [options of Node] <file of ours | command of a package> [arguments]
 *
 * It runs that by a Node which is new enough (`choose-node.mjs`), first on the PATH of everything below it.
 */
import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { chooseNode, NoNode } from './choose-node.mjs'
import { commandFile } from './command-file.mjs'

const given = process.argv.slice(2)
const at = given.findIndex((one) => !one.startsWith('-'))
const [options, name, rest] = [given.slice(0, at), given[at], given.slice(at + 1)]

try {
  const node = await chooseNode(rest)
  // An empty part would be the working directory.
  const path = [dirname(node), ...(process.env.PATH ?? '').split(delimiter)].filter(Boolean)
  const env = { ...process.env, PATH: path.join(delimiter) }
  become(node, [...options, commandFile(name), ...rest], env)
} catch (error) {
  if (!(error instanceof NoNode)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Goes on as that program; where Node cannot (20, Windows), waits for it, passes signals on and ends as it does. */
function become(node, args, env) {
  if (process.execve !== undefined && process.platform !== 'win32') process.execve(node, [node, ...args], env)
  const child = spawn(node, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // A terminal has told the child already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  child.on('error', ({ message }) => {
    console.error(message)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }
    process.exitCode = code ?? 1
  })
}
