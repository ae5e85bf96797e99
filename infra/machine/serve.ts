import { programmeWarnings, warningLine } from '#functions/shared/programme-warnings.ts'
import { checkProgrammeFiles } from '#infra/programme-files.ts'
import { cities, programmeById } from '#workflows/programme/load-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { lockFaults } from '#workflows/programme/rules-lock.ts'
import lock from '#workflows/programme/rules.lock.json' with { type: 'json' }
import { productionWarnings } from './production.ts'
import { type Runtime, startRuntime } from './runtime.ts'
import { readSettings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

/** `npm start`: Tasvib on this machine, until Ctrl+C. */
async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2))
  const programme = programmeOf(settings.programme)
  // No reason not to start: a case is pinned to what its rules are and not to what they are called.
  for (const fault of lockFaults(cities, lock)) console.error(fault)
  for (const warning of programmeWarnings(programme, new Date())) console.error(warningLine(warning))
  if (settings.production) for (const warning of productionWarnings(settings)) console.error(warning)
  const starting = startRuntime(settings)
  stopOnSignals(starting)
  const runtime = await starting
  const { publicUrl, localUrl, operatorUrl } = runtime
  const rows = [
    ['فرم · form', `${publicUrl}/`],
    ['میز دبیرخانه · board', `${publicUrl}/board`],
    ...(settings.production
      ? [
          ['برای پروکسی · for the proxy', localUrl],
          ['تندرستی · health', `${operatorUrl}/health`],
        ]
      : [
          ['صندوق نامه · mailbox', `${operatorUrl}/mailbox`],
          ['گردش کار · workflow', `${operatorUrl}/workflow`],
        ]),
  ]
  console.log('تصویب آماده است. · Tasvib is running. (Ctrl+C stops it)')
  for (const [what, where] of rows) console.log(`  ${where}  ${what}`)
  runtime.warm()
  const [member] = programme.caseOffice.members
  if (member === undefined || settings.production) return
  console.log(`ورود به میز با ${member.email}؛ پیوند ورود به صندوق نامه می‌آید.`)
  console.log(`To enter the board, sign in as ${member.email}; the link comes to the mailbox.`)
}

/**
 * The city's configuration, before anything is opened for it.
 * @throws StartFailure when there is none of that id, or with every fault of it
 */
function programmeOf(id: string): Programme {
  try {
    checkProgrammeFiles()
    return programmeById(id)
  } catch (error) {
    throw new StartFailure(`PROGRAMME=${id} cannot be used. ${error instanceof Error ? error.message : ''}`)
  }
}

/** The first signal stops cleanly, even while still starting; the second one at once. */
function stopOnSignals(starting: Promise<Runtime>): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(130)
    stopping = true
    starting
      .then((runtime) => runtime.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof StartFailure ? error.message : error)
  process.exit(1)
}
