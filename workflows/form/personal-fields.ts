import { fieldList, fields } from './fields.ts'
import type { ProposalForm } from './proposal-form.ts'

/** Of either kind, for whoever keeps answers and does not know yet who proposes. */
export const personalFields = fieldList.filter(({ personal }) => personal !== false).map(({ id }) => id)

/** Parts a form into what may be kept for good and what must be erasable; both together are the form. */
export const splitPersonal = (
  form: ProposalForm,
): { open: Partial<ProposalForm>; personal: Partial<ProposalForm> } => {
  const isPersonal = ([id]: [string, unknown]): boolean => {
    const { personal } = fields[id as keyof ProposalForm]
    return personal === 'of-teams' ? form.applicantType === 'team' : personal
  }
  const answers = Object.entries(form)
  return {
    open: Object.fromEntries(answers.filter((answer) => !isPersonal(answer))),
    personal: Object.fromEntries(answers.filter(isPersonal)),
  }
}
