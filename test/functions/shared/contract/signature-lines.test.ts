import { describe, expect, it } from 'vitest'
import { signatureLinesOf } from '#functions/shared/contract/signature-lines.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { applicant, kerman } from '#test/workflows/proposal/case-play.ts'
import type { Programme } from '#workflows/programme/programme.ts'

const namesIn = (programme: Programme, email = applicant.email): string[] =>
  signatureLinesOf(
    { applicant: { ...applicant, email }, formerMarks: [], recused: [], unreachable: [] },
    exampleTerms(),
    programme,
  ).map(({ name }) => name)

describe('the lines on which a contract is signed', () => {
  it('name the alternate too, where silence would pass the signature on', () => {
    const [startup, head, mayor] = namesIn(kerman)
    expect(startup).toBe(exampleTerms().parties.startup.representative)
    expect(head).toBe('داریوش امیری، یا جانشین ایشان: نسرین حاتمی')
    expect(mayor).toBe('مهدی کرمانی‌پور، یا جانشین ایشان: علی‌اکبر دهقان')
  })

  it('name the one who signs alone, where it would not, or where that is the alternate already', () => {
    expect(namesIn({ ...kerman, signing: { ...kerman.signing, onDeadline: 'hold' } })[1]).toBe('داریوش امیری')
    expect(namesIn(kerman, kerman.signing.signatories[0]?.holder.email)[1]).toBe('نسرین حاتمی')
  })
})
