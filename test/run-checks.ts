/**
 * `npm run check`: package.json's scripts that judge the code without running it, side by side. What each one says comes whole
 * when it has ended. Ends with 1 where one of them did.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import packageJson from '../package.json' with { type: 'json' }

// The one that takes longest first, since two cores take two at a time.
const checks = ['lint', 'types', 'unused', 'format:check'] as const

const codes = checks.map(async (name) => {
  // npm's own PATH finds the programs, so none of them needs an npm of its own.
  const child = spawn(packageJson.scripts[name], { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part
    })
  }
  const [code] = await once(child, 'close')
  console.log(`${code === 0 ? 'passed' : 'FAILED'} ${name}\n${said}`)
  return code
})

process.exitCode = (await Promise.all(codes)).every((code) => code === 0) ? 0 : 1
