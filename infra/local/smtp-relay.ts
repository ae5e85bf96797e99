import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { redact } from '#functions/edge/request-log.ts'
import { asSent } from '#workflows/programme/email-address.ts'
import type { Mail, Mailbox, NewAttachment } from './mailbox.ts'
import { smtpOptions } from './smtp-security.ts'
import { StartFailure } from './start-failure.ts'
import { writeAtomically } from './write-atomically.ts'

export interface SmtpRelayOptions {
  /** `smtp://user:password@host:587` */
  readonly url: string
  /** Holds one marker file per mail that is still to be sent. */
  readonly outbox: string
  /** Holds the markers of mails that the server refused for good. */
  readonly refused: string
  readonly mailbox: () => Pick<Mailbox, 'find' | 'readAttachment'>
  /** Called before a mail is struck off: the server took it, or refused it for good. */
  readonly onOutcome: (mail: Mail, outcome: 'delivered' | 'refused') => Promise<void>
}

export interface SmtpRelay {
  /** Resolves once it is on the disk that the mail is to be sent. */
  add(mail: Mail): Promise<void>
  /** Begins to send, what an earlier run left included. */
  start(): void
  stop(): Promise<void>
}

/** Milliseconds between tries while the server is away. */
const firstPause = 1_000
const longestPause = 5 * 60_000
const idle = 1_000

/**
 * Sends mails on by SMTP, at least once, and in order as far as the server takes them. A server that is away is tried again
 * until it is there. A mail that it refuses for now (4xx) waits by itself, and one that it refuses for good (5xx) is set
 * aside, so that the others go on.
 * @throws StartFailure if the mail library is not installed.
 */
export async function openSmtpRelay(options: SmtpRelayOptions): Promise<SmtpRelay> {
  const transport = await createTransport(options.url)
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  const snooze = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  /** Mails that the server refused for now, and when each is tried again (by `performance.now()`). */
  const putOff = new Map<string, { readonly pause: number; readonly until: number }>()

  async function run(): Promise<void> {
    let pause = firstPause
    while (!stopping.signal.aborted) {
      const markers = await listMarkers(options.outbox)
      const marker = markers.find((one) => (putOff.get(one)?.until ?? 0) <= performance.now())
      if (marker === undefined) {
        await snooze(idle)
        continue
      }
      const outcome = await trySend(marker)
      if (outcome === 'later') {
        await snooze(pause)
        pause = nextPause(pause)
        continue
      }
      pause = firstPause
      if (outcome === 'refused for now') putOff.set(marker, putOffAgain(putOff.get(marker)?.pause))
      else putOff.delete(marker)
    }
  }

  async function trySend(marker: string): Promise<'done' | 'refused for now' | 'later'> {
    const mailbox = options.mailbox()
    const mail = mailbox.find(Number(marker))
    if (mail === undefined) return 'later'
    try {
      const attachments = await Promise.all(
        mail.attachments.map(async ({ name, type }, index) => ({
          name,
          type,
          bytes: await mailbox.readAttachment(mail.number, index),
        })),
      )
      await transport.send(mail, attachments)
      await options.onOutcome(mail, 'delivered')
      await rm(join(options.outbox, marker), { force: true })
    } catch (error) {
      // The server's words, which quote addresses.
      const why = redact(error instanceof Error ? error.message : String(error))
      if (!isForGood(error)) {
        console.error(`[mail] the SMTP server did not take mail ${mail.number}; trying again: ${why}`)
        return isAboutThisMail(error) ? 'refused for now' : 'later'
      }
      console.error(`[mail] MAIL ${mail.number} WAS REFUSED FOR GOOD: ${why}`)
      await options.onOutcome(mail, 'refused')
      await rename(join(options.outbox, marker), join(options.refused, marker))
    }
    return 'done'
  }

  return {
    add: ({ number }) => writeAtomically(join(options.outbox, String(number).padStart(8, '0')), ''),
    start() {
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

async function listMarkers(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{8}$/.test(name)).sort()
}

/** A server that refuses login or TLS (5xx, too) refuses us and not the mail. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error)) return false
  return isAboutThisMail(error) && typeof error.responseCode === 'number' && error.responseCode >= 500
}

/** Whether the server spoke of this mail or its receiver, and not of itself (421: it closes the connection). */
function isAboutThisMail(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  return (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') && error.responseCode !== 421
}

interface Transport {
  send(mail: Mail, attachments: readonly NewAttachment[]): Promise<void>
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
        from: mail.from,
        to: mail.to.map(asSent),
        replyTo: [...mail.replyTo],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        // Quoted-printable breaks a line within a link, and some readers then open the half of it.
        textEncoding: 'base64',
        // The same at every try, so that a mail sent twice can be known as one.
        messageId: `<${mail.messageId}@tasvib>`,
        date: new Date(),
        headers: mail.headers,
        attachments: attachments.map(({ name, type, bytes }) => ({
          filename: name,
          contentType: type,
          content: bytes,
        })),
      })
    },
    close: () => {
      transport.close()
    },
  }
}
