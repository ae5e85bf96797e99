import { describe, expect, it } from 'vitest'
import { composeDigest } from '#functions/shared/emails/compose-digest.ts'
import { partsOf } from '#functions/shared/emails/compose-mail.ts'
import type { MailRequest } from '#functions/shared/emails/facts-of.ts'
import { factRows } from '#functions/shared/emails/mail-words.ts'
import { html } from '#functions/shared/pages/html.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { messageTraits } from '#workflows/effects/message-traits.ts'
import { languages } from '#workflows/language.ts'
import { messages, requestFor } from './every-message.ts'

const host = 'https://tasvib.kerman.example'

const tags = (html: string): string[] => html.match(/<\/?[a-z]+/g) ?? []

/** Reminders of three cases of one reviewer; the one that is due first is not the first. */
function reminders(language: 'fa' | 'en'): [MailRequest, ...MailRequest[]] {
  const request = (index: number, due: string): MailRequest => {
    const asked = requestFor('review-reminder', language, { title: `Health at home ${index}` })
    if (!('deadline' in asked.state)) throw new Error('A review is due')
    const deadline = { ...asked.state.deadline, at: due }
    return { ...asked, link: `${host}/review/link-${index}`, state: { ...asked.state, deadline } }
  }
  return [
    request(1, '2026-12-03T20:30:00.000Z'),
    request(2, '2026-11-25T20:30:00.000Z'),
    request(3, '2026-12-01T20:30:00.000Z'),
  ]
}

describe.each(languages)('a digest in %s', (language) => {
  it('has each link once, in text and in HTML, and what is due first stands first', () => {
    const { html, text } = composeDigest(reminders(language))
    const expected = [2, 3, 1].map((index) => `${host}/review/link-${index}`)
    expect(Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) => href)).toEqual(expected)
    expect(text.match(/https?:\/\/\S+/g)).toEqual(expected)
    expect(text.match(/Health at home \d/g)).toEqual([2, 3, 1].map((index) => `Health at home ${index}`))
  })

  it('says how many they are in a subject of one line in its own direction, without a reference', () => {
    const { subject, text } = composeDigest(reminders(language))
    expect(subject).toBe(
      language === 'fa' ? '\u200F۳ مورد در انتظار پاسخ شماست' : '3 items await your answer',
    )
    expect(subject).not.toContain(reference)
    expect(text.split(reference)).toHaveLength(4)
  })

  it('says of each until when, in both calendars, and how much time is left', () => {
    const { text } = composeDigest(reminders(language))
    const due =
      language === 'fa'
        ? /مهلت: تا پایان روز \S+ [۰-۹]+ [^\d(]+ ۱۴۰۵ \([۰-۹]+ [^\d)]+ ۲۰۲۶\) – [۰-۹]+ روز کاری مانده/g
        : /Due: [A-Z][a-z]+day \d+ [A-Z][a-z]+ 2026 \(\d+ [A-Z][a-z]+ 1405\), until the end of the day – \d+ working days left/g
    expect(text.match(due)).toHaveLength(3)
  })

  it.each(messages.filter((message) => messageTraits[message].gathered))(
    'says of %s what its own mail says',
    (message) => {
      const alone = partsOf(requestFor(message, language))
      const digest = composeDigest([
        requestFor(message, language),
        requestFor('overdue', language),
        requestFor('unreachable', language),
      ])
      const lines = [
        alone.words.lead,
        ...alone.words.after,
        ...factRows(alone.words.facts, alone.facts).flatMap(({ lines }) => lines),
      ]
      for (const line of lines) expect(digest.text).toContain(line)
      for (const line of [alone.words.lead, ...alone.words.after])
        expect(digest.html).toContain(String(html`${line}`))
    },
  )

  it('tells the office that the startup’s representative has no alternate', () => {
    const { state } = requestFor('signature-requested', language)
    const overdue = requestFor('overdue', language)
    const { text } = composeDigest([{ ...overdue, state }, overdue])
    expect(text).toContain(language === 'fa' ? 'جانشینی ندارد' : 'has no alternate')
  })

  it('says once what all of them say', () => {
    const alone = partsOf(requestFor('review-reminder', language))
    const { text } = composeDigest(reminders(language))
    expect(text.split(alone.words.lead)).toHaveLength(2)
  })

  it('asks for an answer only if every part of it does', () => {
    const [first] = reminders(language)
    const office = composeDigest([requestFor('overdue', language), requestFor('unreachable', language)])
    expect(office.subject).not.toContain(language === 'fa' ? 'پاسخ شما' : 'answer')
    expect(composeDigest([first, requestFor('lapsed', language)]).html.match(/<a /g)).toHaveLength(1)
  })

  it('says the direction of every cell, and lets nothing of what people wrote become markup', () => {
    const benign = reminders(language)
    const hostile = '<script>alert(1)</script><a href="https://evil.example">'
    const attacked = benign.map((request) => ({
      ...request,
      state: { ...request.state, title: hostile },
    })) as [MailRequest, ...MailRequest[]]
    const { html } = composeDigest(attacked)
    expect(tags(html)).toEqual(tags(composeDigest(benign).html))
    const dir = language === 'fa' ? 'rtl' : 'ltr'
    expect((html.match(/<td[^>]*>/g) ?? []).filter((cell) => !cell.includes(`dir="${dir}"`))).toEqual([])
  })
})
