import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { redact } from '#functions/shared/edge/request-log.ts'
import { mailMessage } from '#functions/shared/ports/mail-message.ts'
import {
  codesIn,
  type MailFailure,
  type MailPhase,
  type Whose,
  whoseFailure,
} from '#workflows/delivery/whose-failure.ts'
import { asSent } from '#workflows/text/email-address.ts'
import type { KeptMail, Mailbox, NewAttachment } from './mailbox.ts'
import type { MailsUnderWay } from './mails-under-way.ts'
import { reportFailure } from './report-failure.ts'
import { smtpOptions } from './smtp-security.ts'
import { StartFailure } from './start-failure.ts'

export interface SmtpRelayOptions {
  /** `smtp://user:password@host:587` */
  readonly url: string
  /** What is to be sent, and where it is kept what became of it. */
  readonly underWay: Pick<MailsUnderWay, 'waiting' | 'settle' | 'strikeOff' | 'report'>
  readonly mailbox: Pick<Mailbox, 'find' | 'readAttachment'>
  /** Called once a mail is struck off, so that it will not be sent again. */
  readonly onSettled?: (number: number) => Promise<void>
  /** Told what keeps mails from going out, and undefined once all that was kept is gone. */
  readonly tellHealth?: ((what: string | undefined) => void) | undefined
}

export interface SmtpRelay {
  /** Begins to send, what an earlier run left included. */
  start(): void
  stop(): Promise<void>
}

/** Milliseconds between tries while the server is away. */
const firstPause = 1_000
const longestPause = 5 * 60_000
const idle = 1_000

/**
 * Sends mails on by SMTP, at least once, and in order as far as the server takes them. A server that is away, or does not let us in,
 * is tried again until it does. A mail that it refuses waits by itself, so that the others go on, and is tried again however
 * often: only one to a mailbox that the server says is not there is given up, which its case is told; of a code or a sign-in link,
 * which are of no case, the terminal alone says it.
 * @throws StartFailure if the mail library is not installed.
 */
export async function openSmtpRelay(options: SmtpRelayOptions): Promise<SmtpRelay> {
  const transport = await createTransport(options.url)
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  const snooze = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  /** Mails that the server did not take, and when each is tried again (by `performance.now()`). */
  const putOff = new Map<number, { readonly pause: number; readonly until: number }>()

  /** What the server said last of each mail that is kept. */
  const kept = new Map<number, string>()
  const tellKept = (number: number, what: string | undefined) => {
    if (what === undefined) kept.delete(number)
    else kept.set(number, what)
    const [first] = kept.values()
    options.tellHealth?.(first === undefined ? undefined : `${kept.size} mails are kept: ${first}`)
  }

  /** Mails of an earlier run: it may have told that they are delayed. */
  let leftOver: ReadonlySet<number> = new Set()

  /** Mails that the server took and that are not struck off yet, so that they are not sent twice for that. */
  const taken = new Set<number>()

  async function run(): Promise<void> {
    let pause = firstPause
    while (!stopping.signal.aborted) {
      const outcome = await tryNext().catch((error: unknown) => {
        reportFailure('[mail] the outbox could not be read', error)
        return 'later' as const
      })
      if (outcome === 'later') {
        await snooze(pause)
        pause = nextPause(pause)
        continue
      }
      if (outcome === 'none') await snooze(idle)
      else pause = firstPause
    }
  }

  async function tryNext(): Promise<'tried' | 'later' | 'none'> {
    const dueAt = (one: number) => putOff.get(one)?.until ?? 0
    // One that fails goes behind all others, whoever it fails by: no mail can keep the rest from their turn.
    const [number] = options.underWay.waiting().toSorted((one, other) => dueAt(one) - dueAt(other))
    if (number === undefined || dueAt(number) > performance.now()) return 'none'
    const outcome = await trySend(number).catch((error: unknown) => {
      reportFailure(`[mail] what became of mail ${number} could not be kept; trying again`, error)
      return 'kept' as const
    })
    if (outcome === 'done') {
      putOff.delete(number)
      await settled(number)
    } else putOff.set(number, putOffAgain(putOff.get(number)?.pause))
    return outcome === 'later' ? 'later' : 'tried'
  }

  async function settled(number: number): Promise<void> {
    try {
      await options.onSettled?.(number)
    } catch (error) {
      // The next start finds it.
      reportFailure('[mail] a mail that was sent could not be forgotten', error)
    }
  }

  async function trySend(number: number): Promise<'done' | 'kept' | 'later'> {
    const mail = options.mailbox.find(number)
    if (mail === undefined) return 'later'
    // Nobody is left to have a mail that was erased before it went.
    const isErased = mail.to.length === 0
    if (!isErased && !taken.has(number)) {
      try {
        await send(mail)
      } catch (error) {
        return notTaken(mail, error)
      }
      taken.add(number)
    }
    if (isErased) options.underWay.strikeOff(number)
    else {
      const wasLate = kept.has(number) || leftOver.has(number)
      options.underWay.settle(mail, { outcome: 'delivered', wasLate })
    }
    taken.delete(number)
    tellKept(number, undefined)
    return 'done'
  }

  async function send(mail: KeptMail): Promise<void> {
    const attachments = await Promise.all(
      mail.attachments.map(async ({ name, type }, index) => ({
        name,
        type,
        bytes: await options.mailbox.readAttachment(mail.number, index),
      })),
    )
    await transport.send(mail, attachments)
  }

  function notTaken(mail: KeptMail, error: unknown): 'done' | 'kept' | 'later' {
    const failure = failureOf(error)
    const whose = whoseFailure(failure)
    // The server's words, which quote addresses.
    const why = redact(error instanceof Error ? error.message : String(error))
    if (whose !== 'person') {
      console.error(`[mail] the SMTP server did not take mail ${mail.number}; ${keptWords[whose]}: ${why}`)
      if (!kept.has(mail.number)) options.underWay.report(mail, { outcome: 'delayed' })
      tellKept(mail.number, healthWords(failure))
      return isAboutThisMail(failure) ? 'kept' : 'later'
    }
    console.error(`[mail] MAIL ${mail.number} WAS REFUSED FOR GOOD, the mailbox is not there: ${why}`)
    options.underWay.settle(mail, { outcome: 'refused', said: failure.text })
    tellKept(mail.number, undefined)
    return 'done'
  }

  return {
    start() {
      leftOver = new Set(options.underWay.waiting())
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
      transport.close()
    },
  }
}

