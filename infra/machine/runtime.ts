import * as z from 'zod'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import type { Home } from '#functions/shared/home.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import { rootCertificateKey, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { makingSiteAssets } from '#infra/aws/site-assets.ts'
import { openFileStore } from '#infra/machine/files/file-store.ts'
import { removeOldFiles } from '#infra/machine/files/remove-old-files.ts'
import { serveFiles } from '#infra/machine/files/serve-files.ts'
import { openGateway } from '#infra/machine/gateway/gateway.ts'
import { openOperator } from '#infra/machine/operator/operator.ts'
import { workflowPage } from '#infra/machine/operator/workflow-page.ts'
import { cleanUp } from '#infra/machine/store/clean-up.ts'
import { moveOldFolders } from '#infra/machine/store/move-old-folders.ts'
import { outstandingIn } from '#infra/machine/store/outstanding.ts'
import { forgetParsed, forgettingWithOthers } from '#infra/machine/store/parsed-once.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { drawWorkflow } from '#infra/machine/workflow/draw-workflow.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { restoreTime, startClock } from './clock.ts'
import { openContractProcess } from './contract-process.ts'
import { openDataFolder } from './data-folder.ts'
import { type Doors, doors } from './doors.ts'
import { makeFilesForOwnerAlone, mendModes } from './file-modes.ts'
import { forgetErased } from './forget-erased.ts'
import { hostFunctions } from './function-host.ts'
import { openHealth } from './health.ts'
import { machineHome } from './home.ts'
import { invokeForWorkflow } from './invoke-for-workflow.ts'
import { keepSettings } from './kept-settings.ts'
import { openLogCopy } from './log-copy.ts'
import { openLogFile } from './log-file.ts'
import { messageQueue } from './message-queue.ts'
import { openMetrics } from './metrics.ts'
import { oncePerDay } from './once-per-day.ts'
import { openMail } from './open-mail.ts'
import { openStore } from './open-store.ts'
import { refuseMovedClock } from './production.ts'
import { startQueueReader } from './queue-reader.ts'
import { readIfThere } from './read-if-there.ts'
import { type RelayFeeder, startRelayFeeder } from './relay-feeder.ts'
import { reportFailure } from './report-failure.ts'
import { earlierCertificatesFile, loadRootKey, loadSealKey } from './seal-key.ts'
import { loadSecrets } from './secrets.ts'
import type { RuntimeSettings } from './settings.ts'
import { readStateMachine } from './state-machine.ts'
import { callDaily, callTriggered, scheduledEvent } from './triggers.ts'
import { removeUnfinished } from './unfinished-files.ts'

export interface Runtime {
  readonly publicUrl: string
  /** Where the public pages are on this machine, for a reverse proxy in front. */
  readonly localUrl: string
  readonly operatorUrl: string
  /** The functions' time, in epoch milliseconds. */
  now(): number
  /** Has what takes its time ready before somebody wants it; what goes wrong with it shows when it is wanted. */
  warm(): void
  stop(): Promise<void>
}

/** What runs; tests put their own doors in, or look at what each asks of its home. */
export interface Parts {
  readonly doors: Doors
  readonly homeOf?: (name: FunctionName, home: Home) => Home
}

interface Stoppable {
  stop(): Promise<void>
}

const now = () => clock.now()

/**
 * Starts everything on this machine and resolves when it serves. One per process, whose clock and log it is.
 * @throws StartFailure for what whoever starts it can mend: a port, the data folder, the store.
 */
