import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { doors } from '#infra/machine/doors.ts'
import { type Parts, type Runtime, startRuntime } from '#infra/machine/runtime.ts'
import { type RuntimeSettings, readSettings } from '#infra/machine/settings.ts'
import { type Language, languages } from '#workflows/language.ts'
import { grantedHome } from './granted-rows.ts'

/** How long to wait for a mail: longer than any takes on a busy machine. Milliseconds. */
const patience = 60_000

/** A whole Tasvib in this process, on free ports, with a data folder of its own. One per test file. */
export interface RunningTasvib {
  readonly runtime: Runtime
  readonly dataFolder: string
  readonly visitors: Readonly<Record<Language, Visitor>>
  readonly players: CasePlayers
  stop(): Promise<void>
}

export async function runTasvib(
  settings: Partial<RuntimeSettings> = {},
  parts: Parts = { doors },
): Promise<RunningTasvib> {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-journey-'))
  const dataFolder = settings.dataFolder ?? folder
  const runtime = await startRuntime(
    { ...readSettings({ DATA_DIR: folder }), ...settings, port: 0, operatorPort: 0 },
    { homeOf: grantedHome, ...parts },
  )
  const visitorOf = (language: Language): Visitor => new Visitor({ ...runtime, language, patience })
  const visitors = { fa: visitorOf(languages[0]), en: visitorOf(languages[1]) }
  return {
    runtime,
    dataFolder,
    visitors,
    players: new CasePlayers(visitors.fa),
    stop: async () => {
      await runtime.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
