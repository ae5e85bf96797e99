import { proposalViewTexts } from '#functions/shared/pages/proposal-view-texts.ts'
import { trackTexts } from '#functions/track/track-texts.ts'
import { demoWords } from '#infra/machine/demo/demo-words.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { confirmAddress, lookAfterCase, revise, submitProposal } from './applicant.ts'
import {
  type DraftOpened,
  lookAtClosedCase,
  lookAtOpenCase,
  repairOpenCase,
  settleTerms,
  signIn,
} from './case-office.ts'
import { acknowledge } from './finance-officer.ts'
import { Person } from './person.ts'
import { decide, decideByKeyboard, declare, forgetEverything, recuse, type Word } from './reviewer.ts'
import { sign, signByKeyboard } from './signatory.ts'
import { approvers, asSomebody, type Cast, castOf, programme, type Stage } from './stage.ts'

export interface PlayedCase {
  readonly reference: string
  /** What each of finance's downloads begins with. */
  readonly began: Readonly<Record<string, string>>
  readonly draft: DraftOpened
}

/** A whole case in browsers alone, from the form to finance's receipt, with every page state on the way kept in the album. */
export async function playCase(stage: Stage): Promise<PlayedCase> {
  const { language, visitor } = stage
  const words = demoWords[language]
  const { fields } = sampleProposals[language]
  const email = String(fields['email'])
  const founder = await Person.at({ ...stage, publicUrl: visitor.publicUrl })
  const clerk = await Person.at({ ...stage, publicUrl: visitor.publicUrl })

  const reference = await submitProposal(stage, founder)
  await confirmAddress(stage, founder, await visitor.link(email, 'confirm', reference))

  const review = async (seat: string, act: (person: Person, link: string) => Promise<void>) => {
    const link = await visitor.link(seat, 'review', reference)
    await asSomebody(stage, (person) => act(person, link))
  }
  const say = (seat: string, word: Word, kept?: string) =>
    review(seat, async (person, link) => {
      await declare(stage, person, link)
      await decide(stage, person, word)
      if (kept !== undefined) await person.keep(kept)
    })

  const { before, panel, after, lending } = castOf()
  const [first = '', ...entering] = before.flatMap(approvers)
  await say(first, { decision: 'approve', reason: words.complete }, 'review-stage-closed')
  for (const each of entering) await say(each, { decision: 'approve', reason: words.complete })
  const track = await playPanel()
  for (const each of after) {
    if (each === lending) await playLending()
    else for (const seat of approvers(each)) await say(seat, { decision: 'approve', reason: words.approved })
  }
  const draft = await settleTerms(stage, clerk, reference)

  const signature = async (address: string, name: string) => ({
    link: await visitor.link(address, 'sign', reference),
    email: address,
    name,
    reference,
  })
  await sign(stage, founder, await signature(email, String(fields['contactName'])))
  for (const { holder: person } of programme.signing.signatories) {
    const theirs = await signature(person.email, person.name[language])
    await asSomebody(stage, (signatory) => signByKeyboard(stage, signatory, theirs))
  }
  const financeLink = await visitor.link(programme.finance.office.email, 'finance', reference)
  const began = await asSomebody(stage, (officer) => acknowledge(stage, officer, financeLink))

  await founder.open(track)
  await founder.sees(trackTexts[language].closing.completed)
  await founder.keep('track-completed')
  await lookAtClosedCase(stage, clerk, reference)
  await lookAtErrors(founder)
  await founder.leave()
  await clerk.leave()
  return { reference, began, draft }

  /** Three who differ, a revision, and their second round. */
  async function playPanel(): Promise<string> {
    await review(holderOf(panel, 0), async (person, link) => {
      await decideByKeyboard(stage, person, { link, reason: words.promising })
      await person.keep('review-decided')
    })
    await review(holderOf(panel, 1), async (person, link) => {
      await declare(stage, person, link)
      await person.sees(proposalViewTexts[language].unseen)
      await person.keep('review-scored')
      await forgetEverything(stage, person)
      await decide(stage, person, {
        decision: 'request-changes',
        reason: words.firmer,
        reasonCode: 'RET_FINANCE',
        score: '3',
      })
    })
    const track = await visitor.link(email, 'track', reference)
    await lookAfterCase(stage, founder, track)
    await say(holderOf(panel, 2), { decision: 'reject', reason: words.weak, score: '2' })
    await revise(stage, founder, await visitor.link(email, 'track', reference))
    // Who declared in the first round need not do so again.
    for (const [seat, reason] of [
      [1, words.answered],
      [2, words.convinced],
    ] as const) {
      await review(holderOf(panel, seat), async (person, link) => {
        await person.open(link)
        await person.keep('review-second-round')
        await decide(stage, person, { decision: 'approve', reason, score: '5' })
      })
    }
    return track
  }

  /** Somebody gives a seat away, and the office gives another one away. */
  async function playLending(): Promise<void> {
    await review(holderOf(lending, 0), async (person, link) => {
      await person.open(link)
      await recuse(stage, person, words.conflict)
      await person.keep('review-recused')
      await person.open(link)
      await person.keep('review-seat-given-away')
    })
    await say(lending.seats[0]?.alternate?.email ?? '', {
      decision: 'approve',
      reason: words.sound,
      score: '5',
    })
    await signIn(stage, clerk)
    await lookAtOpenCase(stage, clerk, reference)
    const newcomer = { name: language === 'fa' ? 'پری ملک' : 'Pari Malek', email: 'p.malek@kerman.example' }
    const title = String(fields['title'])
    const seat = lending.seats[1]?.id ?? ''
    await repairOpenCase(stage, clerk, { reference, title, seat, newcomer })
    await say(newcomer.email, { decision: 'approve', reason: words.sound, score: '5' })
  }
}

/** Addresses that lead nowhere, and a form that is too large. */
async function lookAtErrors(person: Person): Promise<void> {
  await person.page.goto('/nowhere')
  await person.keep('error-no-page')
  await person.open('/review/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  await person.keep('error-no-link')
}

function holderOf({ seats }: Cast['panel'], seat: number): string {
  return seats[seat]?.holder.email ?? ''
}