export async function startRuntime(settings: RuntimeSettings, parts: Parts = { doors }): Promise<Runtime> {
  const started: Stoppable[] = []
  const stop = async () => {
    for (const part of started.splice(0).toReversed()) await part.stop()
  }
  try {
    return { ...(await start(settings, parts, started)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  settings: RuntimeSettings,
  parts: Parts,
  started: Stoppable[],
): Promise<Omit<Runtime, 'stop'>> {
  makeFilesForOwnerAlone()
  const data = await openDataFolder(settings.dataFolder)
  if (settings.production) await mendModes(data.path)
  const siteAssets = await data.folder('assets')
  const assets = makingSiteAssets(siteAssets)
  started.push({ stop: () => assets.catch(() => undefined) })
  await removeUnfinished(data.path, { all: true })
  const health = openHealth(now)
  const metrics = openMetrics(health)
  const { logUrl } = settings
  const copy =
    logUrl === undefined
      ? undefined
      : openLogCopy({
          url: logUrl,
          tellHealth: (what) => {
            health.tell('log', what)
          },
        })
  started.push(
    { stop: async () => data.release() },
    { stop: async () => copy?.stop() },
    openLogFile(data.file('log.jsonl'), (line) => {
      copy?.add(line)
      metrics.observe(line)
    }),
  )
  const secrets = await loadSecrets(data)
  const ahead = await restoreTime(data.file('clock.json'))
  if (settings.production) refuseMovedClock(ahead, data.path)

  const database = await openStore(data, (error) => {
    reportFailure('[database] the disk failed', error)
    health.tell(
      'disk',
      'The disk failed to keep what was written. Look at it, and start again once it is sound.',
    )
  })
  started.push({ stop: async () => database.close() })
  const store = openFileStore({ database, folder: await data.folder('files'), now })
  await moveOldFolders(data, database, store)
  await store.sweep()
  let feeder: RelayFeeder | undefined
  const rows = sqlitePorts(database, { codeKey: secrets.codeKey, committed: () => feeder?.wake() })
  const gateway = await openGateway(settings.port)
  started.push(gateway)
  const operator = await openOperator(settings.operatorPort)
  started.push(operator)
  const localUrl = `http://127.0.0.1:${gateway.port}`
  const publicUrl = settings.publicUrl ?? localUrl
  const operatorUrl = `http://127.0.0.1:${operator.port}`

  const mail = await openMail({
    database,
    now,
    smtpUrl: settings.smtpUrl,
    production: settings.production,
    tellHealth: (what) => {
      health.tell('mail', what)
    },
  })
  started.push(mail)
  const programme = programmeById(settings.programme)
  const seal = await loadSealKey(data, programme.contract.partyA.fa)
  const root = await loadRootKey(data, seal)
  const contracts = openContractProcess({ key: seal.key, certificates: async () => seal.certificate })
  started.push(contracts)
  const queue = messageQueue(database)
  const kept = {
    publicUrl,
    siteAssets,
    programme: settings.programme,
    mailFrom: settings.mailFrom,
    forwardsMail: settings.production || settings.smtpUrl !== undefined,
    ...(settings.webhookTestEndpoint === undefined
      ? {}
      : { webhookTestEndpoint: settings.webhookTestEndpoint }),
  }
  await keepSettings(data, kept)
  const home = machineHome({
    rows,
    store,
    mailbox: mail.mailbox,
    queue,
    workflow: () => engine.workflow,
    contracts: () => contracts,
    root,
    eventsFile: data.file('events.jsonl'),
    rightsKey: secrets.secretAccessKey,
    webhookSecret: settings.webhookSecret ?? secrets.webhookSecret,
    settings: kept,
  })
  const earlier = (await readIfThere(data.file(earlierCertificatesFile))) ?? ''
  for (const [key, certificate] of [
    [sealCertificateKey, seal.certificate + earlier],
    [rootCertificateKey, root.certificate],
  ] as const)
    await home.files().write(key, Buffer.from(certificate), 'application/x-pem-file')
  const functions = await hostFunctions(parts.doors, (name) => parts.homeOf?.(name, home) ?? home)
  const definition = await readStateMachine()
  const engine = openWorkflowEngine({
    definition,
    database,
    invoke: (name, payload) => invokeForWorkflow(functions, name, payload),
    now: () => clock.now().getTime(),
  })
  started.push(engine)
  engine.resume()

  feeder = startRelayFeeder({
    outstanding: outstandingIn(database),
    call: async (entries) => {
      const told = entries.map(({ reference, body }) => ({ reference, body }))
      const settled = await callTriggered('stream', { entries: told }, { functions, catalogue })
      await forgetErased(entries, mail.mailbox)
      return z.number().parse(settled)
    },
  })
  started.push(feeder)
  mail.tellReports((event) => callTriggered('mail-feedback', event, { functions, catalogue }))
  const calls = startQueueReader({
    queue,
    now: () => clock.now().getTime(),
    call: (event) => callTriggered('queue', event, { functions, catalogue }),
  })
  started.push(calls)
  const daily = oncePerDay()
  const forgetWithOthers = forgettingWithOthers(database)
  const ticking = startClock({
    file: data.file('clock.json'),
    ahead,
    tick: async (at) => {
      engine.wake()
      forgetWithOthers()
      const called = { functions, catalogue }
      await callTriggered('schedule', scheduledEvent(at), called)
      await database.onDisk()
      await daily(at, async () => {
        // Ledgers are verified as they lie on the disk.
        forgetParsed(database)
        await callDaily(scheduledEvent(at), called)
        cleanUp(database, at)
        await removeUnfinished(data.path)
        // Last: a file that cannot be read must not keep the day's root from being signed.
        await removeOldFiles(store, at)
      })
      calls.wake()
    },
  })
  started.push(ticking)

  const trial = {
    publicUrl,
    mailbox: mail.mailbox,
    now,
    timeZone: programme.timeZone,
    advance: (milliseconds: number) => ticking.advance(milliseconds),
    workflowPage: (reference: string | undefined) =>
      workflowPage(reference, {
        trace: (name) => engine.trace(name),
        newest: (limit) => engine.newest(limit),
        draw: (trace) => drawWorkflow(definition, trace ?? { entered: [] }, 'fa'),
      }),
  }
  await assets
  operator.open({ health, metrics, trial: settings.production ? undefined : trial })
  gateway.open({
    publicUrl,
    catalogue,
    invoke: (name, event) => functions.invoke(name, event),
    serveFiles: (request) => serveFiles(request, { store, rightsKey: secrets.secretAccessKey }),
    now,
    trustProxy: settings.trustProxy,
  })
  // Ports were taken first but close first: what is under way still finds everything else running.
  started.push(operator, gateway)
  return {
    publicUrl,
    localUrl,
    operatorUrl,
    now: () => clock.now().getTime(),
    warm: () => void contracts.warm().catch(() => undefined),
  }
}
