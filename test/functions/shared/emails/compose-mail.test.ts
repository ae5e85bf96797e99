import { describe, expect, it } from 'vitest'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import { causeWords } from '#functions/shared/pages/cause-words.ts'
import { outcomeWords } from '#functions/shared/pages/ledger-view.ts'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import { personAt } from '#test/city/small-city.ts'
import { CasePlay, reference } from '#test/workflows/proposal/case-play.ts'
import type { Message } from '#workflows/effects/effect.ts'
import { type Language, languages } from '#workflows/language.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { becauseOf } from '#workflows/proposal/stage-closing.ts'
import { link, messages, opensNothing, requestFor } from './every-message.ts'

const day = 86_400_000
const hostile =
  '</strong><script>alert(1)</script><a href="https://evil.example">win</a> & "quoted"\u202E\u2069'
const told = languages.flatMap((language) => messages.map((message) => ({ language, message })))

/** The entry with other words in it, whatever they are called there. */
function withReason(entry: Entry, words: string): Entry {
  const data = Object.fromEntries(
    Object.entries(entry.data).map(([name, value]) => [
      name,
      ['reason', 'note'].includes(name) ? words : value,
    ]),
  )
  return parseEntry({ ...entry, data })
}

const saying = (request: ReturnType<typeof requestFor>, words: string) =>
  composeMail({
    ...request,
    entries: request.entries.map((one) => withReason(one, words)),
    entry: withReason(request.entry, words),
  })

const tags = (html: string): string[] => Array.from(html.matchAll(/<\/?([a-z]+)/g), ([tag]) => tag)
const hrefs = (html: string): (string | undefined)[] =>
  Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) => href)

/** What somebody reads, without what people wrote, names, ids and addresses. */
function ownWords(readable: string): string {
  return readable.replaceAll(link, '').replaceAll(/\u2068[^\u2069]*\u2069/g, '')
}

