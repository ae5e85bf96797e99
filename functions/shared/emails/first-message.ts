import { paths } from '#functions/paths.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { shortMail } from './short-mail.ts'

export interface FirstMessageDependencies {
  readonly mailer: Mailer
  readonly programme: Programme
  readonly publicUrl: string
}

/**
 * Writes to the case office, so that whoever deploys learns whether mail goes out. A refusal is an answer and not a failure:
 * at a first deployment the sender's domain is often not proven yet, and that must not undo the deployment.
 */
export async function sendFirstMessage({
  mailer,
  programme,
  publicUrl,
}: FirstMessageDependencies): Promise<string> {
  const board = `${publicUrl}${paths.board()}`
  const mail = shortMail({
    to: programme.caseOffice.email,
    programme,
    subject: { fa: 'سامانه راه‌اندازی شد', en: 'The service has been set up' },
    before: {
      fa: 'این پیام آزمایشی نشان می‌دهد که رایانامه‌های سامانه به دبیرخانه می‌رسد. میز پرونده‌ها در این نشانی است:',
      en: 'This test message shows that mail of the service reaches the case office. Your board is at this address:',
    },
    brings: { href: board, label: { fa: 'میز پرونده‌ها', en: 'The board of the case office' } },
    after: {
      fa: 'نیازی به پاسخ نیست.',
      en: 'There is no need to answer.',
    },
  })
  try {
    await mailer.send(mail)
    return 'sent'
  } catch (error) {
    // The name alone: messages of mail services quote addresses.
    return `refused: ${error instanceof Error ? error.name : 'unknown'}`
  }
}
