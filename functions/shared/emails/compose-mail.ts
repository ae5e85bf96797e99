import type { Mail } from '#functions/shared/ports/mailer.ts'
import type { Message } from '#workflows/effects/effect.ts'
import { wasAskedBefore } from '#workflows/effects/effects-of.ts'
import { applicantWording } from './applicant-wording.ts'
import { cityWording } from './city-wording.ts'
import { factsOf, type MailRequest } from './facts-of.ts'
import type { Wording } from './mail-facts.ts'
import { type MailParts, mailHtml } from './mail-html.ts'
import { mailText, subjectLine } from './mail-text.ts'
import { answers, automatic, greeting } from './mail-words.ts'
import { officeWording } from './office-wording.ts'

const wordings: Readonly<Record<Message, Wording>> = {
  ...applicantWording,
  ...cityWording,
  ...officeWording,
}

/** One message of a case, in one language, as HTML and as text. */
export function composeMail(request: MailRequest): Mail {
  const parts = partsOf(request)
  return {
    to: request.to,
    subject: subjectLine(parts.words, parts.facts),
    html: mailHtml(parts),
    text: mailText(parts),
  }
}

/** Offices are not greeted by name. */
const toOffices: ReadonlySet<Message> = new Set<Message>([
  ...(Object.keys(officeWording) as Message[]),
  'contract-delivered',
  'receipt-reminder',
  'receipt-link-reissued',
  'receipt-ended',
  'payments-overdue',
])

/** What a message says, before it is put into a form. */
export function partsOf(request: MailRequest): MailParts {
  const { message, language, link, programme } = request
  const facts = factsOf(request)
  return {
    words: wordings[wordedAs(request)][language](facts),
    facts,
    greeting: toOffices.has(message) ? null : greeting[language](facts.recipient),
    footer: message in officeWording ? automatic[language] : `${automatic[language]} ${answers[language]}`,
    link,
    programme,
  }
}

/** Whom no earlier version asked reads of this one as of a first: there is nothing that changed for them. */
function wordedAs(request: MailRequest): Message {
  const { message, to } = request
  return message === 'signature-requested-anew' && !wasAskedBefore(to, request)
    ? 'signature-requested'
    : message
}
