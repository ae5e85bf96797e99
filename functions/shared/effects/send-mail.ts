import { composeDigest } from '#functions/shared/emails/compose-digest.ts'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import type { MailRequest } from '#functions/shared/emails/facts-of.ts'
import { isOfHolder } from '#functions/shared/emails/holder-change.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { caseKey, type Files } from '#functions/shared/ports/files.ts'
import type { Mail, Mailer, Sent } from '#functions/shared/ports/mailer.ts'
import { addresseeOf, isMail } from '#workflows/effects/addressee.ts'
import type { Message } from '#workflows/effects/effect.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { isReachable } from '#workflows/proposal/eligibility.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { type LinkDependencies, linkFor } from './mail-link.ts'
import { effectKey, type Task } from './task.ts'

export interface MailDependencies extends LinkDependencies {
  readonly cases: Pick<CaseStore, 'entries' | 'revision'>
  readonly files: Pick<Files, 'read'>
  readonly mailer: Mailer
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
}

/**
 * Sends one mail for all of these tasks, which are mails to one person. Answers undefined when nobody is left to write to,
 * since the applicant's data was erased. Throws when one of them cannot be prepared, or the mail service does not take it.
 */
export async function sendMail(
  tasks: readonly [Task, ...Task[]],
  dependencies: MailDependencies,
): Promise<Sent | undefined> {
  const requests = await Promise.all(tasks.map((task) => requestOf(task, dependencies)))
  const [first, ...others] = requests.filter((request) => request !== undefined)
  if (first === undefined) return undefined
  return dependencies.mailer.send({
    ...(others.length === 0 ? composeMail(first) : composeDigest([first, ...others])),
    effects: tasks.map(effectKey),
    tellsArrival: [first, ...others].some(isInDoubt),
    attachments: others.length === 0 ? await attachmentsOf(first.message, first.state, dependencies) : [],
  })
}

/** Milliseconds. A mail that goes out so long after what it tells was sent before and came back, or could not be sent. */
const longAfter = 10 * 60_000

/**
 * Whether it matters that a mail arrives: it takes the mark off a person whom mail did not reach, and keeps one that was sent again
 * from being sent ever again. Of all others only what fails is reported.
 */
function isInDoubt({ to, state, entry, now }: MailRequest): boolean {
  return !isReachable(to, state) || now.getTime() - Date.parse(entry.at) > longAfter
}

async function requestOf(
  { effect, entry, open: { state } }: Task,
  dependencies: MailDependencies,
): Promise<MailRequest | undefined> {
  if (!isMail(effect)) throw new TypeError('Not a mail')
  const programme = dependencies.programmeOf(state.programme)
  const addressee = addresseeOf(effect, state, programme)
  if (addressee === null) return undefined
  const revision =
    effect.message === 'answers-copy' ? await dependencies.cases.revision(state.reference, 1) : undefined
  // Erased since.
  if (effect.message === 'answers-copy' && (revision?.personal ?? null) === null) return undefined
  return {
    ...addressee,
    revision,
    withheld: effect.message === 'file-withheld' ? await namesOfWithheld(state, dependencies) : undefined,
    message: effect.message,
    link: await linkFor(effect, { entry, state, language: addressee.language }, dependencies),
    state,
    entry,
    entries: tellsOfLedger(effect.message, entry) ? await dependencies.cases.entries(state.reference) : [],
    programme,
    now: dependencies.now(),
  }
}

/** As their sender called them. */
async function namesOfWithheld(
  { reference, revision, withheld }: ProposalState,
  { cases }: Pick<MailDependencies, 'cases'>,
): Promise<readonly string[]> {
  const revisions = await Promise.all(
    Array.from({ length: revision }, (_, index) => cases.revision(reference, index + 1)),
  )
  const names = new Map(
    revisions.flatMap((each) => each?.files ?? []).map(({ fileId, name }) => [fileId, name]),
  )
  return withheld.map((fileId) => names.get(fileId) ?? fileId)
}

/** Whether a message tells what stands in other entries: the reviews of a stage, what changed in a contract, what passed to whom. */
function tellsOfLedger(message: Message, entry: Entry): boolean {
  return entry.type === 'StageClosed' || isOfHolder(entry) || tellingOfOthers.has(message)
}

const tellingOfOthers: ReadonlySet<Message> = new Set<Message>([
  'signature-requested-anew',
  'passed-on',
  'unreachable',
  'seat-vacated',
  'quorum-endangered',
])

/** Bytes that a mailbox takes without complaint; a signed contract that is larger is behind the mail's link. */
const largestCopy = 5_000_000

async function attachmentsOf(
  message: Message,
  state: ProposalState,
  { files }: MailDependencies,
): Promise<NonNullable<Mail['attachments']>> {
  const isCarried = message === 'contract-delivered' || message === 'contract-complete'
  if (!isCarried || !('contract' in state) || state.contract === null) return []
  const { version, number } = state.contract
  const bytes = await files.read(caseKey(state.reference, `signed-contract-${version}.pdf`))
  if (message === 'contract-complete' && bytes.length > largestCopy) return []
  return [{ name: `${number}.pdf`, type: 'application/pdf', bytes }]
}
