import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { type Language, languages } from '#workflows/language.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'
import { demoWords } from './demo/demo-words.ts'
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
    const { financeLink } = await playWholeCase(visitor, language, tell)
    const kept = await keepDocuments(financeLink, folder)
    const whole = await reportLedger(kept['evidence.json'] ?? '', language)
    for (const [name, label] of documentsOf(language))
      console.log(`  ${label}: ${relative('.', join(folder, name))}`)
    console.log(`  ${words.took((Date.now() - started) / 1000)}`)
    if (!whole) process.exitCode = 1
  } finally {
    await runtime.stop()
  }
}

function tell(line: string): void {
  console.log(`  ✓ ${line}`)
}

function documentsOf(language: Language): readonly (readonly [string, string])[] {
  const { contract, release, ledger } = demoWords[language]
  return [
    ['signed-contract.pdf', contract],
    ['release.json', release],
    ['evidence.json', ledger],
  ]
}

/** Downloads what hangs below finance's page. */
async function keepDocuments(financeLink: string, folder: string): Promise<Partial<Record<string, string>>> {
  const kept: Partial<Record<string, string>> = {}
  for (const [name] of documentsOf('en')) {
    const response = await fetch(`${financeLink}/files/${name}`)
    if (!response.ok) throw new Error(`${name} was answered ${response.status}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    await writeFile(join(folder, name), bytes)
    kept[name] = bytes.toString('utf8')
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

await main()
