import { mailboxWord } from '#workflows/board/search-words.ts'
import { closedPlace } from '#workflows/board/step.ts'
import type { CaseClaim } from '#workflows/links/claim.ts'
import { sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { CaseList, CaseStore } from './adapters/case-store.ts'
import type { Links } from './adapters/links.ts'
import type { Mailer } from './adapters/mailer.ts'
import type { SignInRequest } from './adapters/sign-ins.ts'
import { shortMail } from './emails/short-mail.ts'
import { paths } from './paths.ts'

export interface LostLinkDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'list'>
  readonly links: Pick<Links, 'issue'>
  readonly mailer: Pick<Mailer, 'send'>
  readonly programme: () => Programme
  readonly publicUrl: string
  readonly now: () => Date
}

/** Links that one mail has at most, the newest cases first; for an older one its reference is given. */
const mostLinks = 20
/** How long a link may be opened at all, as of any mail (relay/mail-link.ts). Milliseconds. */
const linkLife = 2 * 366 * 86_400_000

type Opens = Extract<CaseClaim['opens'], 'confirm' | 'track' | 'finance'>
interface Found {
  readonly state: ProposalState
  readonly opens: Opens
  /** As the case has it, in its own spelling. */
  readonly to: string
}

/** Mails whoever lost their links a fresh one for each of their cases; to an address that is in no case, nothing. */
export async function mailLostLinks(
  { email, lost }: Pick<SignInRequest, 'email'> & { readonly lost: NonNullable<SignInRequest['lost']> },
  dependencies: LostLinkDependencies,
): Promise<void> {
  const { mailer, programme } = dependencies
  const found = (await casesOf({ email, ...lost }, dependencies)).flatMap(
    (state) => foundFor(email, state, programme()) ?? [],
  )
  const [first] = found
  if (first === undefined) return
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

/** What of a case the mailbox may open; undefined when nothing. */
function foundFor(email: string, state: ProposalState, programme: Programme): Found | undefined {
  const { applicant } = state
  if (applicant !== null && sameMailbox(applicant.email, email)) {
    return { state, opens: state.status === 'unconfirmed' ? 'confirm' : 'track', to: applicant.email }
  }
  const { email: office } = programme.finance.office
  const isTheirs =
    state.status === 'with-finance' || (state.status === 'closed' && state.closing === 'completed')
  return isTheirs && sameMailbox(office, email) ? { state, opens: 'finance', to: office } : undefined
}

async function freshLink(
  { state: { reference, title, language }, opens, to }: Found,
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
  const label = `\u2068${reference}\u2069 – \u2068${title}\u2069`
  return { href: `${publicUrl}${paths[opens](token)}`, label: { fa: label, en: label } }
}
