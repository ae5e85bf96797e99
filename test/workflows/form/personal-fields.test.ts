import { describe, expect, it } from 'vitest'
import { splitPersonal } from '#workflows/form/personal-fields.ts'
import { type ProposalForm, parseProposalForm } from '#workflows/form/proposal-form.ts'
import { validForm } from './valid-form.ts'

const formOf = (changes: Record<string, unknown>): ProposalForm => {
  const result = parseProposalForm({ ...validForm, ...changes })
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.form
}

const company = formOf({})
const team = formOf({ applicantType: 'team', legalId: undefined, postalCode: undefined })

describe('splitPersonal', () => {
  it('sets apart what names or reaches a person', () => {
    expect(Object.keys(splitPersonal(company).personal).sort()).toEqual([
      'contactName',
      'email',
      'mobile',
      'nationalCode',
      'postalCode',
    ])
  })

  it('counts the name of a team as that of its people, and the name of a company not', () => {
    expect(splitPersonal(team).personal.orgName).toBe(validForm.orgName)
    expect('orgName' in splitPersonal(team).open).toBe(false)
    expect(splitPersonal(company).open).toMatchObject({
      orgName: validForm.orgName,
      legalId: validForm.legalId,
    })
  })

  it('leaves nothing personal in the open part', () => {
    const open = JSON.stringify(splitPersonal(team).open)
    for (const value of Object.values(splitPersonal(team).personal)) expect(open).not.toContain(value)
  })
})

describe('both parts', () => {
  it.each([
    ['a company', company],
    ['a team', team],
    ['a team with a legal id', formOf({ applicantType: 'team' })],
  ])('are together the form of %s', (_, form) => {
    const { open, personal } = splitPersonal(form)
    expect({ ...open, ...personal }).toEqual(form)
  })
})
