import { describe, expect, it } from 'vitest'
import { composeDigest } from '#functions/shared/emails/compose-digest.ts'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import { linksInMail } from '#infra/machine/demo/links-in-mail.ts'
import { requestFor } from '#test/functions/shared/emails/every-message.ts'

const beginning = 'https://tasvib.kerman.example/review/'

function requestOf(reference: string, language: 'fa' | 'en') {
  const asked = requestFor('review-requested', language)
  return { ...asked, link: `${beginning}${reference.toLowerCase()}`, state: { ...asked.state, reference } }
}

describe.each(['fa', 'en'] as const)('the links of a mail in %s', (language) => {
  const [first, second] = [requestOf('TSV-1405-AAAAA', language), requestOf('TSV-1405-BBBBB', language)]

  it('are those of the case that is meant where one mail tells of several', () => {
    const { text } = composeDigest([first, second])
    expect(linksInMail(text, beginning, 'TSV-1405-AAAAA')).toEqual([`${beginning}tsv-1405-aaaaa`])
    expect(linksInMail(text, beginning, 'TSV-1405-BBBBB')).toEqual([`${beginning}tsv-1405-bbbbb`])
    expect(linksInMail(text, beginning)).toHaveLength(2)
  })

  it('are found wherever the reference stands in a mail about one', () => {
    const { text } = composeMail(second)
    expect(linksInMail(text, beginning, 'TSV-1405-BBBBB')).toEqual([`${beginning}tsv-1405-bbbbb`])
    expect(linksInMail(text, 'https://tasvib.kerman.example/sign/')).toEqual([])
  })
})
