import { createPublicKey, randomUUID, sign } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { ContractSealer } from '#functions/shared/contract/contract-sealer.ts'
import type { ContractTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import type { Edge, Home } from '#functions/shared/home.ts'
import { clock } from '#functions/shared/ports/clock.ts'
import { tagsOf } from '#functions/shared/ports/effect-tag.ts'
import type { Events } from '#functions/shared/ports/events.ts'
import { autoSubmitted } from '#functions/shared/ports/mail-message.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { random } from '#functions/shared/ports/random.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import { presentRules, programmeById, programmeVersion } from '#workflows/programme/load-programme.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { asSent, isEmailAddress } from '#workflows/text/email-address.ts'
import type { FileStore } from './files/file-store.ts'
import { machineFileRemoval, machineFiles } from './files/machine-files.ts'
import type { KeptSettings } from './kept-settings.ts'
import type { Mailbox } from './mailbox.ts'
import { type MessageQueue, machineDeliveryQueue } from './message-queue.ts'
import { names } from './names.ts'
import type { MachineSealKey } from './seal-key.ts'

interface MachineMailerOptions {
  readonly mailbox: Pick<Mailbox, 'add'>
  readonly from: string
  /** Where answers go: the case office reads them, the sender's address is nobody's. */
  readonly replyTo: string
}

/** Mail into the machine's mailbox, from where it is sent on by SMTP. It counts as taken once it is on the disk. */
export function machineMailer({ mailbox, from, replyTo }: MachineMailerOptions): Mailer {
  return {
    async send({ to, subject, html, text, attachments = [], ...about }) {
      if (!isEmailAddress(to)) throw new RangeError('A message goes to one plain address')
      if (/[\r\n]/.test(subject)) throw new RangeError('A subject is one line')
      const { messageId } = await mailbox.add({
        from,
        to: [asSent(to)],
        replyTo: [replyTo],
        subject,
        html,
        text,
        headers: autoSubmitted,
        tags: tagsOf(about),
        attachments,
      })
      return { messageId }
    },
  }
}

/** Appends one JSON line to a file and resolves once it is on the disk. */
async function appendLine(path: string, value: unknown): Promise<void> {
  const file = await open(path, 'a')
  try {
    await file.writeFile(`${JSON.stringify(value)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Appends each event to a file, in the form in which a subscriber of EventBridge's bus would get it. */
export function machineEvents(file: string, now: () => Date): Events {
  return {
    publish: ({ type, reference, detail }) =>
      appendLine(file, {
        version: '0',
        id: randomUUID(),
        'detail-type': type,
        source: 'tasvib',
        account: names.account,
        time: now().toISOString(),
        region: names.region,
        resources: [],
        detail: { reference, ...detail },
      }),
  }
}

export interface MachineHomeParts {
  readonly rows: TablePorts
  readonly store: FileStore
  readonly mailbox: Pick<Mailbox, 'add'>
  readonly queue: MessageQueue
  readonly workflow: () => Workflow
  readonly contracts: () => { readonly sealer: ContractSealer; readonly typesetter: ContractTypesetter }
  readonly root: MachineSealKey
  readonly eventsFile: string
  /** Keys the rights by which browsers reach files. */
  readonly rightsKey: string
  /** `whsec_…`, with spaces between where there are several. */
  readonly webhookSecret: string
  readonly settings: KeptSettings
}

const now = () => clock.now()

/** The home on one machine: every port is in this process, on one database and the files beside it. */
export function machineHome(parts: MachineHomeParts): Home {
  const { rows, store, queue, settings, root } = parts
  const { publicUrl, webhookTestEndpoint } = settings
  const programme = programmeById(settings.programme)
  const programmeOf = (pinned: PinnedProgramme) => withEndpoint(programmeVersion(pinned), webhookTestEndpoint)
  const files = machineFiles({ store, random, publicUrl, rightsKey: parts.rightsKey })
  const removal = machineFileRemoval(store)
  const mailer = machineMailer({
    mailbox: parts.mailbox,
    from: settings.mailFrom,
    replyTo: programme.caseOffice.email,
  })
  const events = machineEvents(parts.eventsFile, now)
  const deliveryQueue = machineDeliveryQueue(queue, now)
  const publicKey = createPublicKey(root.key).export({ type: 'spki', format: 'der' })
  const rootKey = {
    sign: async (message: Uint8Array) => new Uint8Array(sign('sha256', message, root.key)),
    publicKey: async () => new Uint8Array(publicKey),
  }
  // The gateway in this process answers for addresses and proxies.
  const edge: Edge = {
    programme: () => programme,
    publicUrl: () => publicUrl,
    filesOrigin: () => undefined,
    limitsAddresses: () => false,
    isBehindProxy: () => false,
    proxySecret: async () => {
      throw new Error('No proxy proves itself here')
    },
  }
  const origins = webhookTestEndpoint === undefined ? [] : [new URL(webhookTestEndpoint).origin]
  return {
    ...portsOf(rows),
    files: () => files,
    fileRemoval: () => removal,
    mailer: () => mailer,
    workflow: parts.workflow,
    events: () => events,
    deliveryQueue: () => deliveryQueue,
    sealer: () => parts.contracts().sealer,
    rootKey: () => rootKey,
    // Its rows lie beside it, and whoever runs the machine can write into them.
    closedLedgersEvery: () => 1,
    typesetter: () => parts.contracts().typesetter,
    webhookSecrets: async () => parts.webhookSecret.split(' '),
    webhookTestOrigins: () => origins,
    siteAssets: () => settings.siteAssets,
    now,
    programme: () => programme,
    presentRules: () => presentRules(settings.programme),
    programmeOf,
    publicUrl: () => publicUrl,
    commit: () => ({ cases: rows.cases, random, programmeOf, now }),
    edge: () => edge,
  }
}

function portsOf(rows: TablePorts): { readonly [Port in keyof TablePorts]: () => TablePorts[Port] } {
  return {
    cases: () => rows.cases,
    contracts: () => rows.contracts,
    links: () => rows.links,
    drafts: () => rows.drafts,
    waits: () => rows.waits,
    effects: () => rows.effects,
    figures: () => rows.figures,
    signIns: () => rows.signIns,
    throttle: () => rows.throttle,
    codes: () => rows.codes,
    factors: () => rows.factors,
    endpoints: () => rows.endpoints,
    personalRows: () => rows.personalRows,
    unsent: () => rows.unsent,
  }
}

/** Where somebody tries out a receiver on this machine, it is called in place of finance's own system. */
function withEndpoint(programme: Programme, url: string | undefined): Programme {
  if (url === undefined) return programme
  const webhook = { url, allowedHosts: [new URL(url).hostname] }
  return { ...programme, finance: { ...programme.finance, webhook } }
}
