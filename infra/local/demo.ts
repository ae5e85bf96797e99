import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { verifyBundle } from '#infra/verify/tasvib-verify.mjs'
import { type Language, languages } from '#workflows/language.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { demoWords } from './demo/demo-words.ts'
import { CasePlayers } from './demo/play-case.ts'
import { Visitor } from './demo/visitor.ts'
import { playWholeCase } from './demo/whole-case.ts'
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
    const sound = reportBundle(kept['evidence.zip'] ?? Buffer.alloc(0), language)
    for (const [name, label] of documentsOf(language))
      console.log(`  ${label}: ${relative('.', join(folder, name))}`)
    console.log(`  ${words.took((Date.now() - started) / 1000)}`)
    if (!(whole && sound)) process.exitCode = 1
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

await main()
