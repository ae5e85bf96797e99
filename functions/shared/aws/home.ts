import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { KMSClient } from '@aws-sdk/client-kms'
import { SFNClient } from '@aws-sdk/client-sfn'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { Edge, RootKey } from '#functions/shared/home.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import type { DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import type { Events } from '#functions/shared/ports/events.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { random } from '#functions/shared/ports/random.ts'
import { hasSecret, secret } from '#functions/shared/ports/secrets.ts'
import { filesOrigin, limitsAddresses, scansUploads, setting } from '#functions/shared/ports/settings.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import { once } from '#workflows/once.ts'
import { programmeVersion, presentRules as rulesPresentIn } from '#workflows/programme/load-programme.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { currentProgramme } from './current-programme.ts'
import { dynamoCases } from './dynamo/dynamo-cases.ts'
import { dynamoCodes } from './dynamo/dynamo-codes.ts'
import { dynamoContractIndex } from './dynamo/dynamo-contract-index.ts'
import { dynamoEffects } from './dynamo/dynamo-effects.ts'
import { dynamoFactors } from './dynamo/dynamo-factors.ts'
import { dynamoFigures } from './dynamo/dynamo-figures.ts'
import { dynamoLinks } from './dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from './dynamo/dynamo-personal-rows.ts'
import {
  dynamoDrafts,
  dynamoEndpoints,
  dynamoSignIns,
  dynamoThrottle,
  dynamoUnsentForms,
  dynamoWaits,
} from './dynamo/dynamo-ports.ts'
import type { Table } from './dynamo/table.ts'
import { eventbridgeEvents } from './eventbridge-events.ts'
import { kmsPublicKey, kmsSign } from './kms-sign.ts'
import { sfnWorkflow } from './sfn-workflow.ts'
import { sqsDeliveryQueue } from './sqs-delivery-queue.ts'

/**
 * Files whose adapter is loaded when one is first touched: S3's client is the largest of all, and most requests of the
 * functions that have it only show a page.
 */
function lazyFiles(load: () => Promise<Files>): Files {
  let loading: Promise<Files> | undefined
  const files = () => (loading ??= load())
  return {
    ticket: async (file) => (await files()).ticket(file),
    store: async (file) => (await files()).store(file),
    inspect: async (fileId) => (await files()).inspect(fileId),
    attach: async (reference, file, from) => (await files()).attach(reference, file, from),
    write: async (key, bytes, type) => (await files()).write(key, bytes, type),
    keep: async (key, bytes, type) => (await files()).keep(key, bytes, type),
    stream: async (key, chunks, as) => (await files()).stream(key, chunks, as),
    read: async (key) => (await files()).read(key),
    async *chunks(key) {
      yield* (await files()).chunks(key)
    },
    has: async (key) => (await files()).has(key),
    // Pages ask of every file, and need no client where nothing is scanned.
    verdict: async (key) => (scansUploads() ? (await files()).verdict(key) : 'clean'),
    url: async (key, as) => (await files()).url(key, as),
  }
}

/** A mail service whose adapter is loaded with the first message: most requests of the functions that send some only show a page. */
function lazyMailer(load: () => Promise<Mailer>): Mailer {
  let loading: Promise<Mailer> | undefined
  return { send: async (mail) => (await (loading ??= load())).send(mail) }
}

/*
 * The home in AWS, one function for each port, and each made when it is first asked for and then kept: clients hold their
 * connections between requests. They are functions of a module and not one object, so that a bundle which imports them by
 * name holds only the clients that it uses. What would leave something in each bundle all the same has a file of its own
 * beside this: `own-file-removal.ts`, `own-sealer.ts`, `own-typesetter.ts`.
 */

const table = /* @__PURE__ */ once((): Table => ({
  client: new DynamoDBClient({}),
  name: setting('TABLE_NAME'),
}))

