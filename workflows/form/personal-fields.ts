import type { ProposalForm } from './proposal-form.ts'

/** Answers about a person, which may have to be erased one day. */
const always = ['contactName', 'nationalCode', 'mobile', 'email', 'postalCode'] as const

/** A team is no legal person: its name and number are those of people. */
const ofTeams = ['orgName', 'legalId'] as const

/** Of either kind, for whoever keeps answers and does not know yet who proposes. */
export const personalFields = [...always, ...ofTeams] as const

type PersonalField = (typeof always)[number] | (typeof ofTeams)[number]

export type PersonalForm = Pick<ProposalForm, (typeof always)[number]> &
  Partial<Pick<ProposalForm, (typeof ofTeams)[number]>>
export type OpenForm = Omit<ProposalForm, PersonalField> &
  Partial<Pick<ProposalForm, (typeof ofTeams)[number]>>

/** Parts a form into what may be kept for good and what must be erasable. {@link joinPersonal} is the way back. */
export const splitPersonal = (form: ProposalForm): { open: OpenForm; personal: PersonalForm } => {
  const { contactName, nationalCode, mobile, email, postalCode, orgName, legalId, ...rest } = form
  const organisation = { orgName, ...(legalId === undefined ? {} : { legalId }) }
  const person = {
    contactName,
    nationalCode,
    mobile,
    email,
    ...(postalCode === undefined ? {} : { postalCode }),
  }
  return form.applicantType === 'team'
    ? { open: rest, personal: { ...person, ...organisation } }
    : { open: { ...rest, ...organisation }, personal: person }
}

/** The whole form from its two parts. Once the personal part is erased there is no form: read the open part alone. */
export const joinPersonal = (open: OpenForm, personal: PersonalForm): ProposalForm => {
  const orgName = open.orgName ?? personal.orgName
  if (orgName === undefined) throw new Error('Neither part of the form has the name of the company or team')
  return { ...open, ...personal, orgName }
}