function readable(html: string): string {
  return html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#160;', '\u00A0')
    .replaceAll('&#8203;', '\u200B')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

describe.each(told)('the message $message in $language', ({ language, message }) => {
  it('has a subject of one line in its own direction, with the reference isolated at its end', () => {
    const { subject } = composeMail(requestFor(message, language))
    expect(subject).not.toMatch(/\p{Cc}/u)
    expect(subject.endsWith(` \u2068${reference}\u2069`)).toBe(true)
    const isPersian = /^(?:\u200F|\p{Script=Arabic})/u.test(subject)
    expect(isPersian).toBe(language === 'fa')
  })

  it('lets nothing of what people wrote become markup', () => {
    const benign = composeMail(requestFor(message, language, { title: 'Health at home' }))
    const applicant = { name: hostile, organisation: hostile, email: 'sara@startup.example' }
    const attacked = composeMail(requestFor(message, language, { title: hostile, applicant }))
    expect(tags(attacked.html)).toEqual(tags(benign.html))
    expect(attacked.html).not.toMatch(/<script|<b>|evil\.example"/i)
    expect(attacked.html).not.toContain('\u202E')
  })

  it('has one link, to our own host, the same in text and in HTML, or none when there is nothing to open', () => {
    const { html, text } = composeMail(requestFor(message, language))
    const expected = opensNothing(message) ? [] : [link]
    expect(hrefs(html)).toEqual(expected)
    expect(text.match(/https?:\/\/\S+/g) ?? []).toEqual(expected)
    expect(readable(html).match(/https?:\/\/\S+/g) ?? []).toEqual(expected)
  })

  it('holds nothing of what people wrote that a mail program would make a link of by itself', () => {
    const applicant = {
      name: hostile,
      organisation: `${hostile} win@evil.example`,
      email: 'sara@startup.example',
    }
    const title = 'See evil.example or http://evil.example/a or www.evil.example, from 1.5 to 2.5'
    const { html, text, subject } = composeMail(requestFor(message, language, { title, applicant }))
    for (const part of [subject, text, readable(html)]) {
      const said = part.replaceAll(link, '').replaceAll('someone@kerman.example', '')
      expect(said).not.toMatch(/[\w-]\.[a-z]{2,}|https?:\/\/|\w@\w/i)
    }
    if (text.includes('evil')) expect(text).toContain('from 1.5 to 2.5')
  })

  it('quotes reasons and notes as text: no markup, no link, nothing that turns the line around', () => {
    const request = requestFor(message, language)
    const attacked = saying(request, `${hostile} http://evil.example/a win@evil.example`)
    expect(tags(attacked.html)).toEqual(tags(saying(request, 'A plain reason').html))
    for (const part of [attacked.subject, attacked.text, readable(attacked.html)]) {
      expect(part).not.toContain('\u202E')
      const written = part.replaceAll(link, '').replaceAll('someone@kerman.example', '')
      expect(written).not.toMatch(/[\w-]\.[a-z]{2,}|https?:\/\/|\w@\w/i)
    }
  })

  it('loads nothing, tracks nothing, and knows light and dark', () => {
    const { html } = composeMail(requestFor(message, language))
    expect(html.replaceAll(link, '')).not.toMatch(/\bsrc=|url\(|https?:|<img|<link|<script|@import/i)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain('@media (prefers-color-scheme:dark)')
    expect(html).not.toMatch(/#fff(?:fff)?\b|#000(?:000)?\b/i)
  })

  it('has one button at most, and begins its preview with the time when something is due', () => {
    const { html } = composeMail(requestFor(message, language))
    const preview = /<div dir[^>]*display:none[^>]*>([^<]*)/.exec(html)?.[1] ?? ''
    expect(preview.length).toBeGreaterThan(30)
    const due = language === 'fa' ? 'مهلت: ' : 'Due: '
    if (html.includes(due)) expect(preview.startsWith(due)).toBe(true)
  })

  it('can be read as plain text in its direction: each line begins with a word of its own language, or is a link', () => {
    const { text } = composeMail(requestFor(message, language))
    const own = language === 'fa' ? /^\P{L}*\p{Script=Arabic}/u : /^\P{L}*\p{Script=Latin}/u
    const written = /^\u2068|^—$|^https:/
    const strange = text.split('\n').filter((line) => line !== '' && !own.test(line) && !written.test(line))
    expect(strange).toEqual([])
  })

  it('says the direction on the page and on every cell', () => {
    const { html } = composeMail(requestFor(message, language))
    const dir = language === 'fa' ? 'rtl' : 'ltr'
    expect(html).toContain(`<html lang="${language}" dir="${dir}">`)
    const cells = html.match(/<td[^>]*>/g) ?? []
    expect(cells.length).toBeGreaterThan(2)
    expect(cells.filter((tag) => !tag.includes(`dir="${dir}"`))).toEqual([])
  })

  it('is written in its own language alone', () => {
    const { subject, text, html } = composeMail(requestFor(message, language))
    const foreign = language === 'fa' ? /[A-Za-z]+/g : /\p{Script=Arabic}+/gu
    for (const part of [subject, text, readable(html)]) {
      expect(ownWords(part).match(foreign) ?? []).toEqual([])
    }
  })

  it('has no hole where a name or a number should be', () => {
    const { text, subject } = composeMail(requestFor(message, language))
    const both = `${subject}\n${text}`
    expect(both).not.toMatch(/undefined|null|NaN|\[object|«\s*»|“\s*”/)
    expect(both).not.toMatch(/ {2}| [.،:)]/)
  })
})

describe('a message that asks for something', () => {
  const asking = [
    'confirm-address',
    'changes-requested',
    'revision-reminder',
    'review-requested',
    'review-reminder',
    'signature-requested',
    'signature-reminder',
    'signature-requested-anew',
    'terms-to-settle',
    'terms-reminder',
    'contract-delivered',
    'receipt-reminder',
  ] as const

  it.each(asking)('says in both calendars until when: %s', (message) => {
    const persian = composeMail(requestFor(message, 'fa'))
    const english = composeMail(requestFor(message, 'en'))
    expect(persian.text).toMatch(/مهلت: تا پایان روز \S+ [۰-۹]+ [^\d(]+ ۱۴۰۵ \([۰-۹]+ [^\d)]+ ۲۰۲۶\)/)
    expect(english.text).toMatch(/Due: [A-Z][a-z]+day \d+ [A-Z][a-z]+ 2026 \(\d+ [A-Z][a-z]+ 1405\)/)
    expect(persian.html).toContain('۱۴۰۵')
  })
})

/** The mail that asks whoever has the place now, of the newest entry but so many. */
const asked = (play: CasePlay, message: Message, language: Language): Mail => {
  const { state, entries, programme, now } = play
  const entry = entries.at(-1)
  if (state === null || entry === undefined) throw new Error('Nothing was recorded')
  const base = requestFor('review-requested', language)
  return composeMail({ ...base, message, state, entries, programme, now, entry })
}

const held = (): CasePlay => {
  const play = new CasePlay()
    .begin()
    .approveStage()
    .must({ type: 'open-stage' })
    .pass(60 * day)
  return play.must({ type: 'expire' })
}

const heldToSign = (): CasePlay => {
  const play = new CasePlay().begin().approveAllStages().drawUp()
  return play.pass(60 * day).must({ type: 'expire' })
}

describe('whoever gets a place after its last day', () => {
  const still = {
    fa: /مهلت: تا پایان روز .* – روز مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید/,
    en: /Due: .*, until the end of the day – The day has passed, your answer still counts/,
  }
  const to = personAt('colleague@kerman.example')
  const by = 'z.rahimi@kerman.example'

  it.each(languages)(
    'reads that the day has passed and the answer counts, by delegation, from the office and by a new link: %s',
    (language) => {
      const delegated = held()
      delegated.must({ type: 'delegate', ...delegated.seat(0), to, reason: 'Away' })
      expect(asked(delegated, 'review-requested', language).text).toMatch(still[language])
      const { stage, seat } = delegated.seat(1)
      delegated.must({
        type: 'reassign',
        by,
        target: { seat },
        to: personAt('deputy@kerman.example'),
        reason: 'Away',
      })
      expect(asked(delegated, 'review-requested', language).text).toMatch(still[language])
      delegated.must({ type: 'resend-link', by, target: { place: 'seat', stage, seat }, reason: 'Lost' })
      const { text, html } = asked(delegated, 'review-link-reissued', language)
      expect(text).toMatch(still[language])
      expect(html).toMatch(language === 'fa' ? /همچنان به شمار می‌آید/ : /your answer still counts/)
    },
  )

  it.each(languages)('reads so of a signature too, and the office of the terms: %s', (language) => {
    const signing = heldToSign()
    signing.must({ type: 'resend-link', by, target: { place: 'signatory', id: 'startup' }, reason: 'Lost' })
    expect(asked(signing, 'signature-link-reissued', language).text).toMatch(still[language])
    const settling = new CasePlay()
      .begin()
      .approveAllStages()
      .pass(60 * day)
      .must({ type: 'expire' })
    expect(asked(settling, 'terms-reminder', language).text).toMatch(still[language])
  })

  it('is told so alone: of others’ answers the office reads that the day has passed', () => {
    const { text } = asked(held(), 'overdue', 'en')
    expect(text).toMatch(/until the end of the day – The day has passed$/m)
    expect(text).not.toContain('your answer')
  })
})

describe('what the applicant is told of a stage', () => {
  it('is what the reviewers asked for, by their roles and not by their names', () => {
    const request = requestFor('changes-requested', 'fa')
    const mail = composeMail(request)
    const holder = request.programme.stages[0]?.seats[0]?.holder
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('Because of what seat 0 read')
      expect(part).toContain(holder?.role.fa)
      expect(part).not.toContain(holder?.name.fa)
      expect(part).not.toContain(holder?.email)
    }
  })

  it('tells nothing of the reviewers when the stage approved', () => {
    expect(composeMail(requestFor('stage-approved', 'en')).text).not.toContain('Because of what seat')
  })
})

describe('whoever is told that a version of the contract is void', () => {
  it.each(['contract-taken-back', 'version-taken-back'] as const)(
    'reads why, and what comes next: %s',
    (message) => {
      const reason = /The share .b.is too high/
      const { text } = composeMail(requestFor(message, 'en'))
      expect(text).toContain('void')
      expect(text).toMatch(/The case office has taken this version back|Finance has returned this version/)
      expect(text).toMatch(reason)
      expect(text).toContain('new version is drawn up')
      // Not everybody who is told has signed.
      expect(text).toContain('No signature of this version counts any more.')
    },
  )
})

/** The second version is out and the startup has signed it; the first was taken back after so many signatures. */
const second = (signatures: number): CasePlay => {
  const play = new CasePlay().begin().approveAllStages().drawUp()
  for (let index = 0; index < signatures; index += 1) play.must(play.signature(index))
  const by = 'office@kerman.example'
  play.must({ type: 'reopen-terms', by, reason: 'The share changes' }).settle('The share is now 10%').drawUp()
  return play.must(play.signature(0))
}

const requested = ({ state, entries, programme, now }: CasePlay, language: Language): Mail => {
  const entry = entries.at(-1)
  if (state === null || entry === undefined || !('signatories' in state)) throw new Error('Nothing to sign')
  const to = state.signatories[1]?.person?.email ?? ''
  const base = requestFor('signature-requested-anew', language)
  return composeMail({ ...base, to, state, entries, programme, now, entry })
}

describe('whoever is asked to sign a later version', () => {
  it('reads what changed where an earlier version asked them too, else of a contract that is ready', () => {
    const anew = requested(second(1), 'en')
    expect(anew.subject).toContain('A new version')
    expect(anew.text).toContain('The share is now 10%')
    const first = requested(second(0), 'en')
    expect(first.subject).toContain('is ready for your signature')
    expect(first.subject).not.toContain('new version')
    expect(first.text).not.toMatch(/earlier version|The share is now/)
    expect(requested(second(0), 'fa').subject).toContain('آمادهٔ امضای شماست')
    expect(requested(second(0), 'fa').text).not.toContain('نسخهٔ پیشین')
  })
})

const bareWords = (text: string) => text.replaceAll(/[\u2066-\u2069]|[.]$/g, '').toLowerCase()

describe('whoever is told that their opinion is not needed any more', () => {
  it.each(languages)('reads neither how the stage ended nor what was said: %s', (language) => {
    const request = requestFor('review-not-needed', language)
    const { programme, state } = request
    const closing = request.entries.findLast(({ type }) => type === 'StageClosed')
    if (closing?.type !== 'StageClosed') throw new Error('A stage was closed')
    const { outcome, round } = closing.data
    const because = becauseOf(closing.data, state.closedStages, programme)
    if (because === null) throw new Error('It is known why')
    const { subject, text, html } = composeMail(request)
    const parts = [subject, text, html].map(bareWords)
    for (const words of [outcomeWords[outcome], causeWords({ outcome, round, because }, programme)])
      for (const each of languages)
        for (const part of parts) expect(part).not.toContain(bareWords(words[each]))
  })
})

describe('who reads an answer', () => {
  it('is said to everybody but the case office, which does', () => {
    expect(composeMail(requestFor('review-requested', 'en')).text).toContain('answer this message')
    expect(composeMail(requestFor('overdue', 'en')).text).not.toContain('answer this message')
    expect(composeMail(requestFor('overdue', 'fa')).text).not.toContain('پاسخ دهید')
  })
})
