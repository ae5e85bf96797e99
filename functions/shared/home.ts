import type { Context } from 'aws-lambda'
import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { ContractSealer } from '#functions/shared/contract/contract-sealer.ts'
import type { ContractTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import type { SignMessage } from '#functions/shared/contract/seal/cms-signature.ts'
import type { DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import type { Events } from '#functions/shared/ports/events.ts'
import type { FileRemoval } from '#functions/shared/ports/file-removal.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'

type Rows = { readonly [Port in keyof TablePorts]: () => TablePorts[Port] }

/**
 * What the doors are made from. AWS is one home (`functions/shared/aws`), one machine the other (`infra/machine/home.ts`); no door
 * knows in which of them it is. Each port is asked for with each call, so that a home makes it when it is first wanted.
 */
export interface Home extends Rows {
  readonly files: () => Files
  readonly fileRemoval: () => FileRemoval
  readonly mailer: () => Mailer
  readonly workflow: () => Workflow
  readonly events: () => Events
  readonly deliveryQueue: () => DeliveryQueue
  /** The city's seal. */
  readonly sealer: () => ContractSealer
  /** The key of the daily roots. */
  readonly rootKey: () => RootKey
  /** In days, how often the night reads a closed case's ledger whose head has not changed. */
  readonly closedLedgersEvery: () => number
  readonly typesetter: () => ContractTypesetter
  /** What calls to finance's own system are signed with: `whsec_…`, the newest first. */
  readonly webhookSecrets: () => Promise<readonly string[]>
  /** Receivers of webhooks beside those that programmes name: of this very machine, for trying one out. */
  readonly webhookTestOrigins: () => readonly string[]
  /** The folder of what browsers fetch as it is. */
  readonly siteAssets: () => string
  readonly now: () => Date
  /** The city that this installation serves. */
  readonly programme: () => Programme
  /** The digest of the rules that a new case is pinned to. */
  readonly presentRules: () => Digest
  /** The configuration that a case is pinned to. */
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
  /** Of the public pages, without a slash at the end. */
  readonly publicUrl: () => string
  readonly commit: () => CommitDependencies
  readonly edge: () => Edge
}

/** What stands before every door that answers HTTP has to know of where it is; asked for with each request. */
export interface Edge extends Pick<Home, 'programme' | 'publicUrl'> {
  /** The host of presigned addresses where that is not the pages' own. */
  readonly filesOrigin: () => string | undefined
  /** Whether each address has its share of requests: where the gateway's throttle is the same for everybody. */
  readonly limitsAddresses: () => boolean
  /** Whether requests come by a proxy of ours alone, which proves itself. */
  readonly isBehindProxy: () => boolean
  /** What it proves itself with. */
  readonly proxySecret: () => Promise<string>
}

export interface RootKey {
  readonly sign: SignMessage
  /** The public half, in DER. */
  readonly publicKey: () => Promise<Uint8Array>
}

/** What a door is, once it is made: it is called with what its trigger sends, whatever type it takes that for. */
export type Handler = { call(event: unknown, context: Context): Promise<unknown> }['call']

/** How a door is made: `functions/<name>/door.ts` exports it. */
export type Door = (home: Home) => Handler
