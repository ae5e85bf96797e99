import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { type Defence, defences, type Edit } from './defences.ts'

/*
 * `npm run test:defences [words of an attack]` takes each defence out of a copy of the project and plays the attack against it:
 * a test that stays green would not notice when the defence is gone, and one whose suite fails ahead of it has played nothing.
 */
const project = fileURLToPath(new URL('../../', import.meta.url))
const copied = [
  'functions',
  'infra',
  'test',
  'workflows',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]

const reportSchema = z.object({
  testResults: z.array(
    z.object({ message: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** What the attack's tests say while its defence is out: only a test that was played and failed has noticed. */
async function playedWithout(folder: string, { test, named, also = [], ...edit }: Defence): Promise<string> {
  const report = join(folder, `report-${crypto.randomUUID()}.json`)
  const originals = new Map<string, string>()
  for (const one of [edit, ...also]) await takeOut(folder, one, originals)
  const name = test.includes('.browser.') ? 'browser' : 'attacks'
  const given = ['vitest', 'run', '--project', name, `test/attacks/${test}`, '--reporter=json']
  const only = named === undefined ? [] : ['-t', named]
  const { stdout, stderr } = spawnSync('npx', [...given, `--outputFile=${report}`, ...only], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  for (const [path, whole] of originals) await writeFile(path, whole)
  const written = await readFile(report, 'utf8').catch(() => null)
  if (written === null) throw new Error(`${test} did not run: ${stdout}${stderr}`)
  const { testResults } = reportSchema.parse(JSON.parse(written))
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  const statuses = new Set(results.map(({ status }) => status))
  if (statuses.has('failed')) return 'fails'
  if (statuses.has('passed')) return 'STAYS GREEN'
  return `IS NOT PLAYED (${testResults.map(({ message }) => message.slice(0, 300)).join(' ')})`
}

/** What is not there, or there twice, cannot be taken out: the test would be green with its defence in. */
async function takeOut(
  folder: string,
  { file, from, to }: Edit,
  originals: Map<string, string>,
): Promise<void> {
  const path = join(folder, file)
  const whole = await readFile(path, 'utf8')
  if (!originals.has(path)) originals.set(path, whole)
  const [before, after, ...more] = whole.split(from)
  if (before === undefined || after === undefined || more.length > 0 || from === to)
    throw new Error(`${file} does not have this once: ${from}`)
  await writeFile(path, `${before}${to}${after}`)
}

const wanted = process.argv.slice(2).join(' ')
const folder = await mkdtemp(join(tmpdir(), 'tasvib-defences-'))
for (const name of copied) await cp(join(project, name), join(folder, name), { recursive: true })
await symlink(join(project, 'node_modules'), join(folder, 'node_modules'))
for (const defence of defences.filter(({ attack }) => attack.includes(wanted))) {
  const said = await playedWithout(folder, defence)
  const isSeen = said === 'fails'
  console.log(`${isSeen ? '✓' : '✗'} ${said} without its defence: ${defence.attack}`)
  if (!isSeen) process.exitCode = 1
}
await rm(folder, { recursive: true, force: true })
