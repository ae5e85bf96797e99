import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { type Defence, defences, type Edit } from './defences.ts'

/*
 * `npm run test:defences [words of an attack]` takes each defence out of a copy of the project and plays the attack against it:
 * a test that stays green would not notice when the defence is gone.
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

/** Whether the attack's test fails without its defence. */
async function isMissed(folder: string, { test, named, also = [], ...edit }: Defence): Promise<boolean> {
  const restore = await Promise.all([edit, ...also].map((one) => takeOut(folder, one)))
  try {
    const name = test.includes('.browser.') ? 'browser' : 'attacks'
    const given = ['vitest', 'run', '--project', name, `test/attacks/${test}`]
    const { stdout, stderr } = spawnSync('npx', [...given, ...(named === undefined ? [] : ['-t', named])], {
      cwd: folder,
      encoding: 'utf8',
    })
    const [, counted] = /^.*Tests +(.*)$/m.exec(stripVTControlCharacters(stdout)) ?? []
    if (counted === undefined) throw new Error(`${test} did not run: ${stdout}${stderr}`)
    return counted.includes('failed') || stdout.includes('Failed Suites')
  } finally {
    for (const back of restore) await back()
  }
}

/** Answers how to put it back. */
async function takeOut(folder: string, { file, from, to }: Edit): Promise<() => Promise<void>> {
  const path = join(folder, file)
  const whole = await readFile(path, 'utf8')
  await writeFile(
    path,
    whole.replace(from, () => to),
  )
  return () => writeFile(path, whole)
}

const wanted = process.argv.slice(2).join(' ')
const folder = await mkdtemp(join(tmpdir(), 'tasvib-defences-'))
for (const name of copied) await cp(join(project, name), join(folder, name), { recursive: true })
await symlink(join(project, 'node_modules'), join(folder, 'node_modules'))
for (const defence of defences.filter(({ attack }) => attack.includes(wanted))) {
  const isSeen = await isMissed(folder, defence)
  console.log(`${isSeen ? '✓ fails without' : '✗ STAYS GREEN without'} its defence: ${defence.attack}`)
  if (!isSeen) process.exitCode = 1
}
await rm(folder, { recursive: true, force: true })
