import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { changedVotes } from '#infra/machine/demo/changed-vote.ts'
import { demoWords } from '#infra/machine/demo/demo-words.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { examine, verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { type Language, languages } from '#workflows/language.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { startRuntime } from './runtime.ts'
import { readSettings } from './settings.ts'

/** `npm run demo [-- --lang en]`: plays one whole case against a fresh instance and keeps its documents. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { lang: { type: 'string', default: 'fa' } } })
  const language = z.enum(languages).parse(values.lang)
  const words = demoWords[language]
  await mkdir('data', { recursive: true })
  const folder = await mkdtemp(resolve('data', 'demo-'))
  const started = Date.now()
  const runtime = await startRuntime({
    ...readSettings({ DATA_DIR: join(folder, 'state') }),
    port: 0,
    operatorPort: 0,
  })
  try {
    console.log(`${words.title}\n`)
    const visitor = new Visitor({ ...runtime, language })
    const { reference } = await playWholeCase(visitor, language, tell)
    const kept = await keepDocuments(new CasePlayers(visitor), reference, folder)
    const whole = await reportLedger(String(kept['evidence.json'] ?? ''), language)
    const bundle = kept['evidence.zip'] ?? Buffer.alloc(0)
    const sound = reportBundle(bundle, language)
    const found = await reportChanged(bundle, join(folder, 'evidence-changed'), language)
    for (const [name, label] of documentsOf(language))
      console.log(`  ${label}: ${relative('.', join(folder, name))}`)
    console.log(`  ${words.took((Date.now() - started) / 1000)}`)
    if (!(whole && sound && found)) process.exitCode = 1
  } finally {
    await runtime.stop()
  }
}

function tell(line: string): void {
  console.log(`  ✓ ${line}`)
}

function documentsOf(language: Language): readonly (readonly [string, string])[] {
  const { contract, release, ledger, bundle } = demoWords[language]
  return [
    ['signed-contract.pdf', contract],
    ['release.json', release],
    ['evidence.json', ledger],
    ['evidence.zip', bundle],
  ]
}

/** Downloads what the board's office has of the case. */
async function keepDocuments(
  players: CasePlayers,
  reference: string,
  folder: string,
): Promise<Partial<Record<string, Buffer>>> {
  const kept: Partial<Record<string, Buffer>> = {}
  for (const [name] of documentsOf('en')) {
    const bytes = await players.boardFile(reference, name)
    await writeFile(join(folder, name), bytes)
    kept[name] = bytes
  }
  return kept
}

const ledgerSchema = z.object({ entries: z.array(z.unknown()) })

/** Verifies the downloaded ledger and says what came of it. */
async function reportLedger(text: string, language: Language): Promise<boolean> {
  const entries = ledgerSchema.parse(JSON.parse(text)).entries.map(parseEntry)
  const faults = verify(entries)
  console.log(
    `  ${faults.length === 0 ? '✓' : '✗'} ${faults.length === 0 ? demoWords[language].verified(entries.length) : demoWords[language].broken(faults.length)}`,
  )
  return faults.length === 0
}

/** Verifies the evidence bundle as anybody can who was handed it, and says which outcomes were decided again. */
function reportBundle(zip: Uint8Array, language: Language): boolean {
  const findings = verifyBundle(zip)
  const faults = findings.filter(({ ok }) => !ok)
  const told = faults.length > 0 ? faults : findings.filter(({ en }) => en.includes('re-decided'))
  console.log(
    `  ${faults.length === 0 ? '✓' : '✗'} ${demoWords[language].rechecked(told.map((finding) => finding[language]).join(' · '))}`,
  )
  return faults.length === 0
}

/** Turns the deciding vote round, makes all digests anew, and lets the program that stands in every bundle judge that. */
async function reportChanged(zip: Uint8Array, folder: string, language: Language): Promise<boolean> {
  const last = changedVotes(zip).at(-1)
  for (const [name, bytes] of last?.files ?? []) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), bytes)
  }
  const { findings, status, ...verdict } = examine(last?.files ?? new Map())
  const isFound = status === 1
  console.log(
    `  ${isFound ? '✓' : '✗'} ${demoWords[language].forged(last?.sequence ?? 0, verdict[language], status)}`,
  )
  for (const finding of findings.filter(({ ok }) => !ok))
    console.log(finding[language].replaceAll(/^ */gm, '      '))
  console.log(`    node infra/verify/tasvib-verify.mjs ${relative('.', folder)}`)
  return isFound
}

await main()
