import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { KMSClient } from '@aws-sdk/client-kms'
import { SFNClient } from '@aws-sdk/client-sfn'
import { SQSClient } from '@aws-sdk/client-sqs'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoCodes } from '#functions/shared/aws/dynamo/dynamo-codes.ts'
import { dynamoContractIndex } from '#functions/shared/aws/dynamo/dynamo-contract-index.ts'
import { dynamoDrafts } from '#functions/shared/aws/dynamo/dynamo-drafts.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoEndpoints } from '#functions/shared/aws/dynamo/dynamo-endpoints.ts'
import { dynamoFactors } from '#functions/shared/aws/dynamo/dynamo-factors.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from '#functions/shared/aws/dynamo/dynamo-personal-rows.ts'
import { dynamoSignIns } from '#functions/shared/aws/dynamo/dynamo-sign-ins.ts'
import { dynamoThrottle } from '#functions/shared/aws/dynamo/dynamo-throttle.ts'
import { dynamoUnsentForms } from '#functions/shared/aws/dynamo/dynamo-unsent-forms.ts'
import { dynamoWaits } from '#functions/shared/aws/dynamo/dynamo-waits.ts'
import type { Table } from '#functions/shared/aws/dynamo/table.ts'
import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { Edge, RootKey } from '#functions/shared/home.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import type { DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import type { Events } from '#functions/shared/ports/events.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { random } from '#functions/shared/ports/random.ts'
import { hasSecret, secret } from '#functions/shared/ports/secrets.ts'
import { filesOrigin, limitsAddresses, setting } from '#functions/shared/ports/settings.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import { programmeVersion, presentRules as rulesPresentIn } from '#workflows/programme/load-programme.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { currentProgramme } from './current-programme.ts'
import { eventbridgeEvents } from './eventbridge-events.ts'
import { kmsPublicKey, kmsSign } from './kms-sign.ts'
import { lazyFiles } from './lazy-files.ts'
import { lazyMailer } from './lazy-mailer.ts'
import { sfnWorkflow } from './sfn-workflow.ts'
import { sqsDeliveryQueue } from './sqs-delivery-queue.ts'

/*
 * The home in AWS, one function for each port, and each made when it is first asked for and then kept: clients hold their
 * connections between requests. They are functions of a module and not one object, so that a bundle which imports them by
 * name holds only the clients that it uses. What would leave something in each bundle all the same has a file of its own
 * beside this: `own-file-removal.ts`, `own-sealer.ts`, `own-typesetter.ts`.
 */

const table = /* @__PURE__ */ once(
  (): Table => ({ client: new DynamoDBClient({}), name: setting('TABLE_NAME') }),
)

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
export const files = /* @__PURE__ */ once(
  (): Files => lazyFiles(async () => (await import('./load-s3-files.ts')).loadS3Files()),
)
export const rootKey = /* @__PURE__ */ once((): RootKey => {
  const [client, id] = [new KMSClient({}), setting('ROOT_KEY_ID')]
  return { sign: kmsSign(client, id), publicKey: () => kmsPublicKey(client, id) }
})
export const workflow = /* @__PURE__ */ once(
  (): Workflow => sfnWorkflow(new SFNClient({}), setting('STATE_MACHINE_ARN')),
)
export const events = /* @__PURE__ */ once(
  (): Events => eventbridgeEvents(new EventBridgeClient({}), setting('EVENT_BUS_NAME')),
)
export const personalRows = /* @__PURE__ */ onTable((table) => dynamoPersonalRows(table))
export const unsent = /* @__PURE__ */ onTable((table) => dynamoUnsentForms(table))
export const endpoints = /* @__PURE__ */ onTable((table) => dynamoEndpoints(table))
export const deliveryQueue = /* @__PURE__ */ once(
  (): DeliveryQueue =>
    sqsDeliveryQueue(new SQSClient({}), {
      queue: () => setting('DELIVERY_QUEUE_URL'),
      aside: () => setting('DELIVERY_ASIDE_URL'),
    }),
)
export const mailer = /* @__PURE__ */ once(
  (): Mailer => lazyMailer(async () => (await import('./load-ses-mailer.ts')).loadSesMailer()),
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

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
