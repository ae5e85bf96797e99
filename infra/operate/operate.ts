import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { settling } from '#functions/shared/effects/settling.ts'
import { sendFirstMessage } from '#functions/shared/emails/first-message.ts'
import { inclusionProof } from '#functions/shared/evidence/inclusion-proof.ts'
import { holidayFault } from '#functions/shared/holiday-check.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import { random } from '#functions/shared/ports/random.ts'
import { strandedCases, strandedLines } from '#functions/shared/ports/stranded-cases.ts'
import { mailboxWarnings, warningLine } from '#functions/shared/programme-warnings.ts'
import { noAccount } from '#infra/aws/no-account.ts'
import { makeFilesForOwnerAlone } from '#infra/machine/file-modes.ts'
import { dataFolderIn } from '#infra/machine/settings.ts'
import { StartFailure } from '#infra/machine/start-failure.ts'
import { checkExport } from '#infra/operate/export/check-export.ts'
import { exportAll } from '#infra/operate/export/export-all.ts'
import { importAll } from '#infra/operate/import/import-all.ts'
import { cities } from '#workflows/programme/load-programme.ts'
import { lockFaults } from '#workflows/programme/rules-lock.ts'
import lock from '#workflows/programme/rules.lock.json' with { type: 'json' }
import { type CaseCommand, type CommandOutcome, caseCommands, operate } from './commands.ts'
import { type DecidedErasure, eraseTold } from './erase-told.ts'
import { handInBounce } from './hand-in-bounce.ts'
import { resetFactor } from './reset-factor.ts'
import { aimAt, type Installation, NoInstallation } from './target.ts'

/*
 * `npm run operate -- <command> <reference>`: what docs/operations.md tells an operator to do. `--stage prod` or `--stage dev`
 * means a stack in the cloud, else it is the running one-machine Tasvib of `--data`, or of the setting `DATA_DIR`
 * (`./data`).
 */
const isCaseCommand = (name: string): name is CaseCommand => Object.hasOwn(caseCommands, name)

async function main(): Promise<CommandOutcome> {
  // What is written for an operator, an export first, holds personal data.
  makeFilesForOwnerAlone()
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      instance: { type: 'string' },
      data: { type: 'string', default: dataFolderIn(process.env) },
      by: { type: 'string' },
      reason: { type: 'string' },
    },
  })
  const [word = '', reference, day] = positionals
  // The word of the releases before, which stands in notes of operators.
  const command = word === 'undone' ? 'outstanding' : word
  const { stage, instance, data, by, reason } = values
  if (stage !== undefined && stage !== 'dev' && stage !== 'prod')
    return usage('There are the stages dev and prod.')
  const aim = () => aimAt(stage === undefined ? { dataFolder: data } : { stage, instance })
  if (command === 'test-message') {
    const { home } = await aim()
    const outcome = await sendFirstMessage({
      mailer: home.mailer(),
      programme: home.programme(),
      publicUrl: home.publicUrl(),
    })
    return { ok: outcome === 'sent', lines: [outcome] }
  }
  if (command === 'proof' && reference !== undefined && day !== undefined) {
    const { home } = await aim()
    const proof = await inclusionProof(reference, day, { cases: home.cases(), files: home.files() })
    return { ok: true, lines: [JSON.stringify(proof)] }
  }
  if (command === 'erase' && reference !== undefined && by !== undefined && reason !== undefined) {
    return erase({ reference, by, reason }, await aim())
  }
  if (command === 'export' && reference !== undefined) {
    const { home, all } = await aim()
    return exportAll(reference, {
      cases: home.cases(),
      effects: home.effects(),
      files: home.files(),
      all,
      programmeOf: home.programmeOf,
      programme: home.programme(),
      now: home.now,
      progress: (cases) => console.error(`${cases} cases`),
    })
  }
  if (command === 'programmes') {
    const { home, all } = await aim()
    const stranded = await strandedCases(all)
    const programme = home.programme()
    const holidays = await holidayFault({ cases: home.cases(), programme }, home.now())
    const faults = [
      ...lockFaults(cities, lock),
      ...strandedLines(stranded),
      ...(holidays === null ? [] : [warningLine(holidays)]),
    ]
    const ok = faults.length === 0
    const told = ok ? ['Every case has its rules, and the holidays reach far enough.'] : faults
    return { ok, lines: [...told, ...mailboxWarnings(programme).map(warningLine)] }
  }
  if (command === 'bounce' && reference !== undefined) {
    if (stage !== undefined) return usage('In the cloud the mail service reports bounces by itself.')
    const { mail } = await aim()
    if (mail === undefined) throw new Error('There is no mailbox')
    const outcome = handInBounce(await readFile(reference === '-' ? '/dev/stdin' : reference), mail)
    // Whoever hands it in deletes it then.
    await mail.onDisk()
    return outcome
  }
  if (command === 'reset-factor' && reference !== undefined) {
    const { home } = await aim()
    return resetFactor(reference, {
      factors: home.factors(),
      links: home.links(),
      signIns: home.signIns(),
      programme: home.programme(),
      random,
      now: home.now(),
    })
  }
  if (command === 'check-export' && reference !== undefined) return checkExport(reference)
  if (command === 'import' && reference !== undefined) {
    if (stage !== undefined)
      return usage('An import goes into a data folder of one machine; into the cloud there is none yet.')
    return importAll(reference, {
      dataFolder: data,
      now: () => clock.now(),
      progress: (cases) => console.error(`${cases} cases`),
    })
  }
  if (!isCaseCommand(command) || reference === undefined) return usage('Say what to do, and with which case.')
  const { home } = await aim()
  return operate(command, reference, settling(home))
}

async function erase(erasure: DecidedErasure, { home, all }: Installation): Promise<CommandOutcome> {
  return eraseTold(erasure, {
    rows: home.personalRows(),
    cases: home.cases(),
    commit: home.commit(),
    deleteLinks: (reference) => all.deleteEveryLink(reference),
    remove: home.fileRemoval().remove,
  })
}

function usage(wrong: string): CommandOutcome {
  const commands = Object.entries(caseCommands).map(([name, { does }]) => `  ${name} <reference>  ${does}`)
  const others = [
    '  erase <reference> --by <address> --reason <why>  erases the personal data of the applicant of a closed case',
    '  proof <reference> <day>  proves by the root of a day that the ledger stood so',
    '  export <folder>  writes everything into a folder, in open formats; again, it brings the folder up to date',
    '  check-export <folder>  checks such a folder, without the installation',
    '  import <folder>  takes such a folder into an empty data folder, from which Tasvib starts then (one machine)',
    '  bounce <file>  hands in a bounce that came back as mail, or with - one from a pipe (one machine)',
    '  programmes  lists the cases whose rules this release does not have, and warns where the dated holidays end, or two addresses reach one mailbox',
    '  reset-factor <address>  removes the second factor of a member of the board, ends their sessions and prints the code for the next',
    '  test-message  writes to the case office',
  ]
  return { ok: false, lines: [wrong, ...commands, ...others, 'and where: --stage prod, or --data ./data'] }
}

const { ok, lines } = await main().catch((error: unknown): CommandOutcome => {
  const isTold = error instanceof NoInstallation || error instanceof StartFailure
  const missing = isTold ? error.message : noAccount(error)
  if (missing === undefined) throw error
  return { ok: false, lines: [missing] }
})
for (const line of lines) console.log(line)
process.exitCode = ok ? 0 : 1
