import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchProgram } from './fetch-program.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const { oldest, packages } = JSON.parse(
  readFileSync(new URL('pinned-packages.json', import.meta.url), 'utf8'),
)

/** A reason for which nothing can run, for whoever typed the command. */
export class NoNode extends Error {}

/**
 * The path of the Node that runs the code (ADR 0039): `TASVIB_NODE`, or the machine's own where it is new enough, or the one below
 * `.node/`, which npm fetches once. In production nothing is fetched.
 * @throws NoNode with one sentence that says what to install or to set
 */
export async function chooseNode(args) {
  const { env } = process
  if (env.TASVIB_NODE) return named(env.TASVIB_NODE)
  if (isNewEnough(process.versions.node)) return process.execPath
  const pinned = packages[`${process.platform}-${process.arch}`]
  if (pinned === undefined)
    throw lacking(`npm has none whose digest we know for ${process.platform} on ${process.arch}`)
  const file = join(root, '.node', pinned.version, pinned.file)
  if (existsSync(file)) return file
  if (isMusl()) throw lacking('npm has none for musl')
  if (isProduction(env, args)) throw lacking('in production none is fetched')
  const spec = `${pinned.name}@${pinned.version}`
  console.error(`Node ${process.versions.node} is too old: npm fetches ${spec} into .node/, once.`)
  try {
    await fetchProgram(pinned, { folder: join(root, '.node'), file })
  } catch (error) {
    throw lacking(`${spec} could not be fetched (${error.message})`)
  }
  return file
}

function named(path) {
  let version
  try {
    version = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .slice(1)
  } catch {
    throw new NoNode(
      `TASVIB_NODE=${path} cannot be run; Tasvib needs the path of a Node ${oldest} or later there.`,
    )
  }
  if (isNewEnough(version)) return path
  throw new NoNode(`TASVIB_NODE=${path} is Node ${version}; Tasvib needs ${oldest} or later.`)
}

/** The same as `npm start` takes for production (`infra/machine/settings.ts`), and what npm does. */
function isProduction(env, args) {
  return env.NODE_ENV === 'production' || env.TASVIB_MODE === 'production' || args.includes('--production')
}

/** As Alpine is; Node's own builds need glibc. */
function isMusl() {
  return process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined
}

function isNewEnough(version) {
  const [have, need] = [version, oldest].map((each) => each.split('.').map(Number))
  const differs = need.findIndex((number, place) => number !== have[place])
  return differs === -1 || (have[differs] ?? 0) > need[differs]
}

function lacking(reason) {
  return new NoNode(
    `Tasvib needs Node ${oldest} or later, this is ${process.versions.node}, and ${reason}: install one, or set TASVIB_NODE to the path of one.`,
  )
}
