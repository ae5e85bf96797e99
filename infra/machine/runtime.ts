import { join } from 'node:path'
import * as z from 'zod'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import * as aws from '#functions/shared/aws/home.ts'
import { fileRemoval } from '#functions/shared/aws/own-file-removal.ts'
import type { Home } from '#functions/shared/home.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import { rootCertificateKey, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { bindTablePorts } from '#functions/shared/ports/table-ports.ts'
import { makingSiteAssets } from '#infra/aws/site-assets.ts'
import { type Cloud, openCloud } from '#infra/machine/cloud/cloud.ts'
import { ObjectStore } from '#infra/machine/cloud/object-store.ts'
import { removeOldFiles } from '#infra/machine/cloud/remove-old-files.ts'
import { type S3Options, serveS3 } from '#infra/machine/cloud/s3.ts'
import { openGateway } from '#infra/machine/gateway/gateway.ts'
import { openOperator } from '#infra/machine/operator/operator.ts'
import { workflowPage } from '#infra/machine/operator/workflow-page.ts'
import { cleanUp } from '#infra/machine/store/clean-up.ts'
import { outstandingIn } from '#infra/machine/store/outstanding.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { drawWorkflow } from '#infra/machine/workflow/draw-workflow.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { restoreTime, startClock } from './clock.ts'
import { openContractThread } from './contract-thread.ts'
import { openDataFolder } from './data-folder.ts'
import { type Doors, doors } from './doors.ts'
import { makeFilesForOwnerAlone, mendModes } from './file-modes.ts'
import { forgetErased } from './forget-erased.ts'
import { hostFunctions } from './function-host.ts'
import { environmentFile, names, setHandlerEnvironment } from './handler-environment.ts'
import { openHealth } from './health.ts'
import { invokeForWorkflow } from './invoke-for-workflow.ts'
import { openLogCopy } from './log-copy.ts'
import { openLogFile } from './log-file.ts'
import { openMessageQueue } from './message-queue.ts'
import { openMetrics } from './metrics.ts'
import { oncePerDay } from './once-per-day.ts'
import { openMail } from './open-mail.ts'
import { databaseFile, openStore } from './open-store.ts'
import { refuseMovedClock } from './production.ts'
import { startQueueReader } from './queue-reader.ts'
import { type RelayFeeder, startRelayFeeder } from './relay-feeder.ts'
import { loadRootKey, loadSealKey } from './seal-key.ts'
import { loadSecrets } from './secrets.ts'
import type { RuntimeSettings } from './settings.ts'
import { readStateMachine } from './state-machine.ts'
import { callDaily, callTriggered, scheduledEvent } from './triggers.ts'
import { removeUnfinished } from './unfinished-files.ts'
import { writeAtomically } from './write-atomically.ts'

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
 * Starts everything on this machine and resolves when it serves. One per process, because functions read
 * the process's environment.
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
  const credentials = { accessKeyId: 'tasvib-local', secretAccessKey: secrets.secretAccessKey }
  const ahead = await restoreTime(data.file('clock.json'))
  if (settings.production) refuseMovedClock(ahead, data.path)

  const database = await openStore(data)
  let feeder: RelayFeeder | undefined
  bindTablePorts(sqlitePorts(database, { codeKey: secrets.codeKey, committed: () => feeder?.wake() }))
  started.push({
    stop: async () => {
      bindTablePorts(undefined)
      database.close()
    },
  })
  const gateway = await openGateway(settings.port)
  started.push(gateway)
  const operator = await openOperator(settings.operatorPort)
  started.push(operator)
  const localUrl = `http://127.0.0.1:${gateway.port}`
  const publicUrl = settings.publicUrl ?? localUrl
  const operatorUrl = `http://127.0.0.1:${operator.port}`

  const mail = await openMail(data, now, settings.smtpUrl, {
    production: settings.production,
    tellHealth: (what) => {
      health.tell('mail', what)
    },
  })
  started.push(mail)
  const s3: S3Options = {
    objects: new ObjectStore(await data.folder('objects'), now),
    bucket: names.bucket,
    credentials,
    hosts: () => [new URL(publicUrl).host],
  }
  const programme = programmeById(settings.programme)
  const seal = await loadSealKey(data, programme.contract.partyA.fa)
  const root = await loadRootKey(data, seal)
  for (const [key, { certificate }] of [
    [sealCertificateKey, seal],
    [rootCertificateKey, root],
  ] as const) {
    const headers = { 'content-type': 'application/x-pem-file' }
    await s3.objects.put({ bucket: s3.bucket, key, body: Buffer.from(certificate), headers })
  }
  const queue = openMessageQueue(data.file('calls.db'))
  started.push({ stop: async () => queue.close() })
  const cloud: Cloud = await openCloud({
    s3,
    mailbox: mail.mailbox,
    eventsFile: data.file('events.jsonl'),
    now,
    queue,
    keys: new Map([
      [names.sealKeyId, seal.key],
      [names.rootKeyId, root.key],
    ]),
  })
  started.push(cloud)
  const environment = {
    database: data.file(databaseFile),
    cloudEndpoint: cloud.endpoint,
    publicUrl,
    programme: settings.programme,
    mailFrom: settings.mailFrom,
    codeKey: secrets.codeKey,
    webhookSecret: settings.webhookSecret ?? secrets.webhookSecret,
    webhookTestEndpoint: settings.webhookTestEndpoint ?? '',
    siteAssets,
    credentials,
    emptyFolder: join(data.path, 'no-aws-configuration'),
  }
  setHandlerEnvironment(environment)
  await writeAtomically(data.file(environmentFile), JSON.stringify(environment), { mode: 0o600 })

  const contracts = openContractThread({ key: seal.key, certificates: async () => seal.certificate })
  started.push(contracts)
  const home: Home = {
    ...aws,
    fileRemoval,
    sealer: () => contracts.sealer,
    typesetter: () => contracts.typesetter,
    workflow: () => engine.workflow,
  }
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
  const ticking = startClock({
    file: data.file('clock.json'),
    ahead,
    tick: async (at) => {
      engine.wake()
      const called = { functions, catalogue }
      await callTriggered('schedule', scheduledEvent(at), called)
      await database.onDisk()
      await daily(at, async () => {
        await callDaily(scheduledEvent(at), called)
        cleanUp(database, at)
        await removeUnfinished(data.path)
        // Last: a file that cannot be read must not keep the day's root from being signed.
        await removeOldFiles(s3, at)
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
    bucket: names.bucket,
    serveObjects: (request) => serveS3(request, s3),
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
