import { paths } from '#functions/paths.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { MailEffect } from '#workflows/effects/addressee.ts'
import { messageTraits } from '#workflows/effects/message-traits.ts'
import type { Language } from '#workflows/language.ts'
import type { Claim } from '#workflows/links/claim.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

export interface LinkDependencies {
  readonly links: Pick<Links, 'issue'>
  readonly publicUrl: string
  readonly now: () => Date
}

/** How long a link may be opened at all; what it opens ends much earlier, with its stage. Milliseconds. */
const linkLife = 2 * 366 * 86_400_000

/** The address that a message opens. Each message gets a link of its own: only its digest is kept, so none can be sent twice. */
export async function linkFor(
  effect: MailEffect,
  { entry, state, language }: { entry: Entry; state: ProposalState; language: Language },
  { links, publicUrl, now }: LinkDependencies,
): Promise<string | null> {
  const { opens } = messageTraits[effect.message]
  if (opens === 'nothing') return null
  if (effect.kind === 'mail-office') {
    const page = opens === 'terms' ? paths.terms : paths.boardCase
    return `${publicUrl}${page(state.reference)}`
  }
  const time = now()
  // Never before the entry that has it sent: two machines' clocks differ, and a link sent anew must not be dead on arrival.
  const issued = new Date(Math.max(time.getTime(), new Date(entry.at).getTime())).toISOString()
  const claim = claimOf(effect, state, {
    language,
    issued,
    expires: new Date(time.getTime() + linkLife).toISOString(),
  })
  const token = await links.issue(claim)
  return `${publicUrl}${pathTo(claim.opens)(token)}`
}

function claimOf(
  effect: Exclude<MailEffect, { kind: 'mail-office' }>,
  state: ProposalState,
  times: { readonly language: Language; readonly issued: string; readonly expires: string },
): Exclude<Claim, { opens: 'board' | 'session' | 'sending' }> {
  const place = { reference: state.reference, ...times }
  switch (effect.kind) {
    case 'mail-applicant':
      return effect.message === 'confirm-address'
        ? { ...place, opens: 'confirm' }
        : { ...place, opens: 'track' }
    case 'mail-finance':
      return { ...place, opens: 'finance', email: effect.person.email }
    case 'mail-signatory':
      return { ...place, opens: 'sign', signatory: effect.signatory, email: effect.person.email }
    case 'mail-reviewer': {
      if (state.status !== 'in-review') throw new Error('Reviewers are asked only while their stage is open')
      return { ...place, opens: 'review', stage: state.stage, seat: effect.seat, email: effect.person.email }
    }
  }
}

function pathTo(opens: Exclude<Claim['opens'], 'board' | 'session' | 'sending'>): (token: string) => string {
  return paths[opens]
}
