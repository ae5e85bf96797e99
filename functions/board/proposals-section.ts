import { type Html, html } from '#functions/shared/pages/html.ts'
import { asWritten, seatName, signatoryName } from '#functions/shared/pages/names.ts'
import { dateTime, definitionList, notice, userText } from '#functions/shared/pages/parts.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type HolderProposal, type Place, type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { caseTexts } from './case-texts.ts'

interface Reading {
  readonly programme: Programme
  readonly language: Language
}

/** Whoever is proposed from outside and waits for a second member of the office; nothing where nobody is. */
export function proposalsSection(state: ProposalState, reading: Reading): Html | false {
  const proposals = 'proposals' in state ? state.proposals : []
  if (proposals.length === 0) return false
  return html`${proposals.map((proposal) => proposalView(proposal, state, reading))}`
}

/** Who is proposed for which place, by whom, when and why. */
function proposalView(
  { at, by, target, to, reason }: HolderProposal,
  state: ProposalState,
  { programme, language }: Reading,
): Html {
  const texts = caseTexts[language]
  const member = programme.caseOffice.members.find(({ email }) => samePerson(email, by))
  const name = (member?.name ?? asWritten(by))[language]
  const facts = definitionList([
    [texts.target, placeOf(target, state, programme)[language]],
    [texts.name, userText(`${to.name[language]} (${to.role[language]})`)],
    [texts.email, html`<bdi dir="ltr">${to.email}</bdi>`],
    [texts.reason, userText(reason)],
    [texts.at, dateTime(at, language, programme.timeZone)],
  ])
  return notice('info', texts.proposed, html`<p>${texts.proposedDetail(name)}</p>${facts}`)
}

/** The name of a place of the open step. */
export function placeOf(target: Place, state: ProposalState, programme: Programme): Text {
  if ('signatory' in target) return signatoryName(programme, target.signatory)
  return seatName(programme, 'stage' in state ? state.stage : '', target.seat)
}
