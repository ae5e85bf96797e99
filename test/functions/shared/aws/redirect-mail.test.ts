import { assert, emailAddress, property } from 'fast-check'
import { expect, it } from 'vitest'
import { originalAddress, redirectedAddress } from '#functions/shared/aws/ses-mailer.ts'
import { isEmailAddress } from '#workflows/text/email-address.ts'

it('writes to a domain in place of the people, and can tell whom it was meant for', () => {
  const redirected = redirectedAddress('m.salari@kerman.example', 'test.city.example')
  expect(redirected).toBe('m.salari=kerman.example@test.city.example')
  expect(originalAddress(redirected)).toBe('m.salari@kerman.example')
  expect(originalAddress('mayor@kerman.example')).toBe('mayor@kerman.example')
})

it('makes an address of every address, and gives back all that are not very long', () => {
  assert(
    property(emailAddress(), (address) => {
      if (!isEmailAddress(address)) return
      const redirected = redirectedAddress(address, 'test.city.example')
      expect(isEmailAddress(redirected), redirected).toBe(true)
      if (address.length <= 64) expect(originalAddress(redirected)).toBe(address)
    }),
  )
})
