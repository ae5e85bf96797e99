import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandColours, contrast, mailColours } from '#functions/shared/emails/mail-colours.ts'

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('the colours of mails', () => {
  it.each(['light', 'dark'] as const)('can be read in the %s', (scheme) => {
    const { text, quiet, ground, card, sunken } = mailColours[scheme]
    for (const letters of [text, quiet]) {
      for (const under of [ground, card, sunken]) expect(contrast(letters, under)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it("can be read whatever the programme's colour", () => {
    fc.assert(
      fc.property(colours, (brand) => {
        const { ink, linkOnDark } = brandColours(brand)
        expect(contrast(ink, brand)).toBeGreaterThanOrEqual(4.2)
        expect(contrast(linkOnDark, mailColours.dark.sunken)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
})
