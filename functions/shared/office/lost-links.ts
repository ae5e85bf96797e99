import { paths } from '#functions/paths.ts'
import { shortMail } from '#functions/shared/emails/short-mail.ts'
import { buckets, proposalsOf } from '#functions/shared/intake/limits.ts'
import { isolated, quoted } from '#functions/shared/pages/isolated.ts'
import type { CaseList, CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import type { SignInRequest } from '#functions/shared/ports/sign-ins.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import { mailboxWord } from '#workflows/board/search-words.ts'
import { closedPlace } from '#workflows/board/step.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { CaseClaim } from '#workflows/links/claim.ts'
import { comparableAddress, sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { wasConfirmed } from '#workflows/proposal/confirmed.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

export interface LostLinkDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'list' | 'entries'>
  readonly links: Pick<Links, 'issue'>
  readonly mailer: Pick<Mailer, 'send'>
  readonly throttle: Throttle
  readonly programme: () => Programme
  readonly publicUrl: string
  readonly now: () => Date
}

/** Mails that a mailbox is sent in a day, in whatever spelling, once an address of it is known. */
const perMailbox = { count: 3, seconds: 86_400 }
/** Links that one mail has at most, the newest cases first; for an older one its reference is given. */
const mostLinks = 20
/** How long a link may be opened at all, as of any mail (relay/mail-link.ts). Milliseconds. */
const linkLife = 2 * 366 * 86_400_000

type OpenedPlace = Extract<CaseClaim['opens'], 'confirm' | 'track' | 'finance'>
interface FoundCase {
  readonly state: ProposalState
  readonly opens: OpenedPlace
  /** As the case has it, in its own spelling. */
  readonly to: string
}

/** Mails whoever lost their links a fresh one for each of their cases; to an address that is in no case, nothing. */
export async function mailLostLinks(
  { email, reference }: Extract<SignInRequest, { kind: 'lost-links' }>,
  dependencies: LostLinkDependencies,
): Promise<void> {
  const { mailer, programme } = dependencies
  const found: FoundCase[] = []
  for (const state of await casesOf({ email, reference }, dependencies)) {
    const one = await foundFor(email, state, dependencies)
    if (one !== undefined) found.push(one)
  }
  const [first] = found
  if (first === undefined || !(await hasShare(first.to, found, dependencies))) return
  const links = []
  for (const one of found.slice(0, mostLinks)) links.push(await freshLink(one, dependencies))
  await mailer.send(
    shortMail({
      to: first.to,
      programme: programme(),
      subject: { fa: 'پیوند تازهٔ پرونده‌های شما', en: 'Fresh links to your cases' },
      before: {
        fa: 'پیوندهای تازه‌ای که خواسته بودید:',
        en: 'The fresh links that you asked for:',
      },
      brings: { links },
      after: {
        fa: 'اگر شما آن‌ها را نخواسته‌اید، این نامه را نادیده بگیرید؛ چیزی تغییر نکرده است.',
        en: 'If you did not ask for them, ignore this message; nothing was changed.',
      },
    }),
  )
}

/**
 * What anybody may have caused counts among all the mails that a mailbox gets before it confirmed. Whoever has a case there has a
 * share apart, which no proposal of others takes from them.
 */
async function hasShare(
  email: string,
  found: readonly FoundCase[],
  { throttle, programme, now }: LostLinkDependencies,
): Promise<boolean> {
  const share = found.every(({ opens }) => opens === 'confirm')
    ? throttle.take(buckets.proposalsFor(email), proposalsOf(email, programme()), now())
    : throttle.take(`lost link of ${digestOfBytes(comparableAddress(email))}`, perMailbox, now())
  return (await share).allowed
}

async function casesOf(
  { email, reference }: { readonly email: string; readonly reference: string | null },
  { cases, programme }: LostLinkDependencies,
): Promise<ProposalState[]> {
  if (reference !== null) {
    const open = await cases.find(reference)
    return open === undefined ? [] : [open.state]
  }
  const listed = async (list: CaseList): Promise<ProposalState[]> =>
    (await cases.list({ ...list, limit: mostLinks })).cases.map(({ state }) => state)
  const own = await listed({ word: mailboxWord(email) })
  if (!sameMailbox(email, programme().finance.office.email)) return own
  const places = ['with-finance', closedPlace('completed')]
  return [...own, ...(await listed({ places, newestFirst: true }))]
}

/**
 * What of a case the mailbox may open; undefined when nothing. An address that never confirmed may be a stranger's, to whom
 * somebody sent a proposal by mistake: it may confirm while that is waited for, and sees nothing afterwards.
 */
async function foundFor(
  email: string,
  state: ProposalState,
  { cases, programme }: LostLinkDependencies,
): Promise<FoundCase | undefined> {
  const { applicant } = state
  if (applicant !== null && sameMailbox(applicant.email, email)) {
    const to = applicant.email
    if (state.status === 'unconfirmed') return { state, opens: 'confirm', to }
    return wasConfirmed(await cases.entries(state.reference)) ? { state, opens: 'track', to } : undefined
  }
  const { email: office } = programme().finance.office
  const isTheirs =
    state.status === 'with-finance' || (state.status === 'closed' && state.closing === 'completed')
  return isTheirs && sameMailbox(office, email) ? { state, opens: 'finance', to: office } : undefined
}

async function freshLink(
  { state: { reference, title, language }, opens, to }: FoundCase,
  { links, publicUrl, now }: LostLinkDependencies,
): Promise<{ href: string; label: { fa: string; en: string } }> {
  const time = now()
  const claim = {
    reference,
    issued: time.toISOString(),
    expires: new Date(time.getTime() + linkLife).toISOString(),
  }
  const token = await links.issue(
    opens === 'finance' ? { ...claim, opens, email: to } : { ...claim, opens, language },
  )
  // Whoever has not confirmed wrote to a mailbox that may be anybody's: nothing of theirs is sent there.
  const label = opens === 'confirm' ? isolated(reference) : `${isolated(reference)} – ${quoted(title)}`
  return { href: `${publicUrl}${paths[opens](token)}`, label: { fa: label, en: label } }
}
