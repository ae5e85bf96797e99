import { codeMail } from '#functions/shared/emails/code-mail.ts'
import { composeDigest } from '#functions/shared/emails/compose-digest.ts'
import { composeMail } from '#functions/shared/emails/compose-mail.ts'
import type { MailRequest } from '#functions/shared/emails/facts-of.ts'
import { shortMail } from '#functions/shared/emails/short-mail.ts'
import type { Mail } from '#functions/shared/ports/mailer.ts'
import { messages, requestFor } from '#test/functions/shared/emails/every-message.ts'
import { kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Message } from '#workflows/effects/effect.ts'
import type { Language } from '#workflows/language.ts'

const day = 86_400_000

const spoken = {
  fa: {
    title: 'سلامت‌یار: مراقبت در خانه و غربالگری محله‌محور',
    organisation: 'شرکت سلامت‌یار کرمان',
    name: 'سارا کریمی',
    reasons: [
      'سهم پیشنهادی شهرداری کمتر از آن است که در این‌گونه طرح‌ها پذیرفته می‌شود.\nلطفاً جدول درآمد سه سال نخست را هم روشن‌تر بنویسید.',
      'برآورد هزینهٔ نگهداری با پیوست ۲ نمی‌خواند.',
    ],
  },
  en: {
    title: 'Salamat Yar: care at home and neighbourhood screening',
    organisation: 'Salamat Yar',
    name: 'Sara Karimi',
    reasons: [
      "The city's share is lower than what is accepted in projects of this kind.\nPlease also make the income of the first three years clearer.",
      'The cost of upkeep does not agree with annex 2.',
    ],
  },
} as const satisfies Record<Language, unknown>

/** Every mail that Tasvib sends, by its name, as people get it in a language. */
export function sampleMails(language: Language): ReadonlyMap<string, Mail> {
  const request = (message: Message) => inWords(requestFor(message, language), language)
  const single = messages.map((message) => [message, composeMail(request(message))] as const)
  const digest = (name: string, list: readonly [Message, ...Message[]]) => {
    const [first, ...rest] = list
    return [`digest-${name}`, composeDigest([request(first), ...rest.map(request)])] as const
  }
  return new Map<string, Mail>([
    ...single,
    digest('reminders', ['review-reminder', 'review-requested', 'review-reminder']),
    digest('case-office', ['overdue', 'escalated', 'unreachable']),
    [
      'code',
      codeMail({
        purpose: 'signature',
        to: 'mayor@kerman.example',
        code: '204817',
        reference,
        programme: kerman,
      }),
    ],
    [
      'sign-in',
      shortMail({
        to: 'office@kerman.example',
        programme: kerman,
        subject: { fa: 'پیوند ورود به میز پرونده‌ها', en: 'Sign-in to the board' },
        before: {
          fa: 'با این پیوند وارد میز پرونده‌ها شوید:',
          en: 'This link takes you to the board of cases:',
        },
        brings: {
          href: `https://tasvib.kerman.example/board/enter/${'Ab3_-'.repeat(8)}xyz`,
          label: { fa: 'ورود به میز پرونده‌ها', en: 'Enter the board' },
        },
        after: {
          fa: 'پیوند تا نیم ساعت و تنها یک بار کار می‌کند.',
          en: 'It works once and for half an hour.',
        },
      }),
    ],
  ])
}

/** The same request about something that people of the language would write. */
function inWords({ state, entry, entries, ...request }: MailRequest, language: Language): MailRequest {
  const { title, organisation, name, reasons } = spoken[language]
  const said = (text: string): string =>
    text.startsWith('The share') ? reasons[0] : text.startsWith('Because of what') ? reasons[1] : text
  const told = JSON.parse(JSON.stringify({ state, entry, entries }), (_, value: unknown) =>
    typeof value === 'string' ? said(value) : value,
  ) as Pick<MailRequest, 'state' | 'entry' | 'entries'>
  const applicant = { name, organisation, email: 'sara@startup.example' }
  return {
    ...request,
    ...told,
    state: { ...told.state, title, applicant },
    recipient: name,
    now: new Date(request.now.getTime() + day),
  }
}