function nextPause(pause: number): number {
  return Math.min(pause * 2, longestPause)
}

function putOffAgain(pause: number | undefined): { pause: number; until: number } {
  const next = pause === undefined ? firstPause : nextPause(pause)
  return { pause: next, until: performance.now() + next }
}

const keptWords: Readonly<Record<Exclude<Whose, 'person'>, string>> = {
  transient: 'trying again',
  ours: 'SOMEBODY HAS TO MEND THIS; it is kept and trying again',
}

/** Codes alone: the server's words quote addresses. */
function healthWords({ phase, code, status }: MailFailure): string {
  const codes = [code, status].filter((each) => each !== null).join(' ')
  return `the mail server stopped at the ${phase}${codes === '' ? '' : ` (${codes})`}; the terminal says more`
}

const phases: Readonly<Record<string, MailPhase>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'message',
  STARTTLS: 'encryption',
}

/** As the mail library tells it: by which command the server stopped, and its answer. */
function failureOf(error: unknown): MailFailure {
  const told = toldError.safeParse(error)
  const { code = '', command = '', response, responseCode = null, message = '' } = told.data ?? {}
  const text = response ?? message
  return { phase: phaseOf(code, command), code: responseCode, status: codesIn(text).status, text }
}

const toldError = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  message: z.string().optional(),
})

function phaseOf(code: string, command: string): MailPhase {
  if (code === 'EAUTH' || command.startsWith('AUTH')) return 'login'
  if (code === 'ETLS') return 'encryption'
  return phases[command] ?? 'connection'
}

/** Whether the server spoke of this mail or its receiver, and not of itself (421: it closes the connection). */
function isAboutThisMail({ phase, code }: MailFailure): boolean {
  return (phase === 'sender' || phase === 'recipient' || phase === 'message') && code !== 421
}

interface Transport {
  send(mail: KeptMail, attachments: readonly NewAttachment[]): Promise<void>
  close(): void
}

/** The library is loaded only where mails are relayed: a try on one machine needs none. */
async function createTransport(url: string): Promise<Transport> {
  const { createTransport: create } = await import('nodemailer').catch((cause: unknown) => {
    throw new StartFailure('SMTP_URL is set, but nodemailer is not installed: npm install nodemailer', {
      cause,
    })
  })
  const transport = create(smtpOptions(url))
  return {
    async send(mail, attachments) {
      await transport.sendMail({
        ...mailMessage({ ...mail, to: mail.to.map(asSent), attachments }),
        // The same at every try, so that a mail sent twice can be known as one.
        messageId: `<${mail.messageId}@tasvib>`,
        date: new Date(),
        headers: mail.headers,
      })
    },
    close: () => {
      transport.close()
    },
  }
}
