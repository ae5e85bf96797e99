import { paths } from '#functions/paths.ts'
import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import { readTerms } from '#functions/shared/contract/contract-files.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { DeliveryMessage } from '#functions/shared/ports/delivery-queue.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import type { Endpoints } from '#functions/shared/ports/endpoints.ts'
import { caseKey, type Files } from '#functions/shared/ports/files.ts'
import type { WebhookCaller } from '#functions/shared/webhook/webhook-caller.ts'
import { deliveredContract } from '#workflows/delivery/delivered-contract.ts'
import { webhookCall } from '#workflows/delivery/handoff.ts'
import { nextAttempt } from '#workflows/delivery/retry-schedule.ts'
import { webhookHeaders } from '#workflows/delivery/webhook-signature.ts'
import { contractRecord } from '#workflows/proposal/contract-record.ts'
import type { DataOf, Entry } from '#workflows/proposal/entries.ts'

export interface CallDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly files: Pick<Files, 'read'>
  readonly effects: Pick<Effects, 'claim' | 'done' | 'failed' | 'list'>
  readonly endpoints: Endpoints
  readonly call: WebhookCaller
  /** The newest first. */
  readonly secrets: readonly string[]
  readonly publicUrl: string
  readonly commit: CommitDependencies
  readonly now: () => Date
}

/** What becomes of the message: it is through with, comes again, or is put aside where an alarm sees it. */
export type AfterCall =
  | { readonly kind: 'finished' }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'aside' }

type CallCause = DataOf<'WebhookGivenUp'>['because']

const finished: AfterCall = { kind: 'finished' }
/** Milliseconds after which a call that somebody else seems to make is looked at again; an effect's lease is half as long. */
const inOtherHands = 60_000

/**
 * Tells finance's own system of a delivered contract, once it is time for the next attempt. How often it was tried stands in the
 * effect's row and not in the message, so a message that comes twice, or too early, changes nothing.
 */
export async function callFinance(
  { reference, sequence }: DeliveryMessage,
  dependencies: CallDependencies,
): Promise<AfterCall> {
  const { cases, effects, endpoints, call, secrets, now } = dependencies
  const open = await cases.find(reference)
  if (open === undefined) throw new Error(`There is no case ${reference}`)
  const entries = await cases.entries(reference)
  const version = versionAskedFor(entries, sequence)
  const { webhook } = dependencies.commit.programmeOf(open.state.programme).finance
  const row = (await effects.list(reference)).find(
    (effect) => effect.sequence === sequence && effect.kind === webhookCall,
  )
  if (webhook === undefined || row?.done === true || isGivenUp(entries, { sequence, version }))
    return finished
  const giveUp = (because: CallCause) =>
    recordGivenUp({ reference, version, because, url: webhook.url }, dependencies)
  if (await endpoints.isDisabled(webhook.url)) return giveUp('disabled')
  const made = row?.attempts ?? 0
  if (row !== undefined && made > 0) {
    const due = nextAttempt(made, new Date(row.at))
    if (due === null) return giveUp('unanswered')
    if (due > now()) return { kind: 'later', at: due }
  }

  const effect = { reference, sequence, kind: webhookCall }
  const attemptedAt = now()
  if (!(await effects.claim(effect, attemptedAt))) {
    return { kind: 'later', at: new Date(attemptedAt.getTime() + inOtherHands) }
  }
  const { id, body } = await messageOf(entries, { reference, version }, dependencies)
  const timestamp = Math.floor(attemptedAt.getTime() / 1_000)
  const outcome = await call({ ...webhook, headers: webhookHeaders({ id, timestamp, body }, secrets), body })
  if (outcome.kind === 'accepted') {
    await effects.done(effect, now())
    return finished
  }
  const failedAt = now()
  await effects.failed(effect, outcome.kind === 'gone' ? 'HTTP 410' : outcome.error, failedAt)
  if (outcome.kind === 'gone') return giveUp('gone')
  const next = nextAttempt(made + 1, failedAt)
  return next === null ? giveUp('unanswered') : { kind: 'later', at: next }
}

function versionAskedFor(entries: readonly Entry[], sequence: number): number {
  const entry = entries.find((candidate) => candidate.sequence === sequence)
  if (entry?.type !== 'ContractDelivered' && entry?.type !== 'DeliveryRepeated') {
    throw new Error(`Entry ${sequence} asks for no call`)
  }
  return entry.data.version
}

/** Whether the ledger has said so since the entry that asked: the message outlived a crash. */
function isGivenUp(
  entries: readonly Entry[],
  { sequence, version }: { readonly sequence: number; readonly version: number },
): boolean {
  return entries.some(
    (entry) => entry.type === 'WebhookGivenUp' && entry.data.version === version && entry.sequence > sequence,
  )
}

/** Recorded first, so that the case office is told whatever becomes of the message. */
async function recordGivenUp(
  given: {
    readonly reference: string
    readonly version: number
    readonly because: CallCause
    readonly url: string
  },
  { commit: committing }: Pick<CallDependencies, 'commit'>,
): Promise<AfterCall> {
  const { reference, version, because, url } = given
  const { hostname: host } = new URL(url)
  const rows = because === 'gone' ? [{ kind: 'endpoint', url, disabled: true } as const] : []
  const command = { type: 'give-up-webhook', version, host, because } as const
  const committed = await commit(committing, reference, command, rows)
  if (committed === undefined || 'refused' in committed) {
    throw new Error(`The ledger of ${reference} did not take that finance was not reached`)
  }
  return because === 'unanswered' ? { kind: 'aside' } : finished
}

/** What is sent, and the id by which the receiver knows a repeat: that of the delivery, whoever asks for it again. */
async function messageOf(
  entries: readonly Entry[],
  { reference, version }: { readonly reference: string; readonly version: number },
  { files, publicUrl }: { readonly files: Pick<Files, 'read'>; readonly publicUrl: string },
): Promise<{ readonly id: string; readonly body: string }> {
  const delivered = entries.find(
    (entry) => entry.type === 'ContractDelivered' && entry.data.version === version,
  )
  const record = contractRecord(entries, version)
  if (delivered === undefined || record === undefined)
    throw new Error(`Contract ${version} was not delivered`)
  const release = new TextDecoder().decode(await files.read(caseKey(reference, `release-${version}.json`)))
  const message = deliveredContract({
    reference,
    at: delivered.at,
    record,
    terms: await readTerms(files, { reference, version }),
    release: JSON.parse(release),
    verify: `${publicUrl}${paths.verify(record.documentDigest)}`,
  })
  return { id: `msg_${delivered.digest.slice(0, 32)}`, body: JSON.stringify(message) }
}
