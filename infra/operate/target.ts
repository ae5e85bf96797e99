import type { Home } from '#functions/shared/home.ts'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import type { Deployment } from '#infra/aws/deployment.ts'
import { restoreTime } from '#infra/machine/clock.ts'
import { openContractProcess } from '#infra/machine/contract-process.ts'
import { existingFolder } from '#infra/machine/data-folder.ts'
import { openFileStore } from '#infra/machine/files/file-store.ts'
import { machineHome } from '#infra/machine/home.ts'
import { readKeptSettings } from '#infra/machine/kept-settings.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { mailsUnderWay } from '#infra/machine/mails-under-way.ts'
import { messageQueue } from '#infra/machine/message-queue.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { loadRootKey, loadSealKey } from '#infra/machine/seal-key.ts'
import { loadSecrets } from '#infra/machine/secrets.ts'
import { readStateMachine } from '#infra/machine/state-machine.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { sqliteAllCases } from '#infra/machine/store/sqlite-all-cases.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { machineWorkflow } from '#infra/machine/workflow/machine-workflow.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import type { MachineMail } from './hand-in-bounce.ts'

/** Which installation is meant: a stage in the cloud, or the running one-machine Tasvib of a data folder. */
export type Target = Pick<Deployment, 'stage' | 'instance'> | { readonly dataFolder: string }

export interface Installation {
  readonly home: Home
  readonly all: AllCases
  readonly mail?: MachineMail & Pick<Database, 'onDisk'>
}

const now = () => clock.now()

/**
 * The home of the installation, so that an operator's command is the doors' own code. In the cloud it acts with the operator's own
 * rights. On one machine it opens the database and the files beside the running Tasvib, or while that is stopped; what it leaves
 * there to be done, the running one finds.
 */
export async function aimAt(target: Target): Promise<Installation> {
  if ('dataFolder' in target) return aimAtFolder(target.dataFolder)
  // Where one machine alone is installed, the cloud's packages are not.
  const { aimAtStage } = await import('./aim-at-stage.ts')
  return aimAtStage(target)
}

/** There is nothing to operate where somebody pointed. */
export class NoInstallation extends Error {}

async function aimAtFolder(path: string): Promise<Installation> {
  const data = existingFolder(path)
  const settings = readKeptSettings(data)
  if (settings === undefined)
    throw new NoInstallation(`No Tasvib was ever started in ${path}. Its folder is given by --data.`)
  if (settings === 'of-another-release')
    throw new NoInstallation(`Another release ran last in ${path}. Start this one on it once.`)
  const secrets = await loadSecrets(data)
  const database = openDatabase(data.file(databaseFile))
  // What is recorded now is recorded at the time of that Tasvib, which may have travelled.
  await restoreTime(data.file('clock.json'))
  const mailbox = openMailbox({ database, now, forwards: settings.forwardsMail })
  const seal = await loadSealKey(data, programmeById(settings.programme).contract.partyA.fa)
  const workflow = machineWorkflow({
    journal: journalIn(database, () => now().getTime()),
    definition: await readStateMachine(),
    now: () => now().getTime(),
  })
  const home = machineHome({
    rows: sqlitePorts(database, { codeKey: secrets.codeKey }),
    store: openFileStore({ database, folder: await data.folder('files'), now }),
    mailbox,
    queue: messageQueue(database),
    workflow: () => workflow,
    contracts: () => openContractProcess({ key: seal.key, certificates: async () => seal.certificate }),
    root: await loadRootKey(data, seal),
    eventsFile: data.file('events.jsonl'),
    rightsKey: secrets.secretAccessKey,
    webhookSecret: secrets.webhookSecret,
    settings,
  })
  const underWay = mailsUnderWay(database, now)
  return { home, all: sqliteAllCases(database), mail: { mailbox, underWay, onDisk: () => database.onDisk() } }
}
