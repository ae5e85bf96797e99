import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'

/**
 * Has npm bring a package from the registry that it is set to, and keeps one member of it, a program or a library, at `file`, below
 * `folder`. Nothing of the package is unpacked, let alone run, before its digest is the one in this repository.
 * @throws Error that says why there is none
 */
export async function fetchProgram({ name, version, file: member, integrity }, { folder, file }) {
  await mkdir(folder, { recursive: true })
  const under = await mkdtemp(join(folder, 'fetching-'))
  try {
    const archive = await pack(`${name}@${version}`, under)
    const digest = `sha512-${createHash('sha512').update(archive).digest('base64')}`
    if (digest !== integrity) throw new Error('its digest is not the one in infra/node/pinned-packages.json')
    const program = memberOf(gunzipSync(archive), `package/${member}`)
    await writeFile(join(under, 'program'), program, { mode: 0o755 })
    await mkdir(dirname(file), { recursive: true })
    // Two scripts at once both have a whole one.
    await rename(join(under, 'program'), file)
  } finally {
    await rm(under, { recursive: true, force: true })
  }
}

/** The archive as the registry hands it out. */
async function pack(spec, folder) {
  const npm = process.env.npm_execpath
  const isWindows = process.platform === 'win32'
  const [command, ...before] =
    npm !== undefined && basename(npm) === 'npm-cli.js'
      ? [process.execPath, npm]
      : [isWindows ? 'npm.cmd' : 'npm']
  const env = { ...process.env, npm_config_pack_destination: folder, npm_config_dry_run: 'false' }
  const options = { env, shell: isWindows && before.length === 0 }
  try {
    await promisify(execFile)(command, [...before, 'pack', spec, '--ignore-scripts', '--silent'], options)
  } catch (cause) {
    throw new Error(`npm pack ${spec} ended with ${cause.code}`, { cause })
  }
  const archive = (await readdir(folder)).find((each) => each.endsWith('.tgz'))
  return readFile(join(folder, archive))
}

/** One file of a tar archive: headers of 512 bytes (name at 0, octal size at 124), contents in blocks of 512. */
function memberOf(archive, name) {
  for (let at = 0; at + 512 <= archive.length;) {
    const text = (from, to) => archive.toString('utf8', at + from, at + to).split('\0', 1)[0]
    const size = Number.parseInt(text(124, 136), 8) || 0
    if (text(0, 100) === name) return archive.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`it has no ${name}`)
}
