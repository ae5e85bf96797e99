/**
 * What an install weighs, and that Tasvib serves from one without development's packages, in production.
 *
 *     node infra/node/run.mjs .ci/installs.mjs
 *
 * Ends with 1 where one is heavier than its limit (megabytes) or it does not serve.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const limits = { 'npm ci': 600, 'npm ci --omit=dev': 170 }
const PATIENCE = 60_000

const folder = mkdtempSync(join(tmpdir(), 'tasvib-installs-'))
try {
  for (const name of execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter(Boolean))
    cpSync(name, join(folder, name))
  execFileSync('npm', ['ci', '--omit=dev'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  weigh('npm ci', '.')
  weigh('npm ci --omit=dev', folder)
  await serve()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** As `du -sm node_modules` says, without what our own programs keep in its `.cache`; what was fetched beside it is said too. */
function weigh(name, root) {
  const weight = megabytes(join(root, 'node_modules'))
  const fetched = existsSync(join(root, '.node')) ? megabytes(join(root, '.node')) : 0
  console.log(`${name}: ${weight} MB, of at most ${limits[name]}, and ${fetched} in .node/`)
  if (!(weight <= limits[name])) process.exitCode = 1
}

function megabytes(path) {
  return Number.parseInt(execFileSync('du', ['-sm', '--exclude=.cache', path], { encoding: 'utf8' }), 10)
}

async function serve() {
  const port = await freePort()
  const settings = {
    PORT: String(port),
    OPERATOR_PORT: '0',
    DATA_DIR: join(folder, 'data'),
    PUBLIC_URL: 'https://proposals.example',
  }
  const child = spawn(
    process.execPath,
    ['infra/node/run.mjs', '--max-semi-space-size=8', 'infra/machine/start.ts', '--production'],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const ended = once(child, 'exit')
  const deadline = Date.now() + PATIENCE
  for (const path of ['/', '/assets/site.js', '/assets/vazirmatn.woff2', '/terms']) {
    let status = 'no answer'
    // Until all is open it answers 503, if at all.
    while (status !== 200 && child.exitCode === null && Date.now() < deadline) {
      status = await fetch(`http://127.0.0.1:${port}${path}`).then(
        (answer) => answer.status,
        () => sleep(200, 'no answer'),
      )
    }
    console.log(`in production ${path} answers ${status}`)
    if (status !== 200) process.exitCode = 1
  }
  child.kill('SIGTERM')
  await ended
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}
