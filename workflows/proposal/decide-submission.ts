import type { Applicant, CommandOf, Context, DocumentFacts } from './commands.ts'
import { deadlineFrom } from './deadlines.ts'
import { alreadySo, byApplicant, type Decided, record } from './decide-parts.ts'
import { personalMarks } from './personal-marks.ts'
import { refuse } from './refusal.ts'
import type { ProposalState, StateOf } from './state.ts'

/** A new case. The address is not confirmed yet, so nobody but the applicant hears of it. */
export function submit(command: CommandOf<'submit'>, context: Context): Decided {
  const { reference, language, documents, applicant, acceptedTerms } = command
  const { programme, rules, now, salt } = context
  return record({
    type: 'ProposalSubmitted',
    actor: byApplicant,
    data: {
      reference,
      programme: { id: programme.id, version: programme.version, ...(rules === undefined ? {} : { rules }) },
      language,
      ...documentData(documents, 1),
      ...(acceptedTerms === undefined ? {} : { acceptedTerms }),
      confirm: deadlineFrom(now, { deadline: programme.confirmWithin }, programme),
    },
    personal: { salt, value: personalOf(applicant, salt) },
  })
}

/** The applicant proved the address: the case begins. */
export function confirm(context: Context): Decided {
  const [first] = context.programme.stages
  if (first === undefined) throw new Error(`Programme ${context.programme.id} has no stages`)
  return record({ type: 'AddressConfirmed', actor: byApplicant, data: { firstStage: first.id } })
}

/** A revision answers the request for changes and starts the stage's next round. */
export function revise(
  state: StateOf<'awaiting-revision'>,
  { documents, applicant, acceptedTerms }: CommandOf<'revise'>,
  { salt }: Context,
): Decided {
  return record({
    type: 'ProposalRevised',
    actor: byApplicant,
    data: {
      ...documentData(documents, state.revision + 1),
      ...(acceptedTerms === undefined ? {} : { acceptedTerms }),
      stage: state.stage,
      round: state.round,
    },
    personal: { salt, value: personalOf(applicant, salt) },
  })
}

/** Asked for by whoever sent the proposal and has no mail yet; a mail that comes late after all works as well. */
export function askConfirmation(): Decided {
  return record({
    type: 'LinkReissued',
    actor: byApplicant,
    data: { target: { place: 'applicant' }, reason: '', earlier: 'go-on' },
  })
}

export function withdraw(state: ProposalState, { reason, because }: CommandOf<'withdraw'>): Decided {
  if (state.status === 'closed') return alreadySo
  if (because === undefined)
    return record({ type: 'ProposalWithdrawn', actor: byApplicant, data: { reason } })
  if (state.status !== 'unconfirmed') return refuse('not-now')
  return record({ type: 'ProposalWithdrawn', actor: byApplicant, data: { reason, because } })
}

/** What stands beside the entry of whoever proposes; of the numbers only their marks. */
function personalOf(
  { name, organisation, email, ...numbers }: Applicant,
  salt: string,
): Record<string, unknown> {
  const marks = personalMarks(numbers, salt)
  return { name, organisation, email, ...(marks.length === 0 ? {} : { marks }) }
}

function documentData(documents: DocumentFacts, revision: number): DocumentFacts & { revision: number } {
  const { documentsDigest, title, sector, contractType, expectedRevenue } = documents
  return { revision, documentsDigest, title, sector, contractType, expectedRevenue }
}