export const cases = /* @__PURE__ */ onTable((table) => dynamoCases(table, now))
export const contracts = /* @__PURE__ */ onTable((table) => dynamoContractIndex(table))
export const links = /* @__PURE__ */ onTable((table) => dynamoLinks(table, random, now))
export const drafts = /* @__PURE__ */ onTable((table) => dynamoDrafts(table))
export const waits = /* @__PURE__ */ onTable((table) => dynamoWaits(table))
export const effects = /* @__PURE__ */ onTable((table) => dynamoEffects(table))
export const figures = /* @__PURE__ */ onTable((table) => dynamoFigures(table))
export const signIns = /* @__PURE__ */ onTable((table) => dynamoSignIns(table, random))
export const throttle = /* @__PURE__ */ onTable((table) => dynamoThrottle(table))
export const codes = /* @__PURE__ */ onTable((table) => dynamoCodes(table, () => secret('CODE_KEY'), random))
export const factors = /* @__PURE__ */ onTable((table) => dynamoFactors(table, () => secret('CODE_KEY')))
export const files = /* @__PURE__ */ once((): Files =>
  lazyFiles(async () => (await import('./load-s3-files.ts')).loadS3Files()),
)
export const rootKey = /* @__PURE__ */ once((): RootKey => {
  const [client, id] = [new KMSClient({}), setting('ROOT_KEY_ID')]
  return { sign: kmsSign(client, id), publicKey: () => kmsPublicKey(client, id) }
})
export const workflow = /* @__PURE__ */ once((): Workflow =>
  sfnWorkflow(new SFNClient({}), setting('STATE_MACHINE_ARN')),
)
export const events = /* @__PURE__ */ once((): Events =>
  eventbridgeEvents(new EventBridgeClient({}), setting('EVENT_BUS_NAME')),
)
export const personalRows = /* @__PURE__ */ onTable((table) => dynamoPersonalRows(table))
export const unsent = /* @__PURE__ */ onTable((table) => dynamoUnsentForms(table))
export const endpoints = /* @__PURE__ */ onTable((table) => dynamoEndpoints(table))
export const deliveryQueue = /* @__PURE__ */ once((): DeliveryQueue =>
  sqsDeliveryQueue(new SQSClient({}), {
    queue: () => setting('DELIVERY_QUEUE_URL'),
    aside: () => setting('DELIVERY_ASIDE_URL'),
  }),
)
export const mailer = /* @__PURE__ */ once((): Mailer =>
  lazyMailer(async () => (await import('./load-ses-mailer.ts')).loadSesMailer()),
)

export async function webhookSecrets(): Promise<readonly string[]> {
  return (await secret('WEBHOOK_SECRET')).split(' ')
}

export function webhookTestOrigins(): readonly string[] {
  return []
}

export function siteAssets(): string {
  return setting('SITE_ASSETS')
}

export function now(): Date {
  return clock.now()
}

export function programme(): Programme {
  return currentProgramme()
}

/** The digest of the rules that a new case is pinned to. */
export function presentRules(): Digest {
  return rulesPresentIn(setting('PROGRAMME'))
}

/** The configuration that a case is pinned to. */
export function programmeOf(pinned: PinnedProgramme): Programme {
  return programmeVersion(pinned)
}

export function commit(): CommitDependencies {
  return { cases: cases(), random, programmeOf, now }
}

/** Reading costs here, and who may write into the table its grants say. */
export const closedLedgersEvery = () => 7

/** Of the public pages, without a slash at the end. */
export function publicUrl(): string {
  return setting('PUBLIC_URL')
}

/** What stands before the doors: settings that the stack gives, and CloudFront's secret where that is in front. */
export function edge(): Edge {
  return {
    programme,
    publicUrl,
    filesOrigin,
    limitsAddresses,
    isBehindProxy: () => hasSecret('ORIGIN_SECRET'),
    proxySecret: () => secret('ORIGIN_SECRET'),
  }
}

function onTable<Port extends TablePorts[keyof TablePorts]>(make: (table: Table) => Port): () => Port {
  return once(() => make(table()))
}
