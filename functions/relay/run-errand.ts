import type { Claim } from '#workflows/links/claim.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { type Person, type ProposalState, startupSignatory } from '#workflows/proposal/state.ts'
import type { CaseStore, OpenCase } from '../adapters/case-store.ts'
import type { Events } from '../adapters/events.ts'
import { caseKey, type Files } from '../adapters/files.ts'
import type { Links } from '../adapters/links.ts'
import type { Mail, Mailer, Sent } from '../adapters/mailer.ts'
import { composeMail } from '../emails/compose-mail.ts'
import { paths } from '../paths.ts'
import { keepInStep, type StepDependencies } from '../workflow/keep-in-step.ts'
import { type Errand, errandName, type Message } from './errand.ts'

export interface ErrandDependencies extends StepDependencies {
  readonly cases: Pick<CaseStore, 'entries'>
  readonly links: Pick<Links, 'issue'>
  readonly files: Pick<Files, 'read'>
  readonly mailer: Mailer
  readonly events: Events
  readonly programmeOf: (programme: { id: string; version: string }) => Programme
  readonly publicUrl: string
  readonly now: () => Date
}

/** How long a link may be opened at all; what it opens ends much earlier, with its stage. Milliseconds. */
const linkLife = 2 * 366 * 86_400_000

/** Does one errand of an entry; answers what was sent, if that is a mail. Throws when the service that it needs does not take it. */
export async function runErrand(
  errand: Errand,
  entry: Entry,
  open: OpenCase,
  dependencies: ErrandDependencies,
): Promise<Sent | undefined> {
  switch (errand.kind) {
    case 'workflow':
      await keepInStep(open, dependencies)
      return undefined
    case 'event':
      await dependencies.events.publish({
        type: errand.type,
        reference: open.state.reference,
        detail: eventDetail(entry, open.state),
      })
      return undefined
    default:
      return sendMail(errand, entry, open.state, dependencies)
  }
}

type MailErrand = Exclude<Errand, { kind: 'workflow' | 'event' }>

async function sendMail(
  errand: MailErrand,
  entry: Entry,
  state: ProposalState,
  dependencies: ErrandDependencies,
): Promise<Sent | undefined> {
  const { cases, mailer, programmeOf, now } = dependencies
  const programme = programmeOf(state.programme)
  const addressee = addresseeOf(errand, state, programme)
  if (addressee === null) return undefined
  const mail = composeMail({
    ...addressee,
    message: errand.message,
    link: await linkFor(errand, entry, state, dependencies),
    state,
    entry,
    entries: entry.type === 'StageClosed' ? await cases.entries(state.reference) : [],
    programme,
    now: now(),
  })
  return mailer.send({
    ...mail,
    effects: [{ reference: state.reference, sequence: entry.sequence, kind: errandName(errand) }],
    attachments: await attachmentsOf(errand.message, state, dependencies),
  })
}

type Addressee = Pick<Parameters<typeof composeMail>[0], 'to' | 'recipient' | 'language'>

/** Who gets it, in which language; null when the applicant's data was erased. */
function addresseeOf(errand: MailErrand, state: ProposalState, programme: Programme): Addressee | null {
  const cityLanguage = programme.languages[0] ?? 'fa'
  const toPerson = ({ email, name }: Person): Addressee => ({
    to: email,
    recipient: name[cityLanguage],
    language: cityLanguage,
  })
  switch (errand.kind) {
    case 'mail-applicant':
      return state.applicant === null
        ? null
        : { to: state.applicant.email, recipient: state.applicant.name, language: state.language }
    case 'mail-office': {
      const { email, name } = programme.caseOffice
      return { to: email, recipient: name[cityLanguage], language: cityLanguage }
    }
    case 'mail-signatory':
      // The startup's representative reads the language in which the proposal was submitted.
      return errand.signatory === startupSignatory
        ? {
            ...toPerson(errand.person),
            recipient: errand.person.name[state.language],
            language: state.language,
          }
        : toPerson(errand.person)
    case 'mail-reviewer':
    case 'mail-finance':
      return toPerson(errand.person)
  }
}

/** Messages that only say something. */
const withoutLink = new Set<Message>(['lapsed'])

/** The address that a message opens. Each message gets a link of its own: only its digest is kept, so none can be sent twice. */
async function linkFor(
  errand: MailErrand,
  entry: Entry,
  state: ProposalState,
  { links, publicUrl, now }: ErrandDependencies,
): Promise<string | null> {
  if (withoutLink.has(errand.message)) return null
  if (errand.kind === 'mail-office') return `${publicUrl}${paths.boardCase(state.reference)}`
  const time = now()
  // Never before the entry that has it sent: two machines' clocks differ, and a link sent anew must not be dead on arrival.
  const issued = new Date(Math.max(time.getTime(), new Date(entry.at).getTime())).toISOString()
  const claim = claimOf(errand, state, { issued, expires: new Date(time.getTime() + linkLife).toISOString() })
  const token = await links.issue(claim)
  return `${publicUrl}${pathTo(claim.opens)(token)}`
}

function claimOf(
  errand: Exclude<MailErrand, { kind: 'mail-office' }>,
  state: ProposalState,
  times: { readonly issued: string; readonly expires: string },
): Exclude<Claim, { opens: 'board' | 'session' }> {
  const place = { reference: state.reference, ...times }
  switch (errand.kind) {
    case 'mail-applicant':
      return errand.message === 'confirm-address'
        ? { ...place, opens: 'confirm' }
        : { ...place, opens: 'track' }
    case 'mail-finance':
      return { ...place, opens: 'finance', email: errand.person.email }
    case 'mail-signatory':
      return { ...place, opens: 'sign', signatory: errand.signatory, email: errand.person.email }
    case 'mail-reviewer': {
      if (state.status !== 'in-review') throw new Error('Reviewers are asked only while their stage is open')
      return { ...place, opens: 'review', stage: state.stage, seat: errand.seat, email: errand.person.email }
    }
  }
}

function pathTo(opens: Exclude<Claim['opens'], 'board' | 'session'>): (token: string) => string {
  return paths[opens]
}

async function attachmentsOf(
  message: Message,
  state: ProposalState,
  { files }: ErrandDependencies,
): Promise<NonNullable<Mail['attachments']>> {
  if (message !== 'contract-delivered' || !('contract' in state) || state.contract === null) return []
  const { version, number } = state.contract
  const bytes = await files.read(caseKey(state.reference, `signed-contract-${version}.pdf`))
  return [{ name: `${number}.pdf`, type: 'application/pdf', bytes }]
}

/** What an event tells other systems: digests and numbers, no personal data. */
function eventDetail(entry: Entry, state: ProposalState): Readonly<Record<string, unknown>> {
  const contract = 'contract' in state ? state.contract : null
  return {
    schemaVersion: 1,
    sequence: entry.sequence,
    at: entry.at,
    entryDigest: entry.digest,
    contract: contract === null ? null : { version: contract.version, number: contract.number },
    sealDigest: 'sealDigest' in state ? state.sealDigest : null,
  }
}
